package org.pathline.domain.release.form;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.answer.EffectAnswer;
import org.pathline.domain.effect.answer.EffectQuestion;
import org.pathline.domain.effect.answer.StandingQuestions;
import org.pathline.domain.effect.cell.Cell;
import org.pathline.domain.effect.cell.Gap;
import org.pathline.domain.effect.cell.Observability;
import org.pathline.domain.effect.cell.RegimeAt;
import org.pathline.domain.effect.cell.SchoolId;
import org.pathline.domain.effect.cell.Students;
import org.pathline.domain.effect.cell.Study;
import org.pathline.domain.effect.cell.Subgroup;
import org.pathline.domain.fact.Indicator;
import org.pathline.domain.fact.RaceEthnicity;
import org.pathline.domain.fact.Subject;
import org.pathline.domain.outcome.CellKey;
import org.pathline.domain.outcome.CellSums;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.pathway.Pathway.PriorAchievement;
import org.pathline.domain.pathway.Settings;
import org.pathline.domain.release.Figures;
import org.pathline.domain.release.Group;
import org.pathline.domain.release.Tables;

/**
 * Effects of de-tracking from what the tables of a release show of schools and anchor years.
 *
 * <p>A school of which one cohort is withheld is left out as a whole: with some cohorts alone it
 * would change what the others are compared with. The cohorts are those of which most schools show
 * the outcome; the last ones mostly cannot be known yet.
 */
public final class PublishedEffects {
  /** What a table must tell apart. */
  public static final List<String> DIMENSIONS = List.of("districtId", "schoolId", "anchorYear");

  private static final Set<Outcome> AT_SCHOOL =
      EnumSet.of(Outcome.ADVANCED_COURSE, Outcome.ALGEBRA_BY_8, Outcome.CALCULUS_BY_12);

  private final Published published;
  private final Settings settings;
  private final RegimeAt regimes;

  /** By school: its anchor years with students. */
  private final SortedMap<SchoolId, TreeSet<Integer>> schools = new TreeMap<>();

  private PublishedEffects(Published published, Settings settings, RegimeAt regimes) {
    this.published = published;
    this.settings = settings;
    this.regimes = regimes;
    for (Group group : published.groupsBy(Set.copyOf(DIMENSIONS))) {
      Map<String, String> values = published.values(group);
      schools
          .computeIfAbsent(
              new SchoolId(value(values, "districtId"), value(values, "schoolId")),
              absent -> new TreeSet<>())
          .add(Integer.valueOf(value(values, "anchorYear")));
    }
  }

  private static String value(Map<String, String> values, String dimension) {
    return Objects.requireNonNull(values.get(dimension));
  }

  /** Whether tables tell enough apart for effects. */
  public static boolean canBeOf(List<List<String>> tables) {
    return tables.stream().anyMatch(table -> table.containsAll(DIMENSIONS));
  }

  /**
   * Effects on each outcome but grade points, whose spread no release shows, for each subgroup and
   * gap that the tables tell apart; those of which no school is under the policy are not listed.
   *
   * @param regimes the policy in force at a school in an anchor year
   */
  public static List<PublishedEffect> of(Tables tables, Settings settings, RegimeAt regimes) {
    PublishedEffects effects = new PublishedEffects(new Published(tables), settings, regimes);
    List<PublishedEffect> all = new ArrayList<>();
    for (Outcome outcome : tables.outcomes()) {
      if (outcome != Outcome.GRADE_POINTS) {
        for (Subgroup subgroup : StandingQuestions.SUBGROUPS) {
          PublishedEffect effect = effects.of(outcome, subgroup);
          if (effect != null) {
            all.add(effect);
          }
        }
      }
    }
    return all;
  }

  /** Schools that can be used, with the others counted. */
  private record Usable(List<Cell> cells, int withheld) {}

  private @Nullable PublishedEffect of(Outcome outcome, Subgroup subgroup) {
    List<Students> sides =
        subgroup instanceof Gap gap
            ? List.of(gap.reference(), gap.group())
            : List.of((Students) subgroup);
    for (Students side : sides) {
      List<String> needed = new ArrayList<>(DIMENSIONS);
      needed.addAll(conditions(side).keySet());
      if (!published.tells(needed)) {
        return null;
      }
    }
    Usable usable = usable(outcome, sides);
    EffectQuestion question =
        EffectQuestion.of(new Study.Scope(outcome, settings, Subject.MATHEMATICS), subgroup);
    EffectAnswer answer = EffectAnswer.of(question, usable.cells(), regimes, question.thresholds());
    return answer.sample().treatedSchools() == 0
        ? null
        : new PublishedEffect(
            outcome,
            subgroup.text(),
            answer.rows(),
            answer.grading().grade(),
            answer.statement(),
            answer.sample().treatedSchools(),
            answer.sample().comparisonSchools(),
            usable.withheld());
  }

