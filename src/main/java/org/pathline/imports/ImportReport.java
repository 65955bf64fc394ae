package org.pathline.imports;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.pathline.domain.fact.FactType;
import org.pathline.imports.ForeignFormat.Reading;
import org.pathline.imports.ForeignFormat.Unused;

/** What became of every file and record of a delivery, in words. */
public final class ImportReport {
  private static final int SHORTEST = 32;
  private static final int MOST_CODES = 1_000;

  /** So many codes are named on the screen. */
  private static final int FIRST = 5;

  private ImportReport() {}

  /** Lines on files that are not read, and notes; for before the facts are read. */
  public static List<String> before(Reading reading) {
    List<String> lines = new ArrayList<>();
    for (Unused unused : reading.unused()) {
      lines.add(unused.file().path() + ": not used: " + unused.reason());
    }
    reading
        .missing()
        .forEach(name -> lines.add("missing: " + name + ", which the manifest says is here"));
    reading.notes().forEach(note -> lines.add("note: " + note));
    if (reading.notUnderstood() > 0) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%,d records to which others refer are not understood",
              reading.notUnderstood()));
    }
    return lines;
  }

  /** A table of what became of the records of each file, with the reasons why some stay out. */
  public static String after(Reading reading) {
    StringBuilder text = new StringBuilder();
    int width =
        reading.sources().stream()
            .mapToInt(source -> source.file().path().getFileName().toString().length())
            .max()
            .orElse(0);
    String format = "%-" + Math.max(SHORTEST, width) + "s %12s  %-14s %12s %12s%n";
    text.append(String.format(format, "file", "records", "to", "rows", "not carried"));
    for (ForeignSource source : reading.sources()) {
      source.tallies().forEach((type, tally) -> add(text, format, source, type, tally));
    }
    return text.toString();
  }

  private static void add(
      StringBuilder text, String format, ForeignSource source, FactType type, Tally tally) {
    long skipped = tally.skipped().values().stream().mapToLong(Tally.Skipped::count).sum();
    text.append(
        String.format(
            format,
            source.file().path().getFileName(),
            number(tally.records()),
            type.noun(),
            number(tally.rows()),
            number(skipped)));
    for (Map.Entry<String, Tally.Skipped> reason : tally.skipped().entrySet()) {
      text.append(
          String.format(
              Locale.ROOT,
              "  %,d: %s (first in line %d)%n",
              reason.getValue().count(),
              reason.getKey(),
              reason.getValue().firstLine()));
    }
  }

  /** What the mapping file should explain; empty where it explains all. */
  public static List<String> unexplained(LocalCodes codes) {
    List<String> lines = new ArrayList<>();
    for (LocalCodes.Kind kind : LocalCodes.Kind.values()) {
      List<LocalCodes.Code> open = codes.of(kind);
      if (!open.isEmpty()) {
        List<String> first = new ArrayList<>();
        for (LocalCodes.Code code : open.subList(0, Math.min(FIRST, open.size()))) {
          first.add(code.code());
        }
        lines.add(
            String.format(
                Locale.ROOT,
                "the mapping file says nothing of %,d %s: %s%s",
                open.size(),
                kind.section(),
                String.join(", ", first),
                open.size() > first.size() ? ", …" : ""));
      }
    }
    codes
        .needed()
        .forEach(
            (section, records) ->
                lines.add(
                    String.format(
                        Locale.ROOT,
                        "the mapping file says no %s, which %,d rows need",
                        section,
                        records)));
    if (!lines.isEmpty()) {
      lines.add("--map-template writes a mapping file with them, to be filled in");
    }
    if (!codes.taken().isEmpty()) {
      String first =
          codes.taken().entrySet().stream()
              .limit(FIRST)
              .map(each -> (each.getKey() + " " + each.getValue()).strip())
              .collect(Collectors.joining(", "));
      lines.add(
          String.format(
              Locale.ROOT,
              "%,d course codes count as SCED codes, by their form: %s%s",
              codes.taken().size(),
              first,
              codes.taken().size() > FIRST ? ", …" : ""));
    }
    for (MapFile.Field field : codes.silent()) {
      lines.add(
          "no record says anything of '"
              + field.column()
              + "', from which the mapping file takes "
              + field.name());
    }
    return lines;
  }

  /** The same as JSON: what became of each file, which files were not used, what is open. */
  public static ObjectNode json(Reading reading, LocalCodes codes) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    for (ForeignSource source : reading.sources()) {
      source.tallies().forEach((type, tally) -> add(root, source, type, tally));
    }
    for (Unused unused : reading.unused()) {
      root.withArray("unused")
          .addObject()
          .put("file", unused.file().path().toString())
          .put("reason", unused.reason())
          .put("looksLikeData", unused.lost());
    }
    reading.missing().forEach(root.withArray("missing")::add);
    reading.notes().forEach(root.withArray("notes")::add);
    root.put("notUnderstood", reading.notUnderstood());
    for (LocalCodes.Kind kind : LocalCodes.Kind.values()) {
      codes.of(kind).stream()
          .limit(MOST_CODES)
          .forEach(
              code -> root.withObject("/unexplained").withArray(kind.section()).add(code.code()));
    }
    codes.needed().forEach((section, rows) -> root.withObject("/needed").put(section, rows));
    codes.taken().keySet().stream().limit(MOST_CODES).forEach(root.withArray("takenAsSced")::add);
    codes.silent().forEach(field -> root.withArray("silentFields").add(field.name()));
    return root;
  }

  private static void add(ObjectNode root, ForeignSource source, FactType type, Tally tally) {
    ObjectNode file =
        root.withArray("files")
            .addObject()
            .put("file", source.file().path().toString())
            .put("topic", type.noun())
            .put("records", tally.records())
            .put("rows", tally.rows());
    tally
        .skipped()
        .forEach(
            (reason, skipped) ->
                file.withArray("notCarried")
                    .addObject()
                    .put("reason", reason)
                    .put("count", skipped.count())
                    .put("firstLine", skipped.firstLine()));
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
