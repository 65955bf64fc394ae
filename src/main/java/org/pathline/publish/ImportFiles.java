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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pathline.domain.fact.FactType;

/** Finds the files to import. */
public final class ImportFiles {
  private ImportFiles() {}

  /**
   * Import files among the given files and directly in the given directories, students first.
   *
   * <p>A file that is named must be an import file. In a directory everything else is left alone,
   * but a CSV or JSON file whose name is no topic noun is an error, since it may be a misspelt one.
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
        boolean ours =
            name.equals("rejected.csv")
                || path.toAbsolutePath().normalize().equals(rejected.toAbsolutePath().normalize());
        if (!ours && ImportFile.isImportName(name) && !Files.isDirectory(path)) {
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

  private static ImportFile named(Path path) {
    return ImportFile.of(path)
        .orElseThrow(
            () ->
                new UnusableArgument(
                    path + " is not named after a topic; files are named NOUN.csv, " + expected()));
  }

  private static String expected() {
    return "NOUN.csv.gz, NOUN.ndjson or NOUN.ndjson.gz, where NOUN is one of "
        + Arrays.stream(FactType.values()).map(FactType::noun).collect(Collectors.joining(", "));
  }
}
