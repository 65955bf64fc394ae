package org.pathline.domain.reference;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.HashMap;
import java.util.Map;

/** Occupations that count as STEM, by groups of the Standard Occupational Classification 2018. */
public final class StemOccupations {
  static final String FILE = "stem-occupations.csv";

  private final Map<String, Boolean> groups = new HashMap<>();

  private StemOccupations() {
    for (NamedCsvRecord row : ReferenceTable.rows(FILE)) {
      groups.put(row.getField("soc_group"), Boolean.valueOf(row.getField("stem")));
    }
  }

  /** The list that ships with Pathline. */
  public static StemOccupations load() {
    return new StemOccupations();
  }

  /** Whether an occupation is STEM; the longest group that the code begins with decides. */
  public boolean contains(String occupationCode) {
    String code =
        occupationCode.indexOf('-') < 0
            ? occupationCode.substring(0, 2) + "-" + occupationCode.substring(2)
            : occupationCode;
    for (int length = code.length(); length >= 2; length--) {
      Boolean stem = groups.get(code.substring(0, length));
      if (stem != null) {
        return stem;
      }
    }
    return false;
  }
}
