package org.pathline.publish;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactType;
import org.pathline.pseudonym.Pseudonyms;

/**
 * Rows of another source, with pseudonyms in the place of ids before anything is handed on. Where
 * something is told of them, it is in words that hold nothing of the rows, because ids may be
 * anywhere in them: a row that lost a comma has its student's id in another column.
 *
 * @param source where the rows come from
 * @param pseudonyms put in the place of ids
 */
record PseudonymousSource(RowSource source, Pseudonyms pseudonyms) implements RowSource {
  @Override
  public Path path() {
    return source.path();
  }

  @Override
  public FactType type() {
    return source.type();
  }

  @Override
  public Set<FactType> types() {
    return source.types();
  }

  @Override
  public Listing listing() {
    return source.listing();
  }

  @Override
  public List<Doubted> doubts() {
    return source.doubts().stream().map(Doubted::discreet).toList();
  }

  @Override
  public long size() {
    return source.size();
  }

  @Override
  public RowReader open(LongConsumer progress) throws UnreadableFile {
    return source.open(progress);
  }

  @Override
  public String shown(RowReader rows) {
    return "(withheld: the row may hold ids; see the file)";
  }

  @Override
  public List<String> unknownColumns(RowReader rows) {
    int count = rows.unknownColumns().size();
    // A file without a header has a student's record there.
    return count == 0 ? List.of() : List.of(count == 1 ? "column" : count + " columns");
  }

  @Override
  public String told(UnreadableFile e) {
    return discreet(e);
  }

  /** The same complaint in words that hold nothing of the file. */
  static String discreet(UnreadableFile e) {
    return String.valueOf(e.getMessage())
        .replaceFirst("(?s)(from here on): .*", "$1")
        .replaceAll("(?s) \\(is it '.*?'\\?\\)", "");
  }

  @Override
  public LeftOut published(LeftOut row) {
    return row.under(pseudonyms);
  }

  @Override
  public Fact fact(RowReader rows, long now) throws BadRow {
    try {
      return FactForms.of(type(rows)).read(source.cells(rows), now, pseudonyms);
    } catch (BadRow bad) {
      throw bad.discreet();
    }
  }
}
