package org.pathline.publish;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;

/**
 * What a file holds by its first bytes, whatever its name says: people rename workbooks, and
 * browsers unpack or keep pages of errors.
 */
enum ContentForm {
  GZIP("\u001f\u008b", "gzip within gzip"),
  ZIP("PK\u0003\u0004", "a zip or a workbook of a spreadsheet"),
  OLD_WORKBOOK("\u00d0\u00cf\u0011\u00e0", "a workbook of a spreadsheet"),
  PDF("%PDF", "a PDF"),
  BZIP2("BZh", "bzip2"),
  XZ("\u00fd7zXZ", "xz"),
  ZSTD("\u0028\u00b5\u002f\u00fd", "zstd"),
  SEVEN_ZIP("7z\u00bc\u00af", "7z"),
  PARQUET("PAR1", "Parquet"),
  AVRO("Obj\u0001", "Avro"),
  SQLITE("SQLite format", "a database of SQLite"),
  MARKUP("<", "HTML or XML"),
  JSON("{", "JSON"),
  TEXT("", "text");

  private static final int LONGEST = 16;

  private final String begin;
  private final String name;

  ContentForm(String begin, String name) {
    this.begin = begin;
    this.name = name;
  }

  /** Form of bytes, which are read again afterwards. */
  static ContentForm of(InputStream bytes) throws IOException {
    bytes.mark(LONGEST);
    String first = new String(bytes.readNBytes(LONGEST), ISO_8859_1);
    bytes.reset();
    for (ContentForm form : values()) {
      if (first.startsWith(form.begin)) {
        return form;
      }
    }
    return TEXT;
  }

  /**
   * Does nothing where it is the text that a name promises.
   *
   * @param json whether the name promises JSON
   * @throws UnreadableFile when it is something else
   */
  void refuseUnlessText(boolean json) throws UnreadableFile {
    if (this == JSON && !json) {
      throw new UnreadableFile(
          0, "is JSON by its first bytes; let its name end in .ndjson, with one object a line");
    }
    if (this != TEXT && this != JSON) {
      throw new UnreadableFile(
          0, "is " + name + " by its first bytes; save it as CSV or NDJSON, in text");
    }
  }
}
