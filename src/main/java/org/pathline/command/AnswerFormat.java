package org.pathline.command;

/** How a command writes rows. */
enum AnswerFormat {
  table,
  csv,
  json
}
