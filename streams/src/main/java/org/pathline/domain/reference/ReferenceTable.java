package org.pathline.domain.reference;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Rows of a reference list that ships with Pathline. */
final class ReferenceTable {
  private ReferenceTable() {}

  private static InputStream open(String file) {
    InputStream in = ReferenceTable.class.getResourceAsStream(file);
    if (in == null) {
      throw new IllegalArgumentException("no reference list " + file);
    }
    return in;
  }

  /** Bytes of a list as it ships. */
  static byte[] bytes(String file) {
    try (InputStream in = open(file)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read reference list " + file, e);
    }
  }

  static List<NamedCsvRecord> rows(String file) {
    try (InputStream in = open(file)) {
      try (Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8);
          CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(reader)) {
        return csv.stream().toList();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read reference list " + file, e);
    }
  }
}
