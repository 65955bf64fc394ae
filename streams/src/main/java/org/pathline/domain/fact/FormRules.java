package org.pathline.domain.fact;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.pathline.domain.fact.Violation.Reason;

/**
 * Rules on the form of a fact, whatever it says: how long its texts and lists are, which characters
 * they hold, and when it can have been recorded.
 *
 * <p>They hold for retractions as well: a retraction is kept like any other version. No message
 * quotes a text that breaks one of them.
 */
final class FormRules {
  private FormRules() {}

  /** Name of the field that repeats the record key. */
  static String idField(FactType type) {
    return switch (type) {
      case IDENTITIES -> "aliasId";
      case POLICIES -> "policyId";
      default -> "studentId";
    };
  }

  /** First rule that the fact breaks, or null. */
  static Violation firstViolation(Fact fact, long ingestMillis) {
    Violation violation = envelope(fact, ingestMillis);
    return violation != null ? violation : ownTexts(fact);
  }

  private static Violation envelope(Fact fact, long ingestMillis) {
    Envelope envelope = fact.envelope();
    Violation violation = id(idField(fact.type()), envelope.studentId());
    if (violation == null) {
      violation = id("source", envelope.source());
    }
    if (violation == null) {
      violation = id("factId", envelope.factId());
    }
    return violation != null || Bounds.isPlausibleRecording(envelope.recordedAt(), ingestMillis)
        ? violation
        : implausible(envelope.recordedAt());
  }

  private static Violation implausible(long recordedAt) {
    boolean early = recordedAt < Bounds.EARLIEST_RECORDING;
    return new Violation(
        Reason.IMPLAUSIBLE_DATE,
        "recordedAt",
        Instant.ofEpochMilli(recordedAt)
            + (early ? " is before 1980" : " is more than two days after it came in"));
  }

  private static Violation ownTexts(Fact fact) {
    return switch (fact.type()) {
      case STUDENTS, SEARCHES -> null;
      case ENROLLMENTS -> {
        SchoolEnrollment enrollment = (SchoolEnrollment) fact;
        yield ids(
            "districtId",
            enrollment.districtId(),
            "schoolId",
            enrollment.schoolId(),
            "gradeLevel",
            enrollment.gradeLevel());
      }
      case SECTIONS -> section((SectionEnrollment) fact);
      case GRADES -> {
        CourseGrade grade = (CourseGrade) fact;
        Violation violation = ids("sectionId", grade.sectionId(), "term", grade.term());
        yield violation != null
            ? violation
            : ids(
                "gradeLevel",
                grade.gradeLevel(),
                "courseCode",
                grade.courseCode(),
                "mark",
                grade.mark());
      }
      case ASSESSMENTS -> {
        AssessmentResult result = (AssessmentResult) fact;
        yield ids("assessmentId", result.assessmentId(), "gradeLevel", result.gradeLevel());
      }
      case OUTSIDE_COURSES -> {
        OutsideCourse course = (OutsideCourse) fact;
        yield ids("provider", course.provider(), "courseCode", course.courseCode());
      }
      case GRADUATIONS -> {
        Graduation graduation = (Graduation) fact;
        yield ids("credential", graduation.credential(), "schoolId", graduation.schoolId());
      }
      case POSTSECONDARY -> {
        PostsecondaryEnrollment term = (PostsecondaryEnrollment) fact;
        Violation violation = id("institutionId", term.institutionId());
        yield violation != null
            ? violation
            : cipCodes(term.cipCodes(), Bounds.MOST_ENROLLMENT_CIPS);
      }
      case DEGREES -> degree((PostsecondaryDegree) fact);
      case EMPLOYMENT -> employment((Employment) fact);
      case IDENTITIES -> id("canonicalId", ((IdentityLink) fact).canonicalId());
      case POLICIES -> policy((ClassroomPolicy) fact);
    };
  }

  private static Violation section(SectionEnrollment section) {
    Violation violation =
        ids(
            "sectionId",
            section.sectionId(),
            "districtId",
            section.districtId(),
            "schoolId",
            section.schoolId());
    return violation != null
        ? violation
        : ids("gradeLevel", section.gradeLevel(), "courseCode", section.courseCode());
  }

  private static Violation degree(PostsecondaryDegree degree) {
    Violation violation = id("institutionId", degree.institutionId());
    if (violation == null) {
      violation = cipCodes(degree.cipCodes(), Bounds.MOST_DEGREE_CIPS);
    }
    return violation != null ? violation : text("title", degree.title());
  }

  private static Violation employment(Employment employment) {
    Violation violation =
        ids("employerId", employment.employerId(), "quarter", employment.quarter());
    return violation != null
        ? violation
        : ids(
            "occupationCode",
            employment.occupationCode(),
            "industryCode",
            employment.industryCode());
  }

  private static Violation policy(ClassroomPolicy policy) {
    Violation violation = ids("districtId", policy.districtId(), "schoolId", policy.schoolId());
    if (violation == null) {
      violation = ids("gradeFrom", policy.gradeFrom(), "gradeTo", policy.gradeTo());
    }
    return violation != null ? violation : text("reference", policy.reference());
  }

  private static Violation cipCodes(List<String> codes, int most) {
    if (codes.size() > Bounds.MOST_VALUES) {
      return new Violation(
          Reason.TOO_MANY_VALUES,
          "cipCodes",
          String.format(
              Locale.ROOT,
              "%,d values; no list has more than %d",
              codes.size(),
              Bounds.MOST_VALUES));
    }
    if (codes.size() > most) {
      return new Violation(
          Reason.TOO_MANY_CIP_CODES, "cipCodes", codes.size() + " codes; at most " + most + " fit");
    }
    for (String code : codes) {
      Violation violation = id("cipCodes", code);
      if (violation != null) {
        return violation;
      }
    }
    return null;
  }

  private static Violation ids(String first, String one, String second, String two) {
    Violation violation = id(first, one);
    return violation != null ? violation : id(second, two);
  }

  private static Violation ids(
      String first, String one, String second, String two, String third, String three) {
    Violation violation = ids(first, one, second, two);
    return violation != null ? violation : id(third, three);
  }

  /** An id or a code; null for an absent one. */
  private static Violation id(String field, String id) {
    if (id == null) {
      return null;
    }
    if (id.length() > Bounds.LONGEST_ID) {
      return tooLong(field, id, Bounds.LONGEST_ID);
    }
    int bad = Characters.firstBadOfId(id);
    return bad < 0 ? null : invalid(field, id, bad);
  }

  private static Violation text(String field, String text) {
    if (text == null) {
      return null;
    }
    if (text.length() > Bounds.LONGEST_TEXT) {
      return tooLong(field, text, Bounds.LONGEST_TEXT);
    }
    int bad = Characters.firstBadOfText(text);
    return bad < 0 ? null : invalid(field, text, bad);
  }

  private static Violation tooLong(String field, String text, int most) {
    return new Violation(
        Reason.TOO_LONG,
        field,
        String.format(Locale.ROOT, "has %,d characters; at most %,d fit", text.length(), most));
  }

  private static Violation invalid(String field, String text, int at) {
    int character = text.codePointAt(at);
    return new Violation(
        Reason.INVALID_TEXT,
        field,
        String.format(
            Locale.ROOT,
            "has U+%04X, %s, as character %d",
            character,
            Characters.kind(character),
            at + 1));
  }
}
