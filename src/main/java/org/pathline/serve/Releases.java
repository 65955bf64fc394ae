package org.pathline.serve;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.pathline.release.ReleasedTables;
import org.pathline.topics.Unanswerable;

/** Releases over HTTP: what may be handed on, so that no token is asked for. */
final class Releases {
  private final ReleasedTables releases;

  Releases(ReleasedTables releases) {
    this.releases = releases;
  }

  /** All releases with what their manifests say, or the rows of one table of one. */
  void answer(Context context) {
    String name = context.queryParam("release");
    String table = context.queryParam("table");
    if (name == null) {
      json(context, list());
      return;
    }
    if (releases.names().isEmpty()) {
      throw new Unanswerable("no release is served; `pathline serve --release DIR` does");
    }
    ObjectNode flat;
    try {
      flat = releases.flat(name, table == null ? "outcomes" : table);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String format = context.queryParam("format");
    switch (format == null ? "json" : format) {
      case "json" -> json(context, flat);
      case "csv" -> context.contentType("text/csv; charset=utf-8").result(FlatFile.csv(flat));
      case "arrow" ->
          context.contentType("application/vnd.apache.arrow.stream").result(FlatFile.arrow(flat));
      case "parquet" ->
          context.contentType("application/vnd.apache.parquet").result(FlatFile.parquet(flat));
      default -> throw new Questions.Misasked("format: there are json csv arrow parquet");
    }
  }

  private ObjectNode list() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ArrayNode all = root.putArray("releases");
    for (String name : releases.names()) {
      ObjectNode manifest = releases.manifest(name);
      ObjectNode each = all.addObject().put("name", name);
      releases.tables(name).forEach(each.putArray("tables")::add);
      for (String said : new String[] {"rules", "counts", "outcomes", "where"}) {
        if (manifest.has(said)) {
          each.set(said, manifest.get(said));
        }
      }
    }
    return root;
  }

  private static void json(Context context, ObjectNode node) {
    context.contentType("application/json; charset=utf-8").result(node.toString().getBytes(UTF_8));
  }
}
