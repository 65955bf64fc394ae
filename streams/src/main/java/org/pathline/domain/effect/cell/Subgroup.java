package org.pathline.domain.effect.cell;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.pathline.domain.fact.Indicator;
import org.pathline.domain.fact.RaceEthnicity;
import org.pathline.domain.pathway.Pathway.PriorAchievement;

/**
 * Whose outcome a question is about: some students, or the gap between two groups of them.
 *
 * <p>Written {@code all}; {@code priorAchievement=HIGH}, {@code raceEthnicity=BLACK} and {@code
 * economicallyDisadvantaged=YES}, several joined by commas; or as a gap, reference minus group:
 * {@code gap:economicallyDisadvantaged} (NO minus YES), {@code gap:priorAchievement} (HIGH minus
 * LOW), {@code gap:raceEthnicity=BLACK} (WHITE minus BLACK), with further conditions that hold for
 * both sides after a comma.
 */
public sealed interface Subgroup permits Students, Gap {
  /** How all students are written. */
  String ALL_TEXT = "all";

  /** What a gap begins with. */
  String GAP = "gap:";

  /** Condition on the third of prior achievement. */
  String PRIOR_ACHIEVEMENT = "priorAchievement";

  /** Condition on race or ethnicity. */
  String RACE_ETHNICITY = "raceEthnicity";

  /** Condition on economic disadvantage. */
  String DISADVANTAGED = "economicallyDisadvantaged";

  /** The subgroup as it is written in questions and answers, its conditions in one order. */
  String text();

  /**
   * Subgroup from its text.
   *
   * @throws IllegalArgumentException with what may be written, when the text is no subgroup
   */
  static Subgroup parse(String text) {
    if (text.equals(ALL_TEXT)) {
      return Students.ALL;
    }
    List<String> parts = List.of(text.split(",", -1));
    if (!text.startsWith(GAP)) {
      return students(Students.ALL, parts);
    }
    Students both = students(Students.ALL, parts.subList(1, parts.size()));
    String gap = parts.get(0).substring(GAP.length());
    int equals = gap.indexOf('=');
    String dimension = equals < 0 ? gap : gap.substring(0, equals);
    boolean named = equals >= 0;
    if (both.conditions().stream().anyMatch(each -> each.startsWith(dimension + "="))) {
      throw new IllegalArgumentException(
          "'" + text + "' asks for " + dimension + " as a gap and as a condition");
    }
    String written = String.join(",", concatenation(GAP + gap, both.conditions()));
    if (dimension.equals(DISADVANTAGED) && !named) {
      return new Gap(both.with(Indicator.NO), both.with(Indicator.YES), written);
    }
    if (dimension.equals(PRIOR_ACHIEVEMENT) && !named) {
      return new Gap(both.with(PriorAchievement.HIGH), both.with(PriorAchievement.LOW), written);
    }
    if (dimension.equals(RACE_ETHNICITY) && named) {
      Students group = students(both, List.of(gap));
      if (group.raceEthnicity() != RaceEthnicity.WHITE) {
        return new Gap(both.with(RaceEthnicity.WHITE), group, written);
      }
    }
    throw new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "'%s' is no gap; there are %s%s, %s%s and %s%s=… for every value but WHITE",
            text,
            GAP,
            DISADVANTAGED,
            GAP,
            PRIOR_ACHIEVEMENT,
            GAP,
            RACE_ETHNICITY));
  }

  private static List<String> concatenation(String first, List<String> rest) {
    List<String> all = new ArrayList<>(List.of(first));
    all.addAll(rest);
    return all;
  }

  private static Students students(Students from, List<String> conditions) {
    Students students = from;
    for (String condition : conditions) {
      int equals = condition.indexOf('=');
      String dimension = equals < 0 ? condition : condition.substring(0, equals);
      String value = condition.substring(equals + 1);
      Students before = students;
      students =
          switch (equals < 0 ? "" : dimension) {
            case PRIOR_ACHIEVEMENT ->
                students.with(value(condition, value, PriorAchievement.values()));
            case RACE_ETHNICITY -> students.with(value(condition, value, RaceEthnicity.values()));
            case DISADVANTAGED -> students.with(value(condition, value, Indicator.values()));
            default ->
                throw new IllegalArgumentException(
                    String.format(
                        Locale.ROOT,
                        "'%s' is no subgroup; there are %s, %s=…, %s=…, %s=… joined by commas, and"
                            + " gaps that begin with %s",
                        condition,
                        ALL_TEXT,
                        PRIOR_ACHIEVEMENT,
                        RACE_ETHNICITY,
                        DISADVANTAGED,
                        GAP));
          };
      if (before.conditions().stream().anyMatch(each -> each.startsWith(dimension + "="))) {
        throw new IllegalArgumentException("there are two conditions on " + dimension);
      }
    }
    return students;
  }

  private static <E extends Enum<E>> E value(String condition, String value, E[] values) {
    return Arrays.stream(values)
        .filter(each -> each.name().equals(value))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'" + condition + "' has no such value; there are " + Arrays.toString(values)));
  }
}
