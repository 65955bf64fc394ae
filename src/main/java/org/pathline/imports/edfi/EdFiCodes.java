package org.pathline.imports.edfi;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the codes of Ed-Fi's own descriptors mean in facts, from {@code edfi-codes.csv}: rows of
 * descriptor, code, meaning. A code without meaning is known to say nothing that a fact could hold.
 */
final class EdFiCodes {
  private static final Map<String, Map<String, String>> MEANINGS = read();

  private EdFiCodes() {}

  private static Map<String, Map<String, String>> read() {
    Map<String, Map<String, String>> meanings = new HashMap<>();
    try (InputStream bytes =
            Objects.requireNonNull(EdFiCodes.class.getResourceAsStream("edfi-codes.csv"));
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.startsWith("#") && !line.isBlank()) {
          String[] cells = line.split("\\|", -1);
          meanings
              .computeIfAbsent(cells[0], absent -> new TreeMap<>(String.CASE_INSENSITIVE_ORDER))
              .put(cells[1], cells[2]);
        }
      }
      return Map.copyOf(meanings);
    } catch (IOException e) {
      throw new UncheckedIOException("the codes of Ed-Fi cannot be read", e);
    }
  }

  /** Meaning of a code; empty where it says nothing, null where it is not one of Ed-Fi's own. */
  static @Nullable String meaning(String descriptor, String code) {
    return MEANINGS.getOrDefault(descriptor, Map.of()).get(code);
  }
}
