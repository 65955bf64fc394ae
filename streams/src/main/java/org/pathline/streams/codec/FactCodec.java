package org.pathline.streams.codec;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.pathline.domain.fact.Acceleration;
import org.pathline.domain.fact.AssessmentResult;
import org.pathline.domain.fact.ClassroomPolicy;
import org.pathline.domain.fact.CourseGrade;
import org.pathline.domain.fact.CourseLevel;
import org.pathline.domain.fact.DegreeLevel;
import org.pathline.domain.fact.DiplomaType;
import org.pathline.domain.fact.Employment;
import org.pathline.domain.fact.EnrollmentStatus;
import org.pathline.domain.fact.Envelope;
import org.pathline.domain.fact.ExitType;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactOrder;
import org.pathline.domain.fact.FactType;
import org.pathline.domain.fact.Graduation;
import org.pathline.domain.fact.IdentityLink;
import org.pathline.domain.fact.Indicator;
import org.pathline.domain.fact.OutsideCourse;
import org.pathline.domain.fact.PaidBy;
import org.pathline.domain.fact.PostsecondaryDegree;
import org.pathline.domain.fact.PostsecondaryEnrollment;
import org.pathline.domain.fact.PostsecondaryLevel;
import org.pathline.domain.fact.PostsecondarySearch;
import org.pathline.domain.fact.RaceEthnicity;
import org.pathline.domain.fact.Regime;
import org.pathline.domain.fact.SchoolEnrollment;
import org.pathline.domain.fact.SectionEnrollment;
import org.pathline.domain.fact.Sex;
import org.pathline.domain.fact.StudentRecord;
import org.pathline.domain.fact.Subject;

/**
 * Facts to and from the binary encoding of the current Avro schemas, without records in between.
 *
 * <p>The order of fields and symbols is that of the schemas; a test holds both against the
 * generated records. Not thread-safe.
 */
public final class FactCodec implements FactOrder.Encoding {
  private static final RaceEthnicity[] RACES = RaceEthnicity.values();
  private static final Sex[] SEXES = Sex.values();
  private static final Indicator[] INDICATORS = Indicator.values();
  private static final Subject[] SUBJECTS = Subject.values();
  private static final CourseLevel[] COURSE_LEVELS = CourseLevel.values();
  private static final ExitType[] EXIT_TYPES = ExitType.values();
  private static final PaidBy[] PAYERS = PaidBy.values();
  private static final DiplomaType[] DIPLOMAS = DiplomaType.values();
  private static final EnrollmentStatus[] STATUSES = EnrollmentStatus.values();
  private static final PostsecondaryLevel[] LEVELS = PostsecondaryLevel.values();
  private static final DegreeLevel[] DEGREES = DegreeLevel.values();
  private static final Regime[] REGIMES = Regime.values();
  private static final Acceleration[] ACCELERATIONS = Acceleration.values();

  private final AvroInput in = new AvroInput();
  private final AvroOutput out = new AvroOutput();
  private final DecimalPool decimals = new DecimalPool();
  private Envelope lastEnvelope;

  /**
   * Decodes one fact.
   *
   * @throws IllegalArgumentException when the bytes are not exactly one fact of that type
   */
  public Fact decode(FactType type, byte[] bytes, int offset, int length) {
    return decode(type, null, bytes, offset, length);
  }

  /**
   * Decodes one fact from a body that lacks its first field, the student id.
   *
   * @param studentId the id, or null where the body does have it
   * @throws IllegalArgumentException when the bytes are not exactly the rest of such a fact
   */
  public Fact decode(FactType type, String studentId, byte[] bytes, int offset, int length) {
    in.reset(bytes, offset, offset + length);
    Fact fact;
    try {
      fact = read(type, readEnvelope(studentId == null ? in.readString() : studentId));
    } catch (ArithmeticException | IndexOutOfBoundsException | java.time.DateTimeException e) {
      throw new IllegalArgumentException(
          "the bytes end or break within a " + type.noun() + " fact", e);
    }
    if (!in.isAtEnd()) {
      throw new IllegalArgumentException("bytes remain after a " + type.noun() + " fact");
    }
    return fact;
  }

  @Override
  public byte[] encode(Fact fact) {
    out.clear();
    write(fact);
    return out.toByteArray();
  }

