package org.pathline.report;

import java.util.List;
import java.util.Map;
import org.pathline.ask.MilestoneTally;

/** The answer to {@code pathline milestones}. */
public final class MilestoneReport {
  private MilestoneReport() {}

  /** Report of a tally, milestone by milestone. */
  public static Answer of(MilestoneTally tally) {
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
    return report;
  }
}
