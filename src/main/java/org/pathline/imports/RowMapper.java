package org.pathline.imports;

import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.Doubt;
import org.pathline.publish.BadRow;

/** Makes rows of facts from the records of a file. */
public interface RowMapper {
  /**
   * Makes the rows of one record.
   *
   * @throws BadRow when the record says something that cannot be
   * @throws Missed when it lacks something; none of its rows counts then
   */
  void map(ForeignRecord record, Rows rows) throws BadRow, Missed;

  /** Told when all records of the file were handed over. */
  default void end() {}

  /** Takes what becomes of a record. */
  interface Rows {
    /** A new row of a fact, to be filled; it counts unless the mapper throws. */
    FactDraft add();

    /**
     * Says of which fact the record is, before anything of it can be wrong: where it is refused or
     * missed, that fact is not gone. A record of several facts says it of each.
     *
     * @param studentId under which the fact is published; null where that is not known
     * @param factId id of the fact; null where it has none
     */
    void isOf(@Nullable String studentId, @Nullable String factId);

    /** Counts the record as not carried over, because it says that there is no such fact. */
    void skip(String reason);

    /** Counts the record as one that could not be carried over, though it may be a fact. */
    void miss(String reason);

    /** Counts something of the record that may be wrong, whether or not it is carried over. */
    void doubt(Doubt doubt);
  }
}
