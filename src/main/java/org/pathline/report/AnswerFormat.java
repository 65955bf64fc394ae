package org.pathline.report;

/** How a command writes rows. */
public enum AnswerFormat {
  table,
  csv,
  json
}
