package org.pathline.domain.fact;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.Violation.Reason;

/**
 * Rules on the form of a fact, whatever it says: how long its texts and lists are, which characters
 * they hold, that they say something, and when it can have been recorded.
 *
 * <p>They hold for retractions as well: a retraction is kept like any other version. No message
 * quotes a text that is too long or has a character that it may not have.
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

  /**
   * First rule that the fact breaks, or null.
   *
   * @param isPlain whether all of its texts are known to be plain
   */
  static @Nullable Violation firstViolation(Fact fact, long ingestMillis, boolean isPlain) {
    if (isPlain && !hasList(fact.type())) {
      return recording(fact.envelope(), ingestMillis);
    }
    Violation violation = envelope(fact, ingestMillis);
    return violation != null ? violation : ownTexts(fact);
  }

  private static boolean hasList(FactType type) {
    return type == FactType.POSTSECONDARY || type == FactType.DEGREES;
  }

  /** Whether a text breaks none of these rules as an id, as a code or as a free text. */
  static boolean keepsAll(String text) {
    return id("", text) == null && code("", text) == null && text("", text) == null;
  }

  /** Whether a text breaks none of these rules as an id. */
  static boolean isId(String text) {
    return id("", text) == null;
  }

  /** Whether one look at the characters of a text tells that; it does for nearly every one. */
  private static boolean isPlain(String text) {
    return text.length() <= Bounds.LONGEST_ID && IdDamage.isPlain(text) && !NothingWord.isId(text);
  }

  private static @Nullable Violation envelope(Fact fact, long ingestMillis) {
    Envelope envelope = fact.envelope();
    Violation violation = id(idField(fact.type()), envelope.studentId());
    if (violation == null) {
      violation = id("source", envelope.source());
    }
    if (violation == null) {
      violation = id("factId", envelope.factId());
    }
    return violation != null ? violation : recording(envelope, ingestMillis);
  }

  private static @Nullable Violation recording(Envelope envelope, long ingestMillis) {
    return Bounds.isPlausibleRecording(envelope.recordedAt(), ingestMillis)
        ? null
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

  private static @Nullable Violation ownTexts(Fact fact) {
    return switch (fact.type()) {
      case STUDENTS, SEARCHES -> null;
      case ENROLLMENTS -> {
        SchoolEnrollment enrollment = (SchoolEnrollment) fact;
        Violation violation =
            ids("districtId", enrollment.districtId(), "schoolId", enrollment.schoolId());
        yield violation != null ? violation : code("gradeLevel", enrollment.gradeLevel());
      }
      case SECTIONS -> section((SectionEnrollment) fact);
      case GRADES -> grade((CourseGrade) fact);
      case ASSESSMENTS -> {
        AssessmentResult result = (AssessmentResult) fact;
        Violation violation = id("assessmentId", result.assessmentId());
        yield violation != null ? violation : code("gradeLevel", result.gradeLevel());
      }
      case OUTSIDE_COURSES -> {
        OutsideCourse course = (OutsideCourse) fact;
        Violation violation = id("provider", course.provider());
        yield violation != null ? violation : code("courseCode", course.courseCode());
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

  private static @Nullable Violation section(SectionEnrollment section) {
    Violation violation = ids("sectionId", section.sectionId(), "districtId", section.districtId());
    if (violation == null) {
      violation = id("schoolId", section.schoolId());
    }
    return violation != null
        ? violation
        : codes("gradeLevel", section.gradeLevel(), "courseCode", section.courseCode());
  }

  private static @Nullable Violation grade(CourseGrade grade) {
    Violation violation = ids("sectionId", grade.sectionId(), "term", grade.term());
    if (violation == null) {
      violation = codes("gradeLevel", grade.gradeLevel(), "courseCode", grade.courseCode());
    }
    return violation != null ? violation : code("mark", grade.mark());
  }

  private static @Nullable Violation degree(PostsecondaryDegree degree) {
    Violation violation = id("institutionId", degree.institutionId());
    if (violation == null) {
      violation = cipCodes(degree.cipCodes(), Bounds.MOST_DEGREE_CIPS);
    }
    return violation != null ? violation : text("title", degree.title());
  }

  private static @Nullable Violation employment(Employment employment) {
    Violation violation = id("employerId", employment.employerId());
    if (violation == null) {
      violation = code("quarter", employment.quarter());
    }
    return violation != null
        ? violation
        : codes(
            "occupationCode",
            employment.occupationCode(),
            "industryCode",
            employment.industryCode());
  }

  private static @Nullable Violation policy(ClassroomPolicy policy) {
    Violation violation = ids("districtId", policy.districtId(), "schoolId", policy.schoolId());
    if (violation == null) {
      violation = codes("gradeFrom", policy.gradeFrom(), "gradeTo", policy.gradeTo());
    }
    return violation != null ? violation : text("reference", policy.reference());
  }

  private static @Nullable Violation cipCodes(List<String> codes, int most) {
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
      Violation violation = cipCode(code);
      if (violation != null) {
        return violation;
      }
    }
    return null;
  }

  /** Padded codes are understood, and so are words that say that there is no field. */
  private static @Nullable Violation cipCode(String code) {
    Violation violation = characters("cipCodes", code);
    if (violation == null && NothingWord.isCode(code) && !CipCode.isNoField(code)) {
      violation = nothing("cipCodes");
    }
    return violation != null ? violation : damaged("cipCodes", IdDamage.ofPaddedCode(code));
  }

  private static @Nullable Violation ids(
      String first, String one, String second, @Nullable String two) {
    Violation violation = id(first, one);
    return violation != null ? violation : id(second, two);
  }

  private static @Nullable Violation codes(
      String first, @Nullable String one, String second, @Nullable String two) {
    Violation violation = code(first, one);
    return violation != null ? violation : code(second, two);
  }

  /** An id; null for an absent one. */
  private static @Nullable Violation id(String field, @Nullable String id) {
    if (id == null || isPlain(id)) {
      return null;
    }
    Violation violation = named(field, id);
    return violation != null ? violation : damaged(field, IdDamage.of(id));
  }

  /** A code whose form other rules check; null for an absent one. */
  private static @Nullable Violation code(String field, @Nullable String code) {
    if (code == null || isPlain(code)) {
      return null;
    }
    Violation violation = named(field, code);
    return violation != null ? violation : damaged(field, IdDamage.ofCode(code));
  }

  private static @Nullable Violation named(String field, String id) {
    Violation violation = characters(field, id);
    return violation == null && NothingWord.isId(id) ? nothing(field) : violation;
  }

  private static @Nullable Violation characters(String field, String id) {
    if (id.length() > Bounds.LONGEST_ID) {
      return tooLong(field, id, Bounds.LONGEST_ID);
    }
    int bad = Characters.firstBadOfId(id);
    return bad < 0 ? null : invalid(field, id, bad);
  }

  private static @Nullable Violation text(String field, @Nullable String text) {
    if (text == null) {
      return null;
    }
    if (text.length() > Bounds.LONGEST_TEXT) {
      return tooLong(field, text, Bounds.LONGEST_TEXT);
    }
    int bad = Characters.firstBadOfText(text);
    if (bad >= 0) {
      return invalid(field, text, bad);
    }
    return NothingWord.isText(text) ? nothing(field) : null;
  }

  private static Violation nothing(String field) {
    return new Violation(
        Reason.WORD_FOR_NOTHING,
        field,
        "is a word that stands for no value; leave it empty or say what it is");
  }

  private static @Nullable Violation damaged(String field, @Nullable String damage) {
    return damage == null ? null : new Violation(Reason.DAMAGED_ID, field, damage);
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
