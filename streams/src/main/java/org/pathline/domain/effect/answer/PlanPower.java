package org.pathline.domain.effect.answer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.Clusters;
import org.pathline.domain.effect.Estimate;
import org.pathline.domain.effect.Panel;
import org.pathline.domain.effect.PanelUnit;
import org.pathline.domain.effect.Summand;
import org.pathline.domain.effect.cell.Cell;
import org.pathline.domain.effect.cell.RegimeAt;
import org.pathline.domain.effect.cell.Study;

/**
 * What a plan could find, by placebo adoptions on the standing cells.
 *
 * <p>Only cells without the policy are used. Each draw lets as many schools, or districts where
 * districts adopt, adopt at a time that leaves as many cohorts after it as before; none of them
 * did, so the estimate is noise, serial correlation and shocks included. An effect of a size adds
 * itself to the estimate, so the share of draws whose estimate plus the effect would be significant
 * is the power. Source: M. Bertrand, E. Duflo and S. Mullainathan, "How much should we trust
 * differences-in-differences estimates?", Quarterly Journal of Economics 119 (2004), 249-275.
 *
 * @param question of the plan
 * @param treated schools that adopt in each draw; 0 where nothing can be drawn
 * @param comparison schools that do not
 * @param cohorts of each draw
 * @param falseAlarms share of draws that are significant without an effect, at 5 %
 * @param power at the smallest effect of interest, at 5 %
 * @param familyPower the same at the level that Holm's first step leaves to each of the family
 * @param detectable effect that four draws in five would find at that level; null where none can be
 *     drawn
 */
