package org.pathline.simulate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.pathline.domain.fact.FactType;
import org.pathline.domain.fact.RaceEthnicity;
import org.pathline.domain.fact.SchoolEnrollment;
import org.pathline.domain.fact.Sex;
import org.pathline.domain.fact.StudentRecord;

/**
 * The {@code users}, {@code roles} and {@code demographics} of a OneRoster bundle: a teacher for
 * every school, and the students at the school of their latest stay.
 */
final class OneRosterUsers {
  private final MasterSchedule schedule;
  private final Map<String, SchoolEnrollment> latest = new HashMap<>();
  private int newestYear;

  OneRosterUsers(MasterSchedule schedule) {
    this.schedule = schedule;
  }

  void add(SchoolEnrollment stay) {
    newestYear = Math.max(newestYear, SimulatedStays.schoolYear(stay.entryDate()));
    latest.merge(
        stay.envelope().studentId(),
        stay,
        (one, two) -> two.entryDate().isAfter(one.entryDate()) ? two : one);
  }

  /** Id of the one teacher of a school. */
  static String teacher(String school) {
    return "T-" + school;
  }

  void write(SimulatedFacts facts, Path bundle) throws IOException {
    try (OneRosterFile users =
            new OneRosterFile(
                bundle,
                "users",
                """
                enabledUser username userIds givenName familyName middleName identifier email
                sms phone agentSourcedIds grades password userMasterIdentifier
                primaryOrgSourcedId
                """);
        OneRosterFile roles =
            new OneRosterFile(
                bundle,
                "roles",
                """
                userSourcedId roleType role beginDate endDate orgSourcedId userProfileSourcedId
                """);
        OneRosterFile demographics =
            new OneRosterFile(
                bundle,
                "demographics",
                """
                birthDate sex americanIndianOrAlaskaNative asian blackOrAfricanAmerican
                nativeHawaiianOrOtherPacificIslander white demographicRaceTwoOrMoreRaces
                hispanicOrLatinoEthnicity countryOfBirthCode stateOfBirthAbbreviation
                cityOfBirth publicSchoolResidenceStatus metadata.lunch metadata.englishLearner
                """)) {
      for (String school : schedule.districtOfSchool().keySet()) {
        user(users, roles, teacher(school), "teacher", "", school);
      }
      facts.read(
          FactType.STUDENTS,
          StudentRecord.class,
          student -> {
            String id = student.envelope().studentId();
            SchoolEnrollment last = latest.get(id);
            boolean present =
                last != null && SimulatedStays.schoolYear(last.entryDate()) == newestYear;
            String school = last == null ? "" : last.schoolId();
            String grade = present && last != null ? last.gradeLevel() : "";
            user(users, roles, id, "student", grade, school);
            demographics(demographics, student);
          });
    }
  }

  private static void user(
      OneRosterFile users,
      OneRosterFile roles,
      String id,
      String role,
      String grade,
      String school) {
    users.row(
        id,
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
    roles.row("R-" + id, id, "primary", role, "", "", school, "");
  }

  private static void demographics(OneRosterFile demographics, StudentRecord student) {
    RaceEthnicity race = student.raceEthnicity();
    demographics.dated(
        student,
        student.envelope().studentId(),
        "",
        student.sex() == Sex.MALE
            ? "male"
            : student.sex() == Sex.FEMALE
                ? "female"
                : student.sex() == Sex.NONBINARY ? "other" : "unspecified",
        flag(race, RaceEthnicity.AMERICAN_INDIAN),
        flag(race, RaceEthnicity.ASIAN),
        flag(race, RaceEthnicity.BLACK),
        flag(race, RaceEthnicity.PACIFIC_ISLANDER),
        flag(race, RaceEthnicity.WHITE),
        flag(race, RaceEthnicity.TWO_OR_MORE),
        flag(race, RaceEthnicity.HISPANIC),
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

  /** Whether it is the one; blank where none is known. */
  private static String flag(RaceEthnicity race, RaceEthnicity one) {
    return race == RaceEthnicity.UNKNOWN ? "" : Boolean.toString(race == one);
  }
}
