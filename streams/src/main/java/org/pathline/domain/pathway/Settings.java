package org.pathline.domain.pathway;

import org.pathline.domain.reference.StemList;

/**
 * The settings of a derivation; results of two settings are never added up.
 *
 * @param anchorGrade grade from 1 to 12 at which a student joins a cohort
 * @param stemList name of the list of STEM fields
 */
public record Settings(int anchorGrade, String stemList) {
  /** Grade 8, the grade of the first choice in mathematics, and the current federal list. */
  public static final Settings DEFAULT = new Settings(8, StemList.DEFAULT);

  private static final int LAST_GRADE = 12;

  /** Checks the settings. */
  public Settings {
    if (anchorGrade < 1 || anchorGrade > LAST_GRADE) {
      throw new UnknownSettingsException("anchor grade " + anchorGrade + " is not 1 to 12");
    }
    if (!StemList.names().contains(stemList)) {
      throw new UnknownSettingsException(
          "no STEM list '" + stemList + "'; there are " + String.join(", ", StemList.names()));
    }
  }

  /** Year in which a student anchored in a school year is expected to graduate. */
  public int expectedGraduationYear(int anchorYear) {
    return anchorYear + LAST_GRADE - anchorGrade;
  }

  @Override
  public String toString() {
    return "anchor grade " + anchorGrade + ", STEM list " + stemList;
  }
}
