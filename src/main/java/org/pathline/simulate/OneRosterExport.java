package org.pathline.simulate;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.pathline.domain.fact.CourseGrade;
import org.pathline.domain.fact.CourseLevel;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactType;
import org.pathline.domain.fact.RaceEthnicity;
import org.pathline.domain.fact.SchoolEnrollment;
import org.pathline.domain.fact.SectionEnrollment;
import org.pathline.domain.fact.Sex;
import org.pathline.domain.fact.StudentRecord;

/**
 * A simulated state as a OneRoster 1.2 bundle.
 *
 * <p>A stay is an enrolment in a homeroom of its school, year and grade. What OneRoster does not
 * know stands in columns of the district's own ({@code metadata.…}), courses have local codes.
 */
final class OneRosterExport {
  private record Section(String school, int year, String grade, String course) {}

  private static final String[] USERS = {
    "sourcedId",
    "status",
    "dateLastModified",
    "enabledUser",
    "username",
    "userIds",
    "givenName",
    "familyName",
    "middleName",
    "identifier",
    "email",
    "sms",
    "phone",
    "agentSourcedIds",
    "grades",
    "password",
    "userMasterIdentifier",
    "primaryOrgSourcedId"
  };

  private final Path facts;
  private final Path bundle;
  private final Map<String, String> districtOf = new TreeMap<>();
  private final Map<String, Section> sections = new TreeMap<>();
  private final Map<String, String> courses = new TreeMap<>();
  private final Set<String> homerooms = new TreeSet<>();
  private final Map<String, SchoolEnrollment> latest = new HashMap<>();
  private final Map<Integer, Set<String>> terms = new TreeMap<>();
  private final Map<String, String> lineItems = new TreeMap<>();
  private int newestYear;

  private OneRosterExport(Path facts, Path bundle) {
    this.facts = facts;
    this.bundle = bundle;
  }

  /** Writes the bundle and returns the text of its mapping file. */
  static String write(Path facts, Path bundle) throws IOException {
    OneRosterExport export = new OneRosterExport(facts, bundle);
    export.gather();
    export.places();
    export.people();
    export.seats();
    export.marks();
    return export.map();
  }

  private void gather() throws IOException {
    SimulatedBundle.read(facts, FactType.ENROLLMENTS, fact -> stay((SchoolEnrollment) fact));
    SimulatedBundle.read(facts, FactType.SECTIONS, fact -> section((SectionEnrollment) fact));
    SimulatedBundle.read(
        facts,
        FactType.GRADES,
        fact -> {
          CourseGrade grade = (CourseGrade) fact;
          terms.computeIfAbsent(grade.schoolYear(), year -> new TreeSet<>()).add(grade.term());
          lineItems.put(grade.sectionId() + "|" + grade.term(), grade.sectionId());
        });
  }

  private void stay(SchoolEnrollment stay) {
    int year = SimulatedStays.schoolYear(stay.entryDate());
    newestYear = Math.max(newestYear, year);
    districtOf.put(stay.schoolId(), stay.districtId());
    homerooms.add(stay.schoolId() + "|" + year + "|" + stay.gradeLevel());
    terms.computeIfAbsent(year, absent -> new TreeSet<>());
    latest.merge(
        stay.envelope().studentId(),
        stay,
        (one, two) -> two.entryDate().isAfter(one.entryDate()) ? two : one);
  }

  private void section(SectionEnrollment section) {
    String course = section.courseCode() + section.courseLevel();
    courses.put(course, section.courseCode());
    districtOf.put(section.schoolId(), section.districtId());
    terms.computeIfAbsent(section.schoolYear(), absent -> new TreeSet<>());
    sections.put(
        section.sectionId(),
        new Section(section.schoolId(), section.schoolYear(), section.gradeLevel(), course));
  }