  private Fact read(FactType type, Envelope envelope) {
    return switch (type) {
      case STUDENTS ->
          new StudentRecord(
              envelope, symbol(RACES), symbol(SEXES), symbol(INDICATORS), symbol(INDICATORS));
      case ENROLLMENTS ->
          new SchoolEnrollment(
              envelope,
              in.readString(),
              in.readString(),
              in.readString(),
              readDate(),
              readOptionalDate(),
              in.readPresence() ? symbol(EXIT_TYPES) : null);
      case SECTIONS ->
          new SectionEnrollment(
              envelope,
              in.readString(),
              in.readString(),
              in.readString(),
              in.readInt(),
              in.readString(),
              in.readString(),
              symbol(COURSE_LEVELS),
              readOptionalDate(),
              readOptionalDate());
      case GRADES ->
          new CourseGrade(
              envelope,
              in.readString(),
              in.readString(),
              in.readInt(),
              in.readString(),
              in.readString(),
              symbol(COURSE_LEVELS),
              in.readString(),
              readOptionalDouble(),
              readOptionalDouble(),
              readOptionalDouble());
      case ASSESSMENTS ->
          new AssessmentResult(
              envelope,
              in.readString(),
              symbol(SUBJECTS),
              readDate(),
              in.readString(),
              in.readDouble());
      case OUTSIDE_COURSES ->
          new OutsideCourse(
              envelope,
              in.readString(),
              in.readString(),
              readDate(),
              symbol(PAYERS),
              in.readBoolean());
      case GRADUATIONS ->
          new Graduation(envelope, in.readString(), in.readString(), readDate(), symbol(DIPLOMAS));
      case POSTSECONDARY ->
          new PostsecondaryEnrollment(
              envelope,
              in.readString(),
              readDate(),
              readDate(),
              symbol(STATUSES),
              readStrings(),
              symbol(LEVELS));
      case DEGREES ->
          new PostsecondaryDegree(
              envelope,
              in.readString(),
              readDate(),
              symbol(DEGREES),
              readStrings(),
              readOptionalString());
      case SEARCHES -> new PostsecondarySearch(envelope, readDate(), in.readBoolean());
      case EMPLOYMENT ->
          new Employment(
              envelope,
              in.readString(),
              in.readString(),
              readOptionalString(),
              readOptionalString(),
              readOptionalDouble());
      case IDENTITIES -> new IdentityLink(envelope, in.readString());
      case POLICIES ->
          new ClassroomPolicy(
              envelope,
              in.readString(),
              readOptionalString(),
              symbol(SUBJECTS),
              in.readString(),
              in.readString(),
              symbol(REGIMES),
              symbol(ACCELERATIONS),
              in.readInt(),
              in.readPresence() ? Integer.valueOf(in.readInt()) : null,
              in.readString());
    };
  }

  /** The facts of a burst mostly carry one envelope, which is then kept once. */
  private Envelope readEnvelope(String studentId) {
    long recordedAt = in.readLong();
    String source = in.readString();
    boolean retracted = in.readBoolean();
    String factId = readOptionalString();
    if (lastEnvelope == null
        || recordedAt != lastEnvelope.recordedAt()
        || retracted != lastEnvelope.retracted()
        || !studentId.equals(lastEnvelope.studentId())
        || !source.equals(lastEnvelope.source())
        || !Objects.equals(factId, lastEnvelope.factId())) {
      lastEnvelope = new Envelope(studentId, recordedAt, source, retracted, factId);
    }
    return lastEnvelope;
  }

  private <E> E symbol(E[] symbols) {
    return symbols[in.readInt()];
  }

  private LocalDate readDate() {
    return LocalDate.ofEpochDay(in.readInt());
  }

  private LocalDate readOptionalDate() {
    return in.readPresence() ? readDate() : null;
  }

  private Double readOptionalDouble() {
    return in.readPresence() ? decimals.get(in.readFixedLong()) : null;
  }

  private String readOptionalString() {
    return in.readPresence() ? in.readString() : null;
  }

  private List<String> readStrings() {
    List<String> strings = new ArrayList<>(2);
    for (long count = in.readLong(); count != 0; count = in.readLong()) {
      if (count < 0) {
        count = -count;
        in.readLong();
      }
      for (long i = 0; i < count; i++) {
        strings.add(in.readString());
      }
    }
    return List.copyOf(strings);
  }

