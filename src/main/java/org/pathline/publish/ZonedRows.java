package org.pathline.publish;

import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows in which times of recording without offset are those of one time zone. */
final class ZonedRows implements RowReader {
  private final RowReader rows;
  private final ZoneId zone;

  ZonedRows(RowReader rows, ZoneId zone) {
    this.rows = rows;
    this.zone = zone;
  }

  @Override
  public Cells cells() throws BadRow {
    Cells cells = rows.cells();
    return new Cells() {
      @Override
      public @Nullable String text(int column) throws BadCell {
        String text = cells.text(column);
        return column == FactForm.RECORDED_AT && text != null
            ? Timestamps.in(zone, text.strip())
            : text;
      }

      @Override
      public @Nullable List<String> list(int column) throws BadCell {
        return cells.list(column);
      }
    };
  }

  @Override
  public boolean next() throws UnreadableFile {
    return rows.next();
  }

  @Override
  public long line() {
    return rows.line();
  }

  @Override
  public String text() {
    return rows.text();
  }

  @Override
  public List<String> unknownColumns() {
    return rows.unknownColumns();
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
