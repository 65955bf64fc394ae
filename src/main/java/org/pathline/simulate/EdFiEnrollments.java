package org.pathline.simulate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.pathline.domain.fact.ExitType;
import org.pathline.domain.fact.FactType;
import org.pathline.domain.fact.SchoolEnrollment;
import org.pathline.domain.fact.SectionEnrollment;

/** The {@code studentSchoolAssociations} and {@code studentSectionAssociations} of a state. */
final class EdFiEnrollments {
  private EdFiEnrollments() {}

  static void write(EdFiResources resources, MasterSchedule schedule) throws IOException {
    resources.write(
        "studentSchoolAssociations",
        FactType.ENROLLMENTS,
        SchoolEnrollment.class,
        stay -> ofSchool(resources.record(stay), stay));
    resources.write(
        "studentSectionAssociations",
        FactType.SECTIONS,
        SectionEnrollment.class,
        seat -> ofSection(resources.record(seat), seat, schedule.section(seat.sectionId())));
  }

  private static ObjectNode ofSchool(ObjectNode node, SchoolEnrollment stay) {
    EdFiReferences.student(node, stay);
    EdFiReferences.school(node, stay.schoolId());
    node.putObject("schoolYearTypeReference")
        .put("schoolYear", SimulatedStays.schoolYear(stay.entryDate()));
    node.put("entryDate", stay.entryDate().toString());
    node.put("entryGradeLevelDescriptor", EdFiDescriptors.gradeLevel(stay.gradeLevel()));
    if (stay.exitDate() != null) {
      node.put("exitWithdrawDate", stay.exitDate().toString());
    }
    if (stay.exitType() != null) {
      node.put(
          "exitWithdrawTypeDescriptor",
          EdFiDescriptors.ofState("ExitWithdrawTypeDescriptor", exitCode(stay.exitType())));
    }
    return node;
  }

  /** The state's own code of an exit. */
  static String exitCode(ExitType type) {
    return switch (type) {
      case GRADUATED -> "G1";
      case COMPLETED -> "C1";
      case TRANSFERRED_IN_STATE -> "T1";
      case TRANSFERRED_OUT -> "T2";
      case EMIGRATED -> "E1";
      case DIED -> "D1";
      case DROPPED_OUT -> "D2";
      case UNDOCUMENTED -> "U1";
      case OTHER, UNKNOWN -> "O1";
    };
  }

  private static ObjectNode ofSection(
      ObjectNode node, SectionEnrollment seat, MasterSchedule.Section section) {
    EdFiReferences.student(node, seat);
    EdFiReferences.section(node.putObject("sectionReference"), section);
    if (seat.entryDate() != null) {
      node.put("beginDate", seat.entryDate().toString());
    }
    if (seat.exitDate() != null) {
      node.put("endDate", seat.exitDate().toString());
    }
    return node;
  }
}