  private Usable usable(Outcome outcome, List<Students> sides) {
    Observability observability = observability(outcome);
    Map<Integer, Integer> shownIn = new HashMap<>();
    Map<Integer, Integer> all = new HashMap<>();
    SortedMap<SchoolId, SortedMap<Integer, List<Cell>>> shown = new TreeMap<>();
    schools.forEach(
        (school, years) -> {
          SortedMap<Integer, List<Cell>> ofSchool = new TreeMap<>();
          for (int year : years) {
            if (observability.isObservable(school.districtId(), year)) {
              all.merge(year, 1, Integer::sum);
              List<Cell> cells = cells(school, year, outcome, sides);
              if (!cells.isEmpty()) {
                shownIn.merge(year, 1, Integer::sum);
                ofSchool.put(year, cells);
              }
            }
          }
          shown.put(school, ofSchool);
        });
    TreeSet<Integer> panel = new TreeSet<>();
    all.forEach(
        (year, count) -> {
          if (2 * shownIn.getOrDefault(year, 0) >= count) {
            panel.add(year);
          }
        });
    List<Cell> cells = new ArrayList<>();
    int withheld = 0;
    for (Map.Entry<SchoolId, SortedMap<Integer, List<Cell>>> each : shown.entrySet()) {
      TreeSet<Integer> wanted = new TreeSet<>(panel);
      wanted.retainAll(Objects.requireNonNull(schools.get(each.getKey())));
      wanted.removeIf(year -> !observability.isObservable(each.getKey().districtId(), year));
      if (each.getValue().keySet().containsAll(wanted)) {
        wanted.forEach(year -> cells.addAll(Objects.requireNonNull(each.getValue().get(year))));
      } else {
        withheld++;
      }
    }
    return new Usable(cells, withheld);
  }

  /** How far records reach is told by graduations, where the release has them. */
  private Observability observability(Outcome outcome) {
    List<Cell> graduations = new ArrayList<>();
    if (AT_SCHOOL.contains(outcome)) {
      schools.forEach(
          (school, years) ->
              years.forEach(
                  year ->
                      graduations.addAll(
                          cells(school, year, Outcome.ON_TIME_GRADUATION, List.of(Students.ALL)))));
    }
    return Observability.of(outcome, settings, graduations);
  }

  /** Cells of a school's cohort with the outcome alone; none where a side of it is not shown. */
  private List<Cell> cells(SchoolId school, int year, Outcome outcome, List<Students> sides) {
    List<Cell> cells = new ArrayList<>();
    for (Students side : sides) {
      Map<String, String> values = conditions(side);
      values.put("districtId", school.districtId());
      values.put("schoolId", school.schoolId());
      values.put("anchorYear", Integer.toString(year));
      Figures figures = published.figures(published.group(values), outcome);
      Long observed = figures == null ? null : figures.observed();
      Long attained = figures == null ? null : figures.attained();
      if (observed == null || attained == null || observed == 0) {
        return List.of();
      }
      cells.add(new Cell(key(school, year, side), sums(outcome, observed, attained)));
    }
    return cells;
  }

  private static CellSums sums(Outcome outcome, long observed, long attained) {
    long[] counts = new long[CellSums.COUNTS];
    counts[0] = observed;
    counts[CellSums.at(outcome)] = observed;
    counts[CellSums.at(outcome) + 1] = observed;
    counts[CellSums.at(outcome) + 2] = attained;
    return new CellSums(counts, BigInteger.ZERO, BigInteger.ZERO);
  }

  private CellKey key(SchoolId school, int year, Students side) {
    RaceEthnicity race = side.raceEthnicity();
    Indicator disadvantaged = side.economicallyDisadvantaged();
    PriorAchievement third = side.priorAchievement();
    return new CellKey(
        settings,
        school.districtId(),
        school.schoolId(),
        year,
        Subject.MATHEMATICS,
        race == null ? RaceEthnicity.UNKNOWN : race,
        disadvantaged == null ? Indicator.UNKNOWN : disadvantaged,
        third == null ? PriorAchievement.UNKNOWN : third);
  }

  private static Map<String, String> conditions(Students side) {
    Map<String, String> conditions = new HashMap<>();
    if (side.priorAchievement() != null) {
      conditions.put(Subgroup.PRIOR_ACHIEVEMENT, side.priorAchievement().name());
    }
    if (side.raceEthnicity() != null) {
      conditions.put(Subgroup.RACE_ETHNICITY, side.raceEthnicity().name());
    }
    if (side.economicallyDisadvantaged() != null) {
      conditions.put(Subgroup.DISADVANTAGED, side.economicallyDisadvantaged().name());
    }
    return conditions;
  }
}
