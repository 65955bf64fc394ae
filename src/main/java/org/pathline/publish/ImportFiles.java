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
import java.util.Set;
import java.util.stream.Stream;
import org.pathline.domain.fact.FactType;
import org.pathline.words.Names;

/** Finds the files to import. */
public final class ImportFiles {
  private static final String REJECTED = "rejected.csv";
  private static final List<String> NOUNS =
      Arrays.stream(FactType.values()).map(FactType::noun).toList();

  private ImportFiles() {}

  /**
   * Import files among the given files and directly in the given directories, students first.
   *
   * <p>A file that is named must be an import file, or a zip of such. In a directory, and likewise
   * in a zip, everything else is left alone ({@link UnreadFiles} tells what), but a CSV or NDJSON
   * file whose name is no topic noun is an error, since it may be a misspelt one.
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
        if (isOurs(path, rejected) || LeftBehind.is(path) || Files.isDirectory(path)) {
          continue;
        }
        if (ImportFile.isImportName(path.getFileName().toString())) {
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
  static boolean isZipOfImports(Path path) {
    if (!ZippedFile.isZip(path)) {
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
    return isRejected(file.path());
  }

  private static boolean isRejected(Path path) {
    return path.getFileName().toString().equalsIgnoreCase(REJECTED);
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

  /** What this program writes beside import files. */
  static boolean isOurs(Path path, Path rejected) {
    String name = path.getFileName().toString();
    return isRejected(path)
        || name.equals("truth.json")
        || name.equals(ImportTemplate.DESCRIPTIONS)
        || path.toAbsolutePath().normalize().equals(rejected.toAbsolutePath().normalize());
  }

  private static ImportFile named(Path path) {
    return ImportFile.of(path).orElseThrow(() -> misnamed(path));
  }

  private static UnusableArgument misnamed(Path path) {
    return new UnusableArgument(
        path
            + " is not named after a topic"
            + Names.guess(ImportFile.stem(path), NOUNS)
            + "; files are named NOUN.csv, "
            + expected());
  }

  private static String expected() {
    return "NOUN.ndjson or NOUN.jsonl, each also with .gz or in a .zip, where NOUN is one of "
        + String.join(", ", NOUNS);
  }
}
