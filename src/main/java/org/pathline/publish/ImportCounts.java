package org.pathline.publish;

import java.util.EnumMap;
import java.util.Map;
import org.pathline.domain.fact.FactType;

/** Rows read and rejected so far. */
final class ImportCounts {
  private final Map<FactType, long[]> readAndRejected = new EnumMap<>(FactType.class);
  private long rows;
  private long badRows;
  private int unreadableFiles;

  void read(FactType type) {
    of(type)[0]++;
    rows++;
  }

  void rejected(FactType type) {
    of(type)[1]++;
    badRows++;
  }

  void unreadable() {
    unreadableFiles++;
  }

  private long[] of(FactType type) {
    return readAndRejected.computeIfAbsent(type, t -> new long[2]);
  }

  long read(FactType type, boolean rejected) {
    return of(type)[rejected ? 1 : 0];
  }

  long rows() {
    return rows;
  }

  int unreadableFiles() {
    return unreadableFiles;
  }
}
