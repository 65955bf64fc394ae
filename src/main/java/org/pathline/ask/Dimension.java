package org.pathline.ask;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.pathline.domain.fact.Indicator;
import org.pathline.domain.fact.RaceEthnicity;
import org.pathline.domain.fact.Subject;
import org.pathline.domain.outcome.CellKey;
import org.pathline.domain.pathway.Pathway.PriorAchievement;
import org.pathline.words.Names;

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

  /**
   * Dimension that an option names.
   *
   * @param known labels of all that it may name
   * @throws IllegalArgumentException with the option and all of these, where it names none
   */
  public static Dimension named(String option, String label, List<String> known) {
    return labelled(label)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    option + ": " + Names.none("dimension", label, known)));
  }

  /**
   * Values of which one must fit, of each dimension that conditions name, such as {@code
   * schoolId=S1,S2}.
   *
   * @param option what they are given by
   * @param known labels of all that they may name
   * @throws IllegalArgumentException with the option and what is wrong
   */
  public static Map<Dimension, Set<String>> where(
      String option, List<String> conditions, List<String> known) {
    Map<Dimension, Set<String>> chosen = new TreeMap<>();
    for (String condition : conditions) {
      int equals = condition.indexOf('=');
      if (equals < 0) {
        throw new IllegalArgumentException(
            option + ": '" + condition + "' is not of the form DIM=VALUE");
      }
      Dimension dimension = named(option, condition.substring(0, equals), known);
      for (String value : condition.substring(equals + 1).split(",", -1)) {
        if (dimension.objection(value).isPresent()) {
          throw new IllegalArgumentException(
              option + " " + dimension.label + ": " + dimension.objection(value).get());
        }
        chosen.computeIfAbsent(dimension, absent -> new TreeSet<>()).add(value);
      }
    }
    return chosen;
  }

  /** Value of an anchored cell. */
  public String of(CellKey key) {
    return value.apply(key);
  }

  /** What is wrong with a value to choose by, or empty. */
  private Optional<String> objection(String text) {
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