  private void places() throws IOException {
    try (ExportTable manifest =
        new ExportTable(bundle.resolve("manifest.csv"), "propertyName", "value")) {
      manifest.row("manifest.version", "1.0");
      manifest.row("oneroster.version", "1.2");
      for (String table :
          "academicSessions categories classes courses demographics enrollments lineItems orgs results roles users"
              .split(" ")) {
        manifest.row("file." + table, "bulk");
      }
      manifest.row("source.systemName", "simulated");
      manifest.row("source.systemCode", "sis");
    }
    try (ExportTable orgs =
        new ExportTable(
            bundle.resolve("orgs.csv"),
            "sourcedId",
            "status",
            "dateLastModified",
            "name",
            "type",
            "identifier",
            "parentSourcedId")) {
      for (String district : new TreeSet<>(districtOf.values())) {
        orgs.row(district, "", "", "District " + district, "district", district, "");
      }
      districtOf.forEach(
          (school, district) ->
              orgs.row(school, "", "", "School " + school, "school", school, district));
    }
    try (ExportTable sessions =
        new ExportTable(
            bundle.resolve("academicSessions.csv"),
            "sourcedId",
            "status",
            "dateLastModified",
            "title",
            "type",
            "startDate",
            "endDate",
            "parentSourcedId",
            "schoolYear")) {
      terms.forEach(
          (year, used) -> {
            String begin = (year - 1) + "-08-15";
            String middle = year + "-01-15";
            String end = year + "-06-15";
            sessions.row(year, "", "", (year - 1) + "-" + year, "schoolYear", begin, end, "", year);
            sessions.row(year + "-1", "", "", "Fall", "semester", begin, middle, year, year);
            sessions.row(year + "-2", "", "", "Spring", "semester", middle, end, year, year);
          });
    }
    try (ExportTable table =
        new ExportTable(
            bundle.resolve("courses.csv"),
            "sourcedId",
            "status",
            "dateLastModified",
            "schoolYearSourcedId",
            "title",
            "courseCode",
            "grades",
            "orgSourcedId",
            "subjects",
            "subjectCodes")) {
      courses
          .keySet()
          .forEach(
              course ->
                  table.row(
                      "C-" + course,
                      "",
                      "",
                      "",
                      "Course " + course,
                      local(course),
                      "",
                      "",
                      "",
                      ""));
    }
    try (ExportTable classes =
        new ExportTable(
            bundle.resolve("classes.csv"),
            "sourcedId",
            "status",
            "dateLastModified",
            "title",
            "grades",
            "courseSourcedId",
            "classCode",
            "classType",
            "location",
            "schoolSourcedId",
            "termSourcedIds",
            "subjects",
            "subjectCodes",
            "periods")) {
      for (String homeroom : homerooms) {
        String[] of = homeroom.split("\\|");
        classes.row(
            homeroom, "", "", "Homeroom", of[2], "", "", "homeroom", "", of[0], of[1], "", "", "");
      }
      sections.forEach(
          (id, of) ->
              classes.row(
                  id,
                  "",
                  "",
                  "Class",
                  of.grade(),
                  "C-" + of.course(),
                  "",
                  "scheduled",
                  "",
                  of.school(),
                  of.year(),
                  "",
                  "",
                  ""));
    }
  }

  private static String local(String course) {
    return "LOC-" + course;
  }

