package org.pathline.imports.edfi;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pathline.words.Bundled;

/**
 * What the codes of Ed-Fi's own descriptors mean in facts, from {@code edfi-codes.csv}: rows of
 * descriptor, code, meaning. A code without meaning is known to say nothing that a fact could hold.
 */
final class EdFiCodes {
  private static final Map<String, Map<String, String>> MEANINGS = read();

  private EdFiCodes() {}

  private static Map<String, Map<String, String>> read() {
    Map<String, Map<String, String>> meanings = new HashMap<>();
    Bundled.text(EdFiCodes.class, "edfi-codes.csv")
        .lines()
        .filter(line -> !line.startsWith("#") && !line.isBlank())
        .map(line -> line.split("\\|", -1))
        .forEach(
            cells ->
                meanings
                    .computeIfAbsent(
                        cells[0], absent -> new TreeMap<>(String.CASE_INSENSITIVE_ORDER))
                    .put(cells[1], cells[2]));
    return Map.copyOf(meanings);
  }

  /** Meaning of a code; empty where it says nothing, null where it is not one of Ed-Fi's own. */
  static @Nullable String meaning(String descriptor, String code) {
    return MEANINGS.getOrDefault(descriptor, Map.of()).get(code);
  }
}
