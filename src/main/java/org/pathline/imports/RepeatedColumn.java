package org.pathline.imports;

import org.pathline.publish.UnreadableFile;

/** A column is asked for that the header of a table names twice: nobody knows which one counts. */
public final class RepeatedColumn extends RuntimeException {
  private static final long serialVersionUID = 1;

  RepeatedColumn(String name) {
    super("names the column " + name + " twice");
  }

  /** The same, of a file as a whole. */
  public UnreadableFile unreadable() {
    return new UnreadableFile(1, String.valueOf(getMessage()));
  }
}
