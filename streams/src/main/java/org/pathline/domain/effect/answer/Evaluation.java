package org.pathline.domain.effect.answer;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.Clusters;
import org.pathline.domain.effect.Estimate;
import org.pathline.domain.effect.Panel;
import org.pathline.domain.effect.PanelUnit;
import org.pathline.domain.effect.Summand;
import org.pathline.domain.effect.answer.EffectAnswer.Bounds;
import org.pathline.domain.effect.answer.EffectAnswer.ClusteredErrors;
import org.pathline.domain.effect.answer.EffectRow.Estimator;
import org.pathline.domain.effect.cell.Gap;
import org.pathline.domain.effect.cell.Students;
import org.pathline.domain.effect.cell.Study;
import org.pathline.domain.effect.cell.StudyPanel;
import org.pathline.domain.effect.cell.Subgroup;
import org.pathline.domain.effect.design.Evidence;
import org.pathline.domain.effect.design.Grading;
import org.pathline.domain.effect.design.Thresholds;
import org.pathline.domain.effect.generality.Comparability;
import org.pathline.domain.effect.generality.GeneralityThresholds;
import org.pathline.domain.effect.imputation.Imputation;
import org.pathline.domain.effect.sensitivity.Equivalence;
import org.pathline.domain.effect.sensitivity.EventStudy;
import org.pathline.domain.effect.sensitivity.Sensitivity;
import org.pathline.domain.pathway.Outcome;

/** The steps from cells to an answer. */
final class Evaluation {
  private static final double HIGHEST_POINTS = 5;

  private final EffectQuestion question;
  private final Thresholds thresholds;
  private final Study study;
  private final List<Side> sides;
  private final List<Summand> summands;
  private final Accounting accounting;
  private final Clusters bySchool;
  private final Clusters byDistrict;
  private final boolean districtErrors;
  private final int fewerClusters;

  /** Students of one side of a contrast. */
  record Side(double factor, Students students, StudyPanel study) {}

  Evaluation(EffectQuestion question, Study study, Thresholds thresholds) {
    this.question = question;
    this.study = study;
    this.thresholds = thresholds;
    sides = sides(question.subgroup());
    summands = summands(sides);
    accounting = new Accounting(study, sides.stream().map(Side::study).toList(), anticipation());
    bySchool = sides.get(0).study().schoolClusters();
    byDistrict = sides.get(0).study().districtClusters();
    // With one treated district the district's error collapses: it says nothing.
    districtErrors = study.isDistrictWide() && accounting.treatedDistricts() > 1;
    fewerClusters =
        districtErrors
            ? Math.min(accounting.treatedDistricts(), accounting.comparisonDistricts())
            : Math.min(accounting.treatedSchools(), accounting.comparisonSchools());
  }

  private int anticipation() {
    return question.specification().anticipation();
  }

  private List<Side> sides(Subgroup subgroup) {
    if (subgroup instanceof Gap gap) {
      return List.of(
          new Side(1, gap.reference(), study.panel(gap.reference())),
          new Side(-1, gap.group(), study.panel(gap.group())));
    }
    Students students = (Students) subgroup;
    return List.of(new Side(1, students, study.panel(students)));
  }

  static List<Summand> summands(List<Side> sides) {
    return sides.stream().map(side -> new Summand(side.factor(), side.study().panel())).toList();
  }

  /**
   * The whole answer.
   *
   * @param comparability of the treated schools with those that the effect is meant for
   */
  EffectAnswer answer(Comparability comparability) {
    Double treatedStudents = treatedStudents();
    Sample sample = accounting.sample(treatedStudents);
    if (sample.treatedSchools() == 0 || sample.comparisonSchools() == 0) {
      return nothing(sample);
    }
    Clusters clusters = clusters();
    Diagnosis diagnosis =
        Diagnosis.of(
            summands,
            question.specification(),
            new Diagnosis.Errors(
                clusters,
                sides.get(0).study().districts(),
                districtErrors ? sample.treatedDistricts() : sample.treatedSchools(),
                fewerClusters,
                thresholds.supportedSchools(),
                question.seed(),
                question.draws()));
    Companions companions = new Companions(this);
    EffectAnswer.Composition composition = companions.composition();
    EventStudy events = Diagnosis.study(diagnosis.events(), clusters, fewerClusters - 1);
    Sensitivity sensitivity =
        events == null ? null : Diagnosis.sensitivity(diagnosis.events(), events, true);
    Evidence evidence = evidence(sample, diagnosis, composition, sensitivity);
    Grading grading = Grading.of(evidence, thresholds);
    List<EffectRow> rows = new ArrayList<>(diagnosis.rows());
    if (evidence.postCohorts() > 0) {
      rows.add(naive());
    }
    Figure overall = diagnosis.overall();
    return new EffectAnswer.Builder(question, thresholds, sample)
        .rows(rows)
        .errors(errors(diagnosis))
        .overall(overall)
        .leads(diagnosis.leads())
        .placebo(diagnosis.groupTime().placebo())
        .pretrends(
            diagnosis
                .pretrends()
                .with(events == null ? null : Equivalence.of(events, thresholds.smallestEffect())))
        .sensitivity(sensitivity)
        .randomization(diagnosis.randomization())
        .forbidden(diagnosis.forbidden())
        .detectable(diagnosis.detectable())
        .companions(companions.effects())
        .composition(composition)
        .bounds(bounds(evidence))
        .baseline(baseline(overall))
        .generality(Generality.of(this, comparability, GeneralityThresholds.DEFAULT))
        .build(
            grading,
            Statements.of(grading.grade(), diagnosis, composition, question.isLowerBetter()));
  }

