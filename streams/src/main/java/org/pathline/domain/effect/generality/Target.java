package org.pathline.domain.effect.generality;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.pathline.domain.effect.cell.SchoolId;

/**
 * The schools that a statement is meant for, chosen before the effect is seen.
 *
 * @param text as it is written in questions and answers
 * @param districts whose schools; empty where any
 * @param schools that are named one by one; empty where none is
 */
public record Target(String text, Set<String> districts, Set<SchoolId> schools) {
  /** How all schools are written. */
  public static final String ALL_TEXT = "all";

  /** What a choice of districts begins with. */
  public static final String DISTRICT = "districtId=";

  /** All schools with cells. */
  public static final Target ALL = new Target(ALL_TEXT, Set.of(), Set.of());

  /** Copies the sets. */
  public Target {
    districts = Set.copyOf(districts);
    schools = Set.copyOf(schools);
  }

  /**
   * Target from its text, {@code all} or {@code districtId=D1,D2}.
   *
   * @throws IllegalArgumentException when the text is neither
   */
  public static Target parse(String text) {
    if (text.equals(ALL_TEXT)) {
      return ALL;
    }
    if (text.startsWith(DISTRICT)) {
      SortedSet<String> districts = new TreeSet<>();
      for (String each : text.substring(DISTRICT.length()).split(",", -1)) {
        String district = each.strip();
        if (district.startsWith(DISTRICT)) {
          district = district.substring(DISTRICT.length());
        }
        if (district.isEmpty()) {
          throw new IllegalArgumentException("'" + text + "' names an empty district");
        }
        districts.add(district);
      }
      return new Target(DISTRICT + String.join(",", districts), districts, Set.of());
    }
    throw new IllegalArgumentException(
        "'" + text + "' is no target; there are " + ALL_TEXT + " and " + DISTRICT + "…");
  }

  /** Target of named schools. */
  public static Target of(String text, Set<SchoolId> schools) {
    return new Target(text, Set.of(), schools);
  }

  /** Schools of the target among those that are known, and those it names besides; in order. */
  List<SchoolId> among(Iterable<SchoolId> known) {
    TreeSet<SchoolId> all = new TreeSet<>(schools);
    if (schools.isEmpty()) {
      for (SchoolId school : known) {
        if (districts.isEmpty() || districts.contains(school.districtId())) {
          all.add(school);
        }
      }
    }
    return new ArrayList<>(all);
  }
}
