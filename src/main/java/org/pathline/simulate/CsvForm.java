package org.pathline.simulate;

import java.time.LocalDate;
import java.util.List;
import org.pathline.domain.fact.AssessmentResult;
import org.pathline.domain.fact.ClassroomPolicy;
import org.pathline.domain.fact.CourseGrade;
import org.pathline.domain.fact.Employment;
import org.pathline.domain.fact.Envelope;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactType;
import org.pathline.domain.fact.Graduation;
import org.pathline.domain.fact.IdentityLink;
import org.pathline.domain.fact.OutsideCourse;
import org.pathline.domain.fact.PostsecondaryDegree;
import org.pathline.domain.fact.PostsecondaryEnrollment;
import org.pathline.domain.fact.PostsecondarySearch;
import org.pathline.domain.fact.SchoolEnrollment;
import org.pathline.domain.fact.SectionEnrollment;
import org.pathline.domain.fact.StudentRecord;

/** Facts in the CSV import form: columns named like the fields, empty where nothing is known. */
final class CsvForm {
  private static final int ENVELOPE = 5;

  private CsvForm() {}

  /** Column names of a file: those of the envelope, then those of the fact. */
  static String[] columns(FactType type) {
    String id =
        switch (type) {
          case IDENTITIES -> "aliasId";
          case POLICIES -> "policyId";
          default -> "studentId";
        };
    return (id + ",recordedAt,source,retracted,factId," + ownColumns(type)).split(",");
  }

  private static String ownColumns(FactType type) {
    return switch (type) {
      case STUDENTS -> "raceEthnicity,sex,economicallyDisadvantaged,englishLearner";
      case ENROLLMENTS -> "districtId,schoolId,gradeLevel,entryDate,exitDate,exitType";
      case SECTIONS ->
          "sectionId,districtId,schoolId,schoolYear,gradeLevel,courseCode,courseLevel,"
              + "entryDate,exitDate";
      case GRADES ->
          "sectionId,term,schoolYear,gradeLevel,courseCode,courseLevel,mark,gradePoints,"
              + "creditsAttempted,creditsEarned";
      case ASSESSMENTS -> "assessmentId,subject,testDate,gradeLevel,percentile";
      case OUTSIDE_COURSES -> "provider,courseCode,completionDate,paidBy,passed";
      case GRADUATIONS -> "credential,schoolId,graduationDate,diplomaType";
      case POSTSECONDARY -> "institutionId,termBegin,termEnd,status,cipCodes,level";
      case DEGREES -> "institutionId,conferredOn,degreeLevel,cipCodes,title";
      case SEARCHES -> "searchedThrough,recordFound";
      case EMPLOYMENT -> "employerId,quarter,occupationCode,industryCode,wages";
      case IDENTITIES -> "canonicalId";
      case POLICIES ->
          "districtId,schoolId,subject,gradeFrom,gradeTo,regime,acceleration,effectiveFrom,"
              + "effectiveTo,reference";
    };
  }

  /** Columns that make up the natural key. */
  private static List<String> keyColumns(FactType type) {
    return switch (type) {
      case STUDENTS, IDENTITIES, POLICIES -> List.of();
      case ENROLLMENTS -> List.of("schoolId", "entryDate");
      case SECTIONS -> List.of("sectionId");
      case GRADES -> List.of("sectionId", "term");
      case ASSESSMENTS -> List.of("assessmentId", "subject", "testDate");
      case OUTSIDE_COURSES -> List.of("provider", "courseCode", "completionDate");
      case GRADUATIONS -> List.of("credential", "schoolId");
      case POSTSECONDARY -> List.of("institutionId", "termBegin");
      case DEGREES -> List.of("institutionId", "conferredOn", "degreeLevel", "cipCodes");
      case SEARCHES -> List.of("searchedThrough");
      case EMPLOYMENT -> List.of("employerId", "quarter");
    };
  }

