package org.pathline.imports;

import org.pathline.domain.fact.Doubt;
import org.pathline.publish.BadRow;

/** Makes rows of facts from the records of a file. */
public interface RowMapper {
  /**
   * Makes the rows of one record.
   *
   * @throws BadRow when the record says something that cannot be
   */
  void map(ForeignRecord record, Rows rows) throws BadRow;

  /** Told when all records of the file were handed over. */
  default void end() {}

  /** Takes what becomes of a record. */
  interface Rows {
    /** A new row of a fact, to be filled; it counts unless the mapper throws. */
    FactDraft add();

    /** Counts the record as not carried over. */
    void skip(String reason);

    /** Counts something of the record that may be wrong, whether or not it is carried over. */
    void doubt(Doubt doubt);
  }
}
