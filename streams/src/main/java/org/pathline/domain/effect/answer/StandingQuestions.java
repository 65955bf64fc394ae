package org.pathline.domain.effect.answer;

import java.util.ArrayList;
import java.util.List;
import org.pathline.domain.effect.cell.Students;
import org.pathline.domain.effect.cell.Study;
import org.pathline.domain.effect.cell.Subgroup;
import org.pathline.domain.fact.Indicator;
import org.pathline.domain.fact.RaceEthnicity;
import org.pathline.domain.fact.Subject;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.pathway.Pathway.PriorAchievement;
import org.pathline.domain.pathway.Settings;

/**
 * The questions that are answered without being asked: all students, each third of prior
 * achievement, each race/ethnicity and income group, and the gaps between them.
 *
 * <p>In class and beyond; the outcomes left out are about a part of the students that the policy
 * may itself change, such as those who entered STEM, or about a school year that few records reach.
 */
public final class StandingQuestions {
  /** Outcomes, in order. */
  public static final List<Outcome> OUTCOMES =
      List.of(
          Outcome.ADVANCED_COURSE,
          Outcome.GRADE_POINTS,
          Outcome.ON_TIME_GRADUATION,
          Outcome.COLLEGE_16_MONTHS,
          Outcome.STEM_ENTRY_2,
          Outcome.STEM_ENTRY_6,
          Outcome.STEM_DEGREE_6);

  /** Whose outcomes, in order. */
  public static final List<Subgroup> SUBGROUPS = subgroups();

  private StandingQuestions() {}

  private static List<Subgroup> subgroups() {
    List<Subgroup> subgroups = new ArrayList<>();
    subgroups.add(Students.ALL);
    PriorAchievement.THIRDS.forEach(third -> subgroups.add(Students.ALL.with(third)));
    subgroups.add(Students.ALL.with(Indicator.YES));
    subgroups.add(Students.ALL.with(Indicator.NO));
    for (RaceEthnicity race : RaceEthnicity.values()) {
      if (race != RaceEthnicity.UNKNOWN) {
        subgroups.add(Students.ALL.with(race));
      }
    }
    subgroups.add(Subgroup.parse(Subgroup.GAP + Subgroup.DISADVANTAGED));
    subgroups.add(Subgroup.parse(Subgroup.GAP + Subgroup.PRIOR_ACHIEVEMENT));
    for (RaceEthnicity race : RaceEthnicity.values()) {
      if (race != RaceEthnicity.UNKNOWN && race != RaceEthnicity.WHITE) {
        subgroups.add(Subgroup.parse(Subgroup.GAP + Subgroup.RACE_ETHNICITY + "=" + race.name()));
      }
    }
    return List.copyOf(subgroups);
  }

  /** Questions about an outcome, with the usual specification, seed and draws. */
  public static List<EffectQuestion> of(Outcome outcome, Settings settings, Subject subject) {
    Study.Scope scope = new Study.Scope(outcome, settings, subject);
    return SUBGROUPS.stream().map(subgroup -> EffectQuestion.of(scope, subgroup)).toList();
  }
}
