package org.pathline.publish;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.RecordType;

/** Fills two rows in turn, so that one can be read while the next is there already. */
final class CsvRowHandler extends AbstractBaseCsvCallbackHandler<CsvRow> {
  private final int longest;
  private CsvRow filling;
  private CsvRow other;

  /**
   * Rows of a file.
   *
   * @param longest characters that the cells of a row may have together
   */
  CsvRowHandler(int longest) {
    this.longest = longest;
    CsvRow.Recent recent = new CsvRow.Recent();
    filling = new CsvRow(recent);
    other = new CsvRow(recent);
  }

  @Override
  protected void handleBegin(long startingLineNumber) {
    filling.begin(startingLineNumber);
  }

  @Override
  protected void handleField(int field, char[] from, int offset, int length, boolean quoted) {
    if (filling.length() + length > longest) {
      throw new CsvParseException("the row is longer than the maximum of " + longest);
    }
    filling.add(from, offset, length);
  }

  @Override
  protected CsvRow buildRecord() {
    if (getRecordType() == RecordType.EMPTY) {
      return filling; // The reader passes over it and asks for the next.
    }
    CsvRow built = filling;
    filling = other;
    other = built;
    return built;
  }
}
