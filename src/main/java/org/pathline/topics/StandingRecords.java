package org.pathline.topics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.pathline.cluster.ClusterException;
import org.pathline.cluster.Connection;
import org.pathline.schemas.Topic;

/** Reads what stands in a compacted topic of derived records. */
public final class StandingRecords {
  /** Stands where a record would say what it is, and is none that can be read. */
  static final String NOT_READABLE = "(not readable)";

  private StandingRecords() {}

  /**
   * Every record that stands, at least one.
   *
   * @param what what the records are, for messages
   * @param noting takes every record, in the order of its partition
   * @throws Unanswerable when the topic is missing or empty
   * @throws ClusterException when the cluster does not answer
   */
  public static <T extends SpecificRecord> List<T> read(
      Connection connection,
      Topic topic,
      Class<T> type,
      String what,
      Consumer<ConsumerRecord<byte[], byte[]>> noting) {
    Collection<byte[]> values;
    try (TopicReader reader = new TopicReader(connection)) {
      CompactedTable table = new CompactedTable(reader, topic.name());
      if (!table.exists()) {
        throw new Unanswerable(
            "the topic "
                + topic.name()
                + " is missing: create it with `pathline topics`, send facts with `pathline publish"
                + " DIR`, then `pathline run --until-caught-up`");
      }
      values = table.values(noting).values();
    }
    if (values.isEmpty()) {
      throw new Unanswerable(
          "there are no "
              + what
              + " yet: send facts with `pathline publish DIR`, then `pathline run"
              + " --until-caught-up`");
    }
    try (ContractValues contract = new ContractValues(connection)) {
      return values.stream().map(value -> contract.decode(topic, type, value)).toList();
    }
  }

  /**
   * Every record that stands, in order of the keys; empty where the topic is missing.
   *
   * @param unreadable what the key alone tells of a record whose value is something else
   * @throws ClusterException when the cluster does not answer
   */
  static <T extends SpecificRecord> Optional<List<T>> readAny(
      Connection connection, Topic topic, Class<T> type, Function<String, T> unreadable) {
    try (ContractValues contract = new ContractValues(connection);
        TopicReader reader = new TopicReader(connection)) {
      CompactedTable table = new CompactedTable(reader, topic.name());
      if (!table.exists()) {
        return Optional.empty();
      }
      List<T> records = new ArrayList<>();
      table
          .values()
          .forEach(
              (key, value) ->
                  records.add(
                      contract
                          .ifReadable(topic, type, value)
                          .orElseGet(() -> unreadable.apply(key))));
      return Optional.of(records);
    }
  }
}
