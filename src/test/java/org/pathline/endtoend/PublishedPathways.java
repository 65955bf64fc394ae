package org.pathline.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.pathline.cluster.Connection;
import org.pathline.domain.outcome.Contribution;
import org.pathline.events.Pathway;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.ingest.ReadPosition;
import org.pathline.streams.ingest.ReadPositions;
import org.pathline.streams.registry.ContractSchemas;
import org.pathline.streams.registry.WireFormat;
import org.pathline.streams.wire.PathwayRecord;

/** Every pathway that was ever published, read once for all who add them up. Thread-safe. */
final class PublishedPathways implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(50);

  /** A pathway, or that there is none any more: then it contributes null. */
  record Published(long offset, String student, Contribution contribution) {}

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final ContractSchemas schemas;
  private final WireFormat wireFormat;
  private final Map<Integer, List<Published>> published = new TreeMap<>();
  private final Map<Integer, Long> read = new HashMap<>();

  PublishedPathways(Connection connection) {
    consumer = FollowedCells.fromTheBeginning(connection, TopicCatalogue.PATHWAYS);
    schemas = new ContractSchemas(connection.registryClient());
    wireFormat = new WireFormat(schemas);
    consumer.assignment().forEach(each -> published.put(each.partition(), new ArrayList<>()));
  }

  /** How many were read. */
  synchronized int size() {
    return published.values().stream().mapToInt(List::size).sum();
  }

  /** Everything that is committed now. */
  synchronized ReadPositions everything() {
    ReadPositions all = ReadPositions.NONE;
    for (var end : consumer.endOffsets(consumer.assignment()).entrySet()) {
      all = all.with(new ReadPosition(end.getKey().partition(), end.getValue()));
    }
    return all;
  }

  /**
   * Pathways of a partition before an offset, in their order.
   *
   * @param passed how many of the first are left out
   */
  synchronized List<Published> before(int partition, long next, int passed) {
    while (read.getOrDefault(partition, 0L) < next) {
      readOn();
    }
    List<Published> all = Objects.requireNonNull(published.get(partition));
    int end = passed;
    while (end < all.size() && all.get(end).offset() < next) {
      end++;
    }
    return List.copyOf(all.subList(passed, end));
  }

  private void readOn() {
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
      Pathway pathway =
          record.value() == null
              ? null
              : wireFormat.record(record.value(), TopicCatalogue.PATHWAYS.schema());
      Objects.requireNonNull(published.get(record.partition()))
          .add(
              new Published(
                  record.offset(),
                  new String(record.key(), UTF_8),
                  pathway == null ? null : PathwayRecord.contribution(pathway)));
    }
    // Positions, not records: what follows may be a marker of a transaction.
    consumer.assignment().forEach(each -> read.put(each.partition(), consumer.position(each)));
  }

  @Override
  public void close() {
    consumer.close();
    schemas.close();
  }
}
