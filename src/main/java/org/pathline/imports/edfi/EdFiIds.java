package org.pathline.imports.edfi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pathline.imports.FactIds;

/** Ids of facts and sections from the ids and keys of resources. */
final class EdFiIds {
  /** Parts of the key of each resource that becomes facts, as Change Queries name them. */
  private static final Map<Resource, List<String>> KEYS =
      Map.of(
          Resource.STUDENT_SCHOOLS, List.of("schoolId", "entryDate"),
          Resource.STUDENT_SECTIONS,
              List.of(
                  "schoolId",
                  "schoolYear",
                  "sessionName",
                  "localCourseCode",
                  "sectionIdentifier",
                  "beginDate"),
          Resource.GRADES,
              List.of(
                  "schoolId",
                  "schoolYear",
                  "sessionName",
                  "localCourseCode",
                  "sectionIdentifier",
                  "beginDate",
                  "gradeType",
                  "gradingPeriod",
                  "gradingPeriodName",
                  "periodSequence"),
          Resource.COURSE_TRANSCRIPTS,
              List.of(
                  "courseCode",
                  "educationOrganizationId",
                  "schoolYear",
                  "term",
                  "courseAttemptResult"),
          Resource.STUDENT_ACADEMIC_RECORDS,
              List.of("educationOrganizationId", "schoolYear", "term"),
          Resource.STUDENT_ASSESSMENTS,
              List.of("assessmentIdentifier", "namespace", "studentAssessmentIdentifier"));

  /** Parts of the key of each resource to which others refer, as its own record names them. */
  private static final Map<Resource, List<String>> REFERRED =
      Map.of(
          Resource.LOCAL_EDUCATION_AGENCIES, List.of("localEducationAgencyId"),
          Resource.SCHOOLS, List.of("schoolId"),
          Resource.SESSIONS, List.of("schoolId", "schoolYear", "sessionName"),
          Resource.COURSES, List.of("courseCode", "educationOrganizationId"),
          Resource.COURSE_OFFERINGS,
              List.of("localCourseCode", "schoolId", "schoolYear", "sessionName"),
          Resource.ASSESSMENTS, List.of("assessmentIdentifier", "namespace"),
          Resource.STUDENTS, List.of("studentUniqueId"));

  private EdFiIds() {}

  /** Key of a record to which others refer; null where it is none, or lacks the first part. */
  static @Nullable String ofReferred(Resource resource, EdFiRecord record) {
    List<String> names = REFERRED.get(resource);
    if (names == null || EdFiRecord.within(record.node(), names.get(0)) == null) {
      return null;
    }
    StringBuilder key = new StringBuilder();
    for (String name : names) {
      key.append(EdFiRecord.within(record.node(), name)).append('|');
    }
    return key.toString();
  }

  /** Whether the resource becomes facts with ids of their own. */
  static boolean areOf(Resource resource) {
    return KEYS.containsKey(resource);
  }

  /** Id of the fact of a record: the resource's own where it has one, else its key. */
  static String of(Resource resource, EdFiRecord record) {
    String id = record.text("id");
    return id != null ? id : key(resource, record.node());
  }

  /** The key of a record, or of key values, as an id. */
  static String key(Resource resource, JsonNode node) {
    List<String> parts = new ArrayList<>();
    for (String part : KEYS.getOrDefault(resource, List.of())) {
      String value = EdFiRecord.within(node, EdFiRecord.inJson(part));
      value = value == null ? EdFiRecord.within(node, part) : value;
      value = value == null ? "" : EdFiRecord.lastPart(value);
      if (part.equals("schoolYear")) {
        value = Integer.toString(EdFiTables.year(value));
      }
      parts.add(EdFiTables.plain(value));
    }
    return FactIds.of(parts.toArray(String[]::new));
  }

  /** Id of the section to which a reference leads. */
  static String section(EdFiRecord record, String reference) {
    return FactIds.of(
        EdFiTables.plain(record.key(reference, "schoolId")),
        Integer.toString(EdFiTables.year(record.key(reference, "schoolYear"))),
        EdFiTables.plain(record.key(reference, "sessionName")),
        EdFiTables.plain(record.key(reference, "localCourseCode")),
        EdFiTables.plain(record.key(reference, "sectionIdentifier")));
  }

  /** The student of a record or of key values; null where none is named. */
  static @Nullable String student(JsonNode node) {
    return EdFiRecord.within(node, "studentUniqueId");
  }
}
