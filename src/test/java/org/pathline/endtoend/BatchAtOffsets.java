package org.pathline.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.pathline.cluster.Connection;
import org.pathline.domain.outcome.CellKey;
import org.pathline.domain.outcome.CellSums;
import org.pathline.domain.outcome.Contribution;
import org.pathline.events.Pathway;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.ingest.ReadPosition;
import org.pathline.streams.ingest.ReadPositions;
import org.pathline.streams.registry.ContractSchemas;
import org.pathline.streams.registry.WireFormat;
import org.pathline.streams.wire.PathwayRecord;

/**
 * Keeps every pathway that was ever published, and computes cells of the students who stood before
 * some offsets from the beginning. Not thread-safe.
 */
final class BatchAtOffsets implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(50);

  /** A pathway, or that there is none any more. */
  private record Published(long offset, String student, Contribution contribution) {}

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final ContractSchemas schemas;
  private final WireFormat wireFormat;
  private final Map<Integer, List<Published>> published = new TreeMap<>();
  private final Map<Integer, Long> read = new HashMap<>();
  private final Map<String, Counted> byDistrict = new HashMap<>();

  BatchAtOffsets(Connection connection) {
    consumer = FollowedCells.fromTheBeginning(connection, TopicCatalogue.PATHWAYS);
    schemas = new ContractSchemas(connection.registryClient());
    wireFormat = new WireFormat(schemas);
    consumer.assignment().forEach(each -> published.put(each.partition(), new ArrayList<>()));
  }

  /** Pathways that were ever published. */
  int size() {
    return published.values().stream().mapToInt(List::size).sum();
  }

  /** Cells of a district of the students who stood before some offsets. */
  SortedMap<String, CellSums> cells(String district, ReadPositions positions) {
    Counted counted = byDistrict.get(district);
    if (counted == null || !counted.goesOnTo(positions)) {
      counted = new Counted();
      byDistrict.put(district, counted);
    }
    counted.goOn(district, positions);
    return counted.cells;
  }

  /** A district, one pathway after the other; offsets further on are reached from there. */
  private final class Counted {
    private final Map<Integer, Integer> taken = new HashMap<>();
    private final Map<Integer, Long> reached = new HashMap<>();
    private final Map<String, Contribution> standing = new HashMap<>();
    private final SortedMap<String, CellSums> cells = new TreeMap<>();

    private boolean goesOnTo(ReadPositions positions) {
      return reached.entrySet().stream()
          .allMatch(each -> positions.next().getOrDefault(each.getKey(), 0L) >= each.getValue());
    }

    private void goOn(String district, ReadPositions positions) {
      positions
          .next()
          .forEach(
              (partition, next) -> {
                readTo(partition, next);
                List<Published> all = Objects.requireNonNull(published.get(partition));
                int at = taken.getOrDefault(partition, 0);
                for (; at < all.size() && all.get(at).offset() < next; at++) {
                  take(all.get(at), district);
                }
                taken.put(partition, at);
                reached.put(partition, next);
              });
    }

    private void take(Published each, String district) {
      Contribution before = standing.remove(each.student());
      if (before != null) {
        add(before, -1);
      }
      Contribution after = each.contribution();
      if (after != null && CellKey.districtOf(after.cell().text()).equals(district)) {
        standing.put(each.student(), after);
        add(after, 1);
      }
    }

    private void add(Contribution contribution, int sign) {
      String key = contribution.cell().text();
      CellSums sums = cells.computeIfAbsent(key, absent -> new CellSums());
      sums.add(contribution, sign);
      if (sums.isZero()) {
        cells.remove(key);
      }
    }
  }

  /** Students who stood before some offsets, by district; the empty id is that of none. */
  SortedMap<String, Long> students(ReadPositions positions) {
    SortedMap<String, Long> students = new TreeMap<>();
    forEachStanding(
        positions,
        contribution -> {
          String district = contribution.cell().districtId();
          students.merge(district == null ? "" : district, 1L, Long::sum);
        });
    return students;
  }

  private void forEachStanding(
      ReadPositions positions, java.util.function.Consumer<Contribution> action) {
    positions
        .next()
        .forEach(
            (partition, next) -> {
              readTo(partition, next);
              Map<String, Contribution> standing = new HashMap<>();
              for (Published each : Objects.requireNonNull(published.get(partition))) {
                if (each.offset() >= next) {
                  break;
                }
                if (each.contribution() == null) {
                  standing.remove(each.student());
                } else {
                  standing.put(each.student(), each.contribution());
                }
              }
              standing.values().forEach(action);
            });
  }

  private void readTo(int partition, long next) {
    while (read.getOrDefault(partition, 0L) < next) {
      readOn();
    }
  }

  /** Everything that is committed now. */
  ReadPositions everything() {
    ReadPositions all = ReadPositions.NONE;
    for (var end : consumer.endOffsets(consumer.assignment()).entrySet()) {
      all = all.with(new ReadPosition(end.getKey().partition(), end.getValue()));
    }
    return all;
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
