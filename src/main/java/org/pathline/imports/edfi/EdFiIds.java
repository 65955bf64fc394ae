package org.pathline.imports.edfi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pathline.imports.Dates;
import org.pathline.imports.FactIds;

/** Ids of facts and sections from the ids and keys of resources. */
final class EdFiIds {
  private static final String SECTION =
      "schoolId schoolYear sessionName localCourseCode sectionIdentifier beginDate";

  /** Parts of the key of each resource that becomes facts, as Change Queries name them. */
  private static final Map<Resource, List<String>> KEYS =
      Map.of(
          Resource.STUDENT_SCHOOLS, parts("schoolId entryDate"),
          Resource.STUDENT_SECTIONS, parts(SECTION),
          Resource.GRADES,
              parts(SECTION + " gradeType gradingPeriod gradingPeriodName periodSequence"),
          Resource.COURSE_TRANSCRIPTS,
              parts("courseCode educationOrganizationId schoolYear term courseAttemptResult"),
          Resource.STUDENT_ACADEMIC_RECORDS, parts("educationOrganizationId schoolYear term"),
          Resource.STUDENT_ASSESSMENTS,
              parts("assessmentIdentifier namespace studentAssessmentIdentifier"));

  /** Parts of the key of each resource to which others refer, as its own record names them. */
  private static final Map<Resource, List<String>> REFERRED =
      Map.of(
          Resource.LOCAL_EDUCATION_AGENCIES, parts("localEducationAgencyId"),
          Resource.SCHOOLS, parts("schoolId"),
          Resource.SESSIONS, parts("schoolId schoolYear sessionName"),
          Resource.COURSES, parts("courseCode educationOrganizationId"),
          Resource.COURSE_OFFERINGS, parts("localCourseCode schoolId schoolYear sessionName"),
          Resource.ASSESSMENTS, parts("assessmentIdentifier namespace"),
          Resource.STUDENTS, parts("studentUniqueId"));

  private EdFiIds() {}

  private static List<String> parts(String names) {
    return Stream.of(names.split(" ")).map(String::intern).toList();
  }

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
        value = Integer.toString(Dates.year(value));
      }
      parts.add(EdFiTables.plain(value));
    }
    return FactIds.of(parts.toArray(String[]::new));
  }

  /** Id of the section to which a reference leads. */
  static String section(EdFiRecord record, String reference) {
    return FactIds.of(
        EdFiTables.plain(record.key(reference, "schoolId")),
        Integer.toString(Dates.year(record.key(reference, "schoolYear"))),
        EdFiTables.plain(record.key(reference, "sessionName")),
        EdFiTables.plain(record.key(reference, "localCourseCode")),
        EdFiTables.plain(record.key(reference, "sectionIdentifier")));
  }

  /** The student of a record or of key values; null where none is named. */
  static @Nullable String student(JsonNode node) {
    return EdFiRecord.within(node, "studentUniqueId");
  }
}
