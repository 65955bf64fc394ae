package org.pathline.imports;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.FactType;
import org.pathline.publish.BadRow;
import org.pathline.publish.Cells;
import org.pathline.publish.RowReader;
import org.pathline.publish.UnreadableFile;

/** Rows of facts that a mapper makes of records. */
final class MappedRows implements RowReader, RowMapper.Rows {
  private final FactType type;
  private final RecordReader records;
  private final RowMapper mapper;
  private final Tally tally;
  private final Deque<FactDraft> waiting = new ArrayDeque<>();
  private @Nullable FactDraft spare;
  private @Nullable FactDraft current;
  private @Nullable BadRow bad;

  MappedRows(FactType type, RecordReader records, RowMapper mapper, Tally tally) {
    this.type = type;
    this.records = records;
    this.mapper = mapper;
    this.tally = tally;
    tally.begin();
  }

  @Override
  public boolean next() throws UnreadableFile {
    bad = null;
    if (current != null) {
      spare = current;
      current = null;
    }
    while (waiting.isEmpty()) {
      if (!records.next()) {
        return false;
      }
      tally.record();
      try {
        mapper.map(records.record(), this);
      } catch (BadRow e) {
        waiting.clear();
        bad = e;
        tally.carried();
        return true;
      }
    }
    current = waiting.remove();
    tally.carried();
    return true;
  }

  @Override
  public FactDraft add() {
    FactDraft draft = spare == null ? new FactDraft(type) : spare;
    if (spare != null) {
      spare.clear();
      spare = null;
    }
    waiting.add(draft);
    return draft;
  }

  @Override
  public void skip(String reason) {
    tally.skip(reason, records.line());
  }

  @Override
  public Cells cells() throws BadRow {
    if (bad != null) {
      throw bad;
    }
    return Objects.requireNonNull(current);
  }

  @Override
  public long line() {
    return records.line();
  }

  @Override
  public String text() {
    return records.shown();
  }

  @Override
  public List<String> unknownColumns() {
    return List.of();
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
