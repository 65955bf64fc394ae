package org.pathline.imports.nsc;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pathline.imports.Understood;

/** Levels of degrees by the titles that colleges give them. */
final class DegreeTitles {
  // A certificate comes first: a post-baccalaureate one is no bachelor's degree.
  private static final Map<String, Pattern> LEVELS = new LinkedHashMap<>();

  static {
    level("CERTIFICATE", "\\b(CERTIFICATE|CERT|DIPLOMA|CREDENTIAL|LICEN[CS]E)");
    level(
        "DOCTOR", "\\b(DOCTOR|PH ?D\\b|ED ?D\\b|J ?D\\b|M ?D\\b|D ?D ?S\\b|D ?N ?P\\b|PSY ?D\\b)");
    level(
        "MASTER",
        "\\b(MASTER|M ?A\\b|M ?S\\b|M ?B ?A\\b|M ?ED\\b|M ?S ?W\\b|M ?P ?A\\b|M ?F ?A\\b)");
    level(
        "BACHELOR",
        "\\b(BACHELOR|BACCALAUREATE|B ?A\\b|B ?S\\b|B ?F ?A\\b|B ?B ?A\\b|B ?S ?N\\b|B ?S ?E\\b|A"
            + " ?B\\b)");
    level("ASSOCIATE", "\\b(ASSOCIATE|ASSOC|A ?A\\b|A ?S\\b|A ?A ?S\\b|A ?F ?A\\b|A ?G ?S\\b)");
  }

  private static final Understood KNOWN = new Understood(10_000, DegreeTitles::understood);

  private DegreeTitles() {}

  private static void level(String level, String words) {
    LEVELS.put(level, Pattern.compile(words));
  }

  /** Level of a title; null where its words do not tell. */
  static @Nullable String level(String title) {
    return KNOWN.of(title);
  }

  private static @Nullable String understood(String title) {
    String plain = title.toUpperCase(Locale.ROOT).replace(".", " ").replaceAll("\\s+", " ").strip();
    for (Map.Entry<String, Pattern> level : LEVELS.entrySet()) {
      if (level.getValue().matcher(plain).find()) {
        return level.getKey();
      }
    }
    return null;
  }
}
