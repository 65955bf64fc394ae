package org.pathline.release;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.release.RateCoding;
import org.pathline.domain.release.Release;
import org.pathline.domain.release.ReleaseRules;
import org.pathline.domain.release.Tables;

/** The files of a release as text, and what its manifest says of them. */
public final class ReleaseText {
  private static final List<Integer> SIZES = List.of(20, 40, 100, 200, 300, 301);

  private ReleaseText() {}

  /** Contents by name of file. */
  public static Map<String, String> files(Tables tables) throws IOException {
    Map<String, String> files = new TreeMap<>();
    files.put(ReleaseDirectory.TABLES, TableFile.csv(tables));
    files.put(
        ReleaseDirectory.TABLES.replace(".csv", ".json"),
        ReleaseDirectory.json(
            JsonNodeFactory.instance.objectNode().set("rows", TableFile.json(tables))));
    return files;
  }

  /** Adds tables, rules and numbers to a manifest. */
  public static void describe(ObjectNode manifest, Release release, ReleaseRules rules) {
    ObjectNode of =
        manifest
            .putObject("rules")
            .put("minCell", rules.minCell())
            .put("minWidth", rules.minWidth())
            .put("solver", "GLOP of OR-tools");
    ArrayNode coding = of.putArray("codedRates");
    for (int size : SIZES) {
      coding
          .addObject()
          .put("observed", size > 300 ? "more than 300" : "up to " + size)
          .put("percent", RateCoding.percent(size, 0));
    }
    ArrayNode tables = manifest.putArray("tables");
    release.tables().tables().forEach(table -> table.forEach(tables.addArray()::add));
    ArrayNode outcomes = manifest.putArray("outcomes");
    release.tables().outcomes().stream().map(Outcome::label).forEach(outcomes::add);
    manifest.putObject("counts").put("all", release.counts()).put("withheld", release.withheld());
    ArrayNode narrow = manifest.putArray("narrowBecauseOfEarlierReleases");
    release.narrow().forEach(narrow::add);
  }
}
