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

  /** The square of a larger one, of many, is none that can be reckoned with. */
  private static final double LARGEST = 1e50;

  private final boolean decimalComma;
  private final int passed;
  private final PanelProblems problems;

  /** First lines of numbers with a decimal comma, and with a point; 0 for none. */
  private long lineOfComma;

  private long lineOfPoint;

  /**
   * Reads the cells of a file.
   *
   * @param decimalComma whether a comma is a decimal comma
   * @param passed lines before the header
   * @param problems where cells that cannot be read are noted
   */
  PanelCells(boolean decimalComma, int passed, PanelProblems problems) {
    this.decimalComma = decimalComma;
    this.passed = passed;
    this.problems = problems;
  }

  /** Line of a row, counted from 1. */
  long line(NamedCsvRecord each) {
    return passed + each.getStartingLineNumber();
  }

  static boolean isMissing(String text) {
    return MISSING.contains(text.toLowerCase(Locale.ROOT));
  }

  /** A whole number, also written as 2006.0; null and a problem where it is none. */
  @Nullable Integer whole(NamedCsvRecord each, String column) {
    String text = each.getField(column).strip();
    try {
      double value = parse(each, text);
      if (value == Math.rint(value) && Math.abs(value) < 1e9) {
        return (int) value;
      }
    } catch (NumberFormatException e) {
      // Said below, with the place.
    }
    problems.add(
        line(each),
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
      double value = parse(each, text);
      if (Math.abs(value) <= LARGEST) {
        return value;
      }
      if (!Double.isInfinite(value)) {
        problems.add(line(each), column + ": '" + text + "' is too large to be reckoned with");
        return null;
      }
    } catch (NumberFormatException e) {
      // Said below, with the place.
    }
    problems.add(line(each), column + ": '" + text + "' is no finite number");
    return null;
  }

  /** Notes where some numbers have a decimal comma and others a point, which may be thousands. */
  void checkDecimals() {
    if (lineOfComma > 0 && lineOfPoint > 0) {
      problems.add(
          Math.max(lineOfComma, lineOfPoint),
          "some numbers have a comma (line "
              + lineOfComma
              + ") and some a point (line "
              + lineOfPoint
              + "), so that 1.234 may be a thousand or little more than one; write all of them"
              + " alike");
    }
  }

  /** A decimal number: the JDK would also read 1d, 0x1p-1 and 2005F. */
  private double parse(NamedCsvRecord each, String text) {
    String pointed = decimalComma ? text.replace(',', '.') : text;
    if (!NUMBER.matcher(pointed).matches()) {
      throw new NumberFormatException(text);
    }
    if (pointed.indexOf('.') >= 0) {
      if (pointed.equals(text)) {
        lineOfPoint = lineOfPoint == 0 ? line(each) : lineOfPoint;
      } else {
        lineOfComma = lineOfComma == 0 ? line(each) : lineOfComma;
      }
    }
    return Double.parseDouble(pointed);
  }
}
