package org.pathline.simulate;

import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.DegreeLevel;
import org.pathline.domain.fact.Employment;
import org.pathline.domain.fact.PostsecondaryDegree;

/** First jobs, as the state's wage records show them: a quarter now and then. */
final class Work {
  private static final int LAST_FULL_YEAR = 2024;
  private static final String[] STEM = {"15-1252", "17-2141", "19-1029", "15-2051"};
  private static final String[] OTHER = {"41-2031", "25-2021", "29-1141", "13-2011", "17-1011"};
  private static final String[] INDUSTRIES = {"541511", "3361", "6111", "622110", "52"};

  private Work() {}

  /** Whether an occupation as written here is in a STEM group. */
  static boolean isStem(@Nullable String occupation) {
    if (occupation != null) {
      for (String stem : STEM) {
        if (stem.equals(occupation)) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Writes the jobs of a person whose school years end in one year and college years in another.
   */
  static void live(Person person, Life life, Draws dice, int schoolEnds, int collegeEnds) {
    if (!dice.chance(0.75)) {
      return;
    }
    boolean stemDegree = false;
    for (PostsecondaryDegree degree : life.degrees) {
      stemDegree |=
          degree.degreeLevel() != DegreeLevel.CERTIFICATE && Major.isStem(degree.cipCodes().get(0));
    }
    boolean stem = dice.chance(stemDegree ? 0.62 : person.goesToCollege() ? 0.05 : 0.012);
    int employer = dice.between(1, 4000);
    int last = Math.min(LAST_FULL_YEAR, schoolEnds + 10);
    for (int year = Math.max(schoolEnds + 1, collegeEnds); year <= last; year++) {
      if (!dice.chance(year >= schoolEnds + 6 ? 0.5 : 0.25)) {
        continue;
      }
      if (dice.chance(0.3)) {
        employer = dice.between(1, 4000);
      }
      int quarter = dice.between(1, 4);
      LocalDate begin = LocalDate.of(year, 3 * quarter - 2, 1);
      boolean known = dice.chance(0.93);
      String occupation = dice.pick(stem ? STEM : OTHER);
      life.employment.add(
          new Employment(
              life.envelope(begin, begin.plusDays(140), "wage-records"),
              String.format(Locale.ROOT, "EMP-%04d", employer),
              year + "Q" + quarter,
              known ? occupation : null,
              dice.pick(INDUSTRIES),
              dice.chance(0.95)
                  ? (double) dice.between(stem ? 14000 : 5000, stem ? 30000 : 16000)
                  : null));
    }
  }
}
