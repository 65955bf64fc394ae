package org.pathline.domain.release.form;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.policy.DeclaredRegime;
import org.pathline.domain.release.Group;
import org.pathline.domain.release.ReleaseRules;
import org.pathline.domain.release.Tables;
import org.pathline.domain.sorting.RosterKey;
import org.pathline.domain.sorting.SortingRule;

/**
 * What a school declares about sorting beside what its rosters show, as a release shows it.
 *
 * @param declared the regime that the policy in force declares
 * @param measured band of omega2
 */
public record PublishedSorting(RosterKey roster, DeclaredRegime declared, SortingBand measured) {
  /** Whether it is declared to be de-tracked, and sorted all the same. */
  public boolean isDeFactoTracked() {
    return declared == DeclaredRegime.DETRACKED
        && measured.tenths() >= 10 * SortingRule.DEFAULT.deFactoTrackedFrom();
  }

  /**
   * A roster as it was measured.
   *
   * @param scored students whose prior percentile is known
   * @param omega2 null where it means nothing
   */
  public record Measured(
      RosterKey roster, DeclaredRegime declared, long scored, @Nullable Double omega2) {}

  /**
   * Rosters that may be shown: those of enough students, at a school whose counts are shown.
   *
   * @param tables of the same release, with what they withhold withheld
   */
  public static List<PublishedSorting> of(
      Tables tables, ReleaseRules rules, List<Measured> rosters) {
    Withheld withheld = new Withheld(tables);
    List<PublishedSorting> shown = new ArrayList<>();
    for (Measured each : rosters) {
      Double omega2 = each.omega2();
      if (omega2 != null
          && each.scored() >= leastScored(rules)
          && !withheld.holds(each.roster(), each.declared())) {
        shown.add(new PublishedSorting(each.roster(), each.declared(), SortingBand.of(omega2)));
      }
    }
    shown.sort(Comparator.comparing(each -> each.roster().text()));
    return shown;
  }

  /** Fewest students with a prior percentile of a roster that is shown. */
  public static long leastScored(ReleaseRules rules) {
    return 2L * Math.max(rules.minCell(), rules.minWidth());
  }

  /** Those of some rosters that tell of students whom the tables of the release withhold. */
  public static List<PublishedSorting> telling(Tables tables, List<PublishedSorting> rosters) {
    Withheld withheld = new Withheld(tables);
    return rosters.stream().filter(each -> withheld.holds(each.roster(), each.declared())).toList();
  }

  /**
   * Places and years of which tables withhold how many students there are.
   *
   * <p>That a roster is shown says that there are students, and no withheld count may learn of it.
   */
  private static final class Withheld {
    private static final String DISTRICT = "districtId";
    private static final String SCHOOL = "schoolId";
    private static final String YEAR = "anchorYear";
    private static final String REGIME = "regime";
    private static final Set<String> OF_A_PLACE = Set.of(DISTRICT, SCHOOL, YEAR, REGIME);

    private final Set<Map<String, String>> places = new HashSet<>();

    Withheld(Tables tables) {
      Published published = new Published(tables);
      for (Group group : tables.groups()) {
        if (group.members() == null) {
          Map<String, String> values = published.values(group);
          if (OF_A_PLACE.containsAll(values.keySet())) {
            places.add(values);
          }
        }
      }
    }

    /** Whether a withheld count is of where and when a roster was. */
    boolean holds(RosterKey roster, DeclaredRegime declared) {
      List<Map.Entry<String, String>> values =
          List.of(
              Map.entry(DISTRICT, roster.districtId()),
              Map.entry(SCHOOL, roster.schoolId()),
              Map.entry(YEAR, Integer.toString(roster.schoolYear())),
              Map.entry(REGIME, declared.name()));
      for (int subset = 0; subset < 1 << values.size(); subset++) {
        Map<String, String> place = new HashMap<>();
        for (int i = 0; i < values.size(); i++) {
          if ((subset >> i & 1) != 0) {
            place.put(values.get(i).getKey(), values.get(i).getValue());
          }
        }
        if (places.contains(place)) {
          return true;
        }
      }
      return false;
    }
  }
}
