package org.pathline.simulate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;

/** The {@code courses} of a state and the {@code courseOfferings} of its schools. */
final class EdFiCourses {
  /** Name of the only session of a school year. */
  static final String SESSION = "Whole Year";

  private EdFiCourses() {}

  static String localCourseCode(MasterSchedule.Course course) {
    return "L-" + course.id();
  }

  static void write(EdFiResources resources, MasterSchedule schedule) throws IOException {
    resources.write(
        "courses",
        to -> {
          for (MasterSchedule.Course course : schedule.courses()) {
            to.accept(course(resources.record(), course));
          }
        });
    SortedMap<String, MasterSchedule.Section> offerings = new TreeMap<>();
    for (MasterSchedule.Section section : schedule.sections()) {
      offerings.put(section.school() + "|" + section.year() + "|" + section.course().id(), section);
    }
    resources.write(
        "courseOfferings",
        to -> {
          for (MasterSchedule.Section anyOfIts : offerings.values()) {
            to.accept(offering(resources.record(), anyOfIts));
          }
        });
  }

  private static ObjectNode course(ObjectNode node, MasterSchedule.Course course) {
    node.put("courseCode", course.id()).put("courseTitle", "Course");
    EdFiReferences.educationOrganization(node, EdFiReferences.STATE_AGENCY);
    EdFiDescriptors.put(
            node.putArray("identificationCodes").addObject(),
            "CourseIdentificationSystemDescriptor",
            "SCED course code")
        .put("identificationCode", course.code());
    String level =
        switch (course.level()) {
          case B -> "Basic";
          case G -> "General";
          case E -> "Advanced";
          case H -> "Honors";
          case C -> "College-level";
          case X, UNKNOWN -> "Other";
        };
    EdFiDescriptors.put(
        node.putArray("levelCharacteristics").addObject(),
        "CourseLevelCharacteristicDescriptor",
        level);
    return node;
  }

  private static ObjectNode offering(ObjectNode node, MasterSchedule.Section of) {
    node.put("localCourseCode", localCourseCode(of.course()));
    EdFiReferences.school(node, of.school());
    node.putObject("sessionReference")
        .put("schoolId", of.school())
        .put("schoolYear", of.year())
        .put("sessionName", SESSION);
    EdFiReferences.course(node, of.course());
    return node;
  }
}
