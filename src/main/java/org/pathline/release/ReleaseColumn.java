package org.pathline.release;

import java.util.List;

/**
 * A column of a file of a release.
 *
 * @param type what it holds, as DuckDB names it
 */
record ReleaseColumn(String name, Type type) {
  /** What a column holds. */
  enum Type {
    VARCHAR,
    BIGINT,
    DOUBLE
  }

  static ReleaseColumn text(String name) {
    return new ReleaseColumn(name, Type.VARCHAR);
  }

  static ReleaseColumn whole(String name) {
    return new ReleaseColumn(name, Type.BIGINT);
  }

  static ReleaseColumn decimal(String name) {
    return new ReleaseColumn(name, Type.DOUBLE);
  }

  static List<String> names(List<ReleaseColumn> columns) {
    return columns.stream().map(ReleaseColumn::name).toList();
  }
}
