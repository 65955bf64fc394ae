package org.pathline.domain.reference;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.pathline.domain.fact.CipCode;

/**
 * A named list of fields of study that count as STEM; a two- or four-digit heading covers its
 * codes.
 *
 * <p>The lists disagree, so every result records the name of the one it used.
 */
public final class StemList {
  /** Name of the list that is used unless another is chosen. */
  public static final String DEFAULT = "dhs-2024-07-22";

  private static final String NCSES = "ncses";
  private static final List<String> NAMES = List.of(DEFAULT, NCSES, "nces-2009-161");

  private final Set<String> codes = new HashSet<>();
  private final boolean[] series = new boolean[100];
  private final boolean[] headings = new boolean[10_000];

  private StemList(String name) {
    for (NamedCsvRecord row : ReferenceTable.rows(file(name))) {
      if (!name.equals(NCSES)) {
        add(row.getField("cip_code"), Integer.parseInt(row.getField("level_digits")));
      } else if (row.getField("se_group").equals("Science and engineering")) {
        add(row.getField("cip6"), 6);
      }
    }
  }

  /**
   * List with a name.
   *
   * @throws IllegalArgumentException when there is none; the message names those there are
   */
  public static StemList named(String name) {
    if (!NAMES.contains(name)) {
      throw new IllegalArgumentException(
          "no STEM list '" + name + "'; there are " + String.join(", ", NAMES));
    }
    return new StemList(name);
  }

  static String file(String name) {
    return "stem-" + name + ".csv";
  }

  /** Names of all lists, the default first. */
  public static List<String> names() {
    return NAMES;
  }

  private void add(String code, int digits) {
    switch (digits) {
      case 2 -> series[number(code, 0)] = true;
      case 4 -> headings[number(code, 0) * 100 + number(code, 3)] = true;
      default -> codes.add(code);
    }
  }

  private static int number(String code, int at) {
    return (code.charAt(at) - '0') * 10 + (code.charAt(at + 1) - '0');
  }

  /** Whether a code, however it was spelled, is on the list. */
  public boolean contains(String code) {
    String normal = CipCode.normalize(code);
    if (normal == null) {
      return false;
    }
    int first = number(normal, 0);
    return series[first] || headings[first * 100 + number(normal, 3)] || codes.contains(normal);
  }

  /** Whether any of the codes is on the list. */
  public boolean containsAny(List<String> cipCodes) {
    for (int i = 0; i < cipCodes.size(); i++) {
      if (contains(cipCodes.get(i))) {
        return true;
      }
    }
    return false;
  }
}
