package org.pathline.streams.codec;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.pathline.domain.fact.AssessmentResult;
import org.pathline.domain.fact.CourseGrade;
import org.pathline.domain.fact.CourseLevel;
import org.pathline.domain.fact.DegreeLevel;
import org.pathline.domain.fact.DiplomaType;
import org.pathline.domain.fact.Employment;
import org.pathline.domain.fact.EnrollmentStatus;
import org.pathline.domain.fact.Envelope;
import org.pathline.domain.fact.ExitType;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactType;
import org.pathline.domain.fact.Graduation;
import org.pathline.domain.fact.Indicator;
import org.pathline.domain.fact.OutsideCourse;
import org.pathline.domain.fact.PaidBy;
import org.pathline.domain.fact.PostsecondaryDegree;
import org.pathline.domain.fact.PostsecondaryEnrollment;
import org.pathline.domain.fact.PostsecondaryLevel;
import org.pathline.domain.fact.PostsecondarySearch;
import org.pathline.domain.fact.RaceEthnicity;
import org.pathline.domain.fact.SchoolEnrollment;
import org.pathline.domain.fact.SectionEnrollment;
import org.pathline.domain.fact.Sex;
import org.pathline.domain.fact.StudentRecord;
import org.pathline.domain.fact.Subject;

/**
 * Facts of students as rows of numbers: strings, moments and decimals by their index in the {@link
 * Dictionary}, dates as days since 1970, symbols by their position; 0 stands for an absent value.
 *
 * <p>One row is filled and read at a time, column after column. Not thread-safe.
 */
final class FactColumns {
  /** Columns of a row: up to 17 of what a fact says, then the rest of its envelope. */
  static final int COLUMNS = 20;

  /** What seldom differs stands last, so that the mask of differences is mostly one byte. */
  private static final int ENVELOPE_AT = 17;

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

  private final Dictionary dictionary;
  private final DecimalPool decimals = new DecimalPool();
  private long[] row;
  private long[] before;
  private int column;

  FactColumns(Dictionary dictionary) {
    this.dictionary = dictionary;
  }

  /**
   * Fills the row with a fact.
   *
   * @param before row of the fact before it, which tells likely indexes of strings
   */
  void toRow(Fact fact, long[] row, long[] before) {
    this.row = row;
    this.before = before;
    column = 0;
    Envelope envelope = fact.envelope();
    put(dictionary.add(envelope.recordedAt(), before[0]));
    if (fact instanceof CourseGrade grade) {
      put(grade.sectionId());
      put(grade.term());
      put(grade.schoolYear());
      put(grade.gradeLevel());
      put(grade.courseCode());
      put(grade.mark());
      put(grade.courseLevel());
      putOptional(grade.gradePoints());
      putOptional(grade.creditsAttempted());
      putOptional(grade.creditsEarned());
    } else if (fact instanceof SectionEnrollment section) {
      put(section.sectionId());
      put(section.districtId());
      put(section.schoolId());
      put(section.schoolYear());
      put(section.gradeLevel());
      put(section.courseCode());
      put(section.courseLevel());
      putOptional(section.entryDate());
      putOptional(section.exitDate());
    } else if (fact instanceof SchoolEnrollment enrollment) {
      put(enrollment.districtId());
      put(enrollment.schoolId());
      put(enrollment.gradeLevel());
      put(enrollment.entryDate());
      putOptional(enrollment.exitDate());
      put(enrollment.exitType() == null ? 0 : enrollment.exitType().ordinal() + 1);
    } else if (fact instanceof AssessmentResult result) {
      put(result.assessmentId());
      put(result.subject());
      put(result.testDate());
      put(result.gradeLevel());
      put(dictionary.add(Double.doubleToRawLongBits(result.percentile())));
    } else {
      othersToRow(fact);
    }
    Arrays.fill(row, column, ENVELOPE_AT, 0);
    column = ENVELOPE_AT;
    put(envelope.source());
    put(envelope.retracted());
    putOptional(envelope.factId());
  }

  private void othersToRow(Fact fact) {
    if (fact instanceof StudentRecord student) {
      put(student.raceEthnicity());
      put(student.sex());
      put(student.economicallyDisadvantaged());
      put(student.englishLearner());
    } else if (fact instanceof OutsideCourse course) {
      put(course.provider());
      put(course.courseCode());
      put(course.completionDate());
      put(course.paidBy());
      put(course.passed());
    } else if (fact instanceof Graduation graduation) {
      put(graduation.credential());
      put(graduation.schoolId());
      put(graduation.graduationDate());
      put(graduation.diplomaType());
    } else if (fact instanceof PostsecondaryEnrollment term) {
      put(term.institutionId());
      put(term.termBegin());
      put(term.termEnd());
      put(term.status());
      put(term.level());
      put(term.cipCodes());
    } else if (fact instanceof PostsecondaryDegree degree) {
      put(degree.institutionId());
      put(degree.conferredOn());
      put(degree.degreeLevel());
      putOptional(degree.title());
      put(degree.cipCodes());
    } else if (fact instanceof PostsecondarySearch search) {
      put(search.searchedThrough());
      put(search.recordFound());
    } else if (fact instanceof Employment employment) {
      put(employment.employerId());
      put(employment.quarter());
      putOptional(employment.occupationCode());
      putOptional(employment.industryCode());
      putOptional(employment.wages());
    } else {
      throw new IllegalArgumentException("not kept with a student: " + fact);
    }
  }

