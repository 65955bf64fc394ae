package org.pathline.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pathline.Main;
import org.pathline.cluster.Connection;
import org.pathline.cluster.SharedCluster;
import org.pathline.contract.TopicContract;
import org.pathline.schemas.TopicCatalogue;
import picocli.CommandLine;

/** A bundle goes to the real broker as it is, again without effect, and later without a record. */
class ImportIT {
  private static Connection connection;

  @TempDir private Path directory;

  private String text = "";

  @BeforeAll
  static void makeTheTopics() throws Exception {
    connection = SharedCluster.connection();
    try (Admin admin = TopicContract.admin(connection)) {
      new TopicContract(admin).apply(TopicContract.Mode.FIX);
    }
  }

  private Path bundle() throws IOException {
    Path bundle = Files.createDirectories(directory.resolve("bundle"));
    try (var files = Files.list(Path.of("test/resources/imports/oneroster"))) {
      for (Path file : files.toList()) {
        Files.copy(file, bundle.resolve(file.getFileName()));
      }
    }
    return bundle;
  }

  private int run(Path bundle, String... options) {
    StringWriter all = new StringWriter();
    CommandLine command = Main.commandLine();
    command.setOut(new PrintWriter(all)).setErr(new PrintWriter(all));
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "import",
                "oneroster",
                bundle.toString(),
                "--bootstrap-servers=" + connection.bootstrapServers(),
                "--schema-registry=" + connection.schemaRegistry(),
                "--map=" + Path.of("test/resources/imports/oneroster-map.yaml"),
                "--recorded-at=2023-06-30T12:00:00Z",
                "--rejected=" + directory.resolve("rejected.csv")));
    arguments.addAll(List.of(options));
    int exit = command.execute(arguments.toArray(String[]::new));
    text = all.toString();
    return exit;
  }

  /** How many offsets each topic of facts has taken. */
  private static Map<String, Long> records() {
    Map<String, Long> records = new TreeMap<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            connection.clientSettings(),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      for (String noun : List.of("students", "enrollments", "sections", "grades")) {
        String topic = TopicCatalogue.ofNoun(noun).name();
        List<TopicPartition> partitions =
            consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        long end = consumer.endOffsets(partitions).values().stream().mapToLong(o -> o).sum();
        records.put(noun, end);
      }
    }
    return records;
  }

  private static Map<String, Long> more(Map<String, Long> before) {
    Map<String, Long> more = new TreeMap<>();
    records().forEach((noun, count) -> more.put(noun, count - before.getOrDefault(noun, 0L)));
    return more;
  }

  @Test
  void aBundleIsPublishedReconciledAndWithdrawn() throws IOException {
    Path bundle = bundle();
    Map<String, Long> before = records();
    assertThat(run(bundle)).as(text).isZero();
    Map<String, Long> all = Map.of("students", 2L, "enrollments", 2L, "sections", 2L, "grades", 2L);
    assertThat(more(before)).isEqualTo(all);
    assertThat(text).containsPattern("sections +2 +2 +0");

    String scope = "--complete=source=springfield-sis";
    before = records();
    assertThat(run(bundle, scope)).as(text).isZero();
    assertThat(more(before).values()).as(text).containsOnly(0L);

    Path seats = bundle.resolve("enrollments.csv");
    List<String> rows = Files.readAllLines(seats);
    Files.write(seats, rows.stream().filter(row -> !row.startsWith("e3,")).toList());
    assertThat(run(bundle, scope)).as(text).isEqualTo(1);
    assertThat(text).contains("--accept-withdrawals 2");
    assertThat(run(bundle, scope, "--accept-withdrawals=2")).as(text).isZero();
    assertThat(text).contains("sent 2 facts");
    // The mark of a transaction's end takes an offset, too.
    assertThat(more(before)).containsEntry("students", 0L).containsEntry("grades", 0L);
    assertThat(more(before).get("enrollments")).isPositive();
    assertThat(more(before).get("sections")).isPositive();
  }
}
