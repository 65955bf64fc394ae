package org.pathline.ops;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.pathline.run.RestoreProgress;
import org.pathline.run.TopologyName;
import org.pathline.schemas.Topic;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.arrival.Waiting;
import org.pathline.topics.HangingTransaction;

/** What is known of lag, as JSON: of one look, or of a monitor with restore state and freshness. */
public final class LagJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private LagJson() {}

  /** One look: {@code at}, {@code tookSeconds}, {@code rows}; null for what is not known. */
  public static ObjectNode of(LagReport report) {
    ObjectNode root = JSON.createObjectNode();
    root.put("at", Instant.ofEpochMilli(report.atMillis()).toString());
    root.put("tookSeconds", report.tookSeconds());
    root.set("rows", JSON.valueToTree(report.rows()));
    return root;
  }

  /** Transactions that nobody ends. */
  public static ArrayNode of(List<HangingTransaction> hanging) {
    return JSON.createArrayNode().addAll(hanging.stream().map(LagJson::of).toList());
  }

  /** A transaction that nobody ends. */
  public static ObjectNode of(HangingTransaction hanging) {
    return JSON.createObjectNode()
        .put("topic", hanging.topic())
        .put("partition", hanging.partition())
        .put("startOffset", hanging.startOffset())
        .put("producerId", hanging.producerId())
        .put("epoch", hanging.epoch())
        .put("lastRecord", Instant.ofEpochMilli(hanging.lastTimestamp()).toString());
  }

  /**
   * The latest look of a monitor, with {@code restore} and {@code freshness} by topology, and what
   * is {@code waiting} for the registry; also transactions that nobody ends.
   */
  public static ObjectNode of(Monitor monitor) {
    ObjectNode root =
        monitor
            .report()
            .map(LagJson::of)
            .orElseGet(
                () -> JSON.createObjectNode().putNull("at").set("rows", JSON.createArrayNode()));
    root.put("clusterUp", monitor.isClusterUp());
    root.set("restore", restore(monitor.restores()));
    root.set("waiting", waiting(monitor));
    root.set("hangingTransactions", of(monitor.hangingTransactions()));
    ObjectNode freshness = root.putObject("freshness");
    for (String topology : monitor.freshness().topologies()) {
      freshness.set(topology, JSON.valueToTree(monitor.freshness().of(topology)));
    }
    return root;
  }

  /** Counts of bad records by topic and reason, of what is set aside, and of doubts. */
  public static ObjectNode counts(Monitor monitor) {
    ObjectNode root = JSON.createObjectNode();
    for (Topic topic : List.of(TopicCatalogue.DEAD_LETTERS, TopicCatalogue.REJECTIONS)) {
      ObjectNode reasons =
          root.putObject(topic == TopicCatalogue.REJECTIONS ? "rejections" : "deadLetters");
      monitor.badRecords().of(topic).forEach(reasons::put);
    }
    ArrayNode aside = root.putArray("setAside");
    monitor
        .setAsides()
        .byGroup()
        .forEach(
            (group, count) -> aside.add(JSON.<ObjectNode>valueToTree(group).put("count", count)));
    ObjectNode doubts = root.putObject("doubts");
    monitor.doubts().byKind().forEach(doubts::put);
    return root;
  }

  private static ObjectNode restore(Map<String, RestoreProgress.Snapshot> restores) {
    ObjectNode root = JSON.createObjectNode();
    restores.forEach(
        (topology, restore) -> {
          ObjectNode each = root.putObject(topology);
          each.put("runningSeconds", restore.runningSeconds());
          each.put("etaSeconds", restore.etaSeconds());
          each.set("restoring", JSON.valueToTree(restore.restoring()));
          each.set("standbys", JSON.valueToTree(restore.standbys()));
        });
    return root;
  }

  /**
   * Health with the restore state, and with the partitions that wait for the registry: they are no
   * reason to be unready, as all others flow.
   */
  static ObjectNode of(Health health, Monitor monitor) {
    ObjectNode root = JSON.createObjectNode();
    root.put("good", health.good());
    root.put("reason", health.reason());
    root.put("clusterUp", monitor.isClusterUp());
    ObjectNode topologies = root.putObject("topologies");
    health.topologies().forEach(topologies::put);
    root.set("restore", restore(monitor.restores()));
    root.set("waiting", waiting(monitor));
    return root;
  }

  /** Partitions of this process that wait for a schema of which the registry does not tell. */
  private static ArrayNode waiting(Monitor monitor) {
    ArrayNode all = JSON.createArrayNode();
    if (monitor.runner() == null) {
      return all;
    }
    for (TopologyName topology : monitor.runner().topologies()) {
      for (Waiting each : monitor.runner().arrivals(topology).waiting()) {
        all.addObject()
            .put("topology", topology.name())
            .put("topic", each.topic())
            .put("partition", each.partition())
            .put("offset", each.offset())
            .put("schemaId", each.schemaId())
            .put("since", Instant.ofEpochMilli(each.sinceMillis()).toString())
            .put("registry", each.lastAnswer());
      }
    }
    return all;
  }
}
