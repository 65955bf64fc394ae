package org.pathline.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * One measured stage.
 *
 * @param records how many records went through
 * @param seconds by the wall clock
 * @param cpuSeconds of this JVM, all threads, the broker not among them
 */
record Measured(String name, long records, double seconds, double cpuSeconds) {
  @FunctionalInterface
  interface Stage {
    long run() throws Exception;
  }

  static Measured measure(String name, Stage stage) throws Exception {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long cpu = system.getProcessCpuTime();
    long wall = System.nanoTime();
    long records = stage.run();
    return new Measured(
        name, records, (System.nanoTime() - wall) / 1e9, (system.getProcessCpuTime() - cpu) / 1e9);
  }

  double perSecond() {
    return records / seconds;
  }

  double cpuMicrosPerRecord() {
    return cpuSeconds * 1e6 / records;
  }
}
