package org.pathline.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.pathline.Main;
import org.pathline.cluster.ClusterException;
import org.pathline.cluster.Connection;
import org.pathline.cluster.Home;
import org.pathline.schemas.Topic;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.topics.Cut;
import org.pathline.topics.DistrictCuts;
import org.pathline.topics.TopicReader;
import org.pathline.topics.Unanswerable;

/**
 * A cut under a name: the offsets of all topics, and what stood in the compacted ones, which forget
 * what is replaced. Topics of facts forget nothing and are read again.
 *
 * @param cut of all topics
 */
public record Snapshot(String name, Path directory, Cut cut) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final String MANIFEST = "manifest.json";

  private static Path in(Home home) {
    return home.directory().resolve("snapshots");
  }

  /**
   * Saves what stands now.
   *
   * @throws ClusterException when there is one of that name, or the name is none for a directory
   */
  public static Snapshot save(Home home, Connection connection, String name) {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
      throw new ClusterException(
          "'" + name + "' is no name for a snapshot: letters, digits, dots, dashes");
    }
    Path directory = in(home).resolve(name);
    if (Files.exists(directory.resolve(MANIFEST))) {
      throw new ClusterException(
          "there is a snapshot " + name + " in " + in(home) + ": choose another name");
    }
    Cut cut = Cut.now(connection, TopicCatalogue.all().stream().map(Topic::name).toList());
    try {
      home.make();
      Files.createDirectories(directory);
      DistrictCuts cuts = new DistrictCuts();
      keep(connection, TopicCatalogue.SORTING, cut, directory, record -> {});
      Set<String> cells =
          keep(connection, TopicCatalogue.OUTCOME_CELLS, cut, directory, cuts::note);
      ObjectNode manifest = JSON.createObjectNode();
      manifest.put("name", name).put("cut", cut.id()).put("program", Main.version());
      manifest.put("savedAt", Instant.now().toString());
      manifest.set("offsets", Cut.json(cut.offsets()));
      ObjectNode districts = manifest.putObject("districts");
      cuts.of(cells)
          .forEach(
              (district, positions) -> {
                ObjectNode of = districts.putObject(district);
                positions.next().forEach((partition, next) -> of.put(partition.toString(), next));
              });
      // Last, so that a manifest means that everything is there.
      Files.write(directory.resolve(MANIFEST), JSON.writeValueAsBytes(manifest));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + directory + ": " + e.getMessage(), e);
    }
    return new Snapshot(name, directory, cut);
  }

  /** Keeps what stands in a topic, as the topic forgets it; the keys. */
  private static Set<String> keep(
      Connection connection,
      Topic topic,
      Cut cut,
      Path directory,
      Consumer<ConsumerRecord<byte[], byte[]>> noting)
      throws IOException {
    SortedMap<ByteBuffer, byte[]> standing = new TreeMap<>();
    SortedMap<Integer, Long> ends = cut.of(topic.name());
    if (!ends.isEmpty()) {
      try (TopicReader reader = new TopicReader(connection)) {
        reader.readBefore(
            topic.name(),
            ends,
            record -> {
              noting.accept(record);
              if (record.value() == null) {
                standing.remove(ByteBuffer.wrap(record.key()));
              } else {
                standing.put(ByteBuffer.wrap(record.key()), record.value());
              }
            });
      }
    }
    try (DataOutputStream out =
        new DataOutputStream(
            new BufferedOutputStream(
                new GZIPOutputStream(Files.newOutputStream(directory.resolve(topic.name())))))) {
      for (Map.Entry<ByteBuffer, byte[]> each : standing.entrySet()) {
        out.writeInt(each.getValue().length);
        out.write(each.getValue());
      }
    }
    return standing.keySet().stream()
        .map(key -> new String(key.array(), UTF_8))
        .collect(Collectors.toSet());
  }

  private static SortedMap<Integer, Long> ends(JsonNode node) {
    SortedMap<Integer, Long> ends = new TreeMap<>();
    node.properties()
        .forEach(end -> ends.put(Integer.valueOf(end.getKey()), end.getValue().asLong()));
    return ends;
  }

  /** Values of a topic that stood, in order of their keys. */
  List<byte[]> values(Topic topic) {
    List<byte[]> values = new ArrayList<>();
    try (DataInputStream in =
        new DataInputStream(
            new BufferedInputStream(
                new GZIPInputStream(Files.newInputStream(directory.resolve(topic.name())))))) {
      while (true) {
        int length;
        try {
          length = in.readInt();
        } catch (EOFException end) {
          return values;
        }
        values.add(in.readNBytes(length));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read snapshot " + name + ": " + e.getMessage(), e);
    }
  }

  /**
   * The snapshot of a name.
   *
   * @throws Unanswerable when there is none
   */
  public static Snapshot of(Home home, String name) {
    return all(home).stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new Unanswerable(
                    "there is no snapshot "
                        + name
                        + " in "
                        + in(home)
                        + "; "
                        + listed(home)
                        + ". `pathline snapshot NAME` saves one."));
  }

  private static String listed(Home home) {
    List<String> names = all(home).stream().map(Snapshot::name).toList();
    return names.isEmpty() ? "there are none yet" : "there are " + String.join(", ", names);
  }

  /** Every snapshot of a home, by name. */
  public static List<Snapshot> all(Home home) {
    List<Snapshot> found = new ArrayList<>();
    if (!Files.isDirectory(in(home))) {
      return found;
    }
    try (var directories = Files.list(in(home))) {
      for (Path directory : directories.sorted().toList()) {
        if (Files.exists(directory.resolve(MANIFEST))) {
          found.add(read(directory));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + in(home) + ": " + e.getMessage(), e);
    }
    return found;
  }

  private static Snapshot read(Path directory) throws IOException {
    JsonNode manifest = JSON.readTree(directory.resolve(MANIFEST).toFile());
    SortedMap<String, SortedMap<Integer, Long>> offsets = new TreeMap<>();
    manifest
        .get("offsets")
        .properties()
        .forEach(topic -> offsets.put(topic.getKey(), ends(topic.getValue())));
    return new Snapshot(manifest.get("name").asText(), directory, new Cut(offsets));
  }
}
