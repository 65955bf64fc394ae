package org.pathline.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import org.pathline.ask.PolicyCells;
import org.pathline.domain.equity.LedgerMeasure;
import org.pathline.domain.equity.LedgerRow;
import org.pathline.domain.fact.Subject;
import org.pathline.domain.statistics.Interval;
import org.pathline.streams.wire.LedgerRecord;

/** The answer to {@code pathline equity}. */
public record EquityReport(PolicyCells cells, List<LedgerRow> ledger) implements Answer {
  private static final AnswerFormat[] CSV = {AnswerFormat.csv};

  /** The records that the topologies publish, and who is not in them yet. */
  @Override
  public ObjectNode json() {
    ObjectNode root =
        JsonNodeFactory.instance.objectNode().put("underOtherSettings", cells.elsewhere());
    ArrayNode ledgers = root.putArray("ledgers");
    LedgerRecord.of(cells.settings(), Subject.MATHEMATICS, ledger)
        .values()
        .forEach(ledger -> ledgers.add(RecordJson.of(ledger)));
    return root;
  }

  @Override
  public Report<LedgerRow> rows() {
    List<ReportColumn<LedgerRow>> columns = new ArrayList<>(labels());
    side(columns, "group", LedgerRow::ofGroup);
    side(columns, "reference", LedgerRow::ofReference);
    columns.add(figure("difference", LedgerRow::difference).headed("gap"));
    columns.add(figure("low", row -> Interval.low(row.differenceInterval())));
    columns.add(figure("high", row -> Interval.high(row.differenceInterval())));
    columns.add(ReportColumn.number("ratio", LedgerRow::ratio, ratio -> Numbers.rounded(2, ratio)));
    columns.add(figure("ratioLow", row -> Interval.low(row.ratioInterval())).only(CSV));
    columns.add(figure("ratioHigh", row -> Interval.high(row.ratioInterval())).only(CSV));
    columns.add(figure("standardised", LedgerRow::standardised).headed("at one mix"));
    columns.add(
        figure("standardisedLow", row -> Interval.low(row.standardisedInterval())).only(CSV));
    columns.add(
        figure("standardisedHigh", row -> Interval.high(row.standardisedInterval())).only(CSV));
    return new Report<>("rows", columns, ledger).notes(notes());
  }

  /** What a gap is about. A table shows the group before the place, CSV after it. */
  private static List<ReportColumn<LedgerRow>> labels() {
    return List.of(
        ReportColumn.text("districtId", LedgerRow::districtId)
            .headed("district")
            .shown(row -> row.districtId() == null ? "all" : row.districtId()),
        ReportColumn.text("regime", LedgerRow::regime),
        ReportColumn.text("group", LedgerRow::group).only(AnswerFormat.table),
        ReportColumn.<LedgerRow>text("place", row -> row.measure().place())
            .headed("where")
            .shown(row -> place(row.measure())),
        ReportColumn.text("outcome", row -> row.measure().label()),
        ReportColumn.<LedgerRow>text("by", row -> row.by().label()).only(CSV),
        ReportColumn.text("group", LedgerRow::group).only(CSV),
        ReportColumn.text("reference", LedgerRow::reference).only(CSV));
  }

  private static void side(
      List<ReportColumn<LedgerRow>> columns,
      String whose,
      Function<LedgerRow, LedgerRow.Side> side) {
    ReportColumn<LedgerRow> observed =
        ReportColumn.<LedgerRow>number(whose + "Observed", row -> side.apply(row).observed())
            .headed(whose + " n");
    // The reference is large where the group is.
    columns.add(whose.equals("group") ? observed : observed.only(CSV));
    columns.add(
        ReportColumn.<LedgerRow>number(whose + "Censored", row -> side.apply(row).censored())
            .only(CSV));
    columns.add(
        ReportColumn.<LedgerRow>number(whose + "Attained", row -> side.apply(row).attained())
            .only(CSV));
    columns.add(figure(whose + "Rate", row -> side.apply(row).mean()).headed(whose));
  }

  /** A figure of the measure: a share as a percentage, a mean of grade points with two decimals. */
  private static ReportColumn<LedgerRow> figure(String name, Function<LedgerRow, Double> value) {
    return ReportColumn.number(name, value)
        .shown(
            row ->
                row.measure().isMean()
                    ? Numbers.rounded(2, value.apply(row))
                    : Numbers.percent(value.apply(row)));
  }

  private static String place(LedgerMeasure measure) {
    return switch (measure.place()) {
      case IN_CLASS -> "in class";
      case BEYOND -> "beyond";
      case PRIVATE -> "private";
    };
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (ledger.isEmpty()) {
      notes.add("no student with an anchor is in any of the groups");
    }
    notes.add(
        "gap: reference less group ("
            + (ledger.isEmpty() ? "" : ledger.get(0).reference())
            + "), with its 95 % interval; a description, not the effect of a policy");
    notes.add("at one mix: the gap at the prior achievement of all members of the district");
    TreeSet<String> missing = new TreeSet<>();
    for (LedgerRow row : ledger) {
      for (String year : row.notObservable()) {
        missing.add(
            row.measure().outcome().label()
                + " "
                + (row.districtId() == null ? "" : row.districtId() + ":")
                + year);
      }
    }
    if (!missing.isEmpty()) {
      notes.add("cannot be known yet, and in no gap: " + String.join(", ", missing));
    }
    notes.addAll(new UsedSettings(cells.settings(), cells.elsewhere()).notes());
    return notes;
  }
}
