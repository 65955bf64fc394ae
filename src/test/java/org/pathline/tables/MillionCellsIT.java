package org.pathline.tables;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pathline.cluster.Connection;
import org.pathline.cluster.EmbeddedCluster;
import org.pathline.cluster.Home;
import org.pathline.cluster.SharedCluster;
import org.pathline.command.AskChoice;
import org.pathline.contract.TopicContract;
import org.pathline.domain.fact.Indicator;
import org.pathline.domain.fact.RaceEthnicity;
import org.pathline.domain.fact.Subject;
import org.pathline.domain.outcome.CellKey;
import org.pathline.domain.outcome.CellSums;
import org.pathline.domain.pathway.Pathway.PriorAchievement;
import org.pathline.domain.pathway.Settings;
import org.pathline.domain.policy.StandingPolicies;
import org.pathline.report.Answer;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.serve.LiveStanding;
import org.pathline.streams.codec.FactCodec;
import org.pathline.streams.registry.ContractSchemas;
import org.pathline.streams.registry.WireFormat;
import org.pathline.streams.wire.CellRecord;
import org.pathline.topics.Cut;

/** How long a million cells take from their topic into files, and to be filtered on the page. */
@Tag("slow")
class MillionCellsIT {
  private static final int CELLS = Integer.getInteger("cells", 1_000_000);

  /** Filters as somebody clicks them on the page, no two of them alike. */
  private static final List<Map<String, List<String>>> FILTERS =
      Stream.of("raceEthnicity", "priorAchievement,economicallyDisadvantaged", "anchorYear")
          .flatMap(
              by ->
                  Stream.of("priorAchievement=HIGH", "raceEthnicity=ASIAN", "anchorYear=2015")
                      .flatMap(
                          where ->
                              Stream.of("stemEntry2", "gradePoints", "stemDegree6")
                                  .map(
                                      outcome ->
                                          Map.of(
                                              "outcome", List.of(outcome),
                                              "by", List.of(by),
                                              "where", List.of(where)))))
          .toList();

  @TempDir private Path directory;

  @Test
  void aMillionCellsAreFilesInSeconds() throws Exception {
    Home home = SharedCluster.temporaryHome();
    try (EmbeddedCluster cluster = EmbeddedCluster.start(home)) {
      Connection connection = cluster.connection();
      try (Admin admin = Admin.create(connection.clientSettings())) {
        new TopicContract(admin).apply(TopicContract.Mode.CREATE);
      }
      fill(connection);
      for (DataFormat format : DataFormat.values()) {
        long began = System.nanoTime();
        double processorBefore = processorSeconds();
        List<Table> tables = Tables.all(false);
        Cut cut = Cut.now(connection, Tables.topics(tables));
        try (Database database = new CutLoader(connection, line -> {}).load(tables, cut)) {
          double loaded = (System.nanoTime() - began) / 1e9;
          new Export(database, cut, tables).write(directory, format, line -> {});
          System.out.printf(
              "%,d cells: loaded after %.1f s, %s written after %.1f s; %.1f s of processors%n",
              CELLS,
              loaded,
              format,
              (System.nanoTime() - began) / 1e9,
              processorSeconds() - processorBefore);
          if (format == DataFormat.parquet) {
            filterCrosswise(database);
          }
        }
        assertThat(directory.resolve("outcome_cells." + format)).isNotEmptyFile();
      }
    } finally {
      SharedCluster.remove(home);
    }
  }

  /** Asks what stands in the database as the page does, and prints how long answers take. */
  private static void filterCrosswise(Database database) {
    LiveStanding standing =
        new LiveStanding(database, new StandingPolicies(new FactCodec()), List.of());
    List<Double> millis = new ArrayList<>();
    for (Map<String, List<String>> filter : FILTERS) {
      long asked = System.nanoTime();
      Answer answer = new AskChoice().answer("outcomes", filter, standing);
      millis.add((System.nanoTime() - asked) / 1e6);
      assertThat(answer.rows().flat().get("rows")).as("%s", filter).isNotEmpty();
    }
    System.out.printf("%,d cells filtered: the first in %.0f ms, ", CELLS, millis.get(0));
    Collections.sort(millis);
    System.out.printf(
        "%d in %.0f ms each (median), %.0f ms at most%n",
        millis.size(), millis.get(millis.size() / 2), millis.get(millis.size() - 1));
  }

  private static double processorSeconds() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime()
        / 1e9;
  }

  private static void fill(Connection connection) throws Exception {
    int schemaId =
        new ContractSchemas(connection.registryClient()).idOf(TopicCatalogue.OUTCOME_CELLS);
    Map<String, Object> settings = connection.clientSettings();
    settings.put("linger.ms", 20);
    settings.put("batch.size", 1 << 20);
    settings.put("compression.type", "lz4");
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (int i = 0; i < CELLS; i++) {
        CellKey key = key(i);
        long[] counts = new long[CellSums.COUNTS];
        for (int at = 0; at < counts.length; at++) {
          // Members, then eligible, observed and attained in turns: none more than the one before.
          counts[at] = at == 0 ? 120 : 1 + (i + at / 3) % 30 + 30L * ((3 - at % 3) % 3);
        }
        CellSums sums =
            new CellSums(
                counts, BigInteger.valueOf(i * 1_000L), BigInteger.valueOf(i * 1_000_000L));
        producer.send(
            new ProducerRecord<>(
                TopicCatalogue.OUTCOME_CELLS.name(),
                key.text().getBytes(UTF_8),
                WireFormat.value(schemaId, CellRecord.of(key, sums))));
      }
    }
  }

  private static CellKey key(int i) {
    int rest = i;
    PriorAchievement prior = PriorAchievement.values()[rest % 4];
    rest /= 4;
    Indicator disadvantaged = Indicator.values()[rest % 3];
    rest /= 3;
    RaceEthnicity race = RaceEthnicity.values()[rest % 8];
    rest /= 8;
    int year = 2000 + rest % 20;
    rest /= 20;
    return new CellKey(
        Settings.DEFAULT,
        "D" + rest / 10,
        "D" + rest / 10 + "-S" + rest,
        year,
        Subject.MATHEMATICS,
        race,
        disadvantaged,
        prior);
  }
}
