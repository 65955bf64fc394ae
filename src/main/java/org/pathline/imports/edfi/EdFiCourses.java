package org.pathline.imports.edfi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.Doubt;
import org.pathline.imports.Dates;
import org.pathline.imports.ImportSettings;
import org.pathline.imports.LocalCodes.Kind;
import org.pathline.imports.NearIds;
import org.pathline.imports.RowMapper;
import org.pathline.imports.ScedCourse;

/** Courses and their offerings: what a section teaches. */
final class EdFiCourses {
  private record Course(
      @Nullable String title, @Nullable ScedCourse sced, @Nullable String level) {}

  private record Offering(String courseCode, String organization, @Nullable String level) {}

  private final ImportSettings settings;
  private final Consumer<Doubt> doubts;
  private final Map<String, Course> courses = new HashMap<>();
  private final Map<String, Offering> offerings = new HashMap<>();

  private final NearIds near = NearIds.of("courseOfferingReference", offerings.keySet());

  /** What offerings teach, once it was asked for. */
  private final Map<String, ScedCourse> ofOfferings = new HashMap<>();

  /**
   * None yet.
   *
   * @param doubts takes what is doubted of the record that is added
   */
  EdFiCourses(ImportSettings settings, Consumer<Doubt> doubts) {
    this.settings = settings;
    this.doubts = doubts;
  }

  void addCourse(EdFiRecord record) {
    String code = record.text("courseCode");
    String organization = record.key("educationOrganizationReference", "educationOrganizationId");
    if (code == null) {
      return;
    }
    ScedCourse sced = null;
    for (JsonNode each : record.elements("identificationCodes", "courseIdentificationCode")) {
      String system = EdFiRecord.descriptor(each, "courseIdentificationSystem");
      String given = EdFiRecord.within(each, "identificationCode");
      if (system != null && given != null && system.toUpperCase(Locale.ROOT).contains("SCED")) {
        sced = ScedCourse.of(given);
      }
    }
    courses.put(
        code + "|" + organization,
        new Course(
            record.text("courseTitle"),
            sced,
            level(record.descriptors("levelCharacteristics", "courseLevelCharacteristic"))));
  }

  void addOffering(EdFiRecord record) {
    String local = record.text("localCourseCode");
    String code = record.key("courseReference", "courseCode");
    if (local != null && code != null) {
      offerings.put(
          offeringKey(
              record.key("sessionReference", "schoolId"),
              Dates.year(record.key("sessionReference", "schoolYear")),
              record.key("sessionReference", "sessionName"),
              local),
          new Offering(
              code,
              String.valueOf(record.key("courseReference", "educationOrganizationId")),
              level(
                  record.descriptors("courseLevelCharacteristics", "courseLevelCharacteristic"))));
    }
  }

  private static String offeringKey(
      @Nullable String school, int year, @Nullable String session, String local) {
    return school + "|" + year + "|" + session + "|" + local;
  }

  /** The most demanding of some characteristics; null where none says a level. */
  private @Nullable String level(List<String> characteristics) {
    String level = null;
    for (String each : characteristics) {
      String meaning =
          settings.meaning(
              Kind.COURSE_LEVELS,
              "courseLevelCharacteristic",
              each,
              EdFiCodes.meaning("courseLevelCharacteristic", each),
              doubts);
      if (meaning != null && (level == null || "BGEHC".indexOf(meaning) > "BGEHC".indexOf(level))) {
        level = meaning;
      }
    }
    return level;
  }

  /**
   * Course of a section; null where its code is not explained, which is noted. Tells where the
   * section is of no offering, and one has nearly its key.
   */
  @Nullable ScedCourse ofSection(
      @Nullable String school,
      int year,
      @Nullable String session,
      String local,
      RowMapper.Rows rows) {
    String key = offeringKey(school, year, session, local);
    ScedCourse known = ofOfferings.get(key);
    if (known != null) {
      return known;
    }
    Offering offering = offerings.get(key);
    if (offering == null) {
      if (!offerings.isEmpty()) {
        near.tell(key, rows);
      }
      return course(local, local + "|" + school, null);
    }
    ScedCourse course = settings.map().course(local);
    if (course == null) {
      course =
          course(
              offering.courseCode(),
              offering.courseCode() + "|" + offering.organization(),
              offering.level());
    }
    if (course != null) {
      ofOfferings.put(key, course);
    }
    return course;
  }

  /** Whether the mapping file says that the course of a section is not followed. */
  boolean isNotFollowed(@Nullable String school, int year, @Nullable String session, String local) {
    Offering offering = offerings.get(offeringKey(school, year, session, local));
    return isNotFollowed(local) || (offering != null && isNotFollowed(offering.courseCode()));
  }

  /** The same of a course by its own code. */
  boolean isNotFollowed(String code) {
    return settings.map().names("courses", code) && settings.map().course(code) == null;
  }

  /** Course by its own code; null where it is not explained, which is noted. */
  @Nullable ScedCourse ofCode(String code, @Nullable String organization) {
    return course(code, code + "|" + organization, null);
  }

  private @Nullable ScedCourse course(String code, String key, @Nullable String offeredLevel) {
    ScedCourse said = settings.map().course(code);
    if (said != null || settings.map().names("courses", code)) {
      return said;
    }
    Course course = courses.get(key);
    ScedCourse sced = course == null ? null : course.sced();
    if (sced == null) {
      sced = ScedCourse.of(code);
      if (sced != null) {
        settings.codes().take(code, course == null ? null : course.title());
      }
    }
    if (sced == null) {
      settings.codes().note(Kind.COURSES, code, course == null ? null : course.title());
      return null;
    }
    String level = sced.level();
    level = level == null ? offeredLevel : level;
    level = level == null && course != null ? course.level() : level;
    return new ScedCourse(sced.code(), level);
  }
}
