package org.pathline.tables;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.pathline.cluster.ClusterException;
import org.pathline.cluster.Connection;
import org.pathline.domain.effect.cell.Cell;
import org.pathline.domain.policy.StandingPolicies;
import org.pathline.streams.ingest.ReadPositions;
import org.pathline.streams.registry.ContractSchemas;
import org.pathline.streams.registry.WireFormat;
import org.pathline.streams.wire.CellReader;
import org.pathline.topics.Cut;
import org.pathline.topics.DistrictCuts;
import org.pathline.topics.LastValues;
import org.pathline.topics.PolicyTopic;
import org.pathline.topics.TopicReader;

/** Reads topics up to a cut into the tables of a database. */
public final class CutLoader {
  private final Connection connection;
  private final Consumer<String> progress;

  /**
   * Loader from a cluster.
   *
   * @param progress told what is being read
   */
  public CutLoader(Connection connection, Consumer<String> progress) {
    this.connection = connection;
    this.progress = progress;
  }

  /** A database with tables, views, and {@code cut} and {@code about}, which describe them. */
  public Database load(List<Table> tables, Cut cut) {
    Database database = Database.open();
    boolean done = false;
    try {
      new Schema(database).create(tables);
      try (ContractSchemas schemas = new ContractSchemas(connection.registryClient())) {
        WireFormat wireFormat = new WireFormat(schemas);
        for (Table table : tables) {
          Map<Integer, Long> ends = cut.of(table.topic().name());
          if (!ends.isEmpty()) {
            progress.accept("reading " + table.topic().name());
            load(database, table, ends, wireFormat);
          }
        }
      }
      new Schema(database).describe(cut);
      StandingPolicies policies =
          PolicyTopic.read(connection, cut.of(Tables.POLICIES.topic().name()));
      new CohortRegimes(database).fill(policies);
      new Schema(database).createViews(tables);
      done = true;
      return database;
    } finally {
      if (!done) {
        database.close();
      }
    }
  }

  private void load(
      Database database, Table table, Map<Integer, Long> ends, WireFormat wireFormat) {
    if (table == Tables.OUTCOME_CELLS) {
      loadCells(database, table, ends, wireFormat);
      return;
    }
    try (TopicReader reader = new TopicReader(connection);
        RecordRows rows = new RecordRows(table, wireFormat)) {
      String topic = table.topic().name();
      if (table.isLog()) {
        reader.readBefore(topic, ends, rows::append);
      } else {
        standing(reader, topic, ends).values().forEach(rows::append);
      }
      rows.moveIn(database);
      if (rows.unreadable() > 0) {
        progress.accept(rows.unreadable() + " records of " + topic + " cannot be read");
      }
    }
  }

  /**
   * Partitions lie in as many threads as there are processors: to decode takes most of the time.
   * The largest come first, so that none is left alone in the end.
   */
  private void loadCells(
      Database database, Table table, Map<Integer, Long> ends, WireFormat wireFormat) {
    CellRows.createStage(database);
    SortedMap<String, ReadPositions> districts = new ConcurrentSkipListMap<>();
    List<Callable<Void>> parts = new ArrayList<>();
    List<Map.Entry<Integer, Long>> largestFirst = new ArrayList<>(ends.entrySet());
    largestFirst.sort(Map.Entry.<Integer, Long>comparingByValue().reversed());
    largestFirst.forEach(
        ending ->
            parts.add(
                () -> {
                  try (TopicReader reader = new TopicReader(connection);
                      Database own = database.second();
                      CellRows rows = new CellRows(own)) {
                    DistrictCuts cuts = new DistrictCuts();
                    LastValues cells = new LastValues();
                    reader.readBefore(
                        table.topic().name(),
                        Map.of(ending.getKey(), ending.getValue()),
                        record -> {
                          cuts.note(record);
                          cells.take(record);
                        });
                    CellReader cellReader = new CellReader(wireFormat);
                    Set<@Nullable String> districtIds = new HashSet<>();
                    List<String> oneOfEach = new ArrayList<>();
                    cells.forEach(
                        (bytes, from, to) -> {
                          Cell cell = cellReader.read(bytes, from, to);
                          if (districtIds.add(cell.key().districtId())) {
                            oneOfEach.add(cell.key().text());
                          }
                          rows.append(cell);
                        });
                    districts.putAll(cuts.of(oneOfEach));
                    return null;
                  }
                }));
    inParallel(parts);
    CellRows.moveIn(database, table.name());
    new Schema(database).describe(districts);
  }

  private static void inParallel(List<Callable<Void>> parts) {
    ExecutorService threads =
        Executors.newFixedThreadPool(
            Math.max(1, Math.min(parts.size(), Runtime.getRuntime().availableProcessors())));
    try {
      for (Future<Void> part : threads.invokeAll(parts)) {
        part.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterException("interrupted while reading", e);
    } finally {
      threads.shutdownNow();
    }
  }

  /** The last record of each key, without keys whose last record is a tombstone. */
  private static Map<ByteBuffer, ConsumerRecord<byte[], byte[]>> standing(
      TopicReader reader, String topic, Map<Integer, Long> ends) {
    Map<ByteBuffer, ConsumerRecord<byte[], byte[]>> last = new HashMap<>();
    reader.readBefore(
        topic,
        ends,
        record -> {
          if (record.value() == null) {
            last.remove(ByteBuffer.wrap(record.key()));
          } else {
            last.put(ByteBuffer.wrap(record.key()), record);
          }
        });
    return last;
  }
}
