package org.pathline.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.pathline.domain.fact.Acceleration;

/**
 * The districts, schools and cohorts of a simulated state, and when each school stops tracking.
 *
 * <p>Districts come in three kinds in turn: in the first each second school de-tracks by itself, in
 * the second the whole district does, in the third none does. Those that de-track are richer and
 * send more students into STEM in every year, so that comparing regimes is misleading.
 */
final class SimulatedState {
  /** Anchor year of the last cohort; its tenth year after graduation is partly in the future. */
  private static final int SCHOOLS_WITH_ROSTER_TRUTH = 2;

  static final int LAST_ANCHOR_YEAR = 2014;

  private static final double STUDENTS_PER_COHORT = 100;
  private static final int MOST_DISTRICTS = 24;

  private final Parameters parameters;
  private final List<School> schools = new ArrayList<>();
  private final List<Zone> zones = new ArrayList<>();
  private final int cohorts;
  private final int districts;

  SimulatedState(Parameters parameters) {
    this.parameters = parameters;
    int students = parameters.students();
    cohorts = Math.min(10, 2 + students / 650);
    int wanted = (int) Math.max(2, Math.round(students / (cohorts * STUDENTS_PER_COHORT)));
    districts =
        parameters.districts() > 0
            ? parameters.districts()
            : Math.min(MOST_DISTRICTS, (int) Math.ceil(wanted * 0.6));
    int count = Math.max(wanted, districts);
    for (int district = 0; district < districts; district++) {
      int size = (district + 1) * count / districts - district * count / districts;
      addDistrict(district, size);
    }
  }

  private void addDistrict(int number, int size) {
    Draws dice = Draws.of(parameters.seed(), number, Purpose.WORLD);
    String id = String.format(Locale.ROOT, "D%02d", number + 1);
    District district =
        new District(
            id, number % 4 == 2 ? 6 : 0, number % 3 == 1, number % 2 == 1, number % 5 != 4);
    int kind = number % 3;
    int districtYear = kind == 1 ? adoption(number / 3) : School.NEVER;
    List<School> all = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      int year = kind == 0 && i % 2 == 0 ? adoption(number + i) : districtYear;
      boolean adopts = year != School.NEVER;
      double affluence = (adopts ? 0.9 : -0.6) + 0.4 * dice.normal();
      all.add(
          new School(
              String.format(Locale.ROOT, "%s-M%02d", id, i + 1),
              district,
              zones.size() + i / 3,
              0.6 + 0.9 * dice.uniform(),
              Math.max(0.1, Math.min(0.9, 0.48 - 0.17 * affluence)),
              (adopts ? 0.6 : -0.25) + 0.1 * dice.normal(),
              year,
              kind == 1,
              dice.chance(0.6) ? Acceleration.PLACEMENT : Acceleration.OPEN,
              !adopts && dice.chance(0.3),
              adopts && i % 5 == 4));
    }
    schools.addAll(all);
    for (int from = 0; from < size; from += 3) {
      School high =
          new School(
              String.format(Locale.ROOT, "%s-H%02d", id, from / 3 + 1),
              district,
              zones.size(),
              3,
              0.48,
              0,
              School.NEVER,
              false,
              Acceleration.OPEN,
              false,
              false);
      zones.add(
          new Zone(zones.size(), high, List.copyOf(all.subList(from, Math.min(size, from + 3)))));
    }
  }

  /**
   * Adoption is staggered over the cohorts, after at least two years without it where there are.
   */
  private int adoption(int turn) {
    int before = Math.min(2, cohorts - 1);
    return firstAnchorYear() + before + turn % (cohorts - before);
  }

  /** Schools of which {@code truth.json} tells the rosters: two, or it would grow too large. */
  List<String> schoolsWithRosterTruth() {
    return schools.stream().limit(SCHOOLS_WITH_ROSTER_TRUTH).map(School::id).toList();
  }

  int cohorts() {
    return cohorts;
  }

  int districtCount() {
    return districts;
  }

  int firstAnchorYear() {
    return LAST_ANCHOR_YEAR - cohorts + 1;
  }

  List<School> schools() {
    return schools;
  }

  List<Zone> zones() {
    return zones;
  }

  School highSchoolOf(School school) {
    return zones.get(school.zone()).high();
  }

  /**
   * Number of the first student of each school and cohort, in the order cohort by cohort and school
   * by school; one more entry holds the number of all students.
   */
  int[] firstStudents() {
    double total = 0;
    for (School school : schools) {
      total += school.size();
    }
    int[] first = new int[cohorts * schools.size() + 1];
    double sum = 0;
    for (int at = 1; at < first.length; at++) {
      sum += schools.get((at - 1) % schools.size()).size();
      first[at] = (int) Math.round(parameters.students() * sum / (total * cohorts));
    }
    first[first.length - 1] = parameters.students();
    return first;
  }
}
