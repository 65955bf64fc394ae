package org.pathline.simulate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pathline.domain.fact.AssessmentResult;
import org.pathline.domain.fact.FactType;
import org.pathline.domain.fact.Subject;

/** The {@code assessments} of a state and the {@code studentAssessments} that were taken. */
final class EdFiAssessments {
  private final SortedMap<String, Subject> subjects = new TreeMap<>();

  void add(AssessmentResult result) {
    subjects.put(result.assessmentId(), result.subject());
  }

  void write(EdFiResources resources) throws IOException {
    resources.write(
        "assessments",
        to ->
            subjects.forEach(
                (id, subject) -> {
                  ObjectNode node = resources.record().put("assessmentIdentifier", id);
                  node.put("namespace", EdFiDescriptors.STATE);
                  EdFiDescriptors.put(
                      node.putArray("academicSubjects").addObject(),
                      "AcademicSubjectDescriptor",
                      subject == Subject.MATHEMATICS ? "Mathematics" : "Reading");
                  to.accept(node);
                }));
  }

  static void writeResults(EdFiResources resources) throws IOException {
    resources.write(
        "studentAssessments",
        FactType.ASSESSMENTS,
        AssessmentResult.class,
        result -> {
          ObjectNode node = resources.record(result);
          node.put("studentAssessmentIdentifier", "A" + resources.number());
          EdFiReferences.student(node, result);
          node.putObject("assessmentReference")
              .put("assessmentIdentifier", result.assessmentId())
              .put("namespace", EdFiDescriptors.STATE);
          node.put("administrationDate", result.testDate() + "T00:00:00Z");
          node.put(
              "whenAssessedGradeLevelDescriptor", EdFiDescriptors.gradeLevel(result.gradeLevel()));
          EdFiDescriptors.put(
                  node.putArray("scoreResults").addObject(),
                  "AssessmentReportingMethodDescriptor",
                  "Percentile")
              .put("result", Double.toString(result.percentile()));
          return node;
        });
  }
}