public record PlanPower(
    EffectQuestion question,
    int treated,
    int comparison,
    int cohorts,
    double falseAlarms,
    double power,
    double familyPower,
    @Nullable Double detectable) {
  /** Draws of a check. */
  public static final int DRAWS = 400;

  private static final double TWO_SIDED = 0.05;
  private static final double FOUND = 0.8;
  private static final int FEWEST_COHORTS = 4;

  /** Power of each question of a plan. */
  public static List<PlanPower> of(
      Plan plan, Iterable<Cell> cells, RegimeAt regimes, long seed, int draws) {
    List<PlanPower> powers = new ArrayList<>();
    List<EffectQuestion> questions = plan.questions();
    for (EffectQuestion question : questions) {
      Study study = EffectAnswer.study(question, cells, regimes);
      Evaluation evaluation = new Evaluation(question, study, plan.thresholds());
      powers.add(
          new Placebos(question, study, Evaluation.summands(evaluation.sides()))
              .power(plan.smallestEffect(), questions.size(), seed, draws));
    }
    return List.copyOf(powers);
  }

  /** Placebo adoptions of one question. */
  private static final class Placebos {
    private final EffectQuestion question;
    private final List<Summand> summands;
    private final List<PanelUnit> units;
    private final List<String> clusterOf = new ArrayList<>();
    private final int treatedClusters;
    private final List<String> usable;
    private final int[] times;
    private final boolean onlyNever;

    Placebos(EffectQuestion question, Study study, List<Summand> summands) {
      this.question = question;
      this.summands = summands;
      Panel panel = summands.get(0).panel();
      units = panel.units();
      int[] all = panel.times();
      long first = panel.firstAdoption() - (long) question.specification().anticipation();
      int[] before = Arrays.stream(all).filter(time -> time < first).toArray();
      onlyNever = before.length < FEWEST_COHORTS;
      times = onlyNever ? all : before;
      boolean districtWide = study.isDistrictWide();
      for (PanelUnit unit : units) {
        clusterOf.add(districtWide ? unit.id().substring(0, unit.id().indexOf('/')) : unit.id());
      }
      usable = clusters(this::isUsed);
      int every = clusters(s -> true).size();
      long treated = clusters(s -> units.get(s).everAdopts()).size();
      treatedClusters = every == 0 ? 0 : (int) Math.round((double) usable.size() * treated / every);
    }

    /** Clusters of some units, in order. */
    private List<String> clusters(IntPredicate ofUnit) {
      return IntStream.range(0, units.size())
          .filter(ofUnit)
          .mapToObj(clusterOf::get)
          .distinct()
          .toList();
    }

    private boolean isUsed(int s) {
      return !(onlyNever && units.get(s).everAdopts());
    }

    PlanPower power(double effect, int family, long seed, int draws) {
      int fewer = Math.min(treatedClusters, usable.size() - treatedClusters);
      if (fewer < 2 || times.length < FEWEST_COHORTS) {
        return new PlanPower(
            question, 0, usable.size(), times.length, Double.NaN, Double.NaN, Double.NaN, null);
      }
      UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
      double[] estimate = new double[draws];
      double[] error = new double[draws];
      int made = 0;
      for (int b = 0; b < draws; b++) {
        double[] drawn = draw(random);
        if (drawn != null) {
          estimate[made] = drawn[0];
          error[made++] = drawn[1];
        }
      }
      double single = Figure.quantile(fewer - 1, TWO_SIDED);
      double ofFamily = Figure.quantile(fewer - 1, TWO_SIDED / family);
      return new PlanPower(
          question,
          treatedClusters,
          usable.size() - treatedClusters,
          times.length,
          found(estimate, error, made, 0, single),
          found(estimate, error, made, effect, single),
          found(estimate, error, made, effect, ofFamily),
          detectable(estimate, error, made, ofFamily));
    }

    private static double found(
        double[] estimate, double[] error, int made, double effect, double critical) {
      double found = 0;
      for (int b = 0; b < made; b++) {
        // Effects of either sign are of interest.
        found += Math.abs(estimate[b] + effect) > critical * error[b] ? 0.5 : 0;
        found += Math.abs(estimate[b] - effect) > critical * error[b] ? 0.5 : 0;
      }
      return made == 0 ? Double.NaN : found / made;
    }

    private static @Nullable Double detectable(
        double[] estimate, double[] error, int made, double critical) {
      double high = 1e-6;
      while (high < 1e6 && !(found(estimate, error, made, high, critical) >= FOUND)) {
        high *= 2;
      }
      double low = high / 2;
      for (int i = 0; i < 40; i++) {
        double middle = (low + high) / 2;
        if (found(estimate, error, made, middle, critical) >= FOUND) {
          high = middle;
        } else {
          low = middle;
        }
      }
      return high < 1e6 ? Double.valueOf(high) : null;
    }

    /** Estimate and standard error under placebo adoptions; null where there is none. */
    private double @Nullable [] draw(UniformRandomProvider random) {
      List<String> clusters = new ArrayList<>(usable);
      // The first of a shuffled list adopt.
      for (int i = 0; i < treatedClusters; i++) {
        int other = i + random.nextInt(clusters.size() - i);
        String moved = clusters.get(i);
        clusters.set(i, clusters.get(other));
        clusters.set(other, moved);
      }
      var adopting = new HashSet<>(clusters.subList(0, treatedClusters));
      int at = times[times.length / 2];
      List<Summand> placebo =
          summands.stream()
              .map(each -> new Summand(each.factor(), placebo(each.panel(), adopting, at)))
              .toList();
      Estimate estimate =
          Summand.sum(placebo, panel -> GroupTimeSums.overall(panel, question.specification()));
      if (estimate == null) {
        return null;
      }
      double error = estimate.standardError(Clusters.of(placebo.get(0).panel()));
      return error > 0 ? new double[] {estimate.value(), error} : null;
    }

    private Panel placebo(Panel panel, Set<String> adopting, int at) {
      Panel.Builder builder = new Panel.Builder(panel.weighting());
      for (int s = 0; s < units.size(); s++) {
        if (isUsed(s)) {
          PanelUnit unit = panel.units().get(s);
          String cluster = clusterOf.get(s);
          builder.unit(
              new PanelUnit(
                  unit.id(),
                  cluster,
                  adopting.contains(cluster) ? at : PanelUnit.NEVER,
                  unit.weight(),
                  unit.covariates()));
          for (int t = 0; t < times.length; t++) {
            builder.add(unit.id(), times[t], panel.size(s, t), panel.total(s, t));
          }
        }
      }
      return builder.build();
    }
  }
}
