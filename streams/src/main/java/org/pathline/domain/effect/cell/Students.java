package org.pathline.domain.effect.cell;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.Indicator;
import org.pathline.domain.fact.RaceEthnicity;
import org.pathline.domain.pathway.Pathway.PriorAchievement;

/**
 * The students whom every condition describes; without a condition all students.
 *
 * @param priorAchievement null where any
 * @param raceEthnicity null where any
 * @param economicallyDisadvantaged null where any
 */
public record Students(
    @Nullable PriorAchievement priorAchievement,
    @Nullable RaceEthnicity raceEthnicity,
    @Nullable Indicator economicallyDisadvantaged)
    implements Subgroup {

  /** All students. */
  public static final Students ALL = new Students(null, null, null);

  /** These students, of one third of prior achievement. */
  public Students with(@Nullable PriorAchievement third) {
    return new Students(third, raceEthnicity, economicallyDisadvantaged);
  }

  /** These students, of one race or ethnicity. */
  public Students with(RaceEthnicity race) {
    return new Students(priorAchievement, race, economicallyDisadvantaged);
  }

  /** These students, economically disadvantaged or not. */
  public Students with(Indicator disadvantaged) {
    return new Students(priorAchievement, raceEthnicity, disadvantaged);
  }

  @Override
  public String text() {
    List<String> conditions = conditions();
    return conditions.isEmpty() ? ALL_TEXT : String.join(",", conditions);
  }

  List<String> conditions() {
    List<String> conditions = new ArrayList<>();
    if (priorAchievement != null) {
      conditions.add(PRIOR_ACHIEVEMENT + "=" + priorAchievement);
    }
    if (raceEthnicity != null) {
      conditions.add(RACE_ETHNICITY + "=" + raceEthnicity);
    }
    if (economicallyDisadvantaged != null) {
      conditions.add(DISADVANTAGED + "=" + economicallyDisadvantaged);
    }
    return conditions;
  }
}