  /** Fact of a type from a row that {@link #toRow} filled. */
  Fact fromRow(FactType type, String studentId, long[] row) {
    this.row = row;
    column = ENVELOPE_AT;
    Envelope envelope =
        new Envelope(
            studentId, dictionary.number((int) row[0]), string(), number() == 1, optionalString());
    column = 1;
    return switch (type) {
      case STUDENTS ->
          new StudentRecord(
              envelope,
              RACES[number()],
              SEXES[number()],
              INDICATORS[number()],
              INDICATORS[number()]);
      case ENROLLMENTS -> {
        String districtId = string();
        String schoolId = string();
        String gradeLevel = string();
        LocalDate entryDate = date();
        LocalDate exitDate = optionalDate();
        int exitType = number();
        yield new SchoolEnrollment(
            envelope,
            districtId,
            schoolId,
            gradeLevel,
            entryDate,
            exitDate,
            exitType == 0 ? null : EXIT_TYPES[exitType - 1]);
      }
      case SECTIONS ->
          new SectionEnrollment(
              envelope,
              string(),
              string(),
              string(),
              number(),
              string(),
              string(),
              COURSE_LEVELS[number()],
              optionalDate(),
              optionalDate());
      case GRADES -> {
        String sectionId = string();
        String term = string();
        int schoolYear = number();
        String gradeLevel = string();
        String courseCode = string();
        String mark = string();
        yield new CourseGrade(
            envelope,
            sectionId,
            term,
            schoolYear,
            gradeLevel,
            courseCode,
            COURSE_LEVELS[number()],
            mark,
            optionalDecimal(),
            optionalDecimal(),
            optionalDecimal());
      }
      case ASSESSMENTS ->
          new AssessmentResult(
              envelope,
              string(),
              SUBJECTS[number()],
              date(),
              string(),
              Double.longBitsToDouble(dictionary.number(number())));
      case OUTSIDE_COURSES ->
          new OutsideCourse(envelope, string(), string(), date(), PAYERS[number()], number() == 1);
      case GRADUATIONS -> new Graduation(envelope, string(), string(), date(), DIPLOMAS[number()]);
      case POSTSECONDARY -> {
        String institutionId = string();
        LocalDate begin = date();
        LocalDate end = date();
        EnrollmentStatus status = STATUSES[number()];
        PostsecondaryLevel level = LEVELS[number()];
        yield new PostsecondaryEnrollment(
            envelope, institutionId, begin, end, status, strings(), level);
      }
      case DEGREES -> {
        String institutionId = string();
        LocalDate conferredOn = date();
        DegreeLevel level = DEGREES[number()];
        String title = optionalString();
        yield new PostsecondaryDegree(
            envelope, institutionId, conferredOn, level, strings(), title);
      }
      case SEARCHES -> new PostsecondarySearch(envelope, date(), number() == 1);
      case EMPLOYMENT ->
          new Employment(
              envelope, string(), string(), optionalString(), optionalString(), optionalDecimal());
      case IDENTITIES, POLICIES ->
          throw new IllegalArgumentException("not kept with a student: " + type);
    };
  }

  private void put(long value) {
    row[column++] = value;
  }

  private void put(boolean value) {
    row[column++] = value ? 1 : 0;
  }

  private void put(String value) {
    row[column] = dictionary.add(value, before[column]);
    column++;
  }

  private void put(Enum<?> symbol) {
    row[column++] = symbol.ordinal();
  }

  private void put(LocalDate date) {
    row[column++] = date.toEpochDay();
  }

  private void put(List<String> values) {
    put(values.size());
    for (String value : values) {
      put(value);
    }
  }

  private void putOptional(String value) {
    row[column++] = value == null ? 0 : dictionary.add(value) + 1L;
  }

  /** Days since 1970 are moved by one from 0 up, so that 0 is free and 1969 stays negative. */
  private void putOptional(LocalDate date) {
    if (date == null) {
      put(0);
      return;
    }
    long day = date.toEpochDay();
    put(day >= 0 ? day + 1 : day);
  }

  private void putOptional(Double value) {
    row[column++] = value == null ? 0 : dictionary.add(Double.doubleToRawLongBits(value)) + 1L;
  }

  private int number() {
    return Math.toIntExact(row[column++]);
  }

  private String string() {
    return dictionary.string(number());
  }

  private LocalDate date() {
    return LocalDate.ofEpochDay(row[column++]);
  }

  private String optionalString() {
    int index = number();
    return index == 0 ? null : dictionary.string(index - 1);
  }

  private LocalDate optionalDate() {
    long day = row[column++];
    return day == 0 ? null : LocalDate.ofEpochDay(day > 0 ? day - 1 : day);
  }

  private Double optionalDecimal() {
    int index = number();
    return index == 0
        ? null
        : Double.valueOf(Double.longBitsToDouble(dictionary.number(index - 1)));
  }

  private List<String> strings() {
    int count = number();
    List<String> values = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      values.add(string());
    }
    return List.copyOf(values);
  }
}
