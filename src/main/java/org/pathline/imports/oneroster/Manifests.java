package org.pathline.imports.oneroster;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pathline.imports.BundleFile;
import org.pathline.imports.ForeignRecord;

/** What the manifests say, each of its delivery. */
final class Manifests {
  private static final String FILE = "file.";
  private static final String ABSENT = "absent";

  private final Map<Integer, Map<String, String>> deliveries = new LinkedHashMap<>();

  /** Takes what a manifest says of a table. */
  interface Taker {
    void take(int delivery, Table table, String name, String said);
  }

  void add(ForeignRecord record, BundleFile file) {
    String name = record.text("propertyName");
    String value = record.text("value");
    if (name != null && value != null) {
      deliveries
          .computeIfAbsent(file.delivery(), absent -> new HashMap<>())
          .put(name.toLowerCase(Locale.ROOT), value);
    }
  }

  /** Hands on what is said of each table. */
  void each(Taker taker) {
    deliveries.forEach(
        (delivery, properties) ->
            properties.forEach(
                (property, said) -> {
                  boolean isOfFile = property.startsWith(FILE);
                  String name = isOfFile ? property.substring(FILE.length()) : "";
                  Table table = Table.of(name);
                  if (table != null) {
                    taker.take(delivery, table, name, said);
                  }
                }));
  }

  /** Whether a value says that there is no such file. */
  static boolean isAbsent(String said) {
    return said.equalsIgnoreCase(ABSENT);
  }

  /** What a manifest says; null where none says it, or says that it is absent. */
  @Nullable String property(String name) {
    for (Map<String, String> properties : deliveries.values()) {
      String value = properties.get(name.toLowerCase(Locale.ROOT));
      if (value != null && !isAbsent(value)) {
        return value;
      }
    }
    return null;
  }

  /** Whether a file holds what has changed only. */
  boolean isDelta(Table table, BundleFile file) {
    Map<String, String> properties = deliveries.getOrDefault(file.delivery(), Map.of());
    for (String name : table.names()) {
      String value = properties.get(FILE + name.toLowerCase(Locale.ROOT));
      if (value != null) {
        return value.equalsIgnoreCase("delta");
      }
    }
    return false;
  }
}
