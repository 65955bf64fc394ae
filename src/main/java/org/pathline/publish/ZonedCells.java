package org.pathline.publish;

import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cells of rows in which times of recording without offset are those of one time zone. */
record ZonedCells(Cells cells, ZoneId zone) implements Cells {
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
}
