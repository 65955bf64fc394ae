package org.pathline.bench;

import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.pathline.cluster.Connection;
import org.pathline.contract.EmbeddedContract;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.registry.ContractSchemas;
import org.pathline.streams.registry.FactDeserializer;
import org.pathline.streams.registry.WireFormat;

/** Publishes a backlog, reads it plainly, folds it, and restores the state. */
public record Bench(Connection connection, Path state, int students, int threads) {
  /** Told of each stage how far it is. */
  @FunctionalInterface
  public interface Progress {
    void at(String stage, String done);
  }

  /** Runs all stages, one after the other. */
  public BenchReport run(Progress progress) throws Exception {
    Backlog backlog = new Backlog(students);
    EmbeddedContract.ensure(connection);
    ContractSchemas schemas = new ContractSchemas(connection.registryClient());
    Measured publishing =
        Measured.measure(
            "publish the backlog",
            () -> {
              backlog.publish(
                  connection,
                  schemas,
                  sent ->
                      progress.at(
                          "publishing",
                          String.format(Locale.ROOT, "%,d of %,d facts", sent, backlog.facts())));
              return backlog.facts();
            });
    PlainConsumer consumer =
        new PlainConsumer(connection, List.of(TopicCatalogue.GRADES.name()), threads);
    int partitions = TopicCatalogue.DEFAULT_PARTITIONS;
    progress.at("plain consumers", "fetching, then decoding");
    Measured fetching =
        Measured.measure(
            "consumer, fetch only", () -> consumer.readAll(partitions, ByteArrayDeserializer::new));
    Measured decoding =
        Measured.measure(
            "consumer, fetch and decode",
            () -> consumer.readAll(partitions, () -> confluentDeserializer(connection)));
    Measured ownDecoding =
        Measured.measure(
            "consumer, Pathline's decoder",
            () ->
                consumer.readAll(partitions, () -> new FactDeserializer(new WireFormat(schemas))));
    PathwaysRun pathways =
        new PathwaysRun(connection, state, threads, line -> progress.at("pathways", line));
    Measured folding =
        Measured.measure(
            "pathways, exactly once",
            () -> {
              pathways.toTheEnd();
              return backlog.facts();
            });
    long changelog = pathways.changelogBytes();
    progress.at("store", "measuring");
    pathways.measureStore();
    progress.at("store", "restoring from the changelog");
    Measured restoring = Measured.measure("restore", pathways::restore);
    return new BenchReport(
        students,
        Backlog.factsPerStudent(),
        threads,
        publishing,
        fetching,
        decoding,
        ownDecoding,
        folding,
        restoring,
        pathways.stateBytesPerStudent(),
        (double) changelog / backlog.facts());
  }

  static KafkaAvroDeserializer confluentDeserializer(Connection connection) {
    Map<String, Object> settings = new HashMap<>(connection.clientSettings());
    settings.put("specific.avro.reader", true);
    KafkaAvroDeserializer deserializer = new KafkaAvroDeserializer();
    deserializer.configure(settings, false);
    return deserializer;
  }
}
