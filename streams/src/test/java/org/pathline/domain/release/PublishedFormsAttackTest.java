package org.pathline.domain.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.pathline.domain.effect.answer.EffectRow;
import org.pathline.domain.effect.cell.RegimeAt;
import org.pathline.domain.effect.cell.RegimeAt.InForce;
import org.pathline.domain.fact.Regime;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.pathway.Settings;
import org.pathline.domain.release.Count.Kind;
import org.pathline.domain.release.form.PublishedEffect;
import org.pathline.domain.release.form.PublishedEffects;
import org.pathline.domain.release.form.PublishedGap;
import org.pathline.domain.release.form.PublishedGaps;

/**
 * Attacks releases together with the gaps and effects that are published beside them; the same
 * attack does find what exact gaps and effects would tell.
 */
class PublishedFormsAttackTest {
  private static final String INCOME = "economicallyDisadvantaged";
  private static final List<List<String>> TABLES =
      List.of(List.of("districtId", "schoolId", "anchorYear"), List.of("districtId", INCOME));
  private static final List<String> DIMENSIONS =
      List.of("districtId", "schoolId", "anchorYear", INCOME);
  private static final List<Outcome> OUTCOMES = List.of(Outcome.STEM_ENTRY_2);

  /** Half of what the fifth decimal leaves open. */
  private static final double ROUNDING = 0.000005;

  private static final RegimeAt REGIMES =
      (school, year) ->
          year >= 2014 && school.schoolId().compareTo("S06") < 0
              ? new InForce(Regime.DETRACKED, false)
              : new InForce(Regime.TRACKED, false);

  /** Schools of some hundred students a year, of which two have a rate near nothing. */
  private static List<Unit> world(Random random) {
    List<Unit> units = new ArrayList<>();
    for (int school = 0; school < 12; school++) {
      for (int year = 2010; year < 2018; year++) {
        for (String poor : List.of("YES", "NO")) {
          boolean rare = school % 6 == 1 && year % 4 == 0;
          // In one district hardly anybody is disadvantaged.
          int members =
              poor.equals("YES") && school < 4 ? random.nextInt(2) : 40 + random.nextInt(40);
          int attained = rare ? random.nextInt(2) : members / 4 + random.nextInt(members / 4 + 1);
          if (members > 0) {
            units.add(
                new Unit(
                    List.of(
                        "D" + school / 4,
                        String.format("S%02d", school),
                        Integer.toString(year),
                        poor),
                    members,
                    new long[] {members},
                    new long[] {Math.min(members, attained)},
                    0));
          }
        }
      }
    }
    return units;
  }

  private static Release release(List<Unit> units) {
    return Release.protect(
        List.of(), TABLES, OUTCOMES, units, ReleaseRules.TEN, group -> false, (done, of) -> {});
  }

  /** What an attacker knows, to which more may be added. */
  private static final class Attacker {
    final ReleaseKnowledge known;
    final Tables tables;

    Attacker(Tables tables) {
      this.tables = tables;
      known = ReleaseKnowledge.of(List.of(tables));
    }

    int[] attained(List<String> values) {
      for (int i = 0; i < tables.groups().size(); i++) {
        if (tables.groups().get(i).values().equals(values)) {
          int count = known.layers.get(0).attainedCounts[i][0];
          return known.knowledge.counts().get(count).variables();
        }
      }
      throw new AssertionError(values);
    }

    /** The sum of some counts by some coefficients lies between two ends. */
    void learn(Map<List<String>, Double> coefficients, double low, double high) {
      Map<Integer, Double> sums = new TreeMap<>();
      coefficients.forEach(
          (values, coefficient) -> {
            for (int variable : attained(values)) {
              sums.merge(variable, coefficient, Double::sum);
            }
          });
      known.knowledge.add(
          new Rule(
              sums.keySet().stream().mapToInt(each -> each).toArray(),
              sums.values().stream().mapToDouble(each -> each).toArray(),
              low,
              high));
    }

    Map<Integer, Range> ranges() {
      return new Attack(
              known.knowledge,
              known.pattern,
              List.of(),
              Attack.LARGE,
              i ->
                  known.pattern.isHidden(i)
                      && known.knowledge.counts().get(i).kind() == Kind.STUDENTS)
          .narrowest(Integer.MAX_VALUE, done -> {}).stream()
              .collect(Collectors.toMap(Attack.Finding::count, Attack.Finding::range));
    }

    double narrowest() {
      return ranges().values().stream().mapToDouble(Range::width).min().orElseThrow();
    }
  }

  private static Map<List<String>, Group> byValues(Tables tables) {
    Map<List<String>, Group> groups = new TreeMap<>(Tables.ORDER);
    tables.groups().forEach(group -> groups.put(group.values(), group));
    return groups;
  }

  private static List<String> values(Tables tables, PublishedGap gap, String income) {
    return tables.dimensions().stream()
        .map(
            dimension ->
                dimension.equals(INCOME) ? income : gap.within().getOrDefault(dimension, Group.ALL))
        .toList();
  }

