package org.pathline.domain.fact;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.Violation.Reason;

/**
 * The rules that a fact must keep to be folded, checked at the publisher and again on arrival.
 *
 * <p>A retraction needs only its identity, so of what it says only the parts of its identity are
 * checked; of the form of its texts, all.
 */
public final class FactRules {
  private FactRules() {}

  /** First rule that the fact breaks whenever it comes in, or empty. */
  public static Optional<Violation> check(Fact fact) {
    return Optional.ofNullable(firstViolation(fact, Long.MAX_VALUE));
  }

  /**
   * Whether a text keeps all rules of form, wherever it stands in a fact. Most do, and most come
   * again and again, so that who reads facts need look at each of them once only.
   */
  public static boolean isPlain(String text) {
    return FormRules.keepsAll(text);
  }

  /** Whether a text keeps the rules of ids: it names something, and is not damaged. */
  public static boolean isId(String text) {
    return !text.isEmpty() && FormRules.isId(text);
  }

  /**
   * First rule that the fact breaks, or null; the form for paths that run once per record.
   *
   * @param ingestMillis when it came in: the timestamp of its record, in milliseconds since 1970
   *     UTC
   */
  public static @Nullable Violation firstViolation(Fact fact, long ingestMillis) {
    return firstViolation(fact, ingestMillis, false);
  }

  /**
   * The same where it may be known that all texts of the fact are plain, its student id among them.
   *
   * @param isPlain whether each of them {@link #isPlain is}; false where nobody looked
   */
  public static @Nullable Violation firstViolation(Fact fact, long ingestMillis, boolean isPlain) {
    Envelope envelope = fact.envelope();
    if (envelope.studentId().isEmpty()) {
      return missing(FormRules.idField(fact.type()));
    }
    Violation form = FormRules.firstViolation(fact, ingestMillis, isPlain);
    if (form != null) {
      return form;
    }
    if (Canary.isMisusedBy(fact)) {
      return wrong(
          Reason.RESERVED_ID,
          Canary.is(envelope.studentId()) ? FormRules.idField(fact.type()) : "canonicalId",
          "'" + Canary.STUDENT_ID + "' is not a student's: it is reserved for testing");
    }
    if (envelope.retracted()) {
      return envelope.hasFactId() ? null : identity(fact);
    }
    if (envelope.source().isEmpty()) {
      return missing("source");
    }
    Violation violation = identity(fact);
    return violation != null ? violation : payload(fact);
  }

  private static @Nullable Violation identity(Fact fact) {
    if (fact instanceof CourseGrade grade) {
      return first(text("sectionId", grade.sectionId()), text("term", grade.term()));
    }
    if (fact instanceof SectionEnrollment section) {
      return text("sectionId", section.sectionId());
    }
    if (fact instanceof SchoolEnrollment enrollment) {
      return first(
          text("schoolId", enrollment.schoolId()), date("entryDate", enrollment.entryDate()));
    }
    if (fact instanceof AssessmentResult result) {
      return first(
          text("assessmentId", result.assessmentId()), date("testDate", result.testDate()));
    }
    if (fact instanceof OutsideCourse course) {
      return first(
          text("provider", course.provider()),
          courseCode(course.courseCode()),
          date("completionDate", course.completionDate()));
    }
    if (fact instanceof Graduation graduation) {
      return first(
          text("credential", graduation.credential()), text("schoolId", graduation.schoolId()));
    }
    if (fact instanceof PostsecondaryEnrollment term) {
      return first(
          text("institutionId", term.institutionId()), date("termBegin", term.termBegin()));
    }
    if (fact instanceof PostsecondaryDegree degree) {
      return first(
          text("institutionId", degree.institutionId()), date("conferredOn", degree.conferredOn()));
    }
    if (fact instanceof PostsecondarySearch search) {
      return first(
          text("source", search.envelope().source()),
          date("searchedThrough", search.searchedThrough()));
    }
    if (fact instanceof Employment employment) {
      return first(
          text("employerId", employment.employerId()),
          text("quarter", employment.quarter()),
          Quarter.isValid(employment.quarter()) && isPlausible(Quarter.begin(employment.quarter()))
              ? null
              : wrong(
                  Reason.INVALID_QUARTER,
                  "quarter",
                  "'" + employment.quarter() + "' is not a quarter such as 2015Q3"));
    }
    return null;
  }

