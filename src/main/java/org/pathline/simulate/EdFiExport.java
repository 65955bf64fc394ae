package org.pathline.simulate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.pathline.domain.fact.AssessmentResult;
import org.pathline.domain.fact.CourseGrade;
import org.pathline.domain.fact.CourseLevel;
import org.pathline.domain.fact.DiplomaType;
import org.pathline.domain.fact.ExitType;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactType;
import org.pathline.domain.fact.Graduation;
import org.pathline.domain.fact.Indicator;
import org.pathline.domain.fact.RaceEthnicity;
import org.pathline.domain.fact.SchoolEnrollment;
import org.pathline.domain.fact.SectionEnrollment;
import org.pathline.domain.fact.Sex;
import org.pathline.domain.fact.StudentRecord;
import org.pathline.domain.fact.Subject;

/**
 * A simulated state as resources of the Ed-Fi API, one object a line.
 *
 * <p>Marks with credits stand in transcripts, others in grades. Codes are Ed-Fi's own, those of
 * exits the state's. Points, which Ed-Fi does not know, stand in an extension.
 */
final class EdFiExport {
  private static final String ED_FI = "uri://ed-fi.org/";
  private static final String STATE = "uri://simulated.example/";
  private static final ObjectMapper JSON = new ObjectMapper();

  private record Section(String school, int year, String course) {}

  private final Path facts;
  private final Path bundle;
  private final Map<String, String> districtOf = new TreeMap<>();
  private final Map<String, Section> sections = new TreeMap<>();
  private final Map<String, String> courses = new TreeMap<>();
  private final Set<String> offerings = new TreeSet<>();
  private final Map<String, Subject> tests = new TreeMap<>();
  private long ids;

  private EdFiExport(Path facts, Path bundle) {
    this.facts = facts;
    this.bundle = bundle;
  }

  /** Writes the resources and returns the text of their mapping file. */
  static String write(Path facts, Path bundle) throws IOException {
    EdFiExport export = new EdFiExport(facts, bundle);
    export.gather();
    export.places();
    export.people();
    export.stays();
    export.seats();
    export.marks();
    export.tests();
    export.diplomas();
    return """
    source: edfi
    exitTypes:
      G1: GRADUATED
      C1: COMPLETED
      T1: TRANSFERRED_IN_STATE
      T2: TRANSFERRED_OUT
      E1: EMIGRATED
      D1: DIED
      D2: DROPPED_OUT
      U1: UNDOCUMENTED
      O1: OTHER
    fields:
      grades.gradePoints: _ext.simulated.gradePoints
    """;
  }

  private void gather() throws IOException {
    SimulatedBundle.read(
        facts,
        FactType.ENROLLMENTS,
        fact -> {
          SchoolEnrollment stay = (SchoolEnrollment) fact;
          districtOf.put(stay.schoolId(), stay.districtId());
        });
    SimulatedBundle.read(
        facts,
        FactType.SECTIONS,
        fact -> {
          SectionEnrollment seat = (SectionEnrollment) fact;
          String course = seat.courseCode() + seat.courseLevel();
          districtOf.put(seat.schoolId(), seat.districtId());
          courses.put(course, seat.courseCode());
          offerings.add(seat.schoolId() + "|" + seat.schoolYear() + "|" + course);
          sections.put(seat.sectionId(), new Section(seat.schoolId(), seat.schoolYear(), course));
        });
    SimulatedBundle.read(
        facts,
        FactType.ASSESSMENTS,
        fact -> {
          AssessmentResult result = (AssessmentResult) fact;
          tests.put(result.assessmentId(), result.subject());
        });
  }

