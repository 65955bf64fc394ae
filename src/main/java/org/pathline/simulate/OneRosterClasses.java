package org.pathline.simulate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pathline.domain.fact.FactType;
import org.pathline.domain.fact.SchoolEnrollment;
import org.pathline.domain.fact.SectionEnrollment;

/** The {@code courses}, {@code classes} and {@code enrollments} of a OneRoster bundle. */
final class OneRosterClasses {
  /** A class for every student of a school, year and grade. */
  private record Homeroom(String school, int year, String gradeLevel) {
    static Homeroom of(SchoolEnrollment stay) {
      return new Homeroom(
          stay.schoolId(), SimulatedStays.schoolYear(stay.entryDate()), stay.gradeLevel());
    }

    String id() {
      return school + "|" + year + "|" + gradeLevel;
    }
  }

  private final MasterSchedule schedule;
  private final SortedMap<String, Homeroom> homerooms = new TreeMap<>();

  OneRosterClasses(MasterSchedule schedule) {
    this.schedule = schedule;
  }

  void add(SchoolEnrollment stay) {
    Homeroom homeroom = Homeroom.of(stay);
    homerooms.put(homeroom.id(), homeroom);
  }

  /** Local code of a course. */
  static String courseCode(MasterSchedule.Course course) {
    return "LOC-" + course.id();
  }

  private static String sourcedId(MasterSchedule.Course course) {
    return "C-" + course.id();
  }

  void write(Path bundle) throws IOException {
    try (OneRosterFile courses =
        new OneRosterFile(
            bundle,
            "courses",
            """
            schoolYearSourcedId title courseCode grades orgSourcedId subjects subjectCodes
            """)) {
      for (MasterSchedule.Course course : schedule.courses()) {
        courses.row(
            sourcedId(course), "", "Course " + course.id(), courseCode(course), "", "", "", "");
      }
    }
    try (OneRosterFile classes =
        new OneRosterFile(
            bundle,
            "classes",
            """
            title grades courseSourcedId classCode classType location schoolSourcedId
            termSourcedIds subjects subjectCodes periods
            """)) {
      homerooms.forEach(
          (id, of) ->
              classes.row(
                  id,
                  "Homeroom",
                  of.gradeLevel(),
                  "",
                  "",
                  "homeroom",
                  "",
                  of.school(),
                  of.year(),
                  "",
                  "",
                  ""));
      for (MasterSchedule.Section of : schedule.sections()) {
        classes.row(
            of.id(),
            "Class",
            of.gradeLevel(),
            sourcedId(of.course()),
            "",
            "scheduled",
            "",
            of.school(),
            of.year(),
            "",
            "",
            "");
      }
    }
  }

  /** Writes who is in which class: teachers in a homeroom, stays as homerooms, and seats. */
  void writeEnrollments(SimulatedFacts facts, Path bundle) throws IOException {
    try (OneRosterFile enrollments =
        new OneRosterFile(
            bundle,
            "enrollments",
            """
            classSourcedId schoolSourcedId userSourcedId role primary beginDate endDate
            metadata.exit
            """)) {
      for (String school : schedule.districtOfSchool().keySet()) {
        String teacher = OneRosterUsers.teacher(school);
        homerooms.values().stream()
            .filter(homeroom -> homeroom.school().equals(school))
            .findFirst()
            .ifPresent(
                homeroom ->
                    enrollments.row(
                        "E-" + teacher,
                        homeroom.id(),
                        school,
                        teacher,
                        "teacher",
                        "true",
                        "",
                        "",
                        ""));
      }
      facts.read(
          FactType.ENROLLMENTS,
          SchoolEnrollment.class,
          stay -> {
            String id = stay.envelope().studentId();
            enrollments.dated(
                stay,
                "H-" + id + "-" + stay.schoolId() + "-" + stay.entryDate(),
                Homeroom.of(stay).id(),
                stay.schoolId(),
                id,
                "student",
                "true",
                stay.entryDate(),
                stay.exitDate(),
                stay.exitType());
          });
      facts.read(
          FactType.SECTIONS,
          SectionEnrollment.class,
          seat -> {
            String id = seat.envelope().studentId();
            enrollments.dated(
                seat,
                "E-" + id + "-" + seat.sectionId(),
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
}
