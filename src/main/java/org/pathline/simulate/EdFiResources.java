package org.pathline.simulate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactType;

/** The files of Ed-Fi resources that are written, with ids that count on through all of them. */
final class EdFiResources {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What hands on the records of a resource. */
  @FunctionalInterface
  interface Records {
    void handOn(Consumer<ObjectNode> to) throws IOException;
  }

  private final Path bundle;
  private final SimulatedFacts facts;
  private long ids;

  EdFiResources(Path bundle, SimulatedFacts facts) {
    this.bundle = bundle;
    this.facts = facts;
  }

  /** Writes the file of a resource, one record a line. */
  void write(String resource, Records records) throws IOException {
    try (BufferedWriter writer = Files.newBufferedWriter(bundle.resolve(resource + ".ndjson"))) {
      records.handOn(
          node -> {
            try {
              writer.append(JSON.writeValueAsString(node)).append('\n');
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
  }

  /**
   * Writes the file of a resource that has a record for each fact of a type.
   *
   * @param record of a fact; null for none
   */
  <F extends Fact> void write(
      String resource, FactType type, Class<F> as, Function<F, @Nullable ObjectNode> record)
      throws IOException {
    write(
        resource,
        to ->
            facts.read(
                type,
                as,
                fact -> {
                  ObjectNode node = record.apply(fact);
                  if (node != null) {
                    to.accept(node);
                  }
                }));
  }

  /** Begins a record that no fact dates. */
  ObjectNode record() {
    return JSON.createObjectNode()
        .put("id", String.format("%032x", ++ids))
        .put("_etag", "525" + ids);
  }

  /** Begins a record that changed last when a fact was recorded. */
  ObjectNode record(Fact fact) {
    return record().put("_lastModifiedDate", SimulatedFacts.lastModified(fact));
  }

  /** Number of the record that was begun last, counted from 1 through all resources. */
  long number() {
    return ids;
  }
}
