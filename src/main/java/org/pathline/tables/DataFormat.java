package org.pathline.tables;

/** How a table is written to a file. */
public enum DataFormat {
  parquet,
  csv,
  jsonl,
  arrow
}
