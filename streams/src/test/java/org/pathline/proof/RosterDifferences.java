package org.pathline.proof;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.pathline.events.Sorting;
import org.pathline.oracle.NaiveRoster;

/** Where published sorting and oracle disagree, one line each; an empty list is agreement. */
public final class RosterDifferences {
  private static final double TOLERANCE = 1e-12;

  private RosterDifferences() {}

  /** Differences in any row. */
  public static List<String> between(Collection<Sorting> published, List<NaiveRoster> expected) {
    SortedMap<String, NaiveRoster> wanted = new TreeMap<>();
    expected.forEach(roster -> wanted.put(roster.key(), roster));
    List<String> differences = new ArrayList<>();
    for (Sorting row : published) {
      NaiveRoster found = translated(row);
      NaiveRoster roster = wanted.remove(found.key());
      if (roster == null || !agree(found, roster)) {
        differences.add(found + "\n  wanted " + roster);
      }
    }
    wanted.values().forEach(missing -> differences.add("missing " + missing));
    return differences;
  }

  private static boolean agree(NaiveRoster one, NaiveRoster two) {
    return one.regime().equals(two.regime())
        && Objects.equals(one.policyId(), two.policyId())
        && one.flags().equals(two.flags())
        && one.numbers().keySet().equals(two.numbers().keySet())
        && one.numbers().entrySet().stream()
            .allMatch(each -> agree(each.getValue(), two.numbers().get(each.getKey())));
  }

  private static boolean agree(Double one, Double two) {
    return one == null || two == null ? Objects.equals(one, two) : Math.abs(one - two) <= TOLERANCE;
  }

  private static NaiveRoster translated(Sorting row) {
    SortedMap<String, Double> numbers = new TreeMap<>();
    numbers.put("sections", (double) row.getSections());
    numbers.put("n", (double) row.getN());
    numbers.put("scored", (double) row.getScored());
    numbers.put("advancedShare", row.getAdvancedShare());
    numbers.put("eta2", row.getEta2());
    numbers.put("eta2Random", row.getEta2Random());
    numbers.put("epsilon2", row.getEpsilon2());
    numbers.put("omega2", row.getOmega2());
    numbers.put("icc1", row.getIcc1());
    numbers.put("withinSectionSd", row.getWithinSectionSd());
    numbers.put("varianceRatioRaceEthnicity", row.getVarianceRatioRaceEthnicity());
    numbers.put("theilRaceEthnicity", row.getTheilRaceEthnicity());
    numbers.put(
        "varianceRatioEconomicallyDisadvantaged", row.getVarianceRatioEconomicallyDisadvantaged());
    numbers.put("theilEconomicallyDisadvantaged", row.getTheilEconomicallyDisadvantaged());
    return new NaiveRoster(
        String.join(
            "|",
            row.getDistrictId(),
            row.getSchoolId(),
            Integer.toString(row.getSchoolYear()),
            row.getGradeLevel(),
            row.getSubject().name()),
        numbers,
        row.getRegime().name(),
        row.getPolicyId(),
        row.getFlags().stream().map(Enum::name).collect(Collectors.toCollection(TreeSet::new)));
  }
}
