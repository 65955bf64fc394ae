package org.pathline.report;

/** An answer that is rows under columns in CSV, whatever it is in its other forms. */
public interface RowAnswer extends Answer {
  /** The rows that CSV holds, with the notes that belong to them. */
  Report<?> rows();
}
