package org.pathline.simulate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.pathline.domain.fact.CourseGrade;
import org.pathline.domain.fact.DiplomaType;
import org.pathline.domain.fact.FactType;
import org.pathline.domain.fact.Graduation;

/**
 * The {@code grades}, {@code courseTranscripts} and {@code studentAcademicRecords} of a state.
 * Marks with credits stand in transcripts, others in grades; points stand in an extension.
 */
final class EdFiAcademicRecords {
  private final EdFiResources resources;
  private final MasterSchedule schedule;

  EdFiAcademicRecords(EdFiResources resources, MasterSchedule schedule) {
    this.resources = resources;
    this.schedule = schedule;
  }

  void writeMarks() throws IOException {
    resources.write(
        "grades",
        FactType.GRADES,
        CourseGrade.class,
        grade -> grade.creditsAttempted() == null ? grade(grade) : null);
    resources.write(
        "courseTranscripts",
        FactType.GRADES,
        CourseGrade.class,
        grade -> grade.creditsAttempted() == null ? null : transcript(grade));
  }

  private ObjectNode grade(CourseGrade grade) {
    ObjectNode node = resources.record(grade);
    EdFiReferences.section(
            node.putObject("studentSectionAssociationReference"),
            schedule.section(grade.sectionId()))
        .put("beginDate", grade.schoolYear() - 1 + "-08-20")
        .put("studentUniqueId", grade.envelope().studentId());
    boolean year = grade.term().startsWith("Y");
    String period =
        year ? "End of Year" : grade.term().equals("S1") ? "First Semester" : "Second Semester";
    EdFiDescriptors.put(
        node.putObject("gradingPeriodReference"), "GradingPeriodDescriptor", period);
    EdFiDescriptors.put(node, "GradeTypeDescriptor", year ? "Final" : "Semester");
    mark(node, grade, "letterGradeEarned", "numericGradeEarned");
    return node;
  }

  private ObjectNode transcript(CourseGrade grade) {
    MasterSchedule.Section section = schedule.section(grade.sectionId());
    ObjectNode node = resources.record(grade);
    String term =
        switch (grade.term()) {
          case "S1" -> "Fall Semester";
          case "S2" -> "Spring Semester";
          default -> "Year Round";
        };
    node.putObject("studentAcademicRecordReference")
        .put("educationOrganizationId", EdFiReferences.STATE_AGENCY)
        .put("schoolYear", grade.schoolYear())
        .put("studentUniqueId", grade.envelope().studentId())
        .put("termDescriptor", EdFiDescriptors.edFi("TermDescriptor", term));
    EdFiReferences.course(node, section.course());
    EdFiReferences.section(
        node.putArray("sections").addObject().putObject("sectionReference"), section);
    node.put("whenTakenGradeLevelDescriptor", EdFiDescriptors.gradeLevel(grade.gradeLevel()));
    node.put("attemptedCredits", grade.creditsAttempted());
    if (grade.creditsEarned() != null) {
      node.put("earnedCredits", grade.creditsEarned());
    }
    mark(node, grade, "finalLetterGradeEarned", "finalNumericGradeEarned");
    return node;
  }

  private static void mark(ObjectNode node, CourseGrade grade, String letter, String number) {
    if (Marks.isNumber(grade.mark())) {
      node.put(number, Integer.parseInt(grade.mark()));
    } else {
      node.put(letter, grade.mark());
    }
    if (grade.gradePoints() != null) {
      node.putObject("_ext").putObject("simulated").put("gradePoints", grade.gradePoints());
    }
  }

  void writeDiplomas() throws IOException {
    resources.write(
        "studentAcademicRecords", FactType.GRADUATIONS, Graduation.class, this::diploma);
  }

  private ObjectNode diploma(Graduation graduation) {
    ObjectNode node = resources.record(graduation);
    EdFiReferences.student(node, graduation);
    EdFiReferences.educationOrganization(node, graduation.schoolId());
    String type =
        graduation.diplomaType() == DiplomaType.REGULAR
            ? "Regular diploma"
            : graduation.diplomaType() == DiplomaType.EQUIVALENCY
                ? "High school equivalency credential, other than GED"
                : "Other diploma";
    node.putArray("diplomas")
        .addObject()
        .put("diplomaAwardDate", graduation.graduationDate().toString())
        .put("diplomaTypeDescriptor", EdFiDescriptors.edFi("DiplomaTypeDescriptor", type));
    return node;
  }
}
