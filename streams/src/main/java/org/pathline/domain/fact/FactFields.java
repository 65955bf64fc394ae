package org.pathline.domain.fact;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fields of each type of fact beside its envelope, in the order of the Avro schema: the one
 * place that takes a fact apart and puts it together again. Each form of a fact (Avro's bytes, a
 * row of the store, a row of a file) is a source and a target of fields.
 */
public final class FactFields {
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

  private FactFields() {}

  /** Gives the fields of one fact, one after the other; an optional one may be null. */
  public interface Source {
    String text();

    @Nullable String optionalText();

    /** Texts, none of them null. */
    List<String> texts();

    int number();

    @Nullable Integer optionalNumber();

    double decimal();

    @Nullable Double optionalDecimal();

    LocalDate date();

    @Nullable LocalDate optionalDate();

    boolean flag();

    <E extends Enum<E>> E symbol(E[] symbols);

    <E extends Enum<E>> @Nullable E optionalSymbol(E[] symbols);
  }

  /** Takes the fields of one fact, one after the other; an optional one may be null. */
  public interface Target {
    void text(String value);

    void optionalText(@Nullable String value);

    void texts(List<String> values);

    void number(int value);

    void optionalNumber(@Nullable Integer value);

    void decimal(double value);

    void optionalDecimal(@Nullable Double value);

    void date(LocalDate value);

    void optionalDate(@Nullable LocalDate value);

    void flag(boolean value);

    void symbol(Enum<?> value);

    void optionalSymbol(@Nullable Enum<?> value);
  }

  /** Fact of a type under an envelope whose other fields a source gives. */
  public static Fact read(FactType type, Envelope envelope, Source in) {
    return switch (type) {
      case STUDENTS ->
          new StudentRecord(
              envelope,
              in.symbol(RACES),
              in.symbol(SEXES),
              in.symbol(INDICATORS),
              in.symbol(INDICATORS));
      case ENROLLMENTS ->
          new SchoolEnrollment(
              envelope,
              in.text(),
              in.text(),
              in.text(),
              in.date(),
              in.optionalDate(),
              in.optionalSymbol(EXIT_TYPES));
      case SECTIONS ->
          new SectionEnrollment(
              envelope,
              in.text(),
              in.text(),
              in.text(),
              in.number(),
              in.text(),
              in.text(),
              in.symbol(COURSE_LEVELS),
              in.optionalDate(),
              in.optionalDate());
      case GRADES ->
          new CourseGrade(
              envelope,
              in.text(),
              in.text(),
              in.number(),
              in.text(),
              in.text(),
              in.symbol(COURSE_LEVELS),
              in.text(),
              in.optionalDecimal(),
              in.optionalDecimal(),
              in.optionalDecimal());
      case ASSESSMENTS ->
          new AssessmentResult(
              envelope, in.text(), in.symbol(SUBJECTS), in.date(), in.text(), in.decimal());
      case OUTSIDE_COURSES ->
          new OutsideCourse(
              envelope, in.text(), in.text(), in.date(), in.symbol(PAYERS), in.flag());
      case GRADUATIONS ->
          new Graduation(envelope, in.text(), in.text(), in.date(), in.symbol(DIPLOMAS));
      case POSTSECONDARY ->
          new PostsecondaryEnrollment(
              envelope,
              in.text(),
              in.date(),
              in.date(),
              in.symbol(STATUSES),
              in.texts(),
              in.symbol(LEVELS));
      case DEGREES ->
          new PostsecondaryDegree(
              envelope, in.text(), in.date(), in.symbol(DEGREES), in.texts(), in.optionalText());
      case SEARCHES -> new PostsecondarySearch(envelope, in.date(), in.flag());
      case EMPLOYMENT ->
          new Employment(
              envelope,
              in.text(),
              in.text(),
              in.optionalText(),
              in.optionalText(),
              in.optionalDecimal());
      case IDENTITIES -> new IdentityLink(envelope, in.text());
      case POLICIES ->
          new ClassroomPolicy(
              envelope,
              in.text(),
              in.optionalText(),
              in.symbol(SUBJECTS),
              in.text(),
              in.text(),
              in.symbol(REGIMES),
              in.symbol(ACCELERATIONS),
              in.number(),
              in.optionalNumber(),
              in.text());
    };
  }

