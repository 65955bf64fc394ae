package org.pathline.publish;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.FactType;

/**
 * Rows of which nothing is told but where they stand, because ids may be anywhere in them: a row
 * that lost a comma has its student's id in another column.
 */
final class DiscreetRows implements RowReader {
  private static final String WITHHELD = "(withheld: the row may hold ids; see the file)";

  private final RowReader rows;

  DiscreetRows(RowReader rows) {
    this.rows = rows;
  }

  /** The same complaint in words that hold nothing of the file. */
  static UnreadableFile discreet(UnreadableFile e) {
    String words = String.valueOf(e.getMessage());
    return new UnreadableFile(
        e.line(),
        words
            .replaceFirst("(?s)(from here on): .*", "$1")
            .replaceAll("(?s) \\(is it '.*?'\\?\\)", ""));
  }

  @Override
  public boolean next() throws UnreadableFile {
    try {
      return rows.next();
    } catch (UnreadableFile e) {
      throw discreet(e);
    }
  }

  @Override
  public Cells cells() throws BadRow {
    return rows.cells();
  }

  @Override
  public @Nullable FactType type() {
    return rows.type();
  }

  @Override
  public List<LeftOut> leftOut(FactType type) {
    return rows.leftOut(type);
  }

  @Override
  public void tellPassedOver(Consumer<LeftOut> told) {
    rows.tellPassedOver(told);
  }

  @Override
  public long line() {
    return rows.line();
  }

  @Override
  public String text() {
    return WITHHELD;
  }

  @Override
  public List<String> unknownColumns() {
    int count = rows.unknownColumns().size();
    // A file without a header has a student's record there.
    return count == 0 ? List.of() : List.of(count == 1 ? "column" : count + " columns");
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