  private static @Nullable Violation payload(Fact fact) {
    if (fact instanceof CourseGrade grade) {
      return grade(grade);
    }
    if (fact instanceof SectionEnrollment section) {
      return first(
          text("schoolId", section.schoolId()),
          text("districtId", section.districtId()),
          schoolYear("schoolYear", section.schoolYear()),
          gradeLevel("gradeLevel", section.gradeLevel()),
          courseCode(section.courseCode()),
          period(section.entryDate(), section.exitDate()),
          DateRules.seat(section));
    }
    if (fact instanceof SchoolEnrollment enrollment) {
      return first(
          text("districtId", enrollment.districtId()),
          gradeLevel("gradeLevel", enrollment.gradeLevel()),
          period(enrollment.entryDate(), enrollment.exitDate()),
          DateRules.stay(enrollment));
    }
    if (fact instanceof AssessmentResult result) {
      return first(
          gradeLevel("gradeLevel", result.gradeLevel()),
          result.percentile() >= 0 && result.percentile() <= 100
              ? null
              : wrong(
                  Reason.PERCENTILE_OUT_OF_RANGE,
                  "percentile",
                  result.percentile() + " is not between 0 and 100"));
    }
    if (fact instanceof Graduation graduation) {
      return date("graduationDate", graduation.graduationDate());
    }
    if (fact instanceof PostsecondaryEnrollment term) {
      return first(
          date("termEnd", term.termEnd()),
          term.termEnd().isBefore(term.termBegin())
              ? wrong(
                  Reason.TERM_ENDS_BEFORE_IT_BEGINS,
                  "termEnd",
                  term.termEnd() + " is before termBegin " + term.termBegin())
              : null,
          cipCodes(term.cipCodes()));
    }
    if (fact instanceof PostsecondaryDegree degree) {
      return cipCodes(degree.cipCodes());
    }
    if (fact instanceof Employment employment) {
      return employment(employment);
    }
    if (fact instanceof IdentityLink link) {
      return first(
          text("canonicalId", link.canonicalId()),
          link.canonicalId().equals(link.envelope().studentId())
              ? wrong(
                  Reason.LINK_TO_ITSELF, "canonicalId", "the id is linked to itself; nothing to do")
              : null);
    }
    return fact instanceof ClassroomPolicy policy ? policy(policy) : null;
  }

  private static @Nullable Violation grade(CourseGrade grade) {
    if (grade.mark().isEmpty()) {
      return missing("mark");
    }
    if (!Mark.isValid(grade.mark())) {
      return wrong(
          Reason.INVALID_MARK,
          "mark",
          "'" + grade.mark() + "' is none of A+ to F, P, NP, W, I or a number from 0 to 100");
    }
    Double points = grade.gradePoints();
    if (points != null && !(points >= 0 && points <= Bounds.HIGHEST_POINTS)) {
      return wrong(
          Reason.GRADE_POINTS_OUT_OF_RANGE,
          "gradePoints",
          points + " is not between 0 and 5; report points on the 4.0 scale");
    }
    return first(
        schoolYear("schoolYear", grade.schoolYear()),
        gradeLevel("gradeLevel", grade.gradeLevel()),
        courseCode(grade.courseCode()),
        credits("creditsAttempted", grade.creditsAttempted()),
        credits("creditsEarned", grade.creditsEarned()),
        MarkRules.contradiction(grade));
  }

  private static @Nullable Violation employment(Employment employment) {
    String occupation = employment.occupationCode();
    if (occupation != null && !occupation.matches("[1-5][0-9]-?[0-9]{4}")) {
      return wrong(
          Reason.INVALID_OCCUPATION_CODE,
          "occupationCode",
          "'" + occupation + "' is not a SOC code such as 15-1252");
    }
    String industry = employment.industryCode();
    if (industry != null && !industry.matches("[1-9][0-9]{1,5}")) {
      return wrong(
          Reason.INVALID_INDUSTRY_CODE,
          "industryCode",
          "'" + industry + "' is not a NAICS code of two to six digits");
    }
    return amount("wages", employment.wages(), Bounds.HIGHEST_WAGES, Reason.NEGATIVE_WAGES);
  }

  private static @Nullable Violation policy(ClassroomPolicy policy) {
    Violation violation =
        first(
            text("districtId", policy.districtId()),
            gradeLevel("gradeFrom", policy.gradeFrom()),
            gradeLevel("gradeTo", policy.gradeTo()),
            schoolYear("effectiveFrom", policy.effectiveFrom()),
            text("reference", policy.reference()));
    if (violation != null) {
      return violation;
    }
    if (GradeLevel.number(policy.gradeTo()) < GradeLevel.number(policy.gradeFrom())) {
      return wrong(
          Reason.GRADE_RANGE_REVERSED,
          "gradeTo",
          policy.gradeTo() + " comes before gradeFrom " + policy.gradeFrom());
    }
    if (policy.effectiveTo() == null) {
      return null;
    }
    return policy.effectiveTo() < policy.effectiveFrom()
        ? wrong(
            Reason.ENDS_BEFORE_IT_TAKES_EFFECT,
            "effectiveTo",
            policy.effectiveTo() + " is before effectiveFrom " + policy.effectiveFrom())
        : schoolYear("effectiveTo", policy.effectiveTo());
  }

