package org.pathline.oracle;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.pathline.domain.fact.FactOrder;

/**
 * Codes that generated histories are made of, with what they mean.
 *
 * @param ladder rung of each course code; every rung from 0 to 6 is there
 * @param stemCips CIP codes on the STEM list, in the form {@code 11.0701}
 * @param otherCips CIP codes that are not
 * @param stemSocs SOC codes in a STEM group, in the form {@code 15-1252}
 * @param otherSocs SOC codes that are not
 */
public record Vocabulary(
    Map<String, Integer> ladder,
    List<String> stemCips,
    List<String> otherCips,
    List<String> stemSocs,
    List<String> otherSocs) {

  /**
   * A few codes of every kind; the lists of DHS and NCSES agree on the CIP codes of six digits.
   *
   * <p>40.0800 and 23.0100 are headings of four digits, for codes that lost two zeros.
   */
  public static Vocabulary small() {
    Map<String, Integer> ladder = new TreeMap<>();
    ladder.put("02051", 0);
    ladder.put("02052", 1);
    ladder.put("02072", 2);
    ladder.put("02056", 3);
    ladder.put("02103", 4);
    ladder.put("02110", 5);
    ladder.put("02124", 6);
    return new Vocabulary(
        ladder,
        List.of("11.0701", "14.1001", "27.0101", "26.0202", "01.0308", "40.0800"),
        List.of("52.0201", "24.0102", "50.0701", "13.1202", "09.0101", "23.0100"),
        List.of("15-1252", "17-2071", "19-1021"),
        List.of("11-1021", "29-1141", "41-2031"));
  }

  /** The same codes with their meaning on other lists, kept to those codes that are known there. */
  public Vocabulary on(
      Map<String, Integer> otherLadder, Predicate<String> stemCip, Predicate<String> stemSoc) {
    return new Vocabulary(
        otherLadder,
        chosen(stemCips, otherCips, stemCip),
        chosen(stemCips, otherCips, stemCip.negate()),
        chosen(stemSocs, otherSocs, stemSoc),
        chosen(stemSocs, otherSocs, stemSoc.negate()));
  }

  private static List<String> chosen(
      List<String> some, List<String> others, Predicate<String> wanted) {
    return Stream.concat(some.stream(), others.stream()).filter(wanted).toList();
  }

  /** Settings in which the codes mean what they mean here. */
  public NaiveSettings settings(int anchorGrade, FactOrder.Encoding encoding) {
    return new NaiveSettings(
        anchorGrade, ladder, "small", stemCips::contains, stemSocs::contains, encoding);
  }
}
