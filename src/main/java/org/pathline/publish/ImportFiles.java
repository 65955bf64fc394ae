package org.pathline.publish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pathline.domain.fact.FactType;

/** Finds the files to import. */
public final class ImportFiles {
  private ImportFiles() {}

  /**
   * Import files among the given files and directly in the given directories, students first.
   *
   * <p>A file that is named must be an import file. In a directory everything else is left alone
   * ({@link #unread} tells what), but a CSV or NDJSON file whose name is no topic noun is an error,
   * since it may be a misspelt one.
   *
   * @param rejected where bad rows go; that file is no import file, nor is another {@code
   *     rejected.csv}
   * @throws UnusableArgument when there is no such file, a name is no topic noun, or a directory
   *     holds nothing to import
   */
  public static List<ImportFile> find(List<Path> paths, Path rejected) {
    Set<ImportFile> files = new LinkedHashSet<>();
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        files.addAll(inDirectory(path, rejected));
      } else if (Files.exists(path)) {
        files.add(named(path));
      } else {
        throw new UnusableArgument("no such file or directory: " + path);
      }
    }
    return files.stream()
        .sorted(Comparator.comparing(ImportFile::type).thenComparing(ImportFile::path))
        .toList();
  }

  private static List<ImportFile> inDirectory(Path directory, Path rejected) {
    List<ImportFile> files = new ArrayList<>();
    try (Stream<Path> entries = Files.list(directory)) {
      for (Path path : entries.sorted().toList()) {
        String name = path.getFileName().toString();
        if (!isOurs(path, rejected) && ImportFile.isImportName(name) && !Files.isDirectory(path)) {
          files.add(named(path));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + directory + ": " + e.getMessage(), e);
    }
    if (files.isEmpty()) {
      throw new UnusableArgument(
          "nothing to import in " + directory + "; files are named NOUN.csv, " + expected());
    }
    return files;
  }

  /**
   * A file in a given directory that is no import file.
   *
   * @param path where it is
   * @param data whether it looks like data that were to be read
   */
  public record Unread(Path path, boolean data) {}

  private static final Set<String> ENDINGS_OF_DATA =
      Set.of(
          "tsv",
          "tab",
          "psv",
          "dat",
          "xls",
          "xlsx",
          "xlsm",
          "ods",
          "xml",
          "parquet",
          "avro",
          "orc",
          "sav",
          "dta",
          "sas7bdat",
          "rds",
          "accdb",
          "mdb",
          "db",
          "sqlite",
          "zip",
          "7z",
          "tar",
          "tgz",
          "gz",
          "bz2",
          "xz",
          "zst",
          "csv~",
          "bak");

  /**
   * Files in the given directories that are not imported; directories and hidden files are none.
   */
  public static List<Unread> unread(List<Path> paths, Path rejected) {
    List<Unread> unread = new ArrayList<>();
    for (Path directory : paths) {
      if (!Files.isDirectory(directory)) {
        continue;
      }
      try (Stream<Path> entries = Files.list(directory)) {
        for (Path path : entries.sorted().toList()) {
          String name = path.getFileName().toString();
          if (!isOurs(path, rejected)
              && !ImportFile.isImportName(name)
              && !name.startsWith(".")
              && !Files.isDirectory(path)) {
            unread.add(new Unread(path, looksLikeData(name.toLowerCase(Locale.ROOT))));
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException("cannot list " + directory + ": " + e.getMessage(), e);
      }
    }
    return unread;
  }

  /**
   * By its ending, or because it is named as the facts of a topic are. Of JSON files only the
   * latter: others mostly say something about the data beside them.
   */
  private static boolean looksLikeData(String name) {
    int dot = name.lastIndexOf('.');
    String stem = name.substring(0, name.indexOf('.') < 0 ? name.length() : name.indexOf('.'));
    return ENDINGS_OF_DATA.contains(name.substring(dot + 1))
        || Arrays.stream(FactType.values())
            .anyMatch(type -> type.noun().equals(stem.replace('_', '-')));
  }

  /** What this program writes beside import files. */
  private static boolean isOurs(Path path, Path rejected) {
    String name = path.getFileName().toString();
    return name.equals("rejected.csv")
        || name.equals("truth.json")
        || name.equals(ImportTemplate.DESCRIPTIONS)
        || path.toAbsolutePath().normalize().equals(rejected.toAbsolutePath().normalize());
  }

  private static ImportFile named(Path path) {
    return ImportFile.of(path)
        .orElseThrow(
            () ->
                new UnusableArgument(
                    path + " is not named after a topic; files are named NOUN.csv, " + expected()));
  }

  private static String expected() {
    return "NOUN.ndjson or NOUN.jsonl, each also with .gz, where NOUN is one of "
        + Arrays.stream(FactType.values()).map(FactType::noun).collect(Collectors.joining(", "));
  }
}
