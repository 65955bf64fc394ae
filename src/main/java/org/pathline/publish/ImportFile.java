package org.pathline.publish;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.FactType;
import org.pathline.words.Names;

/**
 * One file to import.
 *
 * @param path where it is
 * @param type what facts it holds, as its name says
 * @param json whether it holds JSON objects rather than CSV
 * @param compressed whether it is a gzip file
 * @param zone time zone of times of recording without offset; null where they are refused
 * @param zipped the place in a zip; null for a file of its own
 */
public record ImportFile(
    Path path,
    FactType type,
    boolean json,
    boolean compressed,
    @Nullable ZoneId zone,
    @Nullable ZippedFile zipped)
    implements RowSource {
  private static final int BUFFER = 1 << 16;

  /** Whether a name ends as import files do, whatever noun it begins with. */
  static boolean isImportName(String name) {
    String plain = withoutSuffix(name.toLowerCase(Locale.ROOT), ".gz");
    return plain.endsWith(".csv") || isJson(plain);
  }

  /** Name of a file without its endings. */
  static String stem(Path path) {
    String name = path.getFileName().toString();
    int dot = name.indexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }

  private static boolean isJson(String plain) {
    return plain.endsWith(".ndjson") || plain.endsWith(".jsonl");
  }

  /** The file of a path, or empty when its name is not a topic noun with a known ending. */
  static Optional<ImportFile> of(Path path) {
    String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
    if (!isImportName(name)) {
      return Optional.empty();
    }
    String plain = withoutSuffix(name, ".gz");
    String noun = Names.plain(plain.substring(0, plain.lastIndexOf('.')));
    for (FactType type : FactType.values()) {
      if (Names.plain(type.noun()).equals(noun)) {
        return Optional.of(
            new ImportFile(path, type, isJson(plain), !plain.equals(name), null, null));
      }
    }
    return Optional.empty();
  }

  /** The file in a zip, or empty when its name is not a topic noun with a known ending. */
  static Optional<ImportFile> of(ZippedFile zipped) {
    return of(zipped.path())
        .map(
            file -> new ImportFile(file.path, file.type, file.json, file.compressed, null, zipped));
  }

  /** The same file, with times of recording in a zone where they name no offset. */
  public ImportFile in(@Nullable ZoneId other) {
    return new ImportFile(path, type, json, compressed, other, zipped);
  }

  private static String withoutSuffix(String name, String suffix) {
    return name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : name;
  }

  @Override
  public long size() {
    if (zipped != null) {
      return zipped.size();
    }
    try {
      return Files.size(path);
    } catch (IOException e) {
      // Reading it will say what is wrong with it; here it only makes the bar a little short.
      return 0;
    }
  }

  /**
   * What a file holds, unpacked where it is gzip under any name; its first bytes can be read again.
   *
   * @param compressed whether its name says that it is gzip
   */
  public static InputStream unpacked(InputStream stored, boolean compressed) throws IOException {
    InputStream bytes = new BufferedInputStream(stored, BUFFER);
    return compressed || ContentForm.of(bytes) == ContentForm.GZIP
        ? new BufferedInputStream(new GZIPInputStream(bytes, BUFFER), BUFFER)
        : bytes;
  }

  @Override
  public RowReader open(LongConsumer progress) throws UnreadableFile {
    BufferedReader reader;
    char separator;
    InputStream bytes = null;
    try {
      InputStream stored = zipped == null ? Files.newInputStream(path) : zipped.open();
      bytes = counted(stored, progress);
      InputStream plain = unpacked(bytes, compressed);
      ContentForm.of(plain).refuseUnlessText(json);
      reader = TextForm.reader(plain);
      separator = json ? ',' : TextForm.separator(reader);
    } catch (IOException e) {
      closeQuietly(bytes);
      throw new UnreadableFile(
          0,
          zipped != null && e instanceof ZipException
              ? "cannot be unpacked: " + e.getMessage()
              : reason(e));
    } catch (UnreadableFile e) {
      closeQuietly(bytes);
      throw e;
    }
    try {
      FactForm form = FactForms.of(type);
      return json ? new JsonRows(form, reader) : new CsvRows(form, reader, separator);
    } catch (UnreadableFile e) {
      closeQuietly(reader);
      throw e;
    }
  }

  @Override
  public Cells cells(RowReader rows) throws BadRow {
    return zone == null ? rows.cells() : new ZonedCells(rows.cells(), zone);
  }

  /** Closes what was only read, while another error is on its way to the user. */
  public static void closeQuietly(java.io.@Nullable Closeable closeable) {
    try {
      if (closeable != null) {
        closeable.close();
      }
    } catch (IOException e) {
      // Nothing was written.
    }
  }

  /** Why reading failed, in words for the one who must mend the file. */
  public static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "no such file";
    }
    if (e instanceof AccessDeniedException) {
      return "may not be read by this user";
    }
    if (e instanceof EOFException) {
      return "the gzip file ends too early; was it copied in full?";
    }
    if (e instanceof ZipException) {
      return "is not a sound gzip file: " + e.getMessage();
    }
    return "cannot be read: " + e.getMessage();
  }

  /** The same bytes, with each read told. */
  public static InputStream counted(InputStream source, LongConsumer progress) {
    return new FilterInputStream(source) {
      @Override
      public int read() throws IOException {
        int b = super.read();
        if (b >= 0) {
          progress.accept(1);
        }
        return b;
      }

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        if (count > 0) {
          progress.accept(count);
        }
        return count;
      }
    };
  }
}
