package org.pathline.ops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What processes that run topologies say of their stores: restoring, and standby copies. */
public final class RestoreNotes {
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<URI, JsonNode> answers = new LinkedHashMap<>();

  private RestoreNotes() {}

  /** Asks each process; one that does not answer is noted as such. */
  public static RestoreNotes of(List<URI> processes) throws InterruptedException {
    RestoreNotes notes = new RestoreNotes();
    if (processes.isEmpty()) {
      return notes;
    }
    HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    for (URI process : processes) {
      try {
        HttpRequest request =
            HttpRequest.newBuilder(URI.create(process.toString().replaceAll("/+$", "") + "/lag"))
                .timeout(PATIENCE)
                .build();
        String body = client.send(request, BodyHandlers.ofString()).body();
        notes.answers.put(process, JSON.readTree(body));
      } catch (IOException | IllegalArgumentException e) {
        notes.answers.put(process, null);
      }
    }
    return notes;
  }

  /**
   * A part of their answers by address, such as {@code restore}; null for one that does not answer.
   */
  public ObjectNode json(String part) {
    ObjectNode root = JSON.createObjectNode();
    answers.forEach(
        (process, answer) ->
            root.set(process.toString(), answer == null ? null : answer.get(part)));
    return root;
  }

  /** A line for each topology of each process, and for each partition that waits for a schema. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    answers.forEach(
        (process, answer) -> {
          if (answer == null) {
            lines.add(process + " does not answer");
            return;
          }
          answer
              .path("restore")
              .properties()
              .forEach(
                  each -> lines.add(process + " " + each.getKey() + ": " + line(each.getValue())));
          answer.path("waiting").forEach(each -> lines.add(process + " " + waiting(each)));
        });
    return lines;
  }

  private static String waiting(JsonNode partition) {
    String registry = partition.path("registry").asText("");
    return String.format(
        Locale.ROOT,
        "%s: %s-%d waits at offset %d for schema %d since %s; the registry: %s",
        partition.path("topology").asText(),
        partition.path("topic").asText(),
        partition.path("partition").asInt(),
        partition.path("offset").asLong(),
        partition.path("schemaId").asInt(),
        partition.path("since").asText(),
        registry.isEmpty() || registry.equals("null") ? "has not answered yet" : registry);
  }

  private static String line(JsonNode restore) {
    StringBuilder line = new StringBuilder();
    if (restore.get("restoring").isEmpty()) {
      line.append("nothing to restore");
    } else {
      line.append(
          String.format(
              Locale.ROOT,
              "restoring %d stores for %.0f s, %,d records to go",
              restore.get("restoring").size(),
              restore.get("runningSeconds").asDouble(),
              records(restore.get("restoring"))));
      if (restore.get("etaSeconds").isNumber()) {
        line.append(
            String.format(Locale.ROOT, ", about %.0f s", restore.get("etaSeconds").asDouble()));
      }
    }
    if (!restore.get("standbys").isEmpty()) {
      line.append(
          String.format(
              Locale.ROOT,
              "; %d standby copies, %,d records behind",
              restore.get("standbys").size(),
              records(restore.get("standbys"))));
    }
    return line.toString();
  }

  private static long records(JsonNode stores) {
    long records = 0;
    for (JsonNode store : stores) {
      records += store.get("records").asLong();
    }
    return records;
  }
}
