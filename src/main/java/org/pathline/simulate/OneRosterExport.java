package org.pathline.simulate;

import java.io.IOException;
import java.nio.file.Path;
import org.pathline.domain.fact.CourseGrade;
import org.pathline.domain.fact.CourseLevel;
import org.pathline.domain.fact.FactType;
import org.pathline.domain.fact.SchoolEnrollment;
import org.pathline.domain.fact.SectionEnrollment;

/**
 * A simulated state as a OneRoster 1.2 bundle.
 *
 * <p>A stay is an enrolment in a homeroom of its school, year and grade. What OneRoster does not
 * know stands in columns of the district's own ({@code metadata.…}), courses have local codes.
 */
final class OneRosterExport {
  private final SimulatedFacts facts;
  private final Path bundle;
  private final MasterSchedule schedule = new MasterSchedule();
  private final OneRosterOrgs orgs = new OneRosterOrgs(schedule);
  private final OneRosterClasses classes = new OneRosterClasses(schedule);
  private final OneRosterUsers users = new OneRosterUsers(schedule);
  private final OneRosterGradebook gradebook = new OneRosterGradebook(schedule);

  private OneRosterExport(SimulatedFacts facts, Path bundle) {
    this.facts = facts;
    this.bundle = bundle;
  }

  /** Writes the bundle and returns the text of its mapping file. */
  static String write(SimulatedFacts facts, Path bundle) throws IOException {
    OneRosterExport export = new OneRosterExport(facts, bundle);
    export.gather();
    export.manifest();
    export.orgs.write(bundle);
    export.classes.write(bundle);
    export.users.write(facts, bundle);
    export.classes.writeEnrollments(facts, bundle);
    export.gradebook.write(facts, bundle);
    return export.map();
  }

  private void gather() throws IOException {
    facts.read(
        FactType.ENROLLMENTS,
        SchoolEnrollment.class,
        stay -> {
          schedule.add(stay);
          orgs.addSession(SimulatedStays.schoolYear(stay.entryDate()));
          classes.add(stay);
          users.add(stay);
        });
    facts.read(
        FactType.SECTIONS,
        SectionEnrollment.class,
        seat -> {
          schedule.add(seat);
          orgs.addSession(seat.schoolYear());
        });
    facts.read(
        FactType.GRADES,
        CourseGrade.class,
        grade -> {
          orgs.addSession(grade.schoolYear());
          gradebook.add(grade);
        });
  }

  private void manifest() throws IOException {
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
    for (MasterSchedule.Course course : schedule.courses()) {
      map.append("  ")
          .append(OneRosterClasses.courseCode(course))
          .append(": {code: ")
          .append(course.code())
          .append(course.level() == CourseLevel.UNKNOWN ? "" : ", level: " + course.level())
          .append("}\n");
    }
    return map.toString();
  }
}
