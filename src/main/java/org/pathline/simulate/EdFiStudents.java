package org.pathline.simulate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.pathline.domain.fact.FactType;
import org.pathline.domain.fact.Indicator;
import org.pathline.domain.fact.RaceEthnicity;
import org.pathline.domain.fact.Sex;
import org.pathline.domain.fact.StudentRecord;

/** The {@code students}, and what their {@code studentEducationOrganizationAssociations} say. */
final class EdFiStudents {
  private EdFiStudents() {}

  static void write(EdFiResources resources) throws IOException {
    resources.write(
        "students",
        FactType.STUDENTS,
        StudentRecord.class,
        student ->
            resources
                .record(student)
                .put("studentUniqueId", student.envelope().studentId())
                .put("firstName", "Given")
                .put("lastSurname", "Family")
                .put("birthDate", "2000-01-01"));
    resources.write(
        "studentEducationOrganizationAssociations",
        FactType.STUDENTS,
        StudentRecord.class,
        student -> {
          ObjectNode node = resources.record(student);
          EdFiReferences.student(node, student);
          EdFiReferences.educationOrganization(node, EdFiReferences.STATE_AGENCY);
          race(node, student.raceEthnicity());
          sex(node, student.sex());
          indicators(node, student);
          return node;
        });
  }

  private static void race(ObjectNode node, RaceEthnicity raceEthnicity) {
    String race =
        switch (raceEthnicity) {
          case AMERICAN_INDIAN -> "American Indian or Alaska Native";
          case ASIAN -> "Asian";
          case BLACK -> "Black or African American";
          case PACIFIC_ISLANDER -> "Native Hawaiian or Pacific Islander";
          case WHITE, TWO_OR_MORE, HISPANIC -> "White";
          case UNKNOWN -> "Choose Not to Respond";
        };
    node.put("hispanicLatinoEthnicity", raceEthnicity == RaceEthnicity.HISPANIC);
    addRace(node, race);
    if (raceEthnicity == RaceEthnicity.TWO_OR_MORE) {
      addRace(node, "Asian");
    }
  }

  private static void addRace(ObjectNode node, String race) {
    EdFiDescriptors.put(node.withArray("races").addObject(), "RaceDescriptor", race);
  }

  private static void sex(ObjectNode node, Sex sex) {
    if (sex != Sex.UNKNOWN) {
      String code = sex == Sex.FEMALE ? "Female" : sex == Sex.MALE ? "Male" : "Non-binary";
      EdFiDescriptors.put(node, "SexDescriptor", code);
    }
  }

  private static void indicators(ObjectNode node, StudentRecord student) {
    if (student.englishLearner() != Indicator.UNKNOWN) {
      EdFiDescriptors.put(
          node,
          "LimitedEnglishProficiencyDescriptor",
          student.englishLearner() == Indicator.YES ? "Limited" : "NotLimited");
    }
    String disadvantaged = "Economic Disadvantaged";
    if (student.economicallyDisadvantaged() == Indicator.YES) {
      EdFiDescriptors.put(
          node.putArray("studentCharacteristics").addObject(),
          "StudentCharacteristicDescriptor",
          disadvantaged);
    } else if (student.economicallyDisadvantaged() == Indicator.NO) {
      node.putArray("studentIndicators")
          .addObject()
          .put("indicatorName", disadvantaged)
          .put("indicator", "No");
    }
  }
}
