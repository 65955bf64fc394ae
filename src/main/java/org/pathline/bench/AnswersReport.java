package org.pathline.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;

/**
 * The figures of rounds of answers.
 *
 * @param first the round after all cells have come in, their way in among it
 * @param changes the waits after changes, by the kind of change
 */
public record AnswersReport(int schools, long cells, Measured first, List<List<Measured>> changes)
    implements Figures {

  /** The one of the middle seconds of each kind, and after it the slowest. */
  private static List<Measured> ordered(List<Measured> ofOneKind) {
    return ofOneKind.stream().sorted(Comparator.comparingDouble(Measured::seconds)).toList();
  }

  @Override
  public void write(Table table) {
    table.line("%,d schools, %d cohorts: %,d cells", schools, DrawnSchools.COHORTS, cells);
    table.line("%-36s %10s %10s %12s %10s", "", "seconds", "slowest", "CPU s", "broker s");
    table.line(
        "%-36s %10.1f %10s %12.1f %10.1f",
        first.name(), first.seconds(), "", first.cpuSeconds(), first.brokerCpuSeconds());
    for (List<Measured> ofOneKind : changes) {
      List<Measured> ordered = ordered(ofOneKind);
      Measured middle = ordered.get(ordered.size() / 2);
      table.line(
          "%-36s %10.2f %10.2f %12.2f %10.2f",
          middle.name(),
          middle.seconds(),
          ordered.get(ordered.size() - 1).seconds(),
          middle.cpuSeconds(),
          middle.brokerCpuSeconds());
    }
    table.line(
        "seconds from the change until every answer is final, the middle one of %d;"
            + " answers wait half a second for more changes",
        changes.get(0).size());
  }

  @Override
  public void write(ObjectNode root) {
    root.put("schools", schools);
    root.put("cohorts", DrawnSchools.COHORTS);
    root.put("cells", cells);
    ObjectNode stages = root.putObject("stages");
    stages
        .putObject(first.name())
        .put("seconds", first.seconds())
        .put("cpuSeconds", first.cpuSeconds())
        .put("brokerCpuSeconds", first.brokerCpuSeconds());
    for (List<Measured> ofOneKind : changes) {
      List<Measured> ordered = ordered(ofOneKind);
      Measured middle = ordered.get(ordered.size() / 2);
      stages
          .putObject(middle.name())
          .put("seconds", middle.seconds())
          .put("slowestSeconds", ordered.get(ordered.size() - 1).seconds())
          .put("cpuSeconds", middle.cpuSeconds())
          .put("brokerCpuSeconds", middle.brokerCpuSeconds());
    }
  }
}