  /** What sets the arms apart before the policy; of a gap there are two of everything. */
  private EffectAnswer.@Nullable Baseline baseline(@Nullable Figure overall) {
    return sides.size() > 1
        ? null
        : Baselines.of(
            sides.get(0).study(),
            isBinary(),
            overall == null ? null : overall.value(),
            fewerClusters);
  }

  /** Answer where there is nothing to compare: the sample says why. */
  private EffectAnswer nothing(Sample sample) {
    Evidence evidence = new Evidence.Builder(arms(sample)).build();
    return new EffectAnswer.Builder(question, thresholds, sample)
        .build(Grading.of(evidence, thresholds), EffectStatement.INCONCLUSIVE);
  }

  private Evidence.Arms arms(Sample sample) {
    return new Evidence.Arms(
        sample.treatedSchools(),
        sample.comparisonSchools(),
        sample.treatedDistricts(),
        sample.comparisonDistricts(),
        sample.districtWide(),
        accounting.shareBelow(thresholds.preCohorts()),
        accounting.shareBelow(thresholds.preCohorts() + 1),
        accounting.postCohorts());
  }

  private Evidence evidence(
      Sample sample,
      Diagnosis diagnosis,
      EffectAnswer.@Nullable Composition composition,
      @Nullable Sensitivity sensitivity) {
    Double treatedCoverage = null;
    Double comparisonCoverage = null;
    Double differential = null;
    for (Side side : sides) {
      double[] coverage = accounting.coverage(side.study());
      if (coverage != null) {
        treatedCoverage = least(treatedCoverage, coverage[0]);
        comparisonCoverage = least(comparisonCoverage, coverage[1]);
        double difference = Math.abs(coverage[0] - coverage[1]);
        differential = differential == null ? difference : Math.max(differential, difference);
      }
    }
    EffectAnswer.Pretrends pretrends = diagnosis.pretrends();
    Figure overall = diagnosis.overall();
    return new Evidence.Builder(arms(sample))
        .treatedCoverage(treatedCoverage)
        .comparisonCoverage(comparisonCoverage)
        .differentialCoverage(differential)
        .treatedStudents(sample.treatedStudents())
        .overlapRefused(diagnosis.isOverlapRefused())
        .estimable(overall != null && overall.standardError() != null)
        .detectable(diagnosis.detectable())
        .slopeP(pretrends.slope() == null ? null : pretrends.slope().p())
        .adjustedSlopeP(pretrends.adjusted() == null ? null : pretrends.adjusted().p())
        .compositionShift(composition == null ? null : composition.greatest())
        .standardised(composition != null && composition.standardised() != null)
        .forbiddenShare(diagnosis.forbidden() == null ? null : diagnosis.forbidden().share())
        .estimatorsDisagree(diagnosis.estimatorsDisagree())
        .tolerableDrift(pretrends.tolerable())
        .plausibleDrift(pretrends.plausibleTowards(overall))
        .breakdown(breakdown(sensitivity))
        .build();
  }

  private static @Nullable Double breakdown(@Nullable Sensitivity sensitivity) {
    return sensitivity == null || sensitivity.targets().isEmpty()
        ? null
        : sensitivity.targets().get(0).breakdownMultiple();
  }

  private static double least(@Nullable Double so, double far) {
    return so == null ? far : Math.min(so, far);
  }

