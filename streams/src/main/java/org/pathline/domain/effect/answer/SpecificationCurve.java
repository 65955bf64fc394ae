package org.pathline.domain.effect.answer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.Panel;
import org.pathline.domain.effect.Specification;
import org.pathline.domain.effect.Specification.Base;
import org.pathline.domain.effect.Specification.Comparison;
import org.pathline.domain.effect.Specification.Method;
import org.pathline.domain.effect.Summand;
import org.pathline.domain.effect.answer.EffectRow.Estimator;
import org.pathline.domain.effect.cell.Cell;
import org.pathline.domain.effect.cell.Covariate;
import org.pathline.domain.effect.cell.RegimeAt;
import org.pathline.domain.effect.cell.Study;
import org.pathline.domain.effect.cell.Subgroup;
import org.pathline.domain.pathway.Settings;

/**
 * The overall effect under every choice that could be defended, so that a reader sees what hangs on
 * them.
 *
 * <p>The choices are: with whom, with which time before, how and for which characteristics it is
 * adjusted, how many cohorts may anticipate, the estimator, and the settings of the cells.
 * Estimates of one curve share their data, so the shares are no p values. Source: U. Simonsohn, J.
 * P. Simmons and L. D. Nelson, "Specification curve analysis", Nature Human Behaviour 4 (2020),
 * 1208-1214.
 *
 * @param rows in order of their estimates; those without one last
 */
public record SpecificationCurve(List<Row> rows) {
  /** Cohorts that may anticipate, at most. */
  public static final int MOST_ANTICIPATION = 2;

  private static final Comparator<Row> ORDER =
      Comparator.comparing((Row row) -> row.effect() == null)
          .thenComparingDouble(row -> row.effect() == null ? 0 : row.effect().value())
          .thenComparing(row -> row.choice().toString());

  /**
   * One set of choices.
   *
   * @param specification of imputation only the anticipation counts
   */
  public record Choice(
      Settings settings,
      Estimator estimator,
      Specification specification,
      List<Covariate> covariates) {
    /** Copies the list. */
    public Choice {
      covariates = List.copyOf(covariates);
    }
  }

  /**
   * Effect under a set of choices.
   *
   * @param effect null where it cannot be estimated
   */
  public record Row(Choice choice, @Nullable Figure effect) {}

  /**
   * Curve for the cells of some settings.
   *
   * @param cells by settings
   * @param regimes by settings
   */
  public static SpecificationCurve of(
      EffectQuestion question, Map<Settings, List<Cell>> cells, Map<Settings, RegimeAt> regimes) {
    List<Row> rows = new ArrayList<>();
    cells.forEach(
        (settings, ofThem) -> {
          RegimeAt inForce =
              Objects.requireNonNull(
                  regimes.get(settings), "every settings' cells come with their regimes");
          rows.addAll(rows(question, settings, ofThem, inForce));
        });
    rows.sort(ORDER);
    return new SpecificationCurve(List.copyOf(rows));
  }

  private static List<Row> rows(
      EffectQuestion question, Settings settings, List<Cell> cells, RegimeAt regimes) {
    Study.Scope scope =
        new Study.Scope(question.scope().outcome(), settings, question.scope().subject());
    Subgroup subgroup = question.subgroup();
    List<Supplier<List<Row>>> tasks = new ArrayList<>();
    for (int anticipation = 0; anticipation <= MOST_ANTICIPATION; anticipation++) {
      Specification usual = Specification.DEFAULT.anticipating(anticipation);
      addTasks(
          tasks,
          evaluation(EffectQuestion.of(scope, subgroup, usual, List.of()), cells, regimes),
          evaluation(
              EffectQuestion.of(scope, subgroup, usual, List.of(Covariate.values())),
              cells,
              regimes));
    }
    // Each is a pure function of its own, and their order is kept.
    return tasks.parallelStream().map(Supplier::get).flatMap(List::stream).toList();
  }

