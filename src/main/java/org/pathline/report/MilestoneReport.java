package org.pathline.report;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.pathline.ask.MilestoneTally;

/** The answer to {@code pathline milestones}. */
public final class MilestoneReport {
  private MilestoneReport() {}

  /** Report of a tally, milestone by milestone. */
  public static RowAnswer of(MilestoneTally tally) {
    return of(tally, Disclosure.ALL);
  }

  /** Report of as much of a tally as may be told. */
  public static RowAnswer of(MilestoneTally tally, Disclosure disclosure) {
    List<Map.Entry<String, Long>> rows = List.copyOf(tally.students().entrySet());
    Report<Map.Entry<String, Long>> report =
        new Report<>(
                "milestones",
                List.of(
                    ReportColumn.text("milestone", Map.Entry::getKey),
                    ReportColumn.number("students", Map.Entry::getValue)),
                rows)
            .notes(new UsedSettings(tally.settings(), tally.elsewhere()).notes());
    UsedSettings.put(report.head(), tally.settings());
    report
        .head()
        .put("unanchored", tally.students().get(MilestoneTally.UNANCHORED))
        .put("underOtherSettings", tally.elsewhere());
    if (disclosure.isSmall(tally.students().getOrDefault(MilestoneTally.UNANCHORED, 0L))) {
      report.head().putNull("unanchored");
    }
    Set<Map.Entry<String, Long>> hidden =
        rows.stream()
            .filter(row -> disclosure.isSmall(row.getValue()))
            .collect(
                Collectors.toCollection(() -> Collections.newSetFromMap(new IdentityHashMap<>())));
    return report.hide(hidden, Set.of("students"), disclosure);
  }
}
