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
  private static final String REJECTED = "rejected.csv";

  private ImportFiles() {}

  /**
   * Import files among the given files and directly in the given directories, students first.
   *
   * <p>A file that is named must be an import file, or a zip of such. In a directory, and likewise
   * in a zip, everything else is left alone ({@link #unread} tells what), but a CSV or NDJSON file
   * whose name is no topic noun is an error, since it may be a misspelt one.
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
      } else if (Files.exists(path) && ZippedFile.isZip(path)) {
        files.addAll(inZip(path));
      } else if (Files.exists(path)) {
        files.add(named(path));
      } else {
        throw new UnusableArgument("no such file or directory: " + path);
      }
    }
    return files.stream()
        .sorted(
            Comparator.comparing((ImportFile file) -> file.type()).thenComparing(ImportFile::path))
        .toList();
  }

  private static List<ImportFile> inDirectory(Path directory, Path rejected) {
    List<ImportFile> files = new ArrayList<>();
    try (Stream<Path> entries = Files.list(directory)) {
      for (Path path : entries.sorted().toList()) {
        String name = path.getFileName().toString();
        if (!isOurs(path, rejected) && ImportFile.isImportName(name) && !Files.isDirectory(path)) {
          files.add(named(path));
        } else if (isZipOfImports(path)) {
          files.addAll(inZip(path));
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

  /** Whether a zip in a directory holds anything to import; another is not read, and named. */
  private static boolean isZipOfImports(Path path) {
    if (!ZippedFile.isZip(path) || Files.isDirectory(path)) {
      return false;
    }
    try {
      return ZippedFile.in(path).stream().anyMatch(ImportFiles::isImport);
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isImport(ZippedFile file) {
    return ImportFile.isImportName(file.path().getFileName().toString()) && !isRejected(file);
  }

  private static boolean isRejected(ZippedFile file) {
    return file.path().getFileName().toString().equals(REJECTED);
  }

  private static List<ImportFile> inZip(Path zip) {
    try {
      List<ImportFile> files =
          ZippedFile.in(zip).stream()
              .filter(ImportFiles::isImport)
              .map(file -> ImportFile.of(file).orElseThrow(() -> misnamed(file.path())))
              .toList();
      if (files.isEmpty()) {
        throw new UnusableArgument(
            "nothing to import in " + zip + "; files are named NOUN.csv, " + expected());
      }
      return files;
    } catch (IOException e) {
      throw new UnusableArgument(zip + " is not a sound zip file: " + e.getMessage());
    }
  }

  /**
   * A file in a given directory or zip that is no import file.
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
   * Files in the given directories and zips that are not imported; directories and hidden files are
   * none.
   */
  public static List<Unread> unread(List<Path> paths, Path rejected) {
    List<Unread> unread = new ArrayList<>();
    for (Path given : paths) {
      if (!Files.isDirectory(given)) {
        unread.addAll(unreadInZip(given));
        continue;
      }
      try (Stream<Path> entries = Files.list(given)) {
        for (Path path : entries.sorted().toList()) {
          String name = path.getFileName().toString();
          if (isZipOfImports(path)) {
            unread.addAll(unreadInZip(path));
          } else if (!isOurs(path, rejected)
              && !ImportFile.isImportName(name)
              && !name.startsWith(".")
              && !Files.isDirectory(path)) {
            unread.add(new Unread(path, looksLikeData(name.toLowerCase(Locale.ROOT))));
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException("cannot list " + given + ": " + e.getMessage(), e);
      }
    }
    return unread;
  }

  private static List<Unread> unreadInZip(Path zip) {
    if (!ZippedFile.isZip(zip)) {
      return List.of();
    }
    try {
      return ZippedFile.in(zip).stream()
          .map(ZippedFile::path)
          .filter(path -> !ImportFile.isImportName(path.getFileName().toString()))
          .filter(path -> !isOurs(path, path.resolveSibling(REJECTED)))
          .map(
              path ->
                  new Unread(
                      path, looksLikeData(path.getFileName().toString().toLowerCase(Locale.ROOT))))
          .toList();
    } catch (IOException e) {
      // It was told before that it is not sound.
      return List.of();
    }
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
    return name.equals(REJECTED)
        || name.equals("truth.json")
        || name.equals(ImportTemplate.DESCRIPTIONS)
        || path.toAbsolutePath().normalize().equals(rejected.toAbsolutePath().normalize());
  }

  private static ImportFile named(Path path) {
    return ImportFile.of(path).orElseThrow(() -> misnamed(path));
  }

  private static UnusableArgument misnamed(Path path) {
    return new UnusableArgument(
        path + " is not named after a topic; files are named NOUN.csv, " + expected());
  }

  private static String expected() {
    return "NOUN.ndjson or NOUN.jsonl, each also with .gz or in a .zip, where NOUN is one of "
        + Arrays.stream(FactType.values()).map(FactType::noun).collect(Collectors.joining(", "));
  }
}
