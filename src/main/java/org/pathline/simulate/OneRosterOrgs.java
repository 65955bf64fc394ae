package org.pathline.simulate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;

/** The {@code orgs} and {@code academicSessions} of a OneRoster bundle. */
final class OneRosterOrgs {
  private final MasterSchedule schedule;
  private final SortedSet<Integer> schoolYears = new TreeSet<>();

  OneRosterOrgs(MasterSchedule schedule) {
    this.schedule = schedule;
  }

  /** Adds the sessions of a school year, by the year in which it ends. */
  void addSession(int schoolYear) {
    schoolYears.add(schoolYear);
  }

  /** Id of the session of a mark's term: a half of the school year, else the whole. */
  static String session(int schoolYear, String term) {
    return schoolYear + (term.equals("S1") ? "-1" : term.equals("S2") ? "-2" : "");
  }

  void write(Path bundle) throws IOException {
    try (OneRosterFile orgs =
        new OneRosterFile(bundle, "orgs", "name type identifier parentSourcedId")) {
      for (String district : schedule.districts()) {
        orgs.row(district, "District " + district, "district", district, "");
      }
      schedule
          .districtOfSchool()
          .forEach(
              (school, district) ->
                  orgs.row(school, "School " + school, "school", school, district));
    }
    try (OneRosterFile sessions =
        new OneRosterFile(
            bundle,
            "academicSessions",
            "title type startDate endDate parentSourcedId schoolYear")) {
      for (int year : schoolYears) {
        String begin = (year - 1) + "-08-15";
        String middle = year + "-01-15";
        String end = year + "-06-15";
        String whole = Integer.toString(year);
        sessions.row(whole, (year - 1) + "-" + year, "schoolYear", begin, end, "", year);
        sessions.row(session(year, "S1"), "Fall", "semester", begin, middle, whole, year);
        sessions.row(session(year, "S2"), "Spring", "semester", middle, end, whole, year);
      }
    }
  }
}
