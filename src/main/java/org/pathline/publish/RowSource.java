package org.pathline.publish;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactType;
import org.pathline.pseudonym.Pseudonyms;

/** Where rows come from that are facts of one type: an import file, or a file of another format. */
public interface RowSource {
  /** The file, as it is named in messages. */
  Path path();

  /** What facts its rows are; of several types, the first. */
  FactType type();

  /** All types of which its rows may be. */
  default Set<FactType> types() {
    return EnumSet.of(type());
  }

  /** What fact the current row is. */
  default FactType type(RowReader rows) {
    FactType own = rows.type();
    return own == null ? type() : own;
  }

  /** Whether its rows may be versions of one fact, or each fact stands once. */
  default Listing listing() {
    return Listing.VERSIONS;
  }

  /** What was doubtful in the rows that were read last, beside what their facts show. */
  default List<Doubted> doubts() {
    return List.of();
  }

  /** Bytes to be read, as far as they are known; 0 where they are not. */
  long size();

  /**
   * Begins to read its rows. Each call begins anew.
   *
   * @param progress told how many bytes of the file were read, each time some are
   * @throws UnreadableFile when it cannot be opened, or lacks something that it must have
   */
  RowReader open(LongConsumer progress) throws UnreadableFile;

  /**
   * Cells of the current row.
   *
   * @throws BadRow when the row as a whole is not well-formed
   */
  default Cells cells(RowReader rows) throws BadRow {
    return rows.cells();
  }

  /**
   * The fact in the current row.
   *
   * @param rows as {@link #open} gave them
   * @param now when it is published, in milliseconds since 1970 UTC
   * @throws BadRow when the row is none, or breaks a rule
   */
  default Fact fact(RowReader rows, long now) throws BadRow {
    return FactForms.of(type(rows)).read(cells(rows), now);
  }

  /** The current row as it may be shown. */
  default String shown(RowReader rows) {
    return rows.text();
  }

  /** Columns that its form does not know, as they may be named. */
  default List<String> unknownColumns(RowReader rows) {
    return rows.unknownColumns();
  }

  /** Why it cannot be read, in words that may be shown. */
  default String told(UnreadableFile e) {
    return String.valueOf(e.getMessage());
  }

  /** What a row is of that is no fact, under the ids that facts of this source have. */
  default LeftOut published(LeftOut row) {
    return row;
  }

  /** The same rows with pseudonyms in the place of their ids; null leaves them as they are. */
  default RowSource under(@Nullable Pseudonyms pseudonyms) {
    return pseudonyms == null ? this : new PseudonymousSource(this, pseudonyms);
  }
}
