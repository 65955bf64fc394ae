package org.pathline.domain.equity;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.pathline.domain.fact.Indicator;
import org.pathline.domain.fact.RaceEthnicity;
import org.pathline.domain.outcome.CellKey;

/** By what students are grouped, and which group the others are compared with. */
public enum Grouping {
  RACE_ETHNICITY(
      "raceEthnicity",
      RaceEthnicity.WHITE.name(),
      Arrays.stream(RaceEthnicity.values()).map(Enum::name).toList(),
      CellKey::raceEthnicity),
  ECONOMICALLY_DISADVANTAGED(
      "economicallyDisadvantaged",
      Indicator.NO.name(),
      Arrays.stream(Indicator.values()).map(Enum::name).toList(),
      CellKey::economicallyDisadvantaged);

  private static final String UNKNOWN = "UNKNOWN";

  private final String label;
  private final String reference;
  private final List<String> all;
  private final List<String> groups;
  private final Function<CellKey, Enum<?>> group;

  Grouping(String label, String reference, List<String> all, Function<CellKey, Enum<?>> group) {
    this.label = label;
    this.reference = reference;
    this.all = all;
    this.groups =
        all.stream().filter(each -> !each.equals(reference) && !each.equals(UNKNOWN)).toList();
    this.group = group;
  }

  /** Name in options, columns and records. */
  public String label() {
    return label;
  }

  /** The group that the others are compared with. */
  public String reference() {
    return reference;
  }

  /** The others, in order; who is in none of them known is in no gap. */
  public List<String> groups() {
    return groups;
  }

  /** All groups by their places, the reference and those not known among them. */
  List<String> all() {
    return all;
  }

  /** Place of a cell's group among all. */
  int placeOf(CellKey key) {
    return group.apply(key).ordinal();
  }

  /** Grouping with a label. */
  public static Optional<Grouping> labelled(String label) {
    return Arrays.stream(values()).filter(each -> each.label.equals(label)).findFirst();
  }
}
