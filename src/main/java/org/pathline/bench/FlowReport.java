package org.pathline.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.pathline.run.TopologyName;

/**
 * The figures of one run of the whole flow.
 *
 * @param stages the plain consumer first, to which the others are held
 * @param beside what each nightly batch took for the same files
 * @param doneAfter seconds after which a topology had nothing left
 * @param stateBytes of all local stores on disk
 * @param changelogBytes of all changelogs on the broker's disk, compressed
 * @param medianMillis from publishing a fact to its cell in the steady stream
 * @param p99Millis the same, for all but one cell in a hundred
 */
public record FlowReport(
    int students,
    FlowOrder order,
    int threads,
    List<Measured> stages,
    List<Beside> beside,
    Map<TopologyName, Double> doneAfter,
    Written written,
    long stateBytes,
    long changelogBytes,
    long medianMillis,
    long p99Millis)
    implements Figures {

  /**
   * The flow beside a nightly batch.
   *
   * @param engine on which the batch ran
   * @param batch cells only, from the files
   * @param flow until all is final
   * @param agreement of the cells of both
   */
  public record Beside(String engine, Measured batch, Measured flow, CellAgreement agreement) {
    double times() {
      return flow.seconds() / batch.seconds();
    }

    double cpuTimes() {
      return flow.cpuSeconds() / batch.cpuSeconds();
    }
  }

  private double ratio(Measured stage) {
    return stage.perSecond() / stages.get(0).perSecond();
  }

  @Override
  public List<String> contradictedBy() {
    return beside.stream().filter(each -> !each.agreement().isWhole()).map(Beside::engine).toList();
  }

  @Override
  public void write(Table table) {
    table.line(
        "%,d students, published %s, %d threads a topology", students, order.words(), threads);
    table.line(
        "%-32s %12s %12s %9s %12s %12s %7s",
        "", "facts", "facts/s", "seconds", "CPU us/fact", "broker us", "ratio");
    for (Measured stage : stages) {
      table.line(
          "%-32s %,12d %,12.0f %9.1f %12.2f %12.2f %7.3f",
          stage.name(),
          stage.records(),
          stage.perSecond(),
          stage.seconds(),
          stage.cpuMicrosPerRecord(),
          stage.brokerCpuMicrosPerRecord(),
          ratio(stage));
    }
    for (Beside each : beside) {
      table.line(
          "the run took %.1f times as long as the %s batch and %.1f times its CPU; of %,d cells %,d"
              + " are equal",
          each.times(),
          each.engine(),
          each.cpuTimes(),
          each.agreement().cells(),
          each.agreement().equal());
    }
    doneAfter.forEach(
        (topology, seconds) -> table.line("%s had nothing left after %.1f s", topology, seconds));
    table.line(
        "each pathway was written %.2f times, each cell %.2f times",
        written.timesPerPathway(), written.timesPerCell());
    table.line(
        "state %,d bytes a student, changelogs %,d",
        stateBytes / students, changelogBytes / students);
    table.line(
        "in the stream a cell follows its fact after %,d ms, p99 %,d ms", medianMillis, p99Millis);
  }

  @Override
  public void write(ObjectNode root) {
    root.put("students", students);
    root.put("order", order.name());
    root.put("threads", threads);
    ObjectNode all = root.putObject("stages");
    for (Measured stage : stages) {
      ObjectNode node = stage.figures(all);
      node.put("facts", stage.records());
      node.put("brokerCpuMicrosecondsPerFact", stage.brokerCpuMicrosPerRecord());
      node.put("ratioToDecodingConsumer", ratio(stage));
    }
    ObjectNode batches = root.putObject("besideNightlyBatches");
    for (Beside each : beside) {
      batches
          .putObject(each.engine())
          .put("timesItsSeconds", each.times())
          .put("timesItsCpu", each.cpuTimes())
          .put("cells", each.agreement().cells())
          .put("cellsEqual", each.agreement().equal());
    }
    ObjectNode done = root.putObject("nothingLeftAfterSeconds");
    doneAfter.forEach((topology, seconds) -> done.put(topology.name(), seconds));
    root.put("timesEachPathwayWasWritten", written.timesPerPathway());
    root.put("timesEachCellWasWritten", written.timesPerCell());
    root.put("stateBytesPerStudent", stateBytes / students);
    root.put("changelogBytesPerStudent", changelogBytes / students);
    root.put("publishToCellMedianMilliseconds", medianMillis);
    root.put("publishToCellP99Milliseconds", p99Millis);
  }
}
