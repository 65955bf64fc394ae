package org.pathline.simulate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.pathline.domain.fact.Fact;

/** References by natural key, by which Ed-Fi's records name each other. */
final class EdFiReferences {
  /** Id of the state's education agency, which holds its courses and students. */
  static final String STATE_AGENCY = "STATE";

  private EdFiReferences() {}

  static void student(ObjectNode node, Fact fact) {
    node.putObject("studentReference").put("studentUniqueId", fact.envelope().studentId());
  }

  static void school(ObjectNode node, String school) {
    node.putObject("schoolReference").put("schoolId", school);
  }

  static void educationOrganization(ObjectNode node, String id) {
    node.putObject("educationOrganizationReference").put("educationOrganizationId", id);
  }

  static void course(ObjectNode node, MasterSchedule.Course course) {
    node.putObject("courseReference")
        .put("courseCode", course.id())
        .put("educationOrganizationId", STATE_AGENCY);
  }

  /** Puts the key of a section into what refers to it. */
  static ObjectNode section(ObjectNode reference, MasterSchedule.Section section) {
    return reference
        .put("localCourseCode", EdFiCourses.localCourseCode(section.course()))
        .put("schoolId", section.school())
        .put("schoolYear", section.year())
        .put("sectionIdentifier", section.id())
        .put("sessionName", EdFiCourses.SESSION);
  }
}
