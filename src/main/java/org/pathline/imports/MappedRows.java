package org.pathline.imports;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.FactType;
import org.pathline.publish.BadRow;
import org.pathline.publish.Cells;
import org.pathline.publish.ReadAhead;
import org.pathline.publish.RowReader;
import org.pathline.publish.UnreadableFile;

/**
 * Rows of facts that a mapper makes of records, in a thread of their own while those before are
 * checked and sent.
 */
final class MappedRows implements RowReader {
  /**
   * A row and where it comes from.
   *
   * @param draft null where the record is bad
   * @param bad why it is bad; null where it is not
   */
  private record Row(
      @Nullable FactDraft draft, @Nullable BadRow bad, long line, Supplier<String> shown) {}

  private final RecordReader records;
  private final Mapping mapping;
  private final ReadAhead<Row> ahead;
  private @Nullable Row current;

  MappedRows(FactType type, RecordReader records, RowMapper mapper, Tally tally) {
    this.records = records;
    mapping = new Mapping(type, records, mapper, tally);
    ahead = new ReadAhead<>("pathline-mapped-rows", mapping::next);
    tally.begin();
  }

  /** What is done in the thread that reads. */
  private static final class Mapping implements RowMapper.Rows {
    private final FactType type;
    private final RecordReader records;
    private final RowMapper mapper;
    private final Tally tally;
    private final Deque<FactDraft> waiting = new ArrayDeque<>();

    Mapping(FactType type, RecordReader records, RowMapper mapper, Tally tally) {
      this.type = type;
      this.records = records;
      this.mapper = mapper;
      this.tally = tally;
    }

    @Nullable Row next() throws UnreadableFile {
      while (waiting.isEmpty()) {
        if (!records.next()) {
          return null;
        }
        tally.record();
        try {
          mapper.map(records.record(), this);
        } catch (BadRow e) {
          waiting.clear();
          tally.carried();
          return new Row(null, e, records.line(), records.shown());
        } catch (RepeatedColumn e) {
          throw e.unreadable();
        }
      }
      tally.carried();
      return new Row(waiting.remove(), null, records.line(), records.shown());
    }

    @Override
    public FactDraft add() {
      FactDraft draft = new FactDraft(type);
      waiting.add(draft);
      return draft;
    }

    @Override
    public void skip(String reason) {
      tally.skip(reason, records.line());
    }
  }

  @Override
  public boolean next() throws UnreadableFile {
    current = ahead.next();
    return current != null;
  }

  private Row row() {
    return Objects.requireNonNull(current);
  }

  @Override
  public Cells cells() throws BadRow {
    if (row().bad() != null) {
      throw row().bad();
    }
    return Objects.requireNonNull(row().draft());
  }

  @Override
  public long line() {
    return row().line();
  }

  @Override
  public String text() {
    return row().shown().get();
  }

  @Override
  public List<String> unknownColumns() {
    return List.of();
  }

  @Override
  public void close() throws IOException {
    ahead.close();
    records.close();
  }
}