  private static @Nullable Violation cipCodes(List<String> codes) {
    for (String code : codes) {
      if (CipCode.normalize(code) == null && !CipCode.isNoField(code)) {
        return wrong(
            Reason.INVALID_CIP_CODE,
            "cipCodes",
            "'"
                + code
                + "' is not a CIP code such as 11.0701"
                + (isSeveral(code) ? "; are these several codes?" : ""));
      }
    }
    return null;
  }

  private static boolean isSeveral(String code) {
    return code.strip().matches("[0-9.]+[,;/ ].*");
  }

  private static @Nullable Violation period(@Nullable LocalDate entry, @Nullable LocalDate exit) {
    return first(
        entry == null ? null : date("entryDate", entry),
        exit == null ? null : date("exitDate", exit),
        entry != null && exit != null && exit.isBefore(entry)
            ? wrong(Reason.EXIT_BEFORE_ENTRY, "exitDate", exit + " is before entryDate " + entry)
            : null);
  }

  private static @Nullable Violation courseCode(String code) {
    if (code.isEmpty()) {
      return missing("courseCode");
    }
    boolean begins = code.length() >= 5;
    for (int i = 0; begins && i < 5; i++) {
      char c = code.charAt(i);
      begins = (c >= '0' && c <= '9') || (i >= 2 && c >= 'A' && c <= 'Z');
    }
    return begins && code.length() == 5
        ? null
        : wrong(
            Reason.INVALID_COURSE_CODE,
            "courseCode",
            "'"
                + code
                + "' is not a SCED code of five characters such as 02052"
                + (code.matches("[0-9]{4}")
                    ? "; was a leading zero lost?"
                    : begins ? "; leave out what follows the fifth" : ""));
  }

  private static @Nullable Violation gradeLevel(String field, String level) {
    if (level.isEmpty()) {
      return missing(field);
    }
    return GradeLevel.isValid(level)
        ? null
        : wrong(
            Reason.INVALID_GRADE_LEVEL, field, "'" + level + "' is none of PK, KG, 01 to 12, UG");
  }

  private static @Nullable Violation schoolYear(String field, int year) {
    return Bounds.isPlausibleYear(year)
        ? null
        : wrong(
            Reason.INVALID_SCHOOL_YEAR,
            field,
            year + " is not the year in which a school year ends");
  }

  private static @Nullable Violation credits(String field, @Nullable Double credits) {
    return amount(field, credits, Bounds.MOST_CREDITS, Reason.NEGATIVE_CREDITS);
  }

  /** An amount, or null where there is none; a number that is none is neither too low nor high. */
  private static @Nullable Violation amount(
      String field, @Nullable Double amount, double most, Reason belowZero) {
    if (amount == null || (amount >= 0 && amount <= most)) {
      return null;
    }
    return amount < 0 && !amount.isInfinite()
        ? wrong(belowZero, field, amount + " is below zero")
        : wrong(
            Reason.IMPLAUSIBLE_NUMBER,
            field,
            amount + " is not between 0 and " + String.format(Locale.ROOT, "%,.0f", most));
  }

  private static @Nullable Violation date(String field, LocalDate date) {
    return isPlausible(date)
        ? null
        : wrong(
            Reason.IMPLAUSIBLE_DATE,
            field,
            date + " is not between " + Bounds.EARLIEST_DATE + " and " + Bounds.LATEST_DATE);
  }

  private static boolean isPlausible(LocalDate date) {
    return !date.isBefore(Bounds.EARLIEST_DATE) && !date.isAfter(Bounds.LATEST_DATE);
  }

  private static @Nullable Violation text(String field, String value) {
    return value.isEmpty() ? missing(field) : null;
  }

  private static Violation missing(String field) {
    return new Violation(Reason.MISSING_FIELD, field, "is required and empty");
  }

  private static Violation wrong(Reason reason, String field, String detail) {
    return new Violation(reason, field, detail);
  }

  private static @Nullable Violation first(@Nullable Violation... violations) {
    for (Violation violation : violations) {
      if (violation != null) {
        return violation;
      }
    }
    return null;
  }
}