  /** Writes the records of a resource. */
  private void resource(String name, Consumer<Consumer<ObjectNode>> records) throws IOException {
    try (BufferedWriter writer = Files.newBufferedWriter(bundle.resolve(name + ".ndjson"))) {
      records.accept(
          node -> {
            try {
              writer.append(JSON.writeValueAsString(node)).append('\n');
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
  }

  private ObjectNode record() {
    return JSON.createObjectNode()
        .put("id", String.format("%032x", ++ids))
        .put("_etag", "525" + ids);
  }

  private ObjectNode record(Fact fact) {
    return record()
        .put("_lastModifiedDate", Instant.ofEpochMilli(fact.envelope().recordedAt()).toString());
  }

  private static String edFi(String descriptor, String code) {
    return ED_FI + descriptor + "#" + code;
  }

  private void places() throws IOException {
    resource(
        "localEducationAgencies",
        to ->
            new TreeSet<>(districtOf.values())
                .forEach(
                    id ->
                        to.accept(
                            record()
                                .put("localEducationAgencyId", id)
                                .put("nameOfInstitution", "District " + id))));
    resource(
        "schools",
        to ->
            districtOf.forEach(
                (school, district) -> {
                  ObjectNode node = record().put("schoolId", school);
                  node.putObject("localEducationAgencyReference")
                      .put("localEducationAgencyId", district)
                      .putObject("link")
                      .put("rel", "LocalEducationAgency")
                      .put("href", "/ed-fi/localEducationAgencies/1");
                  to.accept(node);
                }));
    resource(
        "courses",
        to ->
            courses.forEach(
                (course, code) -> {
                  ObjectNode node = record().put("courseCode", course).put("courseTitle", "Course");
                  node.putObject("educationOrganizationReference")
                      .put("educationOrganizationId", "STATE");
                  node.putArray("identificationCodes")
                      .addObject()
                      .put(
                          "courseIdentificationSystemDescriptor",
                          edFi("CourseIdentificationSystemDescriptor", "SCED course code"))
                      .put("identificationCode", code);
                  String level =
                      switch (CourseLevel.valueOf(course.substring(code.length()))) {
                        case B -> "Basic";
                        case G -> "General";
                        case E -> "Advanced";
                        case H -> "Honors";
                        case C -> "College-level";
                        case X, UNKNOWN -> "Other";
                      };
                  node.putArray("levelCharacteristics")
                      .addObject()
                      .put(
                          "courseLevelCharacteristicDescriptor",
                          edFi("CourseLevelCharacteristicDescriptor", level));
                  to.accept(node);
                }));
    resource(
        "courseOfferings",
        to ->
            offerings.forEach(
                offering -> {
                  String[] of = offering.split("\\|");
                  ObjectNode node = record().put("localCourseCode", "L-" + of[2]);
                  node.putObject("schoolReference").put("schoolId", of[0]);
                  node.putObject("sessionReference")
                      .put("schoolId", of[0])
                      .put("schoolYear", Integer.parseInt(of[1]))
                      .put("sessionName", "Whole Year");
                  node.putObject("courseReference")
                      .put("courseCode", of[2])
                      .put("educationOrganizationId", "STATE");
                  to.accept(node);
                }));
    resource(
        "assessments",
        to ->
            tests.forEach(
                (id, subject) -> {
                  ObjectNode node = record().put("assessmentIdentifier", id);
                  node.put("namespace", STATE);
                  node.putArray("academicSubjects")
                      .addObject()
                      .put(
                          "academicSubjectDescriptor",
                          edFi(
                              "AcademicSubjectDescriptor",
                              subject == Subject.MATHEMATICS ? "Mathematics" : "Reading"));
                  to.accept(node);
                }));
  }

  private void people() throws IOException {
    resource(
        "students",
        to ->
            read(
                FactType.STUDENTS,
                fact ->
                    to.accept(
                        record(fact)
                            .put("studentUniqueId", fact.envelope().studentId())
                            .put("firstName", "Given")
                            .put("lastSurname", "Family")
                            .put("birthDate", "2000-01-01"))));
    resource(
        "studentEducationOrganizationAssociations",
        to ->
            read(
                FactType.STUDENTS,
                fact -> {
                  StudentRecord student = (StudentRecord) fact;
                  ObjectNode node = record(fact);
                  node.putObject("studentReference")
                      .put("studentUniqueId", student.envelope().studentId());
                  node.putObject("educationOrganizationReference")
                      .put("educationOrganizationId", "STATE");
                  who(node, student);
                  to.accept(node);
                }));
  }

  private static void who(ObjectNode node, StudentRecord student) {
    String race =
        switch (student.raceEthnicity()) {
          case AMERICAN_INDIAN -> "American Indian or Alaska Native";
          case ASIAN -> "Asian";
          case BLACK -> "Black or African American";
          case PACIFIC_ISLANDER -> "Native Hawaiian or Pacific Islander";
          case WHITE, TWO_OR_MORE, HISPANIC -> "White";
          case UNKNOWN -> "Choose Not to Respond";
        };
    node.put("hispanicLatinoEthnicity", student.raceEthnicity() == RaceEthnicity.HISPANIC);
    node.putArray("races").addObject().put("raceDescriptor", edFi("RaceDescriptor", race));
    if (student.raceEthnicity() == RaceEthnicity.TWO_OR_MORE) {
      node.withArray("races").addObject().put("raceDescriptor", edFi("RaceDescriptor", "Asian"));
    }
    if (student.sex() != Sex.UNKNOWN) {
      String sex =
          student.sex() == Sex.FEMALE
              ? "Female"
              : student.sex() == Sex.MALE ? "Male" : "Non-binary";
      node.put("sexDescriptor", edFi("SexDescriptor", sex));
    }
    if (student.englishLearner() != Indicator.UNKNOWN) {
      node.put(
          "limitedEnglishProficiencyDescriptor",
          edFi(
              "LimitedEnglishProficiencyDescriptor",
              student.englishLearner() == Indicator.YES ? "Limited" : "NotLimited"));
    }
    if (student.economicallyDisadvantaged() == Indicator.YES) {
      node.putArray("studentCharacteristics")
          .addObject()
          .put(
              "studentCharacteristicDescriptor",
              edFi("StudentCharacteristicDescriptor", "Economic Disadvantaged"));
    } else if (student.economicallyDisadvantaged() == Indicator.NO) {
      node.putArray("studentIndicators")
          .addObject()
          .put("indicatorName", "Economic Disadvantaged")
          .put("indicator", "No");
    }
  }

  private void read(FactType type, Consumer<Fact> to) {
    try {
      SimulatedBundle.read(facts, type, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String grade(String level) {
    String[] words = {
      "First",
      "Second",
      "Third",
      "Fourth",
      "Fifth",
      "Sixth",
      "Seventh",
      "Eighth",
      "Ninth",
      "Tenth",
      "Eleventh",
      "Twelfth"
    };
    String word =
        level.equals("KG") ? "Kindergarten" : words[Integer.parseInt(level) - 1] + " grade";
    return edFi("GradeLevelDescriptor", word);
  }

  private void stays() throws IOException {
    resource(
        "studentSchoolAssociations",
        to ->
            read(
                FactType.ENROLLMENTS,
                fact -> {
                  SchoolEnrollment stay = (SchoolEnrollment) fact;
                  ObjectNode node = record(fact);
                  node.putObject("studentReference")
                      .put("studentUniqueId", stay.envelope().studentId());
                  node.putObject("schoolReference").put("schoolId", stay.schoolId());
                  node.putObject("schoolYearTypeReference")
                      .put("schoolYear", SimulatedStays.schoolYear(stay.entryDate()));
                  node.put("entryDate", stay.entryDate().toString());
                  node.put("entryGradeLevelDescriptor", grade(stay.gradeLevel()));
                  if (stay.exitDate() != null) {
                    node.put("exitWithdrawDate", stay.exitDate().toString());
                  }
                  if (stay.exitType() != null) {
                    node.put(
                        "exitWithdrawTypeDescriptor",
                        STATE + "ExitWithdrawTypeDescriptor#" + exit(stay.exitType()));
                  }
                  to.accept(node);
                }));
  }

  private static String exit(ExitType type) {
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

  private ObjectNode section(ObjectNode reference, String id) {
    Section of = Objects.requireNonNull(sections.get(id));
    return reference
        .put("localCourseCode", "L-" + of.course())
        .put("schoolId", of.school())
        .put("schoolYear", of.year())
        .put("sectionIdentifier", id)
        .put("sessionName", "Whole Year");
  }

  private void seats() throws IOException {
    resource(
        "studentSectionAssociations",
        to ->
            read(
                FactType.SECTIONS,
                fact -> {
                  SectionEnrollment seat = (SectionEnrollment) fact;
                  ObjectNode node = record(fact);
                  node.putObject("studentReference")
                      .put("studentUniqueId", seat.envelope().studentId());
                  section(node.putObject("sectionReference"), seat.sectionId());
                  if (seat.entryDate() != null) {
                    node.put("beginDate", seat.entryDate().toString());
                  }
                  if (seat.exitDate() != null) {
                    node.put("endDate", seat.exitDate().toString());
                  }
                  to.accept(node);
                }));
  }

  private void marks() throws IOException {
    resource(
        "grades",
        to ->
            read(
                FactType.GRADES,
                fact -> {
                  CourseGrade grade = (CourseGrade) fact;
                  if (grade.creditsAttempted() == null) {
                    ObjectNode node = record(fact);
                    section(node.putObject("studentSectionAssociationReference"), grade.sectionId())
                        .put("beginDate", grade.schoolYear() - 1 + "-08-20")
                        .put("studentUniqueId", grade.envelope().studentId());
                    boolean year = grade.term().startsWith("Y");
                    node.putObject("gradingPeriodReference")
                        .put(
                            "gradingPeriodDescriptor",
                            edFi(
                                "GradingPeriodDescriptor",
                                year
                                    ? "End of Year"
                                    : grade.term().equals("S1")
                                        ? "First Semester"
                                        : "Second Semester"));
                    node.put(
                        "gradeTypeDescriptor",
                        edFi("GradeTypeDescriptor", year ? "Final" : "Semester"));
                    mark(node, grade, "letterGradeEarned", "numericGradeEarned");
                    to.accept(node);
                  }
                }));
    resource(
        "courseTranscripts",
        to ->
            read(
                FactType.GRADES,
                fact -> {
                  CourseGrade grade = (CourseGrade) fact;
                  if (grade.creditsAttempted() != null) {
                    transcript(grade, to);
                  }
                }));
  }

  private void transcript(CourseGrade grade, Consumer<ObjectNode> to) {
    ObjectNode node = record(grade);
    String term = grade.term();
    node.putObject("studentAcademicRecordReference")
        .put("educationOrganizationId", "STATE")
        .put("schoolYear", grade.schoolYear())
        .put("studentUniqueId", grade.envelope().studentId())
        .put(
            "termDescriptor",
            edFi(
                "TermDescriptor",
                term.equals("S1")
                    ? "Fall Semester"
                    : term.equals("S2") ? "Spring Semester" : "Year Round"));
    node.putObject("courseReference")
        .put("courseCode", Objects.requireNonNull(sections.get(grade.sectionId())).course())
        .put("educationOrganizationId", "STATE");
    section(node.putArray("sections").addObject().putObject("sectionReference"), grade.sectionId());
    node.put("whenTakenGradeLevelDescriptor", grade(grade.gradeLevel()));
    node.put("attemptedCredits", grade.creditsAttempted());
    if (grade.creditsEarned() != null) {
      node.put("earnedCredits", grade.creditsEarned());
    }
    mark(node, grade, "finalLetterGradeEarned", "finalNumericGradeEarned");
    to.accept(node);
  }

  private static void mark(ObjectNode node, CourseGrade grade, String letter, String number) {
    if (Character.isDigit(grade.mark().charAt(0))) {
      node.put(number, Integer.parseInt(grade.mark()));
    } else {
      node.put(letter, grade.mark());
    }
    if (grade.gradePoints() != null) {
      node.putObject("_ext").putObject("simulated").put("gradePoints", grade.gradePoints());
    }
  }

  private void tests() throws IOException {
    resource(
        "studentAssessments",
        to ->
            read(
                FactType.ASSESSMENTS,
                fact -> {
                  AssessmentResult result = (AssessmentResult) fact;
                  ObjectNode node = record(fact);
                  node.put("studentAssessmentIdentifier", "A" + ids);
                  node.putObject("studentReference")
                      .put("studentUniqueId", result.envelope().studentId());
                  node.putObject("assessmentReference")
                      .put("assessmentIdentifier", result.assessmentId())
                      .put("namespace", STATE);
                  node.put("administrationDate", result.testDate() + "T00:00:00Z");
                  node.put("whenAssessedGradeLevelDescriptor", grade(result.gradeLevel()));
                  node.putArray("scoreResults")
                      .addObject()
                      .put(
                          "assessmentReportingMethodDescriptor",
                          edFi("AssessmentReportingMethodDescriptor", "Percentile"))
                      .put("result", Double.toString(result.percentile()));
                  to.accept(node);
                }));
  }

  private void diplomas() throws IOException {
    resource(
        "studentAcademicRecords",
        to ->
            read(
                FactType.GRADUATIONS,
                fact -> {
                  Graduation graduation = (Graduation) fact;
                  ObjectNode node = record(fact);
                  node.putObject("studentReference")
                      .put("studentUniqueId", graduation.envelope().studentId());
                  node.putObject("educationOrganizationReference")
                      .put("educationOrganizationId", graduation.schoolId());
                  String type =
                      graduation.diplomaType() == DiplomaType.REGULAR
                          ? "Regular diploma"
                          : graduation.diplomaType() == DiplomaType.EQUIVALENCY
                              ? "High school equivalency credential, other than GED"
                              : "Other diploma";
                  node.putArray("diplomas")
                      .addObject()
                      .put("diplomaAwardDate", graduation.graduationDate().toString())
                      .put("diplomaTypeDescriptor", edFi("DiplomaTypeDescriptor", type));
                  to.accept(node);
                }));
  }
}
