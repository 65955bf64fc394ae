package org.pathline.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.pathline.domain.fact.Indicator;
import org.pathline.domain.fact.RaceEthnicity;
import org.pathline.domain.fact.Subject;
import org.pathline.domain.outcome.CellKey;
import org.pathline.domain.outcome.CellSums;
import org.pathline.domain.pathway.Pathway.PriorAchievement;
import org.pathline.domain.pathway.Settings;
import org.pathline.events.OutcomeCell;
import org.pathline.schemas.Topic;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.Contract;
import org.pathline.streams.StreamsSettings;
import org.pathline.streams.arrival.ArrivalClients;
import org.pathline.streams.outcomes.SpreadCells;
import org.pathline.streams.registry.ContractSchemas;
import org.pathline.streams.registry.WireFormat;
import org.pathline.streams.wire.CellRecord;

/**
 * The negative control of {@link CutTrial}: cells that lie spread, as they did once. The same
 * reader of them must find torn districts, which shows that it can.
 */
final class SpreadControl {
  private static final int PARTITIONS = 6;

  private SpreadControl() {}

  /** Reads spread cells while facts flow, then leaves the topic as a release before has. */
  static void requireTornReads(CutTrial facts, int changes, Path directory) throws Exception {
    KafkaStreams control =
        run(facts.trial(), SpreadCells.APPLICATION_ID, SpreadCells::topology, directory);
    CutTrial.Torn spread;
    try {
      spread = facts.follow(changes, () -> true);
    } finally {
      control.close();
    }
    System.out.println("cells that lie spread: " + spread);
    assertThat(spread.torn()).as("the negative control finds torn reads").isPositive();
    anewWithCellsOfAReleaseBefore(facts.trial());
  }

  /** Runs a topology in this process with two threads. */
  static KafkaStreams run(
      Trial trial, String applicationId, Function<Contract, Topology> topology, Path directory) {
    ContractSchemas schemas = new ContractSchemas(trial.connection().registryClient());
    Contract contract = Contract.of(schemas, PARTITIONS);
    KafkaStreams streams =
        new KafkaStreams(
            topology.apply(contract),
            new StreamsSettings(
                    applicationId,
                    trial.connection().bootstrapServers(),
                    directory,
                    2,
                    trial.connection().settings())
                .properties(),
            new ArrivalClients(schemas, contract.wireFormat(), contract.arrivals()));
    streams.start();
    Awaited.until(applicationId + " runs", () -> streams.state() == KafkaStreams.State.RUNNING);
    return streams;
  }

  /** Makes the topic of cells anew. */
  static void anew(Trial trial) throws Exception {
    String topic = TopicCatalogue.OUTCOME_CELLS.name();
    try (Admin admin = Admin.create(trial.connection().clientSettings())) {
      admin.deleteTopics(List.of(topic)).all().get();
      Awaited.until("the topic is gone", () -> !admin.listTopics().names().get().contains(topic));
    }
    trial.must("topics");
  }

  /** Cells of three years, under keys that began with the settings, in whatever partition. */
  private static void anewWithCellsOfAReleaseBefore(Trial trial) throws Exception {
    Topic topic = TopicCatalogue.OUTCOME_CELLS;
    anew(trial);
    try (FactWriter writer = new FactWriter(trial.connection())) {
      for (int year = 2011; year < 2014; year++) {
        CellKey key =
            new CellKey(
                Settings.DEFAULT,
                "D1",
                "D1-S1",
                year,
                Subject.MATHEMATICS,
                RaceEthnicity.ASIAN,
                Indicator.YES,
                PriorAchievement.HIGH);
        OutcomeCell cell = CellRecord.of(key, new CellSums());
        String id = "8|dhs-2024-07-22|D1|D1-S1|" + year + "|MATHEMATICS|ASIAN|YES|HIGH";
        assertThat(CellKey.parse(id)).isEqualTo(key);
        writer
            .send(
                new ProducerRecord<>(
                    topic.name(),
                    year % PARTITIONS,
                    id.getBytes(UTF_8),
                    WireFormat.value(writer.schemaId(topic), cell)))
            .get();
      }
    }
  }
}
