package org.pathline.oracle;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.pathline.oracle.NaiveRosters.Sitting;

/** Indexes of sorting from the students themselves, by their definitions and in forty digits. */
final class NaiveSorting {
  private static final MathContext DIGITS = new MathContext(40);
  private static final List<String> ADVANCED = List.of("E", "H", "C");
  private static final String UNKNOWN = "UNKNOWN";

  private final List<Sitting> sittings;
  private final Map<String, List<Sitting>> sections;
  private final SortedMap<String, Double> numbers = new TreeMap<>();

  NaiveSorting(List<Sitting> sittings) {
    this.sittings = sittings;
    sections = sittings.stream().collect(Collectors.groupingBy(Sitting::section));
  }

  SortedMap<String, Double> numbers() {
    long scored = sittings.stream().filter(each -> each.score() != null).count();
    numbers.put("sections", (double) sections.size());
    numbers.put("n", (double) sittings.size());
    numbers.put("scored", (double) scored);
    numbers.put(
        "advancedShare",
        sittings.stream().filter(each -> ADVANCED.contains(each.level())).count()
            / (double) sittings.size());
    scores();
    numbers.putAll(segregation("RaceEthnicity", Sitting::race, "WHITE", false));
    numbers.putAll(segregation("EconomicallyDisadvantaged", Sitting::income, "YES", false));
    return numbers;
  }

  SortedMap<String, Double> segregationWithUnknown() {
    SortedMap<String, Double> all = segregation("RaceEthnicity", Sitting::race, "WHITE", true);
    all.putAll(segregation("EconomicallyDisadvantaged", Sitting::income, "YES", true));
    return all;
  }

  private void scores() {
    List<List<BigDecimal>> groups =
        sections.values().stream().map(NaiveSorting::scores).filter(s -> !s.isEmpty()).toList();
    List<BigDecimal> all = groups.stream().flatMap(Collection::stream).toList();
    int k = groups.size();
    int n = all.size();
    BigDecimal total = squares(all, all.isEmpty() ? BigDecimal.ZERO : mean(all));
    BigDecimal within =
        groups.stream().map(s -> squares(s, mean(s))).reduce(BigDecimal.ZERO, BigDecimal::add);
    double ssw = within.doubleValue();
    double sst = total.doubleValue();
    double ssb = total.subtract(within).doubleValue();
    boolean defined = k > 1 && n > k && total.signum() > 0;
    double error = ssw / (n - k);
    double model = ssb / (k - 1);
    double sizes = groups.stream().mapToDouble(s -> (double) s.size() * s.size()).sum();
    double typical = (n - sizes / n) / (k - 1);
    put("eta2", defined, ssb / sst);
    put("eta2Random", defined, (k - 1.0) / (n - 1));
    put("epsilon2", defined, ssb / sst - (k - 1) * error / sst);
    put("omega2", defined, Math.max(0, (ssb - (k - 1) * error) / (sst + error)));
    put("icc1", defined, Math.max(0, (model - error) / (model + (typical - 1) * error)));
    put("withinSectionSd", n > k, Math.sqrt(ssw / (n - k)));
  }

  private void put(String name, boolean defined, double value) {
    numbers.put(name, defined ? value : null);
  }

  private static List<BigDecimal> scores(List<Sitting> section) {
    return section.stream().map(Sitting::score).filter(Objects::nonNull).toList();
  }

  private static BigDecimal mean(List<BigDecimal> scores) {
    return scores.stream()
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .divide(BigDecimal.valueOf(scores.size()), DIGITS);
  }

  private static BigDecimal squares(List<BigDecimal> scores, BigDecimal around) {
    return scores.stream()
        .map(score -> score.subtract(around).pow(2, DIGITS))
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .setScale(20, RoundingMode.HALF_EVEN);
  }

  private SortedMap<String, Double> segregation(
      String name, Function<Sitting, String> group, String reference, boolean withUnknown) {
    List<List<String>> members = new ArrayList<>();
    for (List<Sitting> section : sections.values()) {
      members.add(
          section.stream().map(group).filter(g -> withUnknown || !g.equals(UNKNOWN)).toList());
    }
    List<String> all = members.stream().flatMap(Collection::stream).toList();
    double share = share(all, reference);
    double entropy = entropy(all);
    double variance = 0;
    double left = 0;
    for (List<String> section : members) {
      if (!section.isEmpty()) {
        variance += section.size() * Math.pow(share(section, reference) - share, 2);
        left += section.size() * entropy(section);
      }
    }
    SortedMap<String, Double> found = new TreeMap<>();
    boolean mixed = share > 0 && share < 1;
    found.put("varianceRatio" + name, mixed ? variance / (all.size() * share * (1 - share)) : null);
    found.put("theil" + name, entropy > 0 ? 1 - left / (all.size() * entropy) : null);
    return found;
  }

  private static double share(List<String> members, String group) {
    return members.isEmpty()
        ? 0
        : members.stream().filter(group::equals).count() / (double) members.size();
  }

  private static double entropy(List<String> members) {
    return members.stream()
        .distinct()
        .mapToDouble(group -> share(members, group))
        .map(share -> share == 1 ? 0 : -share * Math.log(share))
        .sum();
  }
}