  private static Evaluation evaluation(
      EffectQuestion question, List<Cell> cells, RegimeAt regimes) {
    Study study = EffectAnswer.study(question, cells, regimes);
    return new Evaluation(question, study, question.thresholds());
  }

  private static void addTasks(
      List<Supplier<List<Row>>> tasks, Evaluation plain, Evaluation adjusted) {
    Settings settings = plain.question().scope().settings();
    Specification usual = plain.question().specification();
    Covariate[] all = Covariate.values();
    List<Summand> ofPlain = Evaluation.summands(plain.sides());
    List<Summand> ofAdjusted = Evaluation.summands(adjusted.sides());
    tasks.add(
        () ->
            List.of(
                new Row(
                    new Choice(settings, Estimator.IMPUTATION, usual, List.of()),
                    plain.figureOfNullable(Summand.sum(ofPlain, plain::imputation)))));
    for (int set = 0; set < 1 << all.length; set++) {
      int chosen = set;
      List<Integer> kept =
          IntStream.range(0, all.length).filter(k -> (chosen >> k & 1) != 0).boxed().toList();
      List<Covariate> covariates = kept.stream().map(k -> all[k]).toList();
      List<Summand> summands =
          kept.isEmpty()
              ? ofPlain
              : ofAdjusted.stream()
                  .map(each -> new Summand(each.factor(), with(each.panel(), kept)))
                  .toList();
      for (Comparison comparison : Comparison.values()) {
        for (Method method : Method.values()) {
          if (!kept.isEmpty() || method == Method.DOUBLY_ROBUST) {
            Evaluation evaluation = kept.isEmpty() ? plain : adjusted;
            Specification first =
                new Specification(comparison, Base.VARYING, method, usual.anticipation());
            tasks.add(() -> grouped(settings, evaluation, summands, first, covariates));
          }
        }
      }
    }
  }

  private static Panel with(Panel panel, List<Integer> kept) {
    return panel.withUnits(unit -> unit.with(kept.stream().map(unit.covariates()::get).toList()));
  }

  private static List<Row> grouped(
      Settings settings,
      Evaluation evaluation,
      List<Summand> summands,
      Specification first,
      List<Covariate> covariates) {
    Figure effect =
        evaluation.figureOfNullable(
            Summand.sum(summands, panel -> GroupTimeSums.overall(panel, first)));
    // From adoption on both bases are the last time before it, so the overall effect is one.
    return Arrays.stream(Base.values())
        .map(base -> new Choice(settings, Estimator.CS, first.with(base), covariates))
        .map(choice -> new Row(choice, effect))
        .toList();
  }

  /** Rows with an estimate. */
  public List<Row> estimated() {
    return rows.stream().filter(row -> row.effect() != null).toList();
  }

  /** Their estimates, in ascending order. */
  public List<Figure> effects() {
    return rows.stream().map(Row::effect).filter(Objects::nonNull).toList();
  }

  /** Share of the estimates above 0; NaN without any. */
  public double positive() {
    return share(each -> each.value() > 0);
  }

  /** Share of the estimates below 0. */
  public double negative() {
    return share(each -> each.value() < 0);
  }

  /** Share of the estimates whose interval lies above 0. */
  public double intervalsAbove() {
    return share(each -> each.excludesZero() && each.value() > 0);
  }

  /** Share of the estimates whose interval lies below 0. */
  public double intervalsBelow() {
    return share(each -> each.excludesZero() && each.value() < 0);
  }

  /** Estimate in the middle of the curve; NaN without any. */
  public double median() {
    double[] values = effects().stream().mapToDouble(Figure::value).toArray();
    int middle = values.length / 2;
    return values.length == 0
        ? Double.NaN
        : values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
  }

  private double share(Predicate<Figure> holds) {
    List<Figure> effects = effects();
    return (double) effects.stream().filter(holds).count() / effects.size();
  }
}