  private void people() throws IOException {
    try (ExportTable users = new ExportTable(bundle.resolve("users.csv"), USERS);
        ExportTable roles =
            new ExportTable(
                bundle.resolve("roles.csv"),
                "sourcedId",
                "status",
                "dateLastModified",
                "userSourcedId",
                "roleType",
                "role",
                "beginDate",
                "endDate",
                "orgSourcedId",
                "userProfileSourcedId");
        ExportTable demographics =
            new ExportTable(
                bundle.resolve("demographics.csv"),
                "sourcedId",
                "status",
                "dateLastModified",
                "birthDate",
                "sex",
                "americanIndianOrAlaskaNative",
                "asian",
                "blackOrAfricanAmerican",
                "nativeHawaiianOrOtherPacificIslander",
                "white",
                "demographicRaceTwoOrMoreRaces",
                "hispanicOrLatinoEthnicity",
                "countryOfBirthCode",
                "stateOfBirthAbbreviation",
                "cityOfBirth",
                "publicSchoolResidenceStatus",
                "metadata.lunch",
                "metadata.englishLearner")) {
      districtOf
          .keySet()
          .forEach(
              school -> {
                String teacher = "T-" + school;
                user(users, teacher, "", school);
                roles.row(
                    "R-" + teacher, "", "", teacher, "primary", "teacher", "", "", school, "");
              });
      SimulatedBundle.read(
          facts,
          FactType.STUDENTS,
          fact -> {
            StudentRecord student = (StudentRecord) fact;
            String id = student.envelope().studentId();
            SchoolEnrollment last = latest.get(id);
            boolean present =
                last != null && SimulatedStays.schoolYear(last.entryDate()) == newestYear;
            String school = last == null ? "" : last.schoolId();
            user(users, id, present && last != null ? last.gradeLevel() : "", school);
            roles.row("R-" + id, "", "", id, "primary", "student", "", "", school, "");
            demographics(demographics, student);
          });
    }
  }

  private static void user(ExportTable users, String id, String grade, String school) {
    users.row(
        id,
        "",
        "",
        "true",
        "user." + id,
        "",
        "Given",
        "Family",
        "",
        "",
        id + "@example.org",
        "",
        "",
        "",
        grade,
        "",
        "",
        school);
  }

  private static void demographics(ExportTable table, StudentRecord student) {
    RaceEthnicity race = student.raceEthnicity();
    boolean known = race != RaceEthnicity.UNKNOWN;
    table.row(
        student.envelope().studentId(),
        "",
        time(student),
        "",
        student.sex() == Sex.MALE
            ? "male"
            : student.sex() == Sex.FEMALE
                ? "female"
                : student.sex() == Sex.NONBINARY ? "other" : "unspecified",
        flag(known, race == RaceEthnicity.AMERICAN_INDIAN),
        flag(known, race == RaceEthnicity.ASIAN),
        flag(known, race == RaceEthnicity.BLACK),
        flag(known, race == RaceEthnicity.PACIFIC_ISLANDER),
        flag(known, race == RaceEthnicity.WHITE),
        flag(known, race == RaceEthnicity.TWO_OR_MORE),
        flag(known, race == RaceEthnicity.HISPANIC),
        "",
        "",
        "",
        "",
        switch (student.economicallyDisadvantaged()) {
          case YES -> "F";
          case NO -> "P";
          case UNKNOWN -> "";
        },
        switch (student.englishLearner()) {
          case YES -> "Y";
          case NO -> "N";
          case UNKNOWN -> "";
        });
  }

  private static String flag(boolean known, boolean value) {
    return known ? Boolean.toString(value) : "";
  }

  private static String time(Fact fact) {
    return Instant.ofEpochMilli(fact.envelope().recordedAt()).toString();
  }

  private void seats() throws IOException {
    try (ExportTable table =
        new ExportTable(
            bundle.resolve("enrollments.csv"),
            "sourcedId",
            "status",
            "dateLastModified",
            "classSourcedId",
            "schoolSourcedId",
            "userSourcedId",
            "role",
            "primary",
            "beginDate",
            "endDate",
            "metadata.exit")) {
      districtOf
          .keySet()
          .forEach(
              school ->
                  homerooms.stream()
                      .filter(homeroom -> homeroom.startsWith(school + "|"))
                      .findFirst()
                      .ifPresent(
                          homeroom ->
                              table.row(
                                  "E-T-" + school,
                                  "",
                                  "",
                                  homeroom,
                                  school,
                                  "T-" + school,
                                  "teacher",
                                  "true",
                                  "",
                                  "",
                                  "")));
      SimulatedBundle.read(
          facts,
          FactType.ENROLLMENTS,
          fact -> {
            SchoolEnrollment stay = (SchoolEnrollment) fact;
            int year = SimulatedStays.schoolYear(stay.entryDate());
            String id = stay.envelope().studentId();
            table.row(
                "H-" + id + "-" + stay.schoolId() + "-" + stay.entryDate(),
                "",
                time(stay),
                stay.schoolId() + "|" + year + "|" + stay.gradeLevel(),
                stay.schoolId(),
                id,
                "student",
                "true",
                stay.entryDate(),
                stay.exitDate(),
                stay.exitType());
          });
      SimulatedBundle.read(
          facts,
          FactType.SECTIONS,
          fact -> {
            SectionEnrollment seat = (SectionEnrollment) fact;
            String id = seat.envelope().studentId();
            table.row(
                "E-" + id + "-" + seat.sectionId(),
                "",
                time(seat),
                seat.sectionId(),
                seat.schoolId(),
                id,
                "student",
                "false",
                seat.entryDate(),
                seat.exitDate(),
                "");
          });
    }
  }

