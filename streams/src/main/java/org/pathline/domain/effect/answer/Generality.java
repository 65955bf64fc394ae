package org.pathline.domain.effect.answer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.Estimate;
import org.pathline.domain.effect.cell.Adoption;
import org.pathline.domain.effect.cell.SchoolId;
import org.pathline.domain.effect.generality.Carried;
import org.pathline.domain.effect.generality.Comparability;
import org.pathline.domain.effect.generality.Comparability.With;
import org.pathline.domain.effect.generality.GeneralityGrade;
import org.pathline.domain.effect.generality.GeneralityReason;
import org.pathline.domain.effect.generality.GeneralityReason.Code;
import org.pathline.domain.effect.generality.GeneralityThresholds;
import org.pathline.domain.effect.generality.SchoolEffects;
import org.pathline.domain.effect.generality.Spread;
import org.pathline.domain.statistics.Interval;

/**
 * For which schools an effect holds.
 *
 * @param target what the schools it is meant for are called
 * @param targetSchools how many they are
 * @param unknownSchools of them, those of whose characteristics nothing is known
 * @param index Tipton's generalizability index, from 0 to 1; null where nothing can be compared
 * @param withoutComparable share of the target without a comparable treated school
 * @param differences of the treated schools from the target
 * @param reweighted effect for the students of the target; null where it is refused
 * @param effectiveSchools how many schools of equal weight the reweighted ones are worth
 * @param mean effect of the random-effects model over treated schools
 * @param tau standard deviation of effects between schools beyond their errors
 * @param tauInterval of tau, at 95 %
 * @param likeTreated where the effect in one more school like the treated ones lies, at 95 %
 * @param prediction where the effect in a school of the target that has not adopted lies, at 95 %;
 *     null where it is refused
 * @param grade how far the effect may be carried
 * @param reasons what holds it back, the worst first
 * @param thresholds against which it was held
 */
