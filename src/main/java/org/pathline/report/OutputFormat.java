package org.pathline.report;

/** How {@code pathline status} writes its answer. */
public enum OutputFormat {
  table,
  json
}