  /** One row of a fact. */
  static String[] row(Fact fact) {
    if (fact instanceof StudentRecord f) {
      return row(f, f.raceEthnicity(), f.sex(), f.economicallyDisadvantaged(), f.englishLearner());
    }
    if (fact instanceof SchoolEnrollment f) {
      return row(
          f,
          f.districtId(),
          f.schoolId(),
          f.gradeLevel(),
          f.entryDate(),
          f.exitDate(),
          f.exitType());
    }
    if (fact instanceof SectionEnrollment f) {
      return row(
          f,
          f.sectionId(),
          f.districtId(),
          f.schoolId(),
          f.schoolYear(),
          f.gradeLevel(),
          f.courseCode(),
          f.courseLevel(),
          f.entryDate(),
          f.exitDate());
    }
    if (fact instanceof CourseGrade f) {
      return row(
          f,
          f.sectionId(),
          f.term(),
          f.schoolYear(),
          f.gradeLevel(),
          f.courseCode(),
          f.courseLevel(),
          f.mark(),
          f.gradePoints(),
          f.creditsAttempted(),
          f.creditsEarned());
    }
    if (fact instanceof AssessmentResult f) {
      return row(f, f.assessmentId(), f.subject(), f.testDate(), f.gradeLevel(), f.percentile());
    }
    if (fact instanceof OutsideCourse f) {
      return row(f, f.provider(), f.courseCode(), f.completionDate(), f.paidBy(), f.passed());
    }
    if (fact instanceof Graduation f) {
      return row(f, f.credential(), f.schoolId(), f.graduationDate(), f.diplomaType());
    }
    if (fact instanceof PostsecondaryEnrollment f) {
      return row(
          f,
          f.institutionId(),
          f.termBegin(),
          f.termEnd(),
          f.status(),
          String.join("|", f.cipCodes()),
          f.level());
    }
    if (fact instanceof PostsecondaryDegree f) {
      return row(
          f,
          f.institutionId(),
          f.conferredOn(),
          f.degreeLevel(),
          String.join("|", f.cipCodes()),
          f.title());
    }
    if (fact instanceof PostsecondarySearch f) {
      return row(f, f.searchedThrough(), f.recordFound());
    }
    if (fact instanceof Employment f) {
      return row(f, f.employerId(), f.quarter(), f.occupationCode(), f.industryCode(), f.wages());
    }
    if (fact instanceof IdentityLink f) {
      return row(f, f.canonicalId());
    }
    ClassroomPolicy f = (ClassroomPolicy) fact;
    return row(
        f,
        f.districtId(),
        f.schoolId(),
        f.subject(),
        f.gradeFrom(),
        f.gradeTo(),
        f.regime(),
        f.acceleration(),
        f.effectiveFrom(),
        f.effectiveTo(),
        f.reference());
  }

  private static String[] row(Fact fact, Object... values) {
    Envelope envelope = fact.envelope();
    String[] row = new String[ENVELOPE + values.length];
    row[0] = envelope.studentId();
    row[1] = Days.stamp(envelope.recordedAt());
    row[2] = envelope.source();
    row[3] = envelope.retracted() ? "true" : "false";
    row[4] = envelope.hasFactId() ? envelope.factId() : "";
    for (int i = 0; i < values.length; i++) {
      Object value = values[i];
      row[ENVELOPE + i] =
          value == null ? "" : value instanceof LocalDate day ? Days.text(day) : value.toString();
    }
    return row;
  }

  /** Row that withdraws the fact of a row, recorded some days later. */
  static String[] retraction(Fact fact, int daysLater, boolean identityOnly) {
    String[] row = row(fact);
    row[1] = Days.stamp(Days.plus(fact.envelope().recordedAt(), daysLater));
    row[3] = "true";
    if (identityOnly) {
      String[] columns = columns(fact.type());
      List<String> kept = fact.envelope().hasFactId() ? List.of() : keyColumns(fact.type());
      for (int i = ENVELOPE; i < row.length; i++) {
        if (!kept.contains(columns[i])) {
          row[i] = "";
        }
      }
    }
    return row;
  }
}
