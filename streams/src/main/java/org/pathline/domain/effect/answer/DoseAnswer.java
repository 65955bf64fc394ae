package org.pathline.domain.effect.answer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.Clusters;
import org.pathline.domain.effect.Estimate;
import org.pathline.domain.effect.Panel;
import org.pathline.domain.effect.PanelUnit;
import org.pathline.domain.effect.Specification;
import org.pathline.domain.effect.Summand;
import org.pathline.domain.effect.UniformBand;
import org.pathline.domain.effect.UnitEffects;
import org.pathline.domain.effect.answer.DoseRow.Kind;
import org.pathline.domain.effect.cell.Students;
import org.pathline.domain.effect.cell.Study;
import org.pathline.domain.effect.design.DesignGrade;
import org.pathline.domain.effect.dose.DoseCurve;
import org.pathline.domain.effect.dose.DoseShape;
import org.pathline.domain.effect.dose.LongDifferences;
import org.pathline.domain.effect.dose.SchoolSorting;
import org.pathline.domain.effect.generality.SchoolEffects;
import org.pathline.domain.pathway.Pathway.PriorAchievement;

/**
 * How an effect depends on its dose: of a school, by how much its measured sorting fell.
 *
 * @param units with a dose and an effect
 * @param rows estimates
 * @param findings what may be said of the shape, for each group and each weighting of groups
 * @param grade of the design; null for a panel. Below LIMITED no shape is identified
 */
