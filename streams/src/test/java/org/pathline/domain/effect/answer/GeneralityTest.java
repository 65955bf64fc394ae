package org.pathline.domain.effect.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.pathline.domain.effect.answer.UnlikeSchools.Recipe;
import org.pathline.domain.effect.cell.Students;
import org.pathline.domain.effect.cell.Study;
import org.pathline.domain.effect.design.Thresholds;
import org.pathline.domain.effect.generality.Comparability;
import org.pathline.domain.effect.generality.GeneralityGrade;
import org.pathline.domain.effect.generality.GeneralityThresholds;
import org.pathline.domain.effect.generality.Target;
import org.pathline.domain.statistics.Interval;

/**
 * Effects are carried to a target as far as they may be, in states whose truth is known.
 *
 * <p>{@code -Dgenerality.seeds=500} for rates that can be quoted.
 */
class GeneralityTest {
  private static final int SEEDS = Integer.getInteger("generality.seeds", 25);
  private static final Recipe ALIKE = new Recipe(80, 0, -0.08, 0, 0.02);
  private static final Recipe SELECTED = new Recipe(120, -0.8, -0.05, 0.04, 0.02);
  private static final Recipe APART = new Recipe(120, Double.NEGATIVE_INFINITY, -0.05, 0.04, 0.02);

  /** What one state says. */
  private record Run(UnlikeSchools world, Figure unweighted, Generality generality) {}

  private static List<Run> runs(Recipe recipe) {
    List<Run> runs = new ArrayList<>();
    for (int seed = 1; seed <= SEEDS; seed++) {
      UnlikeSchools world = new UnlikeSchools(recipe, seed);
      EffectQuestion question = EffectQuestion.of(CellWorld.SCOPE, Students.ALL);
      Study study = EffectAnswer.study(question, world.cells(), world.regimes());
      Comparability comparability =
          EffectAnswer.comparability(study, question, Target.ALL, Map.of());
      Evaluation evaluation = new Evaluation(question, study, Thresholds.OF_RATES);
      runs.add(
          new Run(
              world,
              evaluation.figure(evaluation.imputation(study.panel(Students.ALL).panel())),
              Generality.of(evaluation, comparability, GeneralityThresholds.DEFAULT)));
    }
    return runs;
  }

  private static double share(List<Run> runs, Predicate<Run> predicate) {
    return (double) runs.stream().filter(predicate).count() / runs.size();
  }

  private static boolean holds(Interval interval, double value) {
    return interval != null && interval.low() <= value && value <= interval.high();
  }

  private static void print(String name, List<Run> runs) {
    System.out.printf(
        Locale.ROOT,
        "generality %-9s seeds 1-%d | index %.2f | without %.3f | refused %.3f | reweighted covers"
            + " %.3f, error %.4f, sd of it less truth %.4f bias %.4f | unweighted covers %.3f |"
            + " prediction holds %.3f | tau %.4f | BROAD %.3f NARROW %.3f LOCAL_ONLY %.3f%n",
        name,
        runs.size(),
        runs.stream().mapToDouble(each -> each.generality().index()).average().orElse(0),
        runs.stream()
            .mapToDouble(each -> each.generality().withoutComparable())
            .average()
            .orElse(0),
        share(runs, each -> each.generality().reweighted() == null),
        covered(runs),
        runs.stream()
            .filter(each -> each.generality().reweighted() != null)
            .mapToDouble(each -> each.generality().reweighted().standardError())
            .average()
            .orElse(0),
        Math.sqrt(
            runs.stream()
                .filter(each -> each.generality().reweighted() != null)
                .mapToDouble(
                    each ->
                        Math.pow(each.generality().reweighted().value() - each.world().truth(), 2))
                .average()
                .orElse(0)),
        runs.stream()
            .filter(each -> each.generality().reweighted() != null)
            .mapToDouble(each -> each.generality().reweighted().value() - each.world().truth())
            .average()
            .orElse(0),
        unweighted(runs),
        predicted(runs),
        runs.stream().mapToDouble(each -> each.generality().tau()).average().orElse(0),
        grade(runs, GeneralityGrade.BROAD),
        grade(runs, GeneralityGrade.NARROW),
        grade(runs, GeneralityGrade.LOCAL_ONLY));
  }

  private static double grade(List<Run> runs, GeneralityGrade grade) {
    return share(runs, each -> each.generality().grade() == grade);
  }

  /** Share of the reweighted effects whose interval holds the truth, of those that are given. */
  private static double covered(List<Run> runs) {
    List<Run> given = runs.stream().filter(each -> each.generality().reweighted() != null).toList();
    return share(
        given, each -> holds(each.generality().reweighted().interval(), each.world().truth()));
  }

  private static double unweighted(List<Run> runs) {
    return share(runs, each -> holds(each.unweighted().interval(), each.world().truth()));
  }

  /** Share of the effects of schools that have not adopted that lie within the prediction. */
  private static double predicted(List<Run> runs) {
    return runs.stream()
        .filter(each -> each.generality().prediction() != null)
        .mapToDouble(
            run ->
                run.world().notAdopted().stream()
                        .filter(effect -> holds(run.generality().prediction(), effect))
                        .count()
                    / (double) run.world().notAdopted().size())
        .average()
        .orElse(0);
  }

  /** Least share that a rate leaves to chance in one of ten thousand runs. */
  private static double atLeast(double rate) {
    return rate - 3.7 * Math.sqrt(rate * (1 - rate) / SEEDS);
  }

  @Test
  void schoolsThatAdoptAtRandomSpeakForTheOthers() {
    List<Run> runs = runs(ALIKE);
    print("alike", runs);
    assertThat(covered(runs)).isGreaterThan(atLeast(0.95));
    assertThat(grade(runs, GeneralityGrade.BROAD)).isGreaterThan(0.5);
    assertThat(grade(runs, GeneralityGrade.LOCAL_ONLY)).isZero();
    assertThat(predicted(runs)).isBetween(0.85, 0.99);
  }

  @Test
  void whereEffectsDependOnWhoAdoptsTheReweightedEffectCoversTheTargetAndTheOtherDoesNot() {
    List<Run> runs = runs(SELECTED);
    print("selected", runs);
    assertThat(covered(runs)).isGreaterThan(atLeast(0.95));
    assertThat(unweighted(runs)).isLessThan(0.75);
    assertThat(share(runs, each -> each.generality().reweighted() == null)).isLessThan(0.2);
    assertThat(predicted(runs)).isBetween(0.85, 0.99);
  }

  @Test
  void withoutOverlapNothingIsCarriedOver() {
    List<Run> runs = runs(APART);
    print("apart", runs);
    assertThat(grade(runs, GeneralityGrade.LOCAL_ONLY)).isEqualTo(1);
    assertThat(runs).allMatch(each -> each.generality().reweighted() == null);
    assertThat(runs).allMatch(each -> each.generality().prediction() == null);
  }
}
