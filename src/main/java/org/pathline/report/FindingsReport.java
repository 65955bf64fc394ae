package org.pathline.report;

import java.io.PrintWriter;
import java.util.List;
import org.pathline.contract.Finding;

/** What was found out about topics or schemas. */
public final class FindingsReport {
  private FindingsReport() {}

  /** Prints a line a finding and tells whether all are good. */
  public static boolean print(PrintWriter out, List<Finding> findings) {
    findings.forEach(finding -> out.println(finding.line()));
    out.flush();
    return findings.stream().allMatch(Finding::isGood);
  }
}
