package org.pathline.delivery;

import java.text.Normalizer;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Names of sources that people would take for one. */
final class SourceNames {
  /** Letters of Greek and Cyrillic that look like those of Latin, and these. */
  private static final String LOOKING = "абвгеікмнорстухѕјһαβεζηικμνορτυχ";

  private static final String LATIN = "abbreikmhopctyxsjhabezhikmvoptux";

  private SourceNames() {}

  /** Whether two names differ, but only in case, accents, signs and blanks, or in look-alikes. */
  static boolean areNear(String one, String other) {
    return !one.equals(other) && stem(one).equals(stem(other));
  }

  /** Those of some names that nearly are a name, in order. */
  static List<String> near(String name, Collection<String> others) {
    return others.stream().filter(other -> areNear(name, other)).sorted().toList();
  }

  private static String stem(String name) {
    String plain = Normalizer.normalize(name, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
    StringBuilder stem = new StringBuilder();
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      int looking = LOOKING.indexOf(c);
      if (looking >= 0) {
        stem.append(LATIN.charAt(looking));
      } else if (Character.isLetterOrDigit(c)) {
        stem.append(c);
      }
    }
    return stem.length() == 0 ? name : stem.toString();
  }
}
