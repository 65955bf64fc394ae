package org.pathline.publish;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.FactType;
import org.pathline.words.Names;

/**
 * What lies in the given directories and zips and is not imported. Whether it looks like data that
 * were to be read is told by its name, else by its first line.
 */
public final class UnreadFiles {
  private static final int DEEPEST = 8;
  private static final int LONGEST_HEADER = 1 << 12;
  private static final int FEWEST_COLUMNS = 3;

  private static final Set<String> ENDINGS_OF_DATA =
      Set.of(
          """
          csv csv~ ndjson jsonl tsv tab psv dat xls xlsx xlsm xlsb ods xml parquet avro orc
          arrow feather sav zsav por dta sas7bdat xpt rds rda rdata accdb mdb dbf db sqlite
          zip rar 7z tar tgz gz bz2 xz zst bak
          """
              .strip()
              .split("\\s+"));

  private static final Set<String> COLUMNS =
      Arrays.stream(FactType.values())
          .flatMap(type -> FactForms.of(type).columns().stream())
          .map(column -> Names.plain(column.name()))
          .collect(Collectors.toSet());

  private static final String OTHER_FORM =
      "neither CSV nor NDJSON; save it as one, named after its topic";
  private static final String DIRECTORY = "it holds data in a directory of its own; give that, too";

  /**
   * A file that is no import file, or a directory within a directory.
   *
   * @param path where it is
   * @param data whether it looks like data that were to be read
   * @param why it is not read, where it looks like data; else empty
   */
  public record Unread(Path path, boolean data, String why) {}

  private interface Opening {
    InputStream open() throws IOException;
  }

  private UnreadFiles() {}

  /**
   * Files that are not imported; what systems leave behind, such as hidden files, is none.
   *
   * @param rejected where bad rows go
   */
  public static List<Unread> in(List<Path> paths, Path rejected) {
    List<Unread> unread = new ArrayList<>();
    for (Path given : paths) {
      if (Files.isDirectory(given)) {
        inDirectory(given, rejected, unread);
      } else if (ZippedFile.isZip(given)) {
        inZip(given, unread);
      }
    }
    return unread;
  }

  private static void inDirectory(Path directory, Path rejected, List<Unread> unread) {
    try (Stream<Path> entries = Files.list(directory)) {
      for (Path path : entries.sorted().toList()) {
        if (LeftBehind.is(path) || ImportFiles.isOurs(path, rejected)) {
          continue;
        }
        if (Files.isDirectory(path)) {
          addDirectory(path, rejected, unread);
        } else if (ImportFiles.isZipOfImports(path)) {
          inZip(path, unread);
        } else if (!ImportFile.isImportName(path.getFileName().toString())) {
          String unsound = ZippedFile.isZip(path) ? unsound(path) : null;
          if (unsound != null) {
            unread.add(new Unread(path, true, unsound));
          } else {
            add(path, () -> opened(path), unread);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + directory + ": " + e.getMessage(), e);
    }
  }

  private static @Nullable String unsound(Path zip) {
    try {
      ZippedFile.in(zip);
      return null;
    } catch (IOException e) {
      return "it is not a sound zip file: " + e.getMessage();
    }
  }

  /** What waits for somebody to write to it is not opened. */
  private static InputStream opened(Path path) throws IOException {
    return Files.isRegularFile(path) ? Files.newInputStream(path) : InputStream.nullInputStream();
  }

  /** Names a directory that holds any file, and says whether any of them looks like data. */
  private static void addDirectory(Path directory, Path rejected, List<Unread> unread) {
    List<Path> files;
    try (Stream<Path> within = Files.walk(directory, DEEPEST)) {
      files =
          within
              .filter(path -> !LeftBehind.isIn(directory.relativize(path)))
              .filter(path -> !ImportFiles.isOurs(path, rejected) && Files.isRegularFile(path))
              .toList();
    } catch (IOException | UncheckedIOException e) {
      unread.add(new Unread(directory, true, "it cannot be looked into: " + e.getMessage()));
      return;
    }
    if (!files.isEmpty()) {
      boolean data =
          files.stream()
              .anyMatch(path -> looksLikeData(path.getFileName().toString(), () -> opened(path)));
      unread.add(new Unread(directory, data, data ? DIRECTORY : ""));
    }
  }

  private static void inZip(Path zip, List<Unread> unread) {
    try {
      for (ZippedFile file : ZippedFile.in(zip)) {
        Path path = file.path();
        if (!ImportFile.isImportName(path.getFileName().toString())
            && !ImportFiles.isOurs(path, path.resolveSibling("rejected.csv"))) {
          add(path, file::open, unread);
        }
      }
    } catch (IOException e) {
      // It was told before that it is not sound.
    }
  }

  private static void add(Path path, Opening opening, List<Unread> unread) {
    boolean data = looksLikeData(path.getFileName().toString(), opening);
    unread.add(new Unread(path, data, data ? OTHER_FORM : ""));
  }

  /**
   * By one of its endings, because it is named as the facts of a topic are, or because its first
   * line names columns. Of JSON files only the latter two: others mostly say something about the
   * data beside them.
   */
  private static boolean looksLikeData(String name, Opening opening) {
    String[] parts = name.toLowerCase(Locale.ROOT).split("\\.");
    for (int i = 1; i < parts.length; i++) {
      if (ENDINGS_OF_DATA.contains(parts[i])) {
        return true;
      }
    }
    String stem = Names.plain(parts[0]);
    for (FactType type : FactType.values()) {
      if (isNumbered(stem, Names.plain(type.noun()))) {
        return true;
      }
    }
    return namesColumns(opening);
  }

  /** Whether a name is a noun with nothing but digits behind it: grades 2015.txt. */
  private static boolean isNumbered(String stem, String noun) {
    return stem.startsWith(noun) && stem.substring(noun.length()).chars().allMatch(c -> c <= '9');
  }

  private static boolean namesColumns(Opening opening) {
    try (InputStream bytes = opening.open();
        BufferedReader reader = TextForm.reader(bytes)) {
      char[] first = new char[LONGEST_HEADER];
      int length = Math.max(0, reader.read(first));
      String text = new String(first, 0, length).strip();
      boolean json = text.startsWith("{") || text.startsWith("[");
      String header = json ? text : text.lines().findFirst().orElse("");
      return Arrays.stream(header.split("[,;\t|:{\\[]"))
              .map(Names::plain)
              .filter(COLUMNS::contains)
              .distinct()
              .count()
          >= FEWEST_COLUMNS;
    } catch (IOException e) {
      // What it holds cannot be known, and its name says nothing.
      return false;
    }
  }
}
