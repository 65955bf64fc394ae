package org.pathline.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pathline.ask.PolicyCells;
import org.pathline.domain.effect.answer.EffectAnswer;
import org.pathline.domain.effect.answer.EffectRow;
import org.pathline.domain.effect.answer.EffectRow.Estimator;
import org.pathline.domain.effect.answer.EffectRow.Type;
import org.pathline.domain.effect.answer.EffectStatement;
import org.pathline.domain.effect.cell.Dropped;
import org.pathline.domain.effect.cell.NotObservable;
import org.pathline.domain.effect.cell.Subgroup;
import org.pathline.domain.effect.design.Reason;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.statistics.Interval;
import org.pathline.streams.wire.EffectRecord;

/** The answer to {@code pathline effects} about a cluster. */
public record EffectAnswerReport(PolicyCells cells, EffectAnswer answer) implements Answer {
  /** Estimators in the order in which they are shown. */
  private static final List<Estimator> SHOWN =
      List.of(Estimator.NAIVE, Estimator.CS, Estimator.IMPUTATION);

  @Override
  public Report<EffectRow> rows() {
    return rows(answer.rows())
        .note("grade " + answer.grading().grade() + ", statement " + answer.statement())
        .notes(notes());
  }

  private Outcome outcome() {
    return answer.question().scope().outcome();
  }

  private Report<EffectRow> rows(List<EffectRow> rows) {
    return EffectReport.of(outcome().label(), answer.question().subgroup().text(), rows);
  }

  @Override
  public void table(PrintWriter out) {
    out.println(
        "What DETRACKED did to "
            + outcome().label()
            + ", "
            + (answer.question().subgroup().text().equals(Subgroup.ALL_TEXT)
                ? "all students"
                : answer.question().subgroup().text()));
    out.println();
    overall().table(out);
    out.println();
    out.println("Design: " + answer.grading().grade());
    for (Reason reason : answer.grading().reasons()) {
      out.println("  " + reason.grade() + ": " + reason.text());
    }
    out.println("Effect: " + answer.statement() + ", " + inWords(answer.statement()));
    if (answer.statement() != EffectStatement.INCONCLUSIVE) {
      out.println(
          "  The statement rests on "
              + name(answer.speaks())
              + ", as declared beforehand"
              + (answer.speaks() == Estimator.CS ? " where covariates are adjusted for." : "."));
    }
    if (answer.detectable() != null) {
      out.println(
          "  Effects below "
              + readable(answer.detectable())
              + " would be missed one time in five or"
              + " more.");
    }
    if (answer.generality() != null) {
      GeneralityText.of(answer.generality(), this::readable).forEach(out::println);
    }
    out.println();
    out.println("By cohorts since adoption (band: all of them at once):");
    rows(answer.rows().stream().filter(row -> row.type() == Type.EVENT).toList())
        .notes(notes())
        .table(out);
    if (answer.pretrends() != null && isEstimable()) {
      out.println();
      DriftLines.pretest(answer.pretrends(), this::readable, out);
    }
    new DriftLines(answer.sensitivity(), this::readable).print(out);
  }

  /** The overall estimate of each estimator. */
  private Report<EffectRow> overall() {
    return new Report<>(
        "estimates",
        List.of(
            ReportColumn.text("estimate", row -> name(row.estimator())),
            ReportColumn.<EffectRow>text(
                "", row -> row.estimator() == Estimator.NAIVE ? "not an effect" : "overall"),
            ReportColumn.<EffectRow>number("effect", row -> readable(row.estimate())),
            ReportColumn.<EffectRow>number("low", row -> bound(Interval.low(row.interval()))),
            ReportColumn.<EffectRow>number("high", row -> bound(Interval.high(row.interval())))),
        SHOWN.stream()
            .flatMap(
                estimator ->
                    answer.rows().stream()
                        .filter(row -> row.estimator() == estimator && row.type() == Type.OVERALL))
            .toList());
  }

  private static String name(Estimator estimator) {
    return switch (estimator) {
      case NAIVE -> "regimes compared";
      case CS -> "group-time (Callaway, Sant'Anna)";
      case IMPUTATION -> "imputation (Borusyak et al.)";
    };
  }

  /** Errors of too few clusters are far too small: better no bounds than those. */
  private @Nullable String bound(@Nullable Double value) {
    return value == null || !isEstimable() ? null : readable(value);
  }

  private boolean isEstimable() {
    return answer.grading().reasons().stream()
        .noneMatch(reason -> reason.code() == Reason.Code.NOT_ESTIMABLE);
  }

  private String readable(double value) {
    return outcome() == Outcome.GRADE_POINTS
        ? String.format(Locale.ROOT, "%+.3f", value)
        : String.format(Locale.ROOT, "%+.1f points", 100 * value);
  }

  private static String inWords(EffectStatement statement) {
    return switch (statement) {
      case HARM -> "the interval holds only changes for the worse";
      case BENEFIT -> "the interval holds only changes for the better";
      case NONE_DETECTABLE -> "the interval holds 0";
      case INCONCLUSIVE -> "the design cannot bear a statement";
    };
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    notes.add(
        "EXPLORATORY: this answer belongs to no plan that stood before its data; see `pathline"
            + " plan`");
    notes.add(
        answer.sample().treatedSchools()
            + " treated and "
            + answer.sample().comparisonSchools()
            + " comparison schools in "
            + answer.sample().treatedDistricts()
            + " and "
            + answer.sample().comparisonDistricts()
            + " districts; before, treated schools were "
            + answer.sample().treatedBefore());
    Map<String, Integer> dropped = new TreeMap<>();
    for (Dropped each : answer.sample().dropped()) {
      dropped.merge(each.reason().text(), 1, Integer::sum);
    }
    dropped.forEach((reason, count) -> notes.add(count + " schools left out: " + reason));
    Map<String, List<String>> missing = new TreeMap<>();
    for (NotObservable each : answer.sample().notObservable()) {
      missing
          .computeIfAbsent(each.reason(), absent -> new ArrayList<>())
          .add(each.districtId() + ":" + each.anchorYear());
    }
    missing.forEach(
        (reason, cohorts) ->
            notes.add("cohorts left out: " + String.join(" ", cohorts) + ": " + reason));
    notes.addAll(new UsedSettings(cells.settings(), cells.elsewhere()).notes());
    return notes;
  }

  /** The record that the topologies publish, and who is not in it yet. */
  @Override
  public ObjectNode json() {
    return RecordJson.of(EffectRecord.of(answer)).put("underOtherSettings", cells.elsewhere());
  }
}
