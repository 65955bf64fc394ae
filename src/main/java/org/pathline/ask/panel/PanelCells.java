package org.pathline.ask.panel;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The cells of an analyst's panel: whole numbers, numbers, and what stands for a missing one. */
final class PanelCells {
  private static final Set<String> MISSING = Set.of("", "na", "nan", "null", ".");
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?");

  private final boolean decimalComma;
  private final PanelProblems problems;

  /**
   * Reads the cells of a file.
   *
   * @param decimalComma whether a comma is a decimal comma
   * @param problems where cells that cannot be read are noted
   */
  PanelCells(boolean decimalComma, PanelProblems problems) {
    this.decimalComma = decimalComma;
    this.problems = problems;
  }

  static boolean isMissing(String text) {
    return MISSING.contains(text.toLowerCase(Locale.ROOT));
  }

  /** A whole number, also written as 2006.0; null and a problem where it is none. */
  @Nullable Integer whole(NamedCsvRecord each, String column) {
    String text = each.getField(column).strip();
    try {
      double value = parse(text);
      if (value == Math.rint(value) && Math.abs(value) < 1e9) {
        return (int) value;
      }
    } catch (NumberFormatException e) {
      // Said below, with the place.
    }
    problems.add(
        each.getStartingLineNumber(),
        column
            + ": '"
            + text
            + "' is no whole number, such as a year; number dates by their year, or from 1");
    return null;
  }

  /** A number; NaN where it is missing, null and a problem where it is none. */
  @Nullable Double number(NamedCsvRecord each, String column) {
    String text = each.getField(column).strip();
    if (isMissing(text)) {
      return Double.NaN;
    }
    try {
      double value = parse(text);
      if (!Double.isInfinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Said below, with the place.
    }
    problems.add(each.getStartingLineNumber(), column + ": '" + text + "' is no finite number");
    return null;
  }

  /** A decimal number: the JDK would also read 1d, 0x1p-1 and 2005F. */
  private double parse(String text) {
    String pointed = decimalComma ? text.replace(',', '.') : text;
    if (!NUMBER.matcher(pointed).matches()) {
      throw new NumberFormatException(text);
    }
    return Double.parseDouble(pointed);
  }
}