  private @Nullable Double treatedStudents() {
    Double fewest = null;
    for (Side side : sides) {
      Double each = Clustering.treatedStudents(side.study(), anticipation());
      // No conditional expression: it would unbox what may be null.
      if (each != null) {
        fewest = least(fewest, each);
      }
    }
    return fewest;
  }

  private ClusteredErrors errors(Diagnosis diagnosis) {
    boolean districts = accounting.treatedDistricts() > 1;
    return new ClusteredErrors(
        districtErrors,
        error(diagnosis.cs(), bySchool),
        districts ? error(diagnosis.cs(), byDistrict) : null,
        error(diagnosis.imputation(), bySchool),
        districts ? error(diagnosis.imputation(), byDistrict) : null);
  }

  private static @Nullable Double error(@Nullable Estimate estimate, Clusters clusters) {
    return estimate == null ? null : Double.valueOf(estimate.standardError(clusters));
  }

  /** Students under the policy less all others, all cohorts together. */
  private EffectRow naive() {
    double naive = 0;
    for (Side side : sides) {
      Panel panel = side.study().panel();
      double[] sums = new double[4];
      for (int s = 0; s < panel.units().size(); s++) {
        PanelUnit unit = panel.units().get(s);
        for (int t = 0; t < panel.timeCount(); t++) {
          int at = unit.everAdopts() && panel.time(t) >= unit.adopted() ? 0 : 2;
          sums[at] += panel.size(s, t);
          sums[at + 1] += panel.total(s, t);
        }
      }
      naive += side.factor() * (sums[1] / sums[0] - sums[3] / sums[2]);
    }
    return EffectRow.overallWithoutError(Estimator.NAIVE, naive);
  }

  private boolean isBinary() {
    return question.scope().outcome() != Outcome.GRADE_POINTS;
  }

  private @Nullable Bounds bounds(Evidence evidence) {
    if (evidence.differentialCoverage() == null
        || evidence.differentialCoverage() <= thresholds.supportedDifferential()) {
      return null;
    }
    double greatest = isBinary() ? 1 : HIGHEST_POINTS;
    return new Bounds(0, greatest, bound(0, greatest), bound(greatest, 0));
  }

  /** Effect when the unknown outcomes of the first side, and of the second, have one value. */
  private @Nullable Double bound(double first, double second) {
    List<Summand> filled =
        sides.stream()
            .map(
                side ->
                    new Summand(
                        side.factor(),
                        side.study().withUnknownOfTreated(side.factor() > 0 ? first : second)))
            .toList();
    Estimate effect = GroupTimeSums.overall(filled, question.specification());
    return effect == null ? null : Double.valueOf(effect.value());
  }

  EffectQuestion question() {
    return question;
  }

  Thresholds thresholds() {
    return thresholds;
  }

  Study study() {
    return study;
  }

  List<Side> sides() {
    return sides;
  }

  Clusters clusters() {
    return districtErrors ? byDistrict : bySchool;
  }

  /** Clusters in the arm with fewer. */
  int fewerClusters() {
    return fewerClusters;
  }

  /** Overall group-time effect of a panel. */
  @Nullable Estimate groupTime(Panel panel) {
    return GroupTimeSums.overall(panel, question.specification());
  }

  /** Overall group-time effect on the difference between two parts of the students. */
  @Nullable Estimate groupTime(Panel reference, Panel group) {
    return GroupTimeSums.overall(
        List.of(new Summand(1, reference), new Summand(-1, group)), question.specification());
  }

  /** Overall effect of a panel by imputation. */
  @Nullable Estimate imputation(Panel panel) {
    return Imputation.of(panel, anticipation()).overall();
  }

  /** What drift would make of the difference between two parts of the students; or null. */
  Sensitivity.@Nullable Target sensitivity(Panel reference, Panel group) {
    UniversalEvents events =
        UniversalEvents.of(
            List.of(new Summand(1, reference), new Summand(-1, group)), question.specification());
    EventStudy eventStudy = Diagnosis.study(events, clusters(), fewerClusters - 1);
    if (eventStudy == null) {
      return null;
    }
    List<Sensitivity.Target> targets = Diagnosis.sensitivity(events, eventStudy, false).targets();
    return targets.isEmpty() ? null : targets.get(0);
  }

  /** Figure in the errors of this answer. */
  Figure figure(Estimate estimate) {
    return Figure.student(estimate, clusters(), fewerClusters - 1);
  }

  /** The same of what may not have been estimated; null where it was not. */
  @Nullable Figure figureOfNullable(@Nullable Estimate estimate) {
    return estimate == null ? null : figure(estimate);
  }
}
