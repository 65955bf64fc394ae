package org.pathline.report;

import java.nio.file.Path;
import java.util.List;
import org.pathline.domain.release.ReleaseAttack;
import org.pathline.domain.release.ReleaseAttack.Finding;

/** The answer to {@code pathline release --verify}. */
public final class ReleaseReport {
  private ReleaseReport() {}

  /**
   * Report of an attack.
   *
   * @param releases the releases' directories
   * @param least the width that they promise
   */
  public static Report<Finding> of(
      List<Path> releases, ReleaseAttack.Findings findings, int least) {
    Report<Finding> report =
        new Report<>(
            "narrowest",
            List.of(
                ReportColumn.text("release", row -> releases.get(row.release()).toString()),
                ReportColumn.text("count", Finding::count),
                ReportColumn.number("low", row -> Numbers.finite(row.range().low())),
                ReportColumn.number("high", row -> Numbers.finite(row.range().high())),
                ReportColumn.number("width", row -> Numbers.finite(row.range().width()))),
            findings.narrowest());
    report
        .head()
        .put("withheld", findings.withheld())
        .put("promisedWidth", least)
        .put("narrowestWidth", Numbers.finite(findings.width()));
    report.note(
        findings.withheld()
            + " counts are withheld; the narrowest range is "
            + (findings.withheld() == 0
                ? "none"
                : Numbers.rounded(2, findings.width()) + " students wide")
            + ", promised are "
            + least);
    if (findings.width() < least - 1e-6) {
      report.note("TOO NARROW: this release must not be handed on");
    }
    return report;
  }
}
