package org.pathline.ask;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.AssessmentResult;
import org.pathline.domain.fact.CipCode;
import org.pathline.domain.fact.CourseGrade;
import org.pathline.domain.fact.Employment;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.Graduation;
import org.pathline.domain.fact.OutsideCourse;
import org.pathline.domain.fact.PostsecondaryDegree;
import org.pathline.domain.fact.PostsecondaryEnrollment;
import org.pathline.domain.fact.PostsecondarySearch;
import org.pathline.domain.fact.Quarter;
import org.pathline.domain.fact.SchoolEnrollment;
import org.pathline.domain.fact.SchoolYear;
import org.pathline.domain.fact.SectionEnrollment;
import org.pathline.domain.fact.StudentRecord;

/**
 * A fact in words.
 *
 * @param on effective date that puts the fact into order; null where it has none. Of what only has
 *     a school year: a seat counts from its beginning, a mark at its end
 * @param when the date as it is known: a day, a school year, a quarter, or empty
 * @param what what the fact says
 * @param where school, institution, provider or employer; empty where there is none
 */
public record FactLine(@Nullable LocalDate on, String when, String what, String where) {

  /** Words of a fact about a student; a retraction may lack all but its identity. */
  public static FactLine of(Fact fact) {
    if (fact instanceof StudentRecord who) {
      return new FactLine(
          null,
          "",
          who(
              who.raceEthnicity(),
              who.sex(),
              who.economicallyDisadvantaged(),
              who.englishLearner()),
          "");
    } else if (fact instanceof SchoolEnrollment stay) {
      return day(stay.entryDate(), stay(stay), school(stay.schoolId(), stay.districtId()));
    } else if (fact instanceof SectionEnrollment seat) {
      return seat(seat);
    } else if (fact instanceof CourseGrade grade) {
      return new FactLine(
          SchoolYear.end(grade.schoolYear()), years(grade.schoolYear()), mark(grade), "");
    } else if (fact instanceof AssessmentResult result) {
      return day(
          result.testDate(),
          words(
              "percentile " + result.percentile() + " in " + result.subject(),
              "grade " + result.gradeLevel(),
              result.assessmentId()),
          "");
    } else if (fact instanceof OutsideCourse course) {
      return day(
          course.completionDate(),
          words(
              "course " + course.courseCode() + (course.passed() ? " passed" : " not passed"),
              "paid by " + course.paidBy()),
          course.provider());
    } else if (fact instanceof Graduation graduation) {
      return day(
          graduation.graduationDate(),
          graduation.diplomaType() + " diploma, " + graduation.credential(),
          "school " + graduation.schoolId());
    }
    return afterSchool(fact);
  }

  private static FactLine afterSchool(Fact fact) {
    if (fact instanceof PostsecondaryEnrollment term) {
      return day(
          term.termBegin(),
          words(
              "term until "
                  + (term.termEnd().equals(PostsecondaryEnrollment.NOT_ENDED)
                      ? "now"
                      : term.termEnd()),
              "" + term.level(),
              "status " + term.status(),
              fields(term.cipCodes())),
          term.institutionId());
    } else if (fact instanceof PostsecondaryDegree degree) {
      return day(
          degree.conferredOn(),
          words(degree.degreeLevel() + " degree", fields(degree.cipCodes()), degree.title()),
          degree.institutionId());
    } else if (fact instanceof PostsecondarySearch search) {
      return day(
          search.searchedThrough(),
          "college records searched through this day, "
              + (search.recordFound() ? "found" : "none found"),
          "");
    } else if (fact instanceof Employment job) {
      return new FactLine(
          Quarter.isValid(job.quarter()) ? Quarter.begin(job.quarter()) : null,
          job.quarter(),
          words(
              "occupation " + known(job.occupationCode()),
              "industry " + known(job.industryCode()),
              job.wages() == null ? null : "wages " + job.wages()),
          "employer " + job.employerId());
    }
    throw new IllegalArgumentException("no fact about a student: " + fact);
  }

  private static FactLine day(LocalDate on, String what, String where) {
    return new FactLine(on, on.toString(), what, where);
  }

  private static FactLine seat(SectionEnrollment seat) {
    String what =
        words(
            "section " + seat.sectionId(),
            "course " + seat.courseCode() + " level " + seat.courseLevel(),
            "grade " + seat.gradeLevel());
    String where = school(seat.schoolId(), seat.districtId());
    return seat.entryDate() != null
        ? day(seat.entryDate(), what, where)
        : new FactLine(
            SchoolYear.end(seat.schoolYear() - 1).plusDays(1),
            years(seat.schoolYear()),
            what,
            where);
  }

  private static String stay(SchoolEnrollment stay) {
    String end = stay.exitDate() == null ? "" : " until " + stay.exitDate();
    return words(
        "grade " + stay.gradeLevel() + end,
        stay.exitType() == null ? null : stay.exitType().toString());
  }

  private static String mark(CourseGrade grade) {
    String points = grade.gradePoints() == null ? "" : " (" + grade.gradePoints() + " points)";
    return words(
        "mark " + grade.mark() + points,
        "course " + grade.courseCode() + " level " + grade.courseLevel(),
        "grade " + grade.gradeLevel(),
        "section " + grade.sectionId(),
        "term " + grade.term());
  }

  /** Who a student is, whether a fact says so or what is derived of them. */
  public static String who(Object race, Object sex, Object disadvantaged, Object learner) {
    return words(
        "" + race,
        "" + sex,
        "economically disadvantaged " + disadvantaged,
        "English learner " + learner);
  }

  /** Parts with commas between them; null for one that there is not. */
  private static String words(@Nullable String... parts) {
    return Stream.of(parts).filter(Objects::nonNull).collect(Collectors.joining(", "));
  }

  private static String school(String schoolId, String districtId) {
    return "school " + schoolId + ", district " + districtId;
  }

  private static String known(@Nullable String code) {
    return code == null ? "not known" : code;
  }

  private static @Nullable String fields(List<String> cipCodes) {
    return cipCodes.isEmpty()
        ? null
        : "CIP "
            + String.join(
                " ",
                cipCodes.stream()
                    .map(code -> CipCode.normalize(code) == null ? code : CipCode.normalize(code))
                    .toList());
  }

  /** A school year as people write it: 2010-11. */
  public static String years(int schoolYear) {
    return schoolYear - 1 + "-" + String.format("%02d", schoolYear % 100);
  }
}