public record DoseAnswer(
    int units, List<DoseRow> rows, List<Finding> findings, @Nullable DesignGrade grade) {
  /** What a statement on one dose assumes. */
  public static final String PARALLEL =
      "Effects at a dose and in a bin assume that without the policy schools of that dose would"
          + " have moved like those they are compared with (parallel trends).";

  /** What a statement on two doses assumes besides. */
  public static final String STRONG_PARALLEL =
      "Differences between doses, slopes and an optimum assume besides that schools of different"
          + " doses would have answered alike to the same dose (strong parallel trends), which no"
          + " data can show.";

  /** How students as they are, whatever their third, are called as a weighting. */
  public static final String EQUAL_THIRDS = "thirds weighted alike";

  private static final int BINS = 3;
  private static final int FEWEST_IN_BIN = 10;
  private static final int FEWEST = BINS * FEWEST_IN_BIN;
  private static final int POINTS = 20;
  private static final double LOWEST = 0.05;
  private static final double HIGHEST = 0.95;

  /**
   * What may be said of the shape for a group.
   *
   * @param of the group, or the weighting of groups
   */
  public record Finding(String of, DoseShape shape) {}

  /** Whose curves are drawn. */
  public enum Groups {
    /** The question's own students. */
    OWN,
    /** Theirs, those of each third of prior achievement, and the thirds weighted alike. */
    THIRDS
  }

  /**
   * Answer from cells and rosters.
   *
   * <p>Where fewer schools have a dose than a shape needs, nothing is estimated of the thirds.
   */
  public static DoseAnswer of(
      EffectQuestion question,
      Study study,
      SchoolSorting sorting,
      EffectAnswer answer,
      Groups groups) {
    int anticipation = question.specification().anticipation();
    double[] dose = sorting.doses(study, anticipation);
    long measured = Arrays.stream(dose).filter(each -> !Double.isNaN(each)).count();
    Evaluation evaluation = new Evaluation(question, study, answer.thresholds());
    Derivation derivation =
        new Derivation(
            dose,
            evaluation.clusters(),
            question,
            answer.grading().grade().compareTo(DesignGrade.LIMITED) >= 0);
    derivation.add(
        question.subgroup().text(),
        new SchoolEffects(Evaluation.summands(evaluation.sides()), anticipation));
    if (groups == Groups.THIRDS
        && question.subgroup() instanceof Students students
        && students.priorAchievement() == null) {
      List<Summand> thirds = new ArrayList<>();
      for (PriorAchievement third : PriorAchievement.THIRDS) {
        Panel panel = study.panel(students.with(third)).panel();
        thirds.add(new Summand(1.0 / 3, panel));
        derivation.addWhere(
            measured >= FEWEST,
            students.with(third).text(),
            () -> new SchoolEffects(List.of(new Summand(1, panel)), anticipation));
      }
      derivation.addWhere(
          measured >= FEWEST, EQUAL_THIRDS, () -> new SchoolEffects(thirds, anticipation));
    }
    return new DoseAnswer(
        derivation.units, derivation.rows, derivation.findings, answer.grading().grade());
  }

  /**
   * Answer for a panel of somebody's own, each adoption with a curve of its own, as R's contdid
   * estimates it.
   *
   * @param dose by unit; those that adopt need one
   * @param degree of the splines
   * @param knots how many inner knots
   */
  public static DoseAnswer ofPanel(
      Panel panel,
      Map<String, Double> dose,
      Specification specification,
      int degree,
      int knots,
      boolean lowerIsBetter,
      long seed,
      int draws) {
    LongDifferences effects = new LongDifferences(panel, specification);
    int units = panel.units().size();
    double[] doses = new double[units];
    double[] weight = new double[units];
    int[] group = new int[units];
    for (int s = 0; s < units; s++) {
      PanelUnit unit = panel.units().get(s);
      doses[s] =
          Double.isNaN(effects.effects()[s])
              ? Double.NaN
              : dose.getOrDefault(unit.id(), Double.NaN);
      weight[s] = unit.weight();
      group[s] = unit.adopted();
    }
    double[] sorted = Arrays.stream(doses).filter(each -> !Double.isNaN(each)).sorted().toArray();
    List<DoseRow> rows = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    Clusters clusters = Clusters.of(panel);
    DoseCurve curve =
        sorted.length == 0
            ? null
            : DoseCurve.of(
                effects,
                doses,
                weight,
                group,
                DoseShape.percentiles(sorted),
                new DoseCurve.Shape(degree, knots, false));
    DoseCurve coarse =
        curve == null
            ? null
            : DoseCurve.of(
                effects,
                doses,
                weight,
                group,
                DoseShape.grid(doses, LOWEST, HIGHEST, POINTS),
                new DoseCurve.Shape(degree, knots, true));
    if (curve != null) {
      addCurve(rows, Students.ALL.text(), curve, clusters, seed, draws);
    }
    findings.add(
        new Finding(
            Students.ALL.text(),
            DoseShape.of(
                coarse,
                clusters,
                lowerIsBetter,
                coarse == null ? 0 : coarse.units() - degree - knots - 2,
                seed,
                draws)));
    return new DoseAnswer(sorted.length, List.copyOf(rows), List.copyOf(findings), null);
  }

  private static void addCurve(
      List<DoseRow> rows, String of, DoseCurve curve, Clusters clusters, long seed, int draws) {
    rows.add(row(of, Kind.OVERALL_ATT, null, null, curve.overall(), clusters, null));
    rows.add(row(of, Kind.OVERALL_ACRT, null, null, curve.slope(), clusters, null));
    for (Kind kind : List.of(Kind.ATT, Kind.ACRT)) {
      List<Estimate> estimates = kind == Kind.ATT ? curve.effect() : curve.derivative();
      UniformBand band = UniformBand.of(estimates, clusters, seed, draws);
      for (int d = 0; d < estimates.size(); d++) {
        rows.add(row(of, kind, curve.grid()[d], null, estimates.get(d), clusters, band));
      }
    }
  }

  private static DoseRow row(
      String of,
      Kind kind,
      @Nullable Double from,
      @Nullable Double to,
      Estimate estimate,
      Clusters clusters,
      @Nullable UniformBand band) {
    Figure figure = Figure.normal(estimate, clusters);
    return new DoseRow(
        of,
        kind,
        from,
        to,
        figure.value(),
        figure.standardError(),
        figure.interval(),
        figure.in(band));
  }

  /** Groups one after the other. */
  private static final class Derivation {
    private final double[] dose;
    private final Clusters clusters;
    private final EffectQuestion question;
    private final boolean speaks;
    private final List<DoseRow> rows = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private int units;

    Derivation(double[] dose, Clusters clusters, EffectQuestion question, boolean speaks) {
      this.dose = dose;
      this.clusters = clusters;
      this.question = question;
      this.speaks = speaks;
    }

    void addWhere(boolean enough, String of, Supplier<SchoolEffects> effects) {
      if (enough) {
        add(of, effects.get());
      } else {
        findings.add(new Finding(of, DoseShape.NOT_IDENTIFIED));
      }
    }

    void add(String of, SchoolEffects effects) {
      double[] effect = effects.effects();
      double[] mine = new double[dose.length];
      double[] weight = new double[dose.length];
      Arrays.fill(weight, 1);
      for (int s = 0; s < mine.length; s++) {
        mine[s] = Double.isNaN(effect[s]) ? Double.NaN : dose[s];
      }
      int count = (int) Arrays.stream(mine).filter(each -> !Double.isNaN(each)).count();
      units = Math.max(units, count);
      if (count < FEWEST) {
        findings.add(new Finding(of, DoseShape.NOT_IDENTIFIED));
        return;
      }
      addBins(of, effects, mine);
      DoseCurve curve =
          DoseCurve.of(
              effects,
              mine,
              weight,
              new int[mine.length],
              DoseShape.grid(mine, LOWEST, HIGHEST, POINTS),
              DoseCurve.Shape.of(count));
      if (curve != null) {
        addCurve(rows, of, curve, clusters, question.seed(), question.draws());
      }
      findings.add(
          new Finding(
              of,
              speaks
                  ? DoseShape.of(
                      curve,
                      clusters,
                      question.isLowerBetter(),
                      DoseCurve.degreesOfFreedom(curve),
                      question.seed(),
                      question.draws())
                  : DoseShape.NOT_IDENTIFIED));
    }

    private void addBins(String of, UnitEffects effects, double[] mine) {
      double[] sorted = Arrays.stream(mine).filter(each -> !Double.isNaN(each)).sorted().toArray();
      double[] effect = effects.effects();
      List<Estimate> estimates = new ArrayList<>();
      List<double[]> ranges = new ArrayList<>();
      for (int bin = 0; bin < BINS; bin++) {
        int first = bin * sorted.length / BINS;
        int last = (bin + 1) * sorted.length / BINS - 1;
        double low = sorted[first];
        double high = sorted[last];
        boolean closed = bin == BINS - 1;
        double below = closed ? Double.POSITIVE_INFINITY : sorted[last + 1];
        int[] units =
            IntStream.range(0, mine.length)
                .filter(s -> mine[s] >= low && mine[s] < below)
                .toArray();
        if (units.length > 1) {
          double[] share = new double[units.length];
          Arrays.fill(share, 1.0 / units.length);
          double mean = Arrays.stream(units).mapToDouble(s -> effect[s]).average().orElse(0);
          double[] residual = Arrays.stream(units).mapToDouble(s -> effect[s] - mean).toArray();
          estimates.add(effects.mean(units, share, residual));
          ranges.add(new double[] {low, high});
        }
      }
      UniformBand band = UniformBand.of(estimates, clusters, question.seed(), question.draws());
      for (int i = 0; i < estimates.size(); i++) {
        rows.add(
            row(
                of,
                Kind.BIN,
                ranges.get(i)[0],
                ranges.get(i)[1],
                estimates.get(i),
                clusters,
                band));
      }
    }
  }
}
