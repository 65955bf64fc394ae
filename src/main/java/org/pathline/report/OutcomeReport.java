package org.pathline.report;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pathline.ask.Dimension;
import org.pathline.ask.OutcomeQuestion;
import org.pathline.ask.OutcomeRow;
import org.pathline.domain.pathway.Outcome;

/** The answer to {@code pathline outcomes}. */
public final class OutcomeReport {
  private OutcomeReport() {}

  /** Report of an answer: percentages with one decimal, grade points with two. */
  public static Report<OutcomeRow> of(OutcomeQuestion question, OutcomeQuestion.Answer answer) {
    Report<OutcomeRow> report =
        new Report<>("rows", columns(question), answer.rows()).notes(notes(question, answer));
    UsedSettings.put(report.head(), answer.settings());
    report
        .head()
        .put("unanchored", answer.unanchored())
        .put("underOtherSettings", answer.elsewhere());
    return report;
  }

  private static List<ReportColumn<OutcomeRow>> columns(OutcomeQuestion question) {
    List<ReportColumn<OutcomeRow>> columns = new ArrayList<>();
    for (int i = 0; i < question.by().size(); i++) {
      Dimension dimension = question.by().get(i);
      int at = i;
      columns.add(
          dimension == Dimension.ANCHOR_YEAR
              ? ReportColumn.text(dimension.label(), row -> Integer.valueOf(row.group().get(at)))
              : ReportColumn.text(dimension.label(), row -> row.group().get(at)));
    }
    columns.add(ReportColumn.text("outcome", row -> row.outcome().label()));
    columns.add(ReportColumn.number("members", OutcomeRow::members));
    columns.add(ReportColumn.number("censored", OutcomeRow::censored));
    columns.add(ReportColumn.number("observed", OutcomeRow::observed));
    columns.add(ReportColumn.number("attained", OutcomeRow::attained));
    columns.add(
        ReportColumn.number("rate", OutcomeRow::rate)
            .shown(row -> readable(row.outcome(), row.rate())));
    columns.add(
        ReportColumn.number("low", OutcomeRow::low)
            .shown(row -> readable(row.outcome(), row.low())));
    columns.add(
        ReportColumn.number("high", OutcomeRow::high)
            .shown(row -> readable(row.outcome(), row.high())));
    return columns;
  }

  private static String readable(Outcome outcome, @Nullable Double value) {
    return outcome == Outcome.GRADE_POINTS ? Numbers.rounded(2, value) : Numbers.percent(value);
  }

  private static List<String> notes(OutcomeQuestion question, OutcomeQuestion.Answer answer) {
    List<String> notes = new ArrayList<>();
    if (answer.rows().stream().allMatch(row -> row.members() == 0)) {
      notes.add("no student with an anchor is in what was asked for");
    }
    notes.add("unanchored: " + answer.unanchored() + " students in all, in none of the rows");
    notes.addAll(new UsedSettings(answer.settings(), answer.elsewhere()).notes());
    notes.add(
        "low and high: 95 % interval"
            + (question.outcomes().contains(Outcome.GRADE_POINTS)
                ? " by Wilson; of gradePoints rate is the mean, with Student's t interval"
                : " by Wilson"));
    if (answer.rows().stream().anyMatch(row -> row.censored() > 0)) {
      notes.add(
          "censored: members of whom the outcome is not known (no search, no record); in no"
              + " denominator");
    }
    return notes;
  }
}
