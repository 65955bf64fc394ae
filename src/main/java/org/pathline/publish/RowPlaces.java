package org.pathline.publish;

import java.util.ArrayList;
import java.util.List;
import org.pathline.domain.fact.Doubt;

/** Places of rows as numbers that grow in the order in which the rows come. */
final class RowPlaces {
  private static final int LINE_BITS = 40;

  private final List<String> files = new ArrayList<>();

  /** Number of a place; the rows of a file follow each other. */
  long of(String file, long line) {
    if (files.isEmpty() || !files.get(files.size() - 1).equals(file)) {
      files.add(file);
    }
    return (long) (files.size() - 1) << LINE_BITS | line;
  }

  private String file(long place) {
    return files.get((int) (place >> LINE_BITS));
  }

  private static long line(long place) {
    return place & (1L << LINE_BITS) - 1;
  }

  /** A place as file and line. */
  String text(long place) {
    return file(place) + ":" + line(place);
  }

  /** A doubt that came up so often, first in a place. */
  Doubted doubted(long count, long place, Doubt doubt) {
    return new Doubted(doubt.kind(), count, file(place), line(place), doubt);
  }
}
