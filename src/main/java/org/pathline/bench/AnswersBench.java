package org.pathline.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.pathline.cluster.Connection;
import org.pathline.cluster.EmbeddedCluster;
import org.pathline.cluster.Home;
import org.pathline.contract.EmbeddedContract;
import org.pathline.domain.effect.cell.Cell;
import org.pathline.domain.fact.ClassroomPolicy;
import org.pathline.domain.fact.FactType;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.pathway.Settings;
import org.pathline.domain.sorting.SortingRule;
import org.pathline.publish.FactProducer;
import org.pathline.run.CatchUp;
import org.pathline.run.Remaining;
import org.pathline.run.Runner;
import org.pathline.run.TopologyName;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.outcomes.OutcomesTopology;
import org.pathline.streams.registry.ContractSchemas;
import org.pathline.streams.registry.WireFormat;
import org.pathline.streams.wire.CellRecord;

/**
 * Rounds of answers over the cells of many schools: the topology {@code policies} takes them in,
 * answers everything, and then what a policy, or one cell of one school, has changed.
 */
public final class AnswersBench {
  private static final long TICK_MILLIS = 20;

  /** Changes of each kind, each of another school. */
  private static final int CHANGES = 5;

  private final EmbeddedCluster cluster;
  private final Home home;
  private final DrawnSchools schools;

  /** Bench of some schools, on a cluster that holds nothing else. */
  public AnswersBench(EmbeddedCluster cluster, Home home, int schools) {
    this.cluster = cluster;
    this.home = home;
    this.schools = new DrawnSchools(schools);
  }

  /** Publishes the cells, and waits for the answers after each change. */
  public AnswersReport run(Bench.Progress progress) throws Exception {
    Connection connection = cluster.connection();
    EmbeddedContract.ensure(connection);
    List<Cell> late = new ArrayList<>();
    progress.at("publishing cells", schools.count() + " schools");
    long cells;
    try (Cells sink = new Cells(connection);
        FactProducer policies = new FactProducer(connection, List.of(FactType.POLICIES))) {
      for (ClassroomPolicy policy : schools.policies()) {
        policies.accept(policy);
      }
      policies.flush();
      schools.draw(
          cell -> {
            sink.send(cell);
            if (DrawnSchools.isLate(cell)) {
              late.add(cell);
            }
          });
      cells = sink.flush();
      try (Runner runner =
              new Runner(
                  connection,
                  List.of(TopologyName.policies),
                  Settings.DEFAULT,
                  SortingRule.DEFAULT,
                  Duration.ZERO,
                  home.streams(),
                  1);
          CatchUp catchUp = new CatchUp(connection, List.of(TopologyName.policies))) {
        progress.at("first round", cells + " cells");
        Measured first =
            measure(
                "cells in, first round",
                () -> {
                  runner.start();
                  awaitAnswers(runner, catchUp);
                  return cells;
                });
        List<Measured> ofPolicies = new ArrayList<>();
        List<Measured> ofOne = new ArrayList<>();
        List<Measured> ofAll = new ArrayList<>();
        for (int change = 0; change < CHANGES; change++) {
          progress.at("changes", change + 1 + " of " + CHANGES);
          ClassroomPolicy later = schools.adoption(0, change + 1);
          ofPolicies.add(
              measure(
                  "a policy changed, all is answered",
                  () -> {
                    policies.accept(later);
                    policies.flush();
                    awaitAnswers(runner, catchUp);
                    return 1;
                  }));
          Cell cell = late.get(late.size() / CHANGES * change);
          Cell once = DrawnSchools.changed(cell, Set.of(Outcome.STEM_ENTRY_2));
          Cell twice = DrawnSchools.changed(once, Outcome.all());
          ofOne.add(answered("one outcome of a cell changed", once, sink, runner, catchUp));
          ofAll.add(answered("all outcomes of a cell changed", twice, sink, runner, catchUp));
        }
        return new AnswersReport(schools.count(), cells, first, List.of(ofPolicies, ofOne, ofAll));
      }
    }
  }

  private Measured answered(String name, Cell changed, Cells sink, Runner runner, CatchUp catchUp)
      throws Exception {
    return measure(
        name,
        () -> {
          sink.send(changed);
          sink.flush();
          awaitAnswers(runner, catchUp);
          return 1;
        });
  }

  private Measured measure(String name, Measured.Stage stage) throws Exception {
    return Measured.measure(name, cluster.brokerPid(), stage);
  }

  private static void awaitAnswers(Runner runner, CatchUp catchUp) throws Exception {
    while (runner.remaining(catchUp).filter(Remaining::isNothing).isEmpty()) {
      Thread.sleep(TICK_MILLIS);
    }
  }

  /** The topic of cells, written as {@code outcomes} writes it. */
  private static final class Cells implements AutoCloseable {
    private static final int PARTITIONS = TopicCatalogue.DEFAULT_PARTITIONS;
    private final KafkaProducer<byte[], byte[]> producer;
    private final int schemaId;
    private long sent;

    Cells(Connection connection) {
      try (ContractSchemas schemas = new ContractSchemas(connection.impatientRegistryClient())) {
        schemaId = schemas.idOf(TopicCatalogue.OUTCOME_CELLS);
      }
      Map<String, Object> settings = connection.clientSettings();
      settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
      settings.put(ProducerConfig.LINGER_MS_CONFIG, 20);
      producer =
          new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    void send(Cell cell) {
      byte[] key = cell.key().text().getBytes(UTF_8);
      producer.send(
          new ProducerRecord<>(
              TopicCatalogue.OUTCOME_CELLS.name(),
              OutcomesTopology.partition(key, PARTITIONS),
              key,
              WireFormat.value(schemaId, CellRecord.of(cell.key(), cell.sums()))));
      sent++;
    }

    long flush() {
      producer.flush();
      return sent;
    }

    @Override
    public void close() {
      producer.close();
    }
  }
}
