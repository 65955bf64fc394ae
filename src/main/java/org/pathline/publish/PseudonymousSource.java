package org.pathline.publish;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactType;
import org.pathline.pseudonym.Pseudonyms;

/**
 * Rows of another source, with pseudonyms in the place of ids before anything is handed on, and in
 * words that hold nothing of the rows where something is told of them.
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
    try {
      return new DiscreetRows(source.open(progress));
    } catch (UnreadableFile e) {
      throw DiscreetRows.discreet(e);
    }
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
