package org.pathline.domain.outcome;

import org.pathline.domain.fact.Indicator;
import org.pathline.domain.fact.RaceEthnicity;
import org.pathline.domain.fact.Subject;
import org.pathline.domain.pathway.Pathway.PriorAchievement;
import org.pathline.domain.pathway.Settings;

/**
 * The dimensions of an outcome cell, the settings among them, so that no cell ever mixes two.
 *
 * @param districtId null, like school and year, for students without an anchor
 * @param anchorYear school year of the anchor, by the year in which it ends
 */
public record CellKey(
    Settings settings,
    String districtId,
    String schoolId,
    Integer anchorYear,
    Subject subject,
    RaceEthnicity raceEthnicity,
    Indicator economicallyDisadvantaged,
    PriorAchievement priorAchievement) {

  private static final int PARTS = 9;

  /** Whether the cell's students have an anchor. */
  public boolean isAnchored() {
    return schoolId != null;
  }

  /** Key as text, unique and reversible: the parts joined by bars, absent ones empty. */
  public String text() {
    return String.join(
        "|",
        Integer.toString(settings.anchorGrade()),
        escape(settings.stemList()),
        escape(districtId),
        escape(schoolId),
        anchorYear == null ? "" : anchorYear.toString(),
        subject.name(),
        raceEthnicity.name(),
        economicallyDisadvantaged.name(),
        priorAchievement.name());
  }

  /**
   * Key from its text.
   *
   * @throws IllegalArgumentException when the text is no key
   */
  public static CellKey parse(String text) {
    String[] parts = text.split("\\|", -1);
    if (parts.length != PARTS) {
      throw new IllegalArgumentException("not the key of an outcome cell: " + text);
    }
    boolean anchored = !parts[4].isEmpty();
    return new CellKey(
        new Settings(Integer.parseInt(parts[0]), unescape(parts[1])),
        anchored ? unescape(parts[2]) : null,
        anchored ? unescape(parts[3]) : null,
        anchored ? Integer.valueOf(parts[4]) : null,
        Subject.valueOf(parts[5]),
        RaceEthnicity.valueOf(parts[6]),
        Indicator.valueOf(parts[7]),
        PriorAchievement.valueOf(parts[8]));
  }

  private static String escape(String part) {
    return part == null ? "" : part.replace("%", "%25").replace("|", "%7C");
  }

  private static String unescape(String part) {
    return part.replace("%7C", "|").replace("%25", "%");
  }
}
