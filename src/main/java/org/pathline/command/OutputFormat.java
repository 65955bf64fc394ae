package org.pathline.command;

/** How {@code pathline status} writes its answer. */
enum OutputFormat {
  table,
  json
}
