package org.pathline.publish;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.FactType;

/**
 * One file to import.
 *
 * @param path where it is
 * @param type what facts it holds, as its name says
 * @param json whether it holds JSON objects rather than CSV
 * @param compressed whether it is a gzip file
 */
public record ImportFile(Path path, FactType type, boolean json, boolean compressed) {
  private static final int BUFFER = 1 << 16;

  /** Whether a name ends as import files do, whatever noun it begins with. */
  static boolean isImportName(String name) {
    String plain = withoutSuffix(name, ".gz");
    return plain.endsWith(".csv") || plain.endsWith(".ndjson");
  }

  /** The file of a path, or empty when its name is not a topic noun with a known ending. */
  static Optional<ImportFile> of(Path path) {
    String name = path.getFileName().toString();
    if (!isImportName(name)) {
      return Optional.empty();
    }
    String plain = withoutSuffix(name, ".gz");
    boolean json = plain.endsWith(".ndjson");
    String noun = withoutSuffix(plain, json ? ".ndjson" : ".csv");
    for (FactType type : FactType.values()) {
      if (type.noun().equals(noun)) {
        return Optional.of(new ImportFile(path, type, json, !plain.equals(name)));
      }
    }
    return Optional.empty();
  }

  private static String withoutSuffix(String name, String suffix) {
    return name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : name;
  }

  /**
   * Opens the file.
   *
   * @param progress told how many bytes of the file were read, each time some are
   * @throws UnreadableFile when it cannot be opened or lacks a required column
   */
  RowReader open(LongConsumer progress) throws UnreadableFile {
    Reader reader;
    InputStream bytes = null;
    try {
      bytes = counted(Files.newInputStream(path), progress);
      InputStream plain = compressed ? new GZIPInputStream(bytes, BUFFER) : bytes;
      reader = withoutByteOrderMark(new InputStreamReader(plain, StandardCharsets.UTF_8));
    } catch (IOException e) {
      closeQuietly(bytes);
      throw new UnreadableFile(0, reason(e));
    }
    try {
      FactForm form = FactForms.of(type);
      return json ? new JsonRows(form, reader) : new CsvRows(form, reader);
    } catch (UnreadableFile e) {
      closeQuietly(reader);
      throw e;
    }
  }

  private static void closeQuietly(java.io.@Nullable Closeable closeable) {
    try {
      if (closeable != null) {
        closeable.close();
      }
    } catch (IOException e) {
      // The file was only read, and another error is on its way to the user.
    }
  }

  /** Why reading failed, in words for the one who must mend the file. */
  static String reason(IOException e) {
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

  private static Reader withoutByteOrderMark(Reader reader) throws IOException {
    PushbackReader peeking = new PushbackReader(reader, 1);
    int first = peeking.read();
    if (first >= 0 && first != '\uFEFF') {
      peeking.unread(first);
    }
    return peeking;
  }

  private static InputStream counted(InputStream source, LongConsumer progress) {
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
