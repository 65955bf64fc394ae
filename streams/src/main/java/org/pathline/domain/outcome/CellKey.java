package org.pathline.domain.outcome;

import java.util.List;
import org.pathline.domain.fact.Indicator;
import org.pathline.domain.fact.RaceEthnicity;
import org.pathline.domain.fact.Subject;
import org.pathline.domain.key.KeyText;
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
    return KeyText.join(
        Integer.toString(settings.anchorGrade()),
        settings.stemList(),
        districtId,
        schoolId,
        anchorYear == null ? null : anchorYear.toString(),
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
    List<String> parts = KeyText.split(text, PARTS, "an outcome cell");
    boolean anchored = !parts.get(4).isEmpty();
    return new CellKey(
        new Settings(Integer.parseInt(parts.get(0)), parts.get(1)),
        anchored ? parts.get(2) : null,
        anchored ? parts.get(3) : null,
        anchored ? Integer.valueOf(parts.get(4)) : null,
        Subject.valueOf(parts.get(5)),
        RaceEthnicity.valueOf(parts.get(6)),
        Indicator.valueOf(parts.get(7)),
        PriorAchievement.valueOf(parts.get(8)));
  }
}