  /** Adds gaps to what an attacker knows, with the denominators that somebody tells. */
  private static int learn(Attacker attacker, Tables denominators, List<PublishedGap> gaps) {
    Map<List<String>, Group> groups = byValues(denominators);
    int learnt = 0;
    for (PublishedGap gap : gaps) {
      List<String> reference = values(denominators, gap, "NO");
      List<String> group = values(denominators, gap, "YES");
      Long ofReference = groups.get(reference).figures().get(0).observed();
      Long ofGroup = groups.get(group).figures().get(0).observed();
      if (ofReference != null && ofGroup != null) {
        attacker.learn(
            Map.of(reference, 1.0 / ofReference, group, -1.0 / ofGroup),
            gap.least() - ROUNDING,
            gap.most() + ROUNDING);
        learnt++;
      }
    }
    return learnt;
  }

  @Test
  void publishedGapsTellNothingAndExactOnesWould() {
    int learnt = 0;
    double exactly = Double.POSITIVE_INFINITY;
    for (int seed = 1; seed <= 5; seed++) {
      List<Unit> units = world(new Random(seed));
      Release release = release(units);
      Attacker without = new Attacker(release.tables());
      Attacker with = new Attacker(release.tables());
      learnt += learn(with, release.tables(), PublishedGaps.of(release.tables()));
      Map<Integer, Range> before = without.ranges();
      with.ranges()
          .forEach(
              (count, range) ->
                  assertThat(range.width())
                      .isGreaterThanOrEqualTo(10 - 1e-6)
                      .isCloseTo(
                          before.get(count).width(), org.assertj.core.data.Offset.offset(1e-4)));
      Tables open = Tables.of(TABLES, OUTCOMES, units);
      Attacker exact = new Attacker(release.tables());
      learn(exact, open, PublishedGaps.of(open));
      exactly = Math.min(exactly, exact.narrowest());
    }
    assertThat(learnt).isPositive();
    assertThat(exactly).as("the attack on exact gaps").isLessThan(1);
  }

  @Test
  void effectsLeaveOutWhatIsWithheldAndExactOnesWouldTellIt() {
    List<Unit> units = world(new Random(7));
    Release release = release(units);
    Tables open = Tables.of(TABLES, OUTCOMES, units);
    List<PublishedEffect> published = effects(release.tables());
    assertThat(published).hasSize(1);
    assertThat(published.get(0).withheld()).isPositive();
    assertThat(published.get(0).treated()).isPositive();
    Map<List<String>, Group> shown = byValues(release.tables());
    List<EffectRow> exact = rows(open);
    Map<Group, List<EffectRow>> changed = new LinkedHashMap<>();
    for (Group group : open.groups()) {
      boolean ofACohort =
          group.values().subList(0, 3).stream().noneMatch(String::isEmpty)
              && group.values().get(3).isEmpty();
      if (ofACohort && shown.get(group.values()).figures().get(0).attained() == null) {
        changed.put(group, rows(with(open, group, 1)));
      }
    }
    assertThat(changed).isNotEmpty();
    assertThat(new Attacker(release.tables()).narrowest()).isGreaterThanOrEqualTo(10 - 1e-6);
    Attacker told = new Attacker(release.tables());
    for (int row = 0; row < exact.size(); row++) {
      // An estimate is a sum of rates by weights, so one student more tells the weight.
      double rest = exact.get(row).estimate();
      Map<List<String>, Double> weights = new TreeMap<>(Tables.ORDER);
      for (Map.Entry<Group, List<EffectRow>> each : changed.entrySet()) {
        double weight = each.getValue().get(row).estimate() - exact.get(row).estimate();
        weights.put(each.getKey().values(), weight);
        rest -= weight * each.getKey().figures().get(0).attained();
      }
      double known = exact.get(row).estimate() - rest;
      told.learn(weights, known - ROUNDING, known + ROUNDING);
    }
    assertThat(told.narrowest()).as("the attack on exact effects").isLessThan(1);
  }

  private static List<PublishedEffect> effects(Tables tables) {
    return PublishedEffects.of(tables, Settings.DEFAULT, REGIMES);
  }

  private static List<EffectRow> rows(Tables tables) {
    return effects(tables).get(0).rows().stream()
        .filter(row -> row.estimator() == EffectRow.Estimator.CS)
        .filter(row -> row.type() == EffectRow.Type.ATTGT)
        .toList();
  }

  private static Tables with(Tables tables, Group changed, long more) {
    Figures figures = changed.figures().get(0);
    Group group =
        new Group(
            changed.values(),
            changed.members(),
            List.of(new Figures(figures.observed(), figures.attained() + more, null, null)));
    return new Tables(
        tables.dimensions(),
        tables.tables(),
        tables.outcomes(),
        tables.groups().stream().map(each -> each == changed ? group : each).toList());
  }
}
