package org.pathline.simulate;

import java.io.IOException;
import java.nio.file.Path;
import org.pathline.domain.fact.AssessmentResult;
import org.pathline.domain.fact.ExitType;
import org.pathline.domain.fact.FactType;
import org.pathline.domain.fact.SchoolEnrollment;
import org.pathline.domain.fact.SectionEnrollment;

/**
 * A simulated state as resources of the Ed-Fi API, one object a line.
 *
 * <p>Marks with credits stand in transcripts, others in grades. Codes are Ed-Fi's own, those of
 * exits the state's. Points, which Ed-Fi does not know, stand in an extension.
 */
final class EdFiExport {
  private EdFiExport() {}

  /** Writes the resources and returns the text of their mapping file. */
  static String write(SimulatedFacts facts, Path bundle) throws IOException {
    MasterSchedule schedule = new MasterSchedule();
    EdFiAssessments assessments = new EdFiAssessments();
    facts.read(FactType.ENROLLMENTS, SchoolEnrollment.class, schedule::add);
    facts.read(FactType.SECTIONS, SectionEnrollment.class, schedule::add);
    facts.read(FactType.ASSESSMENTS, AssessmentResult.class, assessments::add);

    EdFiResources resources = new EdFiResources(bundle, facts);
    EdFiEducationOrganizations.write(resources, schedule);
    EdFiCourses.write(resources, schedule);
    assessments.write(resources);
    EdFiStudents.write(resources);
    EdFiEnrollments.write(resources, schedule);
    EdFiAcademicRecords records = new EdFiAcademicRecords(resources, schedule);
    records.writeMarks();
    EdFiAssessments.writeResults(resources);
    records.writeDiplomas();
    return map();
  }

  private static String map() {
    StringBuilder map = new StringBuilder("source: edfi\nexitTypes:\n");
    for (ExitType type : ExitType.values()) {
      if (type != ExitType.UNKNOWN) {
        map.append("  ").append(EdFiEnrollments.exitCode(type)).append(": ").append(type);
        map.append('\n');
      }
    }
    return map.append("fields:\n  grades.gradePoints: _ext.simulated.gradePoints\n").toString();
  }
}
