package org.pathline.streams.wire;

import static org.pathline.domain.statistics.Interval.high;
import static org.pathline.domain.statistics.Interval.low;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pathline.domain.equity.LedgerRow;
import org.pathline.domain.fact.Subject;
import org.pathline.domain.key.KeyText;
import org.pathline.domain.pathway.Settings;
import org.pathline.events.DeclaredRegime;
import org.pathline.events.EquityLedger;
import org.pathline.events.Gap;
import org.pathline.events.GapPlace;
import org.pathline.events.GapSide;

/** A ledger as it is published; equal rows give equal records. */
public final class LedgerRecord {
  private LedgerRecord() {}

  /** Records by their keys: one for each district, regime, grouping and group. */
  public static SortedMap<String, EquityLedger> of(
      Settings settings, Subject subject, List<LedgerRow> rows) {
    SortedMap<String, List<LedgerRow>> groups = new TreeMap<>();
    for (LedgerRow row : rows) {
      String key =
          KeyText.join(
              Integer.toString(settings.anchorGrade()),
              settings.stemList(),
              subject.name(),
              row.districtId(),
              row.regime().name(),
              row.by().label(),
              row.group());
      groups.computeIfAbsent(key, absent -> new ArrayList<>()).add(row);
    }
    SortedMap<String, EquityLedger> records = new TreeMap<>();
    groups.forEach((key, group) -> records.put(key, ledger(settings, subject, group)));
    return records;
  }

  private static EquityLedger ledger(Settings settings, Subject subject, List<LedgerRow> rows) {
    LedgerRow first = rows.get(0);
    return EquityLedger.newBuilder()
        .setSettings(SettingsRecord.of(settings))
        .setSubject(org.pathline.events.Subject.valueOf(subject.name()))
        .setDistrictId(first.districtId())
        .setRegime(DeclaredRegime.valueOf(first.regime().name()))
        .setBy(first.by().label())
        .setGroup(first.group())
        .setReference(first.reference())
        .setGaps(rows.stream().map(LedgerRecord::gap).toList())
        .build();
  }

  private static Gap gap(LedgerRow row) {
    return new Gap(
        row.measure().label(),
        GapPlace.valueOf(row.measure().place().name()),
        side(row.ofGroup()),
        side(row.ofReference()),
        row.difference(),
        low(row.differenceInterval()),
        high(row.differenceInterval()),
        row.ratio(),
        low(row.ratioInterval()),
        high(row.ratioInterval()),
        row.standardised(),
        low(row.standardisedInterval()),
        high(row.standardisedInterval()),
        row.excludedThirds(),
        row.notObservable());
  }

  private static GapSide side(LedgerRow.Side side) {
    return new GapSide(side.observed(), side.censored(), side.attained(), side.mean());
  }
}
