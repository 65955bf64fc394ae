package org.pathline.imports.edfi;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pathline.words.Names;

/** Resources of Ed-Fi that are known: the name of their JSON, and of their XML elements. */
enum Resource {
  LOCAL_EDUCATION_AGENCIES("localEducationAgencies", "LocalEducationAgency"),
  SCHOOLS("schools", "School"),
  SESSIONS("sessions", "Session"),
  COURSES("courses", "Course"),
  COURSE_OFFERINGS("courseOfferings", "CourseOffering"),
  SECTIONS("sections", "Section"),
  ASSESSMENTS("assessments", "Assessment"),
  STUDENTS("students", "Student"),
  STUDENT_ORGANIZATIONS(
      "studentEducationOrganizationAssociations", "StudentEducationOrganizationAssociation"),
  STUDENT_SCHOOLS("studentSchoolAssociations", "StudentSchoolAssociation"),
  STUDENT_SECTIONS("studentSectionAssociations", "StudentSectionAssociation"),
  GRADES("grades", "Grade"),
  COURSE_TRANSCRIPTS("courseTranscripts", "CourseTranscript"),
  STUDENT_ACADEMIC_RECORDS("studentAcademicRecords", "StudentAcademicRecord"),
  STUDENT_ASSESSMENTS("studentAssessments", "StudentAssessment");

  /** Names of as few letters may differ in two and mean something else. */
  private static final int SHORT = 7;

  private final String json;
  private final String xml;

  Resource(String json, String xml) {
    this.json = json;
    this.xml = xml;
  }

  /** Whether its records are needed: of a section, all is known from the references to it. */
  boolean isRead() {
    return this != SECTIONS;
  }

  /** Name of its elements in an interchange. */
  String element() {
    return xml;
  }

  /** Names under which a response may hold such records. */
  Set<String> wrappers() {
    // A test that was taken has items of its own.
    return this == STUDENT_ASSESSMENTS
        ? Set.of(json, "value", "data")
        : Set.of(json, "value", "items", "data");
  }

  /** The resource whose name differs from a stem in a letter or two; null for none. */
  static @Nullable String misspelt(String stem) {
    String plain = stem.replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT);
    for (Resource resource : values()) {
      String name = resource.json.toLowerCase(Locale.ROOT);
      if (plain.length() > SHORT && Names.distance(plain, name) <= 2) {
        return resource.json;
      }
    }
    return null;
  }

  /** Resource of a file name without its ending and kind; null for none. */
  static @Nullable Resource of(String stem) {
    String plain = stem.replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT);
    for (Resource resource : values()) {
      String name = resource.json.toLowerCase(Locale.ROOT);
      String one = resource.xml.toLowerCase(Locale.ROOT);
      if (plain.equals(name)
          || plain.equals("edfi" + name)
          || plain.equals(one)
          || plain.equals("edfi" + one)) {
        return resource;
      }
    }
    return null;
  }
}
