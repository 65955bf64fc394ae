package org.pathline.simulate;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A major that simulated colleges offer.
 *
 * @param cip CIP 2020 code
 * @param stem whether the DHS list of 22 July 2024 holds it
 */
record Major(String cip, String title, boolean stem) {
  static final List<Major> ALL =
      List.of(
          new Major("11.0701", "Computer Science", true),
          new Major("11.0101", "Computer and Information Sciences", true),
          new Major("14.1901", "Mechanical Engineering", true),
          new Major("14.0801", "Civil Engineering", true),
          new Major("26.0101", "Biology", true),
          new Major("27.0101", "Mathematics", true),
          new Major("40.0501", "Chemistry", true),
          new Major("40.0801", "Physics", true),
          new Major("01.0308", "Agroecology", true),
          new Major("03.0103", "Environmental Studies", true),
          new Major("15.1201", "Computer Engineering Technology", true),
          new Major("52.1301", "Management Science", true),
          new Major("52.0201", "Business Administration", false),
          new Major("52.0301", "Accounting", false),
          new Major("51.3801", "Nursing", false),
          new Major("13.1202", "Elementary Education", false),
          new Major("42.0101", "Psychology", false),
          new Major("23.0101", "English Language and Literature", false),
          new Major("45.0601", "Economics", false),
          new Major("45.1001", "Political Science", false),
          new Major("24.0101", "Liberal Arts", false),
          new Major("50.0701", "Art", false),
          new Major("09.0101", "Communication", false),
          new Major("43.0104", "Criminal Justice", false),
          new Major("01.0102", "Agribusiness", false));

  private static final Major[] STEM = ALL.stream().filter(Major::stem).toArray(Major[]::new);
  private static final Major[] OTHER =
      ALL.stream().filter(major -> !major.stem()).toArray(Major[]::new);

  private static final Set<String> STEM_SPELLINGS =
      Stream.of(STEM)
          .flatMap(major -> Stream.of(major.cip, major.bare()))
          .collect(Collectors.toUnmodifiableSet());

  static Major draw(Draws dice, boolean stem) {
    return dice.pick(stem ? STEM : OTHER);
  }

  /** Whether a code as written in a file is that of a STEM major. */
  static boolean isStem(String written) {
    return STEM_SPELLINGS.contains(written);
  }

  /** The code as a college writes it: some drop the dot and with it a leading zero. */
  String written(Draws dice) {
    return dice.chance(0.12) ? bare() : cip;
  }

  private String bare() {
    return (cip.charAt(0) == '0' ? cip.substring(1) : cip).replace(".", "");
  }
}