  /** Hands the fields of a fact to a target, all but the envelope. */
  public static void write(Fact fact, Target out) {
    if (fact instanceof CourseGrade grade) {
      out.text(grade.sectionId());
      out.text(grade.term());
      out.number(grade.schoolYear());
      out.text(grade.gradeLevel());
      out.text(grade.courseCode());
      out.symbol(grade.courseLevel());
      out.text(grade.mark());
      out.optionalDecimal(grade.gradePoints());
      out.optionalDecimal(grade.creditsAttempted());
      out.optionalDecimal(grade.creditsEarned());
    } else if (fact instanceof SectionEnrollment section) {
      out.text(section.sectionId());
      out.text(section.districtId());
      out.text(section.schoolId());
      out.number(section.schoolYear());
      out.text(section.gradeLevel());
      out.text(section.courseCode());
      out.symbol(section.courseLevel());
      out.optionalDate(section.entryDate());
      out.optionalDate(section.exitDate());
    } else if (fact instanceof SchoolEnrollment enrollment) {
      out.text(enrollment.districtId());
      out.text(enrollment.schoolId());
      out.text(enrollment.gradeLevel());
      out.date(enrollment.entryDate());
      out.optionalDate(enrollment.exitDate());
      out.optionalSymbol(enrollment.exitType());
    } else if (fact instanceof AssessmentResult result) {
      out.text(result.assessmentId());
      out.symbol(result.subject());
      out.date(result.testDate());
      out.text(result.gradeLevel());
      out.decimal(result.percentile());
    } else if (fact instanceof StudentRecord student) {
      out.symbol(student.raceEthnicity());
      out.symbol(student.sex());
      out.symbol(student.economicallyDisadvantaged());
      out.symbol(student.englishLearner());
    } else if (fact instanceof OutsideCourse course) {
      out.text(course.provider());
      out.text(course.courseCode());
      out.date(course.completionDate());
      out.symbol(course.paidBy());
      out.flag(course.passed());
    } else {
      writeAfterSchool(fact, out);
    }
  }

  private static void writeAfterSchool(Fact fact, Target out) {
    if (fact instanceof Graduation graduation) {
      out.text(graduation.credential());
      out.text(graduation.schoolId());
      out.date(graduation.graduationDate());
      out.symbol(graduation.diplomaType());
    } else if (fact instanceof PostsecondaryEnrollment term) {
      out.text(term.institutionId());
      out.date(term.termBegin());
      out.date(term.termEnd());
      out.symbol(term.status());
      out.texts(term.cipCodes());
      out.symbol(term.level());
    } else if (fact instanceof PostsecondaryDegree degree) {
      out.text(degree.institutionId());
      out.date(degree.conferredOn());
      out.symbol(degree.degreeLevel());
      out.texts(degree.cipCodes());
      out.optionalText(degree.title());
    } else if (fact instanceof PostsecondarySearch search) {
      out.date(search.searchedThrough());
      out.flag(search.recordFound());
    } else if (fact instanceof Employment employment) {
      out.text(employment.employerId());
      out.text(employment.quarter());
      out.optionalText(employment.occupationCode());
      out.optionalText(employment.industryCode());
      out.optionalDecimal(employment.wages());
    } else if (fact instanceof IdentityLink link) {
      out.text(link.canonicalId());
    } else if (fact instanceof ClassroomPolicy policy) {
      out.text(policy.districtId());
      out.optionalText(policy.schoolId());
      out.symbol(policy.subject());
      out.text(policy.gradeFrom());
      out.text(policy.gradeTo());
      out.symbol(policy.regime());
      out.symbol(policy.acceleration());
      out.number(policy.effectiveFrom());
      out.optionalNumber(policy.effectiveTo());
      out.text(policy.reference());
    }
  }
}
