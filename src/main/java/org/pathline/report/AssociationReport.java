package org.pathline.report;

import java.util.List;
import java.util.Locale;
import org.pathline.ask.PolicyCells;
import org.pathline.domain.effect.dose.SortingAssociation;
import org.pathline.domain.effect.dose.SortingAssociation.Bin;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.statistics.Interval;

/** How an outcome moves with measured sorting. */
public final class AssociationReport {
  private static final String CAVEAT =
      "an association, not an effect: schools choose how they sort, and may do so when their"
          + " students change";

  private AssociationReport() {}

  /** Report of an association, bin by bin of omega2. */
  public static Answer of(Outcome outcome, PolicyCells cells, SortingAssociation association) {
    Report<Bin> report =
        new Report<>("bins", columns(outcome), association.bins())
            .note(
                outcome.label()
                    + " of "
                    + association.schools()
                    + " schools whose rosters are measured")
            .note(
                "difference: from the first row, within schools and within years, with its 95 %"
                    + " interval")
            .note(CAVEAT)
            .note("derived with " + cells.settings());
    report.head().put("outcome", outcome.label());
    UsedSettings.put(report.head(), cells.settings());
    report
        .head()
        .put("schools", association.schools())
        .put("kind", "association")
        .put("caveat", CAVEAT);
    return report;
  }

  private static List<ReportColumn<Bin>> columns(Outcome outcome) {
    return List.of(
        ReportColumn.<Bin>text("outcome", bin -> outcome.label()).only(AnswerFormat.csv),
        ReportColumn.text("from", Bin::from).headed("omega2").shown(AssociationReport::range),
        ReportColumn.number("below", Bin::below).only(AnswerFormat.csv, AnswerFormat.json),
        ReportColumn.number("cohorts", Bin::cohorts),
        ReportColumn.number("students", Bin::students)
            .shown(bin -> Numbers.rounded(0, bin.students())),
        ReportColumn.estimate("mean", Bin::mean),
        ReportColumn.estimate("difference", Bin::difference),
        ReportColumn.number("se", Bin::standardError).only(AnswerFormat.csv, AnswerFormat.json),
        ReportColumn.estimate("low", bin -> Interval.low(bin.interval())),
        ReportColumn.estimate("high", bin -> Interval.high(bin.interval())));
  }

  private static String range(Bin bin) {
    return String.format(Locale.ROOT, "%.1f", bin.from())
        + (Double.isInfinite(bin.below())
            ? " and more"
            : String.format(Locale.ROOT, " to below %.1f", bin.below()));
  }
}