public record Generality(
    String target,
    int targetSchools,
    int unknownSchools,
    @Nullable Double index,
    @Nullable Double withoutComparable,
    List<Comparability.Difference> differences,
    @Nullable Figure reweighted,
    @Nullable Double effectiveSchools,
    @Nullable Figure mean,
    @Nullable Double tau,
    @Nullable Interval tauInterval,
    @Nullable Interval likeTreated,
    @Nullable Interval prediction,
    GeneralityGrade grade,
    List<GeneralityReason> reasons,
    GeneralityThresholds thresholds) {

  /** Generality of the answer that an evaluation gives. */
  static Generality of(
      Evaluation evaluation, Comparability comparability, GeneralityThresholds thresholds) {
    return new Derivation(evaluation, comparability, thresholds).generality();
  }

  private static final class Derivation {
    private final Evaluation evaluation;
    private final Comparability comparability;
    private final GeneralityThresholds thresholds;
    private final List<GeneralityReason> reasons = new ArrayList<>();

    Derivation(
        Evaluation evaluation, Comparability comparability, GeneralityThresholds thresholds) {
      this.evaluation = evaluation;
      this.comparability = comparability;
      this.thresholds = thresholds;
    }

    private void add(Code code, GeneralityGrade grade, String format, Object... figures) {
      reasons.add(new GeneralityReason(code, grade, String.format(Locale.ROOT, format, figures)));
    }

    Generality generality() {
      List<SchoolId> units = evaluation.study().adoptions().stream().map(Adoption::school).toList();
      SchoolEffects effects =
          new SchoolEffects(
              Evaluation.summands(evaluation.sides()),
              evaluation.question().specification().anticipation());
      Spread spread = Spread.of(effects);
      compare();
      boolean overlaps =
          reasons.stream().allMatch(each -> each.grade() != GeneralityGrade.LOCAL_ONLY);
      double beyond = thresholds.effectiveSchools();
      Carried carried =
          overlaps ? Carried.of(effects, units, comparability, With.TARGET, beyond) : null;
      Carried notAdopted =
          overlaps ? Carried.of(effects, units, comparability, With.NOT_ADOPTED, beyond) : null;
      if (overlaps && carried == null) {
        add(
            Code.NO_BALANCE,
            GeneralityGrade.LOCAL_ONLY,
            "no weights of the treated schools make them like the target");
      }
      Figure mean = spread == null ? null : figure(spread.mean(), spread.schools() - 1);
      Interval likeTreated =
          spread == null || mean == null ? null : around(mean, spread, 0, spread.schools() - 2);
      Interval prediction =
          spread == null || notAdopted == null ? null : prediction(notAdopted, spread);
      spreadReasons(spread, mean, prediction == null ? likeTreated : prediction);
      reasons.sort(Comparator.comparing(GeneralityReason::grade));
      return new Generality(
          comparability.target(),
          comparability.targetSchools(),
          comparability.unknownSchools(),
          comparability.index(),
          comparability.withoutComparable(),
          comparability.differences(),
          carried == null ? null : figure(carried.effect(), carried.degreesOfFreedom()),
          carried == null ? null : Double.valueOf(carried.effective()),
          mean,
          spread == null ? null : Double.valueOf(spread.beyond().tau()),
          spread == null ? null : new Interval(spread.beyond().low(), spread.beyond().high()),
          likeTreated,
          prediction,
          reasons.isEmpty() ? GeneralityGrade.BROAD : reasons.get(0).grade(),
          List.copyOf(reasons),
          thresholds);
    }

    private Figure figure(Estimate estimate, int degreesOfFreedom) {
      return Figure.student(
          estimate,
          evaluation.clusters(),
          Math.min(degreesOfFreedom, evaluation.fewerClusters() - 1));
    }

    private void compare() {
      if (comparability.targetSchools() == 0) {
        add(Code.EMPTY_TARGET, GeneralityGrade.LOCAL_ONLY, "the target holds no school with cells");
        return;
      }
      Double index = comparability.index();
      Double without = comparability.withoutComparable();
      if (index == null || without == null) {
        add(
            Code.UNKNOWN_CHARACTERISTICS,
            GeneralityGrade.LOCAL_ONLY,
            "no characteristic is known of both the treated schools and the target");
        return;
      }
      if (index < thresholds.broadIndex()) {
        add(
            Code.UNLIKE_TARGET,
            index < thresholds.localIndex() ? GeneralityGrade.LOCAL_ONLY : GeneralityGrade.NARROW,
            "the treated schools are unlike the target: index %.2f, and %.2f is high",
            index,
            thresholds.broadIndex());
      }
      if (without > thresholds.broadWithout()) {
        add(
            Code.NO_COMPARABLE_SCHOOL,
            without > thresholds.localWithout()
                ? GeneralityGrade.LOCAL_ONLY
                : GeneralityGrade.NARROW,
            "%.0f %% of the target's schools have no comparable treated school",
            100 * without);
      }
      if (comparability.unknownSchools() > 0) {
        double share = (double) comparability.unknownSchools() / comparability.targetSchools();
        if (share > thresholds.broadWithout()) {
          add(
              Code.UNKNOWN_CHARACTERISTICS,
              GeneralityGrade.NARROW,
              "of %d schools of the target nothing is known before the policy",
              comparability.unknownSchools());
        }
      }
    }

    private @Nullable Interval prediction(Carried carried, Spread spread) {
      Double variance = carried.variance();
      return variance == null
          ? null
          : around(
              figure(carried.effect(), carried.degreesOfFreedom()),
              spread,
              variance - spread.beyond().tau() * spread.beyond().tau(),
              carried.degreesOfFreedom());
    }

    /** Where the effect in one more school lies; null without a standard error of the mean. */
    private static @Nullable Interval around(
        Figure mean, Spread spread, double more, int degreesOfFreedom) {
      Double error = mean.standardError();
      if (error == null) {
        return null;
      }
      double half = spread.halfOfPrediction(more, error, degreesOfFreedom);
      return new Interval(mean.value() - half, mean.value() + half);
    }

    private void spreadReasons(
        @Nullable Spread spread, @Nullable Figure mean, @Nullable Interval prediction) {
      if (spread == null || mean == null || prediction == null) {
        add(
            Code.SPREAD_UNKNOWN,
            GeneralityGrade.NARROW,
            "how much effects differ between schools is not known");
      } else if (mean.excludesZero() && prediction.low() < 0 && prediction.high() > 0) {
        add(
            Code.EITHER_SIGN_IN_A_SCHOOL,
            GeneralityGrade.NARROW,
            "effects differ so much between schools (tau %.3f) that one more may go either way",
            spread.beyond().tau());
      }
    }
  }
}
