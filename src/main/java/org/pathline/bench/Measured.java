package org.pathline.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * One measured stage.
 *
 * @param records how many records went through
 * @param seconds by the wall clock
 * @param cpuSeconds of this JVM, all threads, the broker not among them
 * @param brokerCpuSeconds of the broker; 0 where it was not measured
 */
record Measured(
    String name, long records, double seconds, double cpuSeconds, double brokerCpuSeconds) {
  private static final long NO_BROKER = -1;

  @FunctionalInterface
  interface Stage {
    long run() throws Exception;
  }

  static Measured measure(String name, Stage stage) throws Exception {
    return measure(name, NO_BROKER, stage);
  }

  static Measured measure(String name, long brokerPid, Stage stage) throws Exception {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long cpu = system.getProcessCpuTime();
    double brokerCpu = cpuSeconds(brokerPid);
    long wall = System.nanoTime();
    long records = stage.run();
    return new Measured(
        name,
        records,
        (System.nanoTime() - wall) / 1e9,
        (system.getProcessCpuTime() - cpu) / 1e9,
        cpuSeconds(brokerPid) - brokerCpu);
  }

  private static double cpuSeconds(long pid) {
    return pid == NO_BROKER
        ? 0
        : ProcessHandle.of(pid)
            .flatMap(process -> process.info().totalCpuDuration())
            .map(duration -> duration.toNanos() / 1e9)
            .orElse(0.0);
  }

  double perSecond() {
    return records / seconds;
  }

  double brokerCpuMicrosPerRecord() {
    return brokerCpuSeconds * 1e6 / records;
  }

  double cpuMicrosPerRecord() {
    return cpuSeconds * 1e6 / records;
  }

  /** Adds the figures under the name, and returns them for more. */
  ObjectNode figures(ObjectNode stages) {
    return stages
        .putObject(name)
        .put("factsPerSecond", perSecond())
        .put("seconds", seconds)
        .put("cpuMicrosecondsPerFact", cpuMicrosPerRecord());
  }
}
