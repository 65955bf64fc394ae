package org.pathline.imports.oneroster;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.pathline.imports.Bundle;
import org.pathline.imports.BundleFile;
import org.pathline.imports.ForeignFormat.Unused;
import org.pathline.imports.JsonRecords;
import org.pathline.imports.RecordReader;
import org.pathline.imports.ReferredRecords;
import org.pathline.imports.ReferredRecords.Taker;
import org.pathline.imports.TableRecords;
import org.pathline.publish.ImportFile;
import org.pathline.publish.UnreadableFile;
import org.pathline.words.Names;

/** The files of a OneRoster delivery by the table that they hold. */
final class OneRosterFiles {
  private static final String MATERIAL = "teaching material is not read";

  private static final Map<String, String> REASONS =
      Map.ofEntries(
          Map.entry("userprofiles", "accounts and passwords are not read"),
          Map.entry("classresources", MATERIAL),
          Map.entry("courseresources", MATERIAL),
          Map.entry("userresources", MATERIAL),
          Map.entry("resources", MATERIAL),
          Map.entry("teachers", "teachers are not read"),
          Map.entry("lineitemlearningobjectiveids", "learning objectives are not read"),
          Map.entry("lineitemscorescales", "score scales of single line items are not read"),
          Map.entry("resultlearningobjectiveids", "learning objectives are not read"),
          Map.entry("resultscorescales", "score scales of single results are not read"));

  private final Map<Table, List<BundleFile>> files = new EnumMap<>(Table.class);
  private final Manifests manifests = new Manifests();

  /** Tables that are here without a single byte. */
  private final Map<Table, List<BundleFile>> empty = new EnumMap<>(Table.class);

  private final List<Unused> unused = new ArrayList<>();
  private final List<String> notes;
  final ReferredRecords referred;
  private final List<String> missing = new ArrayList<>();

  OneRosterFiles(Bundle bundle, List<String> notes) throws UnreadableFile {
    this.notes = notes;
    referred = new ReferredRecords(notes);
    for (BundleFile file : bundle.files()) {
      Table table = isData(file) ? table(file) : null;
      if (table != null && file.size() == 0) {
        // Of tables that a system does not fill, some write a file without a header.
        empty.computeIfAbsent(table, absent -> new ArrayList<>()).add(file);
        unused.add(new Unused(file, BundleFile.EMPTY, false));
      } else if (table == null) {
        String known = REASONS.get(file.stem().replaceAll("[^a-z]", ""));
        String reason =
            file.isPacked()
                ? BundleFile.PACKED
                : isData(file) ? "no table of OneRoster that is read" : "neither CSV nor JSON";
        boolean lost =
            known == null && (isData(file) || file.isPacked() || Table.of(file.stem()) != null);
        unused.add(new Unused(file, known == null ? reason : known, lost));
      } else {
        files.computeIfAbsent(table, absent -> new ArrayList<>()).add(file);
      }
    }
    readManifests();
  }

  /** The table that a file holds, by its name, or by that of the folder in which a page lies. */
  private static @Nullable Table table(BundleFile file) {
    String stem = file.stemOfPages();
    Table table = Table.of(stem);
    return table == null && stem.isEmpty() ? Table.of(file.folder()) : table;
  }

  private static boolean isData(BundleFile file) {
    return file.endsWith(".csv") || file.endsWith(".tsv") || file.endsWith(".txt") || file.isJson();
  }

  private void readManifests() throws UnreadableFile {
    each(Table.MANIFEST, manifests::add);
    manifests.each(this::compare);
    // What has changed goes before what it was, in whatever order they are given.
    files.forEach(
        (table, all) -> all.sort(Comparator.comparing((BundleFile file) -> isDelta(table, file))));
  }

  /** Notes where the manifest of a delivery says something else than its files. */
  private void compare(int delivery, Table table, String name, String said) {
    boolean here = isOneOf(delivery, of(table));
    if (Manifests.isAbsent(said)) {
      if (here) {
        notes.add("the manifest says that " + name + " is absent; it is here, and read");
      }
    } else if (!here && !isOneOf(delivery, empty.getOrDefault(table, List.of()))) {
      missing.add(name);
    } else if (!said.equalsIgnoreCase("bulk") && !said.equalsIgnoreCase("delta")) {
      notes.add(
          "the manifest says '"
              + said
              + "' of "
              + name
              + ", which is neither bulk nor delta; it is read as bulk");
    }
  }

  private static boolean isOneOf(int delivery, List<BundleFile> of) {
    return of.stream().anyMatch(file -> file.delivery() == delivery);
  }

  /** Tables of which only what has changed is here. */
  List<BundleFile> onlyChanges() {
    List<BundleFile> only = new ArrayList<>();
    files.forEach(
        (table, all) -> {
          if (all.stream().allMatch(file -> isDelta(table, file))) {
            only.addAll(all);
          }
        });
    return only;
  }

  /** Files that hold a table, in the order of the deliveries, deltas after all others. */
  List<BundleFile> of(Table table) {
    return files.getOrDefault(table, List.of());
  }

  /** Names of tables that a manifest promises and that are not here. */
  List<String> missing() {
    return missing;
  }

  List<Unused> unused() {
    return unused;
  }

  /** What a manifest says; null where none says it, or says that it is absent. */
  @Nullable String property(String name) {
    return manifests.property(name);
  }

  /** Whether a file holds what has changed only, as the manifest of its delivery says. */
  boolean isDelta(Table table, BundleFile file) {
    return manifests.isDelta(table, file);
  }

  /** Opens the records of a file. */
  static RecordReader open(BundleFile file, LongConsumer progress) throws UnreadableFile {
    Table table = Objects.requireNonNull(table(file));
    if (file.isJson()) {
      Set<String> names = table.names();
      return JsonRecords.open(file, progress, names, Set.of(), OneRosterJson::new);
    }
    TableRecords records = new TableRecords(file.open(progress));
    for (String column : table.required()) {
      if (!records.columns().isEmpty() && !records.has(column)) {
        List<String> others = new ArrayList<>(records.columns());
        others.removeIf(table.required()::contains);
        ImportFile.closeQuietly(records);
        throw new UnreadableFile(1, "lacks the column " + column + Names.guess(column, others));
      }
    }
    return records;
  }

  /**
   * Hands on each record of a table.
   *
   * @throws UnreadableFile when a file cannot be read to its end
   */
  void each(Table table, Taker taker) throws UnreadableFile {
    for (BundleFile file : of(table)) {
      if (table == Table.MANIFEST) {
        each(file, taker);
        continue;
      }
      referred.each(
          file,
          OneRosterFiles::open,
          (record, of) -> {
            String id = record.text("sourcedId");
            if (id != null) {
              referred.add(table, id, record);
            }
            OneRosterFormat.tellStatus(record, referred::doubt);
            taker.take(record, of);
          });
    }
  }

  /** Hands on each record of a file to which no others refer. */
  void each(BundleFile file, Taker taker) throws UnreadableFile {
    referred.look(file, OneRosterFiles::open, taker);
  }
}
