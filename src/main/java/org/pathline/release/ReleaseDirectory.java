package org.pathline.release;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.pathline.domain.key.Sha256;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.pathway.Settings;
import org.pathline.domain.release.ReleaseRules;
import org.pathline.domain.release.Tables;
import org.pathline.release.FormFiles.Form;
import org.pathline.topics.Unanswerable;

/**
 * A release on disk: files, and a manifest with their checksums that is written last.
 *
 * @param place the directory
 * @param files contents by name, as their checksums in the manifest say
 * @param digest SHA-256 of the manifest, in hexadecimal
 */
public record ReleaseDirectory(
    Path place,
    ObjectNode manifest,
    ReleaseRules rules,
    Tables tables,
    Map<String, String> files,
    String digest) {
  static final String MANIFEST = "manifest.json";
  static final String TABLES = "outcomes.csv";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /**
   * Refuses a directory that holds something.
   *
   * @throws Unanswerable when there is something in it
   */
  public static void requireEmpty(Path place) throws IOException {
    if (Files.exists(place)) {
      try (Stream<Path> files = Files.list(place)) {
        if (files.findAny().isPresent()) {
          throw new Unanswerable(
              place + " is not empty: a release is never changed; give --out a new directory");
        }
      }
    }
  }

  /**
   * Writes a release.
   *
   * @param manifest what it says besides the files' checksums, which are added
   * @param files contents by name
   */
  public static void write(Path place, ObjectNode manifest, Map<String, String> files)
      throws IOException {
    requireEmpty(place);
    Files.createDirectories(place);
    ObjectNode digests = manifest.putObject("files");
    for (Map.Entry<String, String> file : new TreeMap<>(files).entrySet()) {
      byte[] content = file.getValue().getBytes(UTF_8);
      Files.write(place.resolve(file.getKey()), content);
      digests.put(file.getKey(), Sha256.digits(content));
    }
    Files.writeString(place.resolve(MANIFEST), json(manifest));
  }

  /** JSON as releases write it: indented, with one line feed at the end. */
  static String json(JsonNode node) throws IOException {
    return JSON.writeValueAsString(node).replace("\r\n", "\n") + "\n";
  }

  /**
   * Reads a release.
   *
   * @throws Unanswerable when it is none, or was changed
   */
  public static ReleaseDirectory read(Path place) throws IOException {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(place.resolve(MANIFEST));
    } catch (NoSuchFileException e) {
      throw new Unanswerable(
          place + " is no release: it has no " + MANIFEST + "; `pathline release --out` makes one",
          e);
    }
    if (!(JSON.readTree(bytes) instanceof ObjectNode manifest)) {
      throw new Unanswerable(place.resolve(MANIFEST) + " is no manifest of a release");
    }
    Map<String, String> files = new TreeMap<>();
    manifest
        .path("files")
        .properties()
        .forEach(
            file ->
                files.put(
                    file.getKey(),
                    verified(place.resolve(file.getKey()), file.getValue().asText())));
    String counts = files.get(TABLES);
    if (counts == null) {
      throw new Unanswerable(place + " is no release: its manifest names no " + TABLES);
    }
    List<List<String>> tables = new ArrayList<>();
    for (JsonNode table : manifest.path("tables")) {
      tables.add(texts(table));
    }
    List<Outcome> outcomes =
        texts(manifest.path("outcomes")).stream()
            .map(label -> Outcome.labelled(label).orElseThrow())
            .toList();
    JsonNode rules = manifest.path("rules");
    return new ReleaseDirectory(
        place,
        manifest,
        new ReleaseRules(rules.path("minCell").asInt(), rules.path("minWidth").asInt()),
        TableFile.read(place.resolve(TABLES).toString(), counts, tables, outcomes),
        files,
        Sha256.digits(bytes));
  }

  /**
   * Checks that what is beside the tables tells nothing that they withhold.
   *
   * @throws Unanswerable where it may
   */
  public void verifyForms() throws IOException {
    Set<Form> forms = EnumSet.noneOf(Form.class);
    for (String label : texts(manifest.path("forms"))) {
      forms.add(
          Form.labelled(label)
              .orElseThrow(
                  () ->
                      new Unanswerable(
                          place + ": this version of pathline does not know the form " + label)));
    }
    if (forms.isEmpty()) {
      return;
    }
    JsonNode settings = manifest.path("settings");
    FormFiles.verify(
        place.toString(),
        forms,
        tables,
        new Settings(settings.path("anchorGrade").asInt(), settings.path("stemList").asText()),
        files);
  }

  private static String verified(Path file, String expected) {
    try {
      byte[] content = Files.readAllBytes(file);
      if (!Sha256.digits(content).equals(expected)) {
        throw new Unanswerable(
            file + " is not what was released: its checksum is another than in the manifest");
      }
      return new String(content, UTF_8);
    } catch (IOException e) {
      throw new Unanswerable("cannot read " + file + ", which the manifest names: " + e, e);
    }
  }

  /** Digests of the earlier releases that this one was made with. */
  public List<String> earlier() {
    return texts(manifest.path("after"));
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(each -> texts.add(each.asText()));
    return texts;
  }
}