  private void write(Fact fact) {
    Envelope envelope = fact.envelope();
    out.writeString(envelope.studentId());
    out.writeLong(envelope.recordedAt());
    out.writeString(envelope.source());
    out.writeBoolean(envelope.retracted());
    writeOptional(envelope.factId());
    if (fact instanceof StudentRecord student) {
      writeSymbol(student.raceEthnicity());
      writeSymbol(student.sex());
      writeSymbol(student.economicallyDisadvantaged());
      writeSymbol(student.englishLearner());
    } else if (fact instanceof SchoolEnrollment enrollment) {
      out.writeString(enrollment.districtId());
      out.writeString(enrollment.schoolId());
      out.writeString(enrollment.gradeLevel());
      writeDate(enrollment.entryDate());
      writeOptional(enrollment.exitDate());
      out.writePresence(enrollment.exitType() != null);
      if (enrollment.exitType() != null) {
        writeSymbol(enrollment.exitType());
      }
    } else if (fact instanceof SectionEnrollment section) {
      out.writeString(section.sectionId());
      out.writeString(section.districtId());
      out.writeString(section.schoolId());
      out.writeLong(section.schoolYear());
      out.writeString(section.gradeLevel());
      out.writeString(section.courseCode());
      writeSymbol(section.courseLevel());
      writeOptional(section.entryDate());
      writeOptional(section.exitDate());
    } else if (fact instanceof CourseGrade grade) {
      out.writeString(grade.sectionId());
      out.writeString(grade.term());
      out.writeLong(grade.schoolYear());
      out.writeString(grade.gradeLevel());
      out.writeString(grade.courseCode());
      writeSymbol(grade.courseLevel());
      out.writeString(grade.mark());
      writeOptional(grade.gradePoints());
      writeOptional(grade.creditsAttempted());
      writeOptional(grade.creditsEarned());
    } else if (fact instanceof AssessmentResult result) {
      out.writeString(result.assessmentId());
      writeSymbol(result.subject());
      writeDate(result.testDate());
      out.writeString(result.gradeLevel());
      out.writeDouble(result.percentile());
    } else if (fact instanceof OutsideCourse course) {
      out.writeString(course.provider());
      out.writeString(course.courseCode());
      writeDate(course.completionDate());
      writeSymbol(course.paidBy());
      out.writeBoolean(course.passed());
    } else if (fact instanceof Graduation graduation) {
      out.writeString(graduation.credential());
      out.writeString(graduation.schoolId());
      writeDate(graduation.graduationDate());
      writeSymbol(graduation.diplomaType());
    } else {
      writeAfterSchool(fact);
    }
  }

  private void writeAfterSchool(Fact fact) {
    if (fact instanceof PostsecondaryEnrollment term) {
      out.writeString(term.institutionId());
      writeDate(term.termBegin());
      writeDate(term.termEnd());
      writeSymbol(term.status());
      writeStrings(term.cipCodes());
      writeSymbol(term.level());
    } else if (fact instanceof PostsecondaryDegree degree) {
      out.writeString(degree.institutionId());
      writeDate(degree.conferredOn());
      writeSymbol(degree.degreeLevel());
      writeStrings(degree.cipCodes());
      writeOptional(degree.title());
    } else if (fact instanceof PostsecondarySearch search) {
      writeDate(search.searchedThrough());
      out.writeBoolean(search.recordFound());
    } else if (fact instanceof Employment employment) {
      out.writeString(employment.employerId());
      out.writeString(employment.quarter());
      writeOptional(employment.occupationCode());
      writeOptional(employment.industryCode());
      writeOptional(employment.wages());
    } else if (fact instanceof IdentityLink link) {
      out.writeString(link.canonicalId());
    } else if (fact instanceof ClassroomPolicy policy) {
      out.writeString(policy.districtId());
      writeOptional(policy.schoolId());
      writeSymbol(policy.subject());
      out.writeString(policy.gradeFrom());
      out.writeString(policy.gradeTo());
      writeSymbol(policy.regime());
      writeSymbol(policy.acceleration());
      out.writeLong(policy.effectiveFrom());
      out.writePresence(policy.effectiveTo() != null);
      if (policy.effectiveTo() != null) {
        out.writeLong(policy.effectiveTo());
      }
      out.writeString(policy.reference());
    }
  }

  private void writeSymbol(Enum<?> symbol) {
    out.writeLong(symbol.ordinal());
  }

  private void writeDate(LocalDate date) {
    out.writeLong(date.toEpochDay());
  }

  private void writeOptional(LocalDate date) {
    out.writePresence(date != null);
    if (date != null) {
      writeDate(date);
    }
  }

  private void writeOptional(Double number) {
    out.writePresence(number != null);
    if (number != null) {
      out.writeDouble(number);
    }
  }

  private void writeOptional(String string) {
    out.writePresence(string != null);
    if (string != null) {
      out.writeString(string);
    }
  }

  private void writeStrings(List<String> strings) {
    if (!strings.isEmpty()) {
      out.writeLong(strings.size());
      for (String string : strings) {
        out.writeString(string);
      }
    }
    out.writeLong(0);
  }
}
