package org.pathline.imports;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.Doubt;
import org.pathline.domain.fact.FactType;
import org.pathline.publish.BadRow;
import org.pathline.publish.Cells;
import org.pathline.publish.LeftOut;
import org.pathline.publish.ReadAhead;
import org.pathline.publish.RowReader;
import org.pathline.publish.UnreadableFile;

/**
 * Rows of facts that mappers make of records, in a thread of their own while those before are
 * checked and sent.
 */
final class MappedRows implements RowReader {
  /**
   * What facts of one type are made by.
   *
   * @param tally counts what becomes of the records
   */
  record Part(FactType type, RowMapper mapper, Tally tally) {}

  /**
   * A row and where it comes from; or a record that could not be carried over.
   *
   * @param draft null where there is none
   * @param bad why the record is bad; null where it is not
   * @param leftOut what the record is of, where there is no draft
   */
  private record Row(
      FactType type,
      @Nullable FactDraft draft,
      @Nullable BadRow bad,
      List<LeftOut> leftOut,
      long line,
      Supplier<String> shown) {

    boolean isPassedOver() {
      return draft == null && bad == null;
    }
  }

  private final RecordReader records;
  private final Mapping mapping;
  private final ReadAhead<Row> ahead;
  private @Nullable Row current;
  private Consumer<LeftOut> passedOver = leftOut -> {};

  /**
   * Rows of the records of a file.
   *
   * @param doubts takes what is doubted and the line of its record
   */
  MappedRows(RecordReader records, List<Part> parts, BiConsumer<Doubt, Long> doubts) {
    this.records = records;
    mapping = new Mapping(records, parts, doubts);
    ahead = new ReadAhead<>("pathline-mapped-rows", mapping::next);
    parts.forEach(part -> part.tally().begin());
  }

  /** What is done in the thread that reads. */
  private static final class Mapping implements RowMapper.Rows {
    private final RecordReader records;
    private final List<Part> parts;
    private final BiConsumer<Doubt, Long> doubts;
    private final Deque<Row> waiting = new ArrayDeque<>();
    private final List<FactDraft> drafts = new ArrayList<>();
    private final List<String[]> ids = new ArrayList<>();
    private Part part;

    Mapping(RecordReader records, List<Part> parts, BiConsumer<Doubt, Long> doubts) {
      this.records = records;
      this.doubts = doubts;
      this.parts = parts;
      part = parts.get(0);
    }

    @Nullable Row next() throws UnreadableFile {
      while (waiting.isEmpty()) {
        if (!records.next()) {
          parts.forEach(each -> each.mapper().end());
          return null;
        }
        for (Part each : parts) {
          part = each;
          map();
        }
      }
      return waiting.remove();
    }

    private void map() throws UnreadableFile {
      part.tally().record();
      drafts.clear();
      ids.clear();
      try {
        part.mapper().map(records.record(), this);
      } catch (BadRow e) {
        part.tally().carried();
        add(null, e, leftOut(true));
        return;
      } catch (Missed e) {
        miss(String.valueOf(e.getMessage()));
        return;
      } catch (RepeatedColumn e) {
        throw e.unreadable();
      }
      for (FactDraft draft : drafts) {
        part.tally().carried();
        add(draft, null, List.of());
      }
    }

    private void add(@Nullable FactDraft draft, @Nullable BadRow bad, List<LeftOut> leftOut) {
      waiting.add(new Row(part.type(), draft, bad, leftOut, records.line(), records.shown()));
    }

    /** What the record is of: of all that it named, or of nobody's fact. */
    private List<LeftOut> leftOut(boolean refused) {
      return ids.isEmpty()
          ? List.of(new LeftOut(part.type(), null, null, refused))
          : ids.stream().map(id -> new LeftOut(part.type(), id[0], id[1], refused)).toList();
    }

    @Override
    public void isOf(@Nullable String studentId, @Nullable String factId) {
      ids.add(new String[] {studentId, factId});
    }

    @Override
    public void miss(String reason) {
      skip(reason);
      List<LeftOut> all = leftOut(false);
      add(null, null, List.of(all.get(all.size() - 1)));
    }

    @Override
    public FactDraft add() {
      FactDraft draft = new FactDraft(part.type());
      drafts.add(draft);
      return draft;
    }

    @Override
    public void skip(String reason) {
      part.tally().skip(reason, records.line());
    }

    @Override
    public void doubt(Doubt doubt) {
      doubts.accept(doubt, records.line());
    }
  }

  @Override
  public boolean next() throws UnreadableFile {
    Row row = ahead.next();
    while (row != null && row.isPassedOver()) {
      row.leftOut().forEach(passedOver);
      row = ahead.next();
    }
    current = row;
    return row != null;
  }

  @Override
  public void tellPassedOver(Consumer<LeftOut> told) {
    passedOver = told;
  }

  @Override
  public List<LeftOut> leftOut(FactType type) {
    return row().bad() == null ? RowReader.super.leftOut(type) : row().leftOut();
  }

  private Row row() {
    return Objects.requireNonNull(current);
  }

  @Override
  public FactType type() {
    return row().type();
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
  public void close() throws IOException {
    ahead.close();
    records.close();
  }
}
