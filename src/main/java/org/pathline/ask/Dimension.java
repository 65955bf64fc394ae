package org.pathline.ask;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.pathline.domain.fact.Indicator;
import org.pathline.domain.fact.RaceEthnicity;
import org.pathline.domain.fact.Subject;
import org.pathline.domain.outcome.CellKey;
import org.pathline.domain.pathway.Pathway.PriorAchievement;

/** A dimension of outcome cells, by which they can be grouped and chosen. */
public enum Dimension {
  DISTRICT("districtId", CellKey::districtId, List.of()),
  SCHOOL("schoolId", CellKey::schoolId, List.of()),
  ANCHOR_YEAR("anchorYear", key -> String.valueOf(key.anchorYear()), List.of()),
  SUBJECT("subject", key -> key.subject().name(), names(Subject.values())),
  RACE_ETHNICITY("raceEthnicity", key -> key.raceEthnicity().name(), names(RaceEthnicity.values())),
  ECONOMICALLY_DISADVANTAGED(
      "economicallyDisadvantaged",
      key -> key.economicallyDisadvantaged().name(),
      names(Indicator.values())),
  PRIOR_ACHIEVEMENT(
      "priorAchievement", key -> key.priorAchievement().name(), names(PriorAchievement.values()));

  private final String label;
  private final Function<CellKey, String> value;
  private final List<String> vocabulary;

  Dimension(String label, Function<CellKey, String> value, List<String> vocabulary) {
    this.label = label;
    this.value = value;
    this.vocabulary = vocabulary;
  }

  private static List<String> names(Enum<?>[] symbols) {
    return Arrays.stream(symbols).map(Enum::name).toList();
  }

  /** Name in options and columns. */
  public String label() {
    return label;
  }

  /** Dimension with a label. */
  public static Optional<Dimension> labelled(String label) {
    return Arrays.stream(values()).filter(each -> each.label.equals(label)).findFirst();
  }

  /** All labels, for people. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(Dimension::label).toList();
  }

  /** Value of an anchored cell. */
  public String of(CellKey key) {
    return value.apply(key);
  }

  /** What is wrong with a value to choose by, or empty. */
  public Optional<String> objection(String text) {
    if (this == ANCHOR_YEAR) {
      return text.matches("[0-9]{4}")
          ? Optional.empty()
          : Optional.of("'" + text + "' is no year such as 2015, the one in which it ends");
    }
    return vocabulary.isEmpty() || vocabulary.contains(text)
        ? Optional.empty()
        : Optional.of("'" + text + "' is none of " + String.join(" ", vocabulary));
  }

  /** Order of values: that of the vocabulary where there is one, else that of the text. */
  Comparator<String> order() {
    // Years are of four digits.
    return vocabulary.isEmpty()
        ? Comparator.naturalOrder()
        : Comparator.comparingInt(vocabulary::indexOf);
  }
}