  private void marks() throws IOException {
    try (ExportTable categories =
            new ExportTable(
                bundle.resolve("categories.csv"),
                "sourcedId",
                "status",
                "dateLastModified",
                "title");
        ExportTable items =
            new ExportTable(
                bundle.resolve("lineItems.csv"),
                "sourcedId",
                "status",
                "dateLastModified",
                "title",
                "description",
                "assignDate",
                "dueDate",
                "classSourcedId",
                "categorySourcedId",
                "gradingPeriodSourcedId",
                "academicSessionSourcedId",
                "resultValueMin",
                "resultValueMax",
                "schoolSourcedId")) {
      categories.row("final", "", "", "Final Mark");
      categories.row("homework", "", "", "Homework");
      lineItems.forEach(
          (id, section) -> {
            Section of = Objects.requireNonNull(sections.get(section));
            String term = id.substring(section.length() + 1);
            String session = of.year() + (term.equals("S1") ? "-1" : term.equals("S2") ? "-2" : "");
            items.row(
                id,
                "",
                "",
                "Mark",
                "",
                "",
                "",
                section,
                "final",
                "",
                session,
                "0",
                "100",
                of.school());
          });
    }
    try (ExportTable results =
        new ExportTable(
            bundle.resolve("results.csv"),
            "sourcedId",
            "status",
            "dateLastModified",
            "lineItemSourcedId",
            "studentSourcedId",
            "scoreStatus",
            "score",
            "scoreDate",
            "comment",
            "textScore",
            "metadata.points",
            "metadata.attempted",
            "metadata.earned")) {
      SimulatedBundle.read(
          facts,
          FactType.GRADES,
          fact -> {
            CourseGrade grade = (CourseGrade) fact;
            String id = grade.envelope().studentId();
            String item = grade.sectionId() + "|" + grade.term();
            boolean number = Character.isDigit(grade.mark().charAt(0));
            results.row(
                "G-" + id + "-" + item,
                "",
                time(grade),
                item,
                id,
                "fully graded",
                number ? grade.mark() : "",
                "",
                "",
                number ? "" : grade.mark(),
                grade.gradePoints(),
                grade.creditsAttempted(),
                grade.creditsEarned());
          });
    }
  }

  private String map() {
    StringBuilder map = new StringBuilder();
    map.append(
        """
        stays: homeroom
        finalMarks:
          categories: [Final Mark]
        fields:
          students.economicallyDisadvantaged:
            column: metadata.lunch
            values: {F: YES, R: YES, P: NO}
          students.englishLearner:
            column: metadata.englishLearner
            values: {Y: YES, N: NO}
          enrollments.exitType: metadata.exit
          grades.gradePoints: metadata.points
          grades.creditsAttempted: metadata.attempted
          grades.creditsEarned: metadata.earned
        courses:
        """);
    courses.forEach(
        (course, code) -> {
          String level = course.substring(code.length());
          map.append("  ")
              .append(local(course))
              .append(": {code: ")
              .append(code)
              .append(level.equals(CourseLevel.UNKNOWN.name()) ? "" : ", level: " + level)
              .append("}\n");
        });
    return map.toString();
  }
}
