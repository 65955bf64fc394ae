package org.pathline.domain.outcome;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
    @Nullable String districtId,
    @Nullable String schoolId,
    @Nullable Integer anchorYear,
    Subject subject,
    RaceEthnicity raceEthnicity,
    Indicator economicallyDisadvantaged,
    PriorAchievement priorAchievement) {

  private static final int PARTS = 9;
  private static final int SETTINGS_PARTS = 2;

  /** No list of STEM fields has such a name. */
  private static final Set<String> PRIOR_ACHIEVEMENTS =
      Arrays.stream(PriorAchievement.values())
          .map(PriorAchievement::name)
          .collect(Collectors.toUnmodifiableSet());

  /** Whether the cell's students have an anchor. */
  public boolean isAnchored() {
    return schoolId != null;
  }

  /** Key as text, unique and reversible: the parts joined by bars, absent ones empty. */
  public String text() {
    return KeyText.join(
        districtId,
        schoolId,
        anchorYear == null ? null : anchorYear.toString(),
        subject.name(),
        raceEthnicity.name(),
        economicallyDisadvantaged.name(),
        priorAchievement.name(),
        Integer.toString(settings.anchorGrade()),
        settings.stemList());
  }

  /**
   * What the texts of all keys of a district begin with, and those of no other: its id and a bar.
   * Of students without an anchor it is the bar alone.
   */
  public static String districtOf(String text) {
    return text.substring(0, text.indexOf('|') + 1);
  }

  /**
   * Key from its text, also from that of earlier releases, which began with the settings.
   *
   * @throws IllegalArgumentException when the text is no key
   */
  public static CellKey parse(String text) {
    List<String> parts = KeyText.split(text, PARTS, "an outcome cell");
    if (PRIOR_ACHIEVEMENTS.contains(parts.get(PARTS - 1))) {
      Collections.rotate(parts, -SETTINGS_PARTS);
    }
    boolean anchored = !parts.get(2).isEmpty();
    return new CellKey(
        new Settings(Integer.parseInt(parts.get(7)), parts.get(8)),
        anchored ? parts.get(0) : null,
        anchored ? parts.get(1) : null,
        anchored ? Integer.valueOf(parts.get(2)) : null,
        Subject.valueOf(parts.get(3)),
        RaceEthnicity.valueOf(parts.get(4)),
        Indicator.valueOf(parts.get(5)),
        PriorAchievement.valueOf(parts.get(6)));
  }
}
