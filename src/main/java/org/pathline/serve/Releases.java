package org.pathline.serve;

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
      Body.json(list()).sendTo(context);
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
    Body.of(context.queryParam("format"), flat, () -> flat).sendTo(context);
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
}
