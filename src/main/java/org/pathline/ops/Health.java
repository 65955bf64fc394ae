package org.pathline.ops;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pathline.cluster.ClusterException;
import org.pathline.run.Runner;
import org.pathline.run.TopologyName;

/**
 * Whether a process is of use.
 *
 * @param good whether it is
 * @param reason why it is not, in one line; null where it is
 * @param topologies state of each topology that runs in the process, as Kafka Streams names it
 */
public record Health(boolean good, @Nullable String reason, Map<String, String> topologies) {

  /** Whether the process should go on; one that has failed for good should be replaced. */
  static Health live(Monitor monitor) {
    try {
      if (monitor.runner() != null) {
        monitor.runner().check();
      }
      return new Health(true, null, states(monitor.runner()));
    } catch (ClusterException e) {
      return new Health(false, e.getMessage(), states(monitor.runner()));
    }
  }

  /**
   * Whether the process does its work: Kafka answers, and where topologies run here, each has its
   * partitions and has restored its state.
   */
  static Health ready(Monitor monitor) {
    Health live = live(monitor);
    if (!live.good()) {
      return live;
    }
    String reason = null;
    if (!monitor.isClusterUp()) {
      reason = monitor.failure() == null ? "Kafka has not answered of late" : monitor.failure();
    } else if (monitor.runner() != null && !monitor.runner().isRunning()) {
      reason = "partitions are being handed out or state is being restored";
    }
    return new Health(reason == null, reason, live.topologies());
  }

  private static Map<String, String> states(@Nullable Runner runner) {
    Map<String, String> states = new TreeMap<>();
    if (runner != null) {
      for (TopologyName topology : runner.topologies()) {
        states.put(topology.name(), runner.application(topology).state().name());
      }
    }
    return states;
  }
}
