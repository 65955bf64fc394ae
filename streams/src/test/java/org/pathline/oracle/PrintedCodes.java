package org.pathline.oracle;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Codes as publishers print them, read a second time and in another way than the domain reads them.
 *
 * <p>Everything here presumes facts that keep the rules.
 */
final class PrintedCodes {
  private static final Pattern DOTTED = Pattern.compile("([0-9]{1,2})[.]([0-9]{0,4})");
  private static final Pattern BARE = Pattern.compile("[0-9]{1,6}");
  private static final Pattern SOC = Pattern.compile("([0-9]{2})-?([0-9]{4})");
  private static final List<String> LEVELS =
      List.of("PK", "KG", "01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12");
  private static final Map<String, BigDecimal> LETTERS =
      Map.ofEntries(
          Map.entry("A+", new BigDecimal("4.0")),
          Map.entry("A", new BigDecimal("4.0")),
          Map.entry("A-", new BigDecimal("3.7")),
          Map.entry("B+", new BigDecimal("3.3")),
          Map.entry("B", new BigDecimal("3.0")),
          Map.entry("B-", new BigDecimal("2.7")),
          Map.entry("C+", new BigDecimal("2.3")),
          Map.entry("C", new BigDecimal("2.0")),
          Map.entry("C-", new BigDecimal("1.7")),
          Map.entry("D+", new BigDecimal("1.3")),
          Map.entry("D", new BigDecimal("1.0")),
          Map.entry("D-", new BigDecimal("0.7")),
          Map.entry("F", new BigDecimal("0")));
  private static final TreeMap<BigDecimal, String> LETTER_FROM = new TreeMap<>();

  static {
    LETTER_FROM.put(new BigDecimal(93), "A");
    LETTER_FROM.put(new BigDecimal(90), "A-");
    LETTER_FROM.put(new BigDecimal(87), "B+");
    LETTER_FROM.put(new BigDecimal(83), "B");
    LETTER_FROM.put(new BigDecimal(80), "B-");
    LETTER_FROM.put(new BigDecimal(77), "C+");
    LETTER_FROM.put(new BigDecimal(73), "C");
    LETTER_FROM.put(new BigDecimal(70), "C-");
    LETTER_FROM.put(new BigDecimal(67), "D+");
    LETTER_FROM.put(new BigDecimal(63), "D");
    LETTER_FROM.put(new BigDecimal(60), "D-");
    LETTER_FROM.put(new BigDecimal(0), "F");
  }

  private PrintedCodes() {}

  /** CIP code as {@code 11.0701}; a code that is none stays as it is. */
  static String cip(String printed) {
    String text = printed.trim();
    Matcher dotted = DOTTED.matcher(text);
    if (dotted.matches()) {
      String series = dotted.group(1).length() == 1 ? "0" + dotted.group(1) : dotted.group(1);
      return series + "." + (dotted.group(2) + "0000").substring(0, 4);
    }
    if (!BARE.matcher(text).matches()) {
      return printed;
    }
    // Codes have two, four or six digits, so an odd number of them means that a zero was lost.
    String digits = text.length() % 2 == 1 ? "0" + text : text;
    String six = (digits + "0000").substring(0, 6);
    return six.substring(0, 2) + "." + six.substring(2);
  }

  /** Whether a CIP code, or a word in its place, says that there is no field. */
  static boolean isNoField(String printed) {
    return printed
        .trim()
        .replace(".", "")
        .matches("0{1,6}|99|9999|999999|(?i)undeclared|undecided");
  }

  /** Code of the secondary course that means the same as a course before high school. */
  static String secondary(String courseCode) {
    int area = Integer.parseInt(courseCode.substring(0, 2));
    return area > 50 ? "%02d%s".formatted(area - 50, courseCode.substring(2)) : courseCode;
  }

  /** How coarse a term is: 0 a year, 1 a semester, 2 a trimester, 3 a quarter, 4 anything else. */
  static int coarseness(String term) {
    List<String> fromTheFinest =
        List.of(
            "(?i)Q[0-9]*( .*)?|.*quarter.*",
            "(?i)T[0-9]*( .*)?|.*tri.*",
            "(?i)S[0-9]*( .*)?|.*sem.*",
            "(?i)(Y|YR|F)[0-9]*|.*(year|final).*");
    for (int i = 0; i < fromTheFinest.size(); i++) {
      if (term.matches(fromTheFinest.get(i))) {
        return fromTheFinest.size() - 1 - i;
      }
    }
    return fromTheFinest.size();
  }

  /** SOC code as {@code 15-1252}. */
  static String soc(String printed) {
    Matcher matcher = SOC.matcher(printed);
    return matcher.matches() ? matcher.group(1) + "-" + matcher.group(2) : printed;
  }

  /** Number of a grade level, PK being -1; null for UG. */
  static Integer grade(String level) {
    int index = LEVELS.indexOf(level);
    return index < 0 ? null : index - 1;
  }

  /** Points of a mark; null for P, NP, W and I. */
  static BigDecimal points(String mark) {
    if (List.of("P", "NP", "W", "I").contains(mark)) {
      return null;
    }
    return LETTERS.containsKey(mark)
        ? LETTERS.get(mark)
        : LETTERS.get(LETTER_FROM.floorEntry(new BigDecimal(mark)).getValue());
  }

  /** Whether a mark passes. */
  static boolean passes(String mark) {
    return mark.equals("P") || (points(mark) != null && points(mark).signum() > 0);
  }
}
