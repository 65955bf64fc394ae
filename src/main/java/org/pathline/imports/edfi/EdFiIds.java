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

  private EdFiIds() {}

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
      String value = EdFiRecord.within(node, part + "Descriptor");
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
