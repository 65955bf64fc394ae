package org.pathline.imports;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.pathline.publish.ImportFile;
import org.pathline.publish.UnreadableFile;

/**
 * One file of a delivery.
 *
 * @param path where it is; of a file in a zip, the zip's path goes before it
 * @param delivery number of the directory, zip or file to which it belongs
 * @param size bytes to be read
 * @param written when it was last written, by the clock of the one who wrote it
 * @param bytes opens it
 */
public record BundleFile(Path path, int delivery, long size, LocalDateTime written, Opening bytes) {
  /** Why a file without a single byte is not used. */
  public static final String EMPTY = "it is empty";

  /** Why a file is not used that holds further files. */
  public static final String PACKED = "it is packed within the delivery; unpack it";

  /** Opens a file. */
  public interface Opening {
    /** Its bytes, as they are stored. */
    InputStream open() throws IOException;
  }

  /** Name without folders, without {@code .gz}, in lower case. */
  public String name() {
    String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
    return isCompressed() ? name.substring(0, name.length() - 3) : name;
  }

  /** The name without its ending: {@code users} of users.csv. */
  public String stem() {
    String name = name();
    int dot = name.lastIndexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }

  /**
   * The stem without the number of a page: {@code users} of users_page_2.json, none of 0001.json.
   */
  public String stemOfPages() {
    return stem().replaceFirst("[-_. ]*(page|part)?[-_. ]*\\d*$", "");
  }

  /** Name of the folder in which it is; empty for none. */
  public String folder() {
    return String.valueOf(parent().getFileName());
  }

  /** The folder in which it is; an empty path for none. */
  Path parent() {
    return Objects.requireNonNullElse(path.getParent(), Path.of(""));
  }

  /** The same file as one of a delivery. */
  BundleFile of(int delivery) {
    return new BundleFile(path, delivery, size, written, bytes);
  }

  /** Whether it holds further files, which nobody unpacks. */
  public boolean isPacked() {
    return List.of(".zip", ".7z", ".rar", ".tar", ".tgz").stream().anyMatch(this::endsWith);
  }

  /** Whether the name ends so. */
  public boolean endsWith(String ending) {
    return name().endsWith(ending);
  }

  /** Whether its name is that of JSON in any form. */
  public boolean isJson() {
    return endsWith(".json") || isJsonLines();
  }

  /** Whether its name is that of JSON objects one after the other. */
  boolean isJsonLines() {
    return endsWith(".ndjson") || endsWith(".jsonl");
  }

  private boolean isCompressed() {
    return String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT).endsWith(".gz");
  }

  /**
   * Opens it, unpacked.
   *
   * @param progress told how many stored bytes were read, each time some are
   */
  public InputStream open(LongConsumer progress) throws UnreadableFile {
    try {
      InputStream stored = ImportFile.counted(bytes.open(), progress);
      return ImportFile.unpacked(stored, isCompressed());
    } catch (IOException e) {
      throw new UnreadableFile(0, ImportFile.reason(e));
    }
  }
}
