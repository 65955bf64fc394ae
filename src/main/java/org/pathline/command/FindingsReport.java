package org.pathline.command;

import java.io.PrintWriter;
import java.util.List;
import org.pathline.contract.Finding;
import picocli.CommandLine.Model.CommandSpec;

/** Prints what was found out about topics or schemas. */
final class FindingsReport {
  private FindingsReport() {}

  /** Prints a line a finding and returns the command's exit code. */
  static int print(CommandSpec spec, List<Finding> findings) {
    PrintWriter out = spec.commandLine().getOut();
    findings.forEach(finding -> out.println(finding.line()));
    out.flush();
    return findings.stream().allMatch(Finding::isGood) ? 0 : 1;
  }
}
