package org.pathline.domain.effect.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathline.domain.fact.Indicator;
import org.pathline.domain.fact.RaceEthnicity;
import org.pathline.domain.pathway.Pathway.PriorAchievement;

class SubgroupTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "all",
        "priorAchievement=HIGH",
        "raceEthnicity=BLACK",
        "economicallyDisadvantaged=YES",
        "priorAchievement=LOW,raceEthnicity=HISPANIC,economicallyDisadvantaged=NO",
        "gap:economicallyDisadvantaged",
        "gap:priorAchievement",
        "gap:raceEthnicity=BLACK",
        "gap:economicallyDisadvantaged,priorAchievement=HIGH"
      })
  void whatIsWrittenIsReadAndWrittenAgain(String text) {
    assertThat(Subgroup.parse(text).text()).isEqualTo(text);
  }

  @Test
  void conditionsComeInOneOrder() {
    assertThat(Subgroup.parse("economicallyDisadvantaged=YES,priorAchievement=LOW"))
        .isEqualTo(new Students(PriorAchievement.LOW, null, Indicator.YES))
        .extracting(Subgroup::text)
        .isEqualTo("priorAchievement=LOW,economicallyDisadvantaged=YES");
  }

  @Test
  void aGapIsTheReferenceLessTheGroup() {
    Gap income = (Gap) Subgroup.parse("gap:economicallyDisadvantaged,priorAchievement=HIGH");
    assertThat(income.reference())
        .isEqualTo(new Students(PriorAchievement.HIGH, null, Indicator.NO));
    assertThat(income.group()).isEqualTo(new Students(PriorAchievement.HIGH, null, Indicator.YES));
    Gap race = (Gap) Subgroup.parse("gap:raceEthnicity=BLACK");
    assertThat(race.reference()).isEqualTo(Students.ALL.with(RaceEthnicity.WHITE));
    assertThat(race.group()).isEqualTo(Students.ALL.with(RaceEthnicity.BLACK));
    Gap prior = (Gap) Subgroup.parse("gap:priorAchievement");
    assertThat(prior.reference()).isEqualTo(Students.ALL.with(PriorAchievement.HIGH));
    assertThat(prior.group()).isEqualTo(Students.ALL.with(PriorAchievement.LOW));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "everybody|is no subgroup",
        "priorAchievement|is no subgroup",
        "=HIGH|is no subgroup",
        "all,priorAchievement=HIGH|is no subgroup",
        "priorAchievement=TOP|no such value",
        "priorAchievement=LOW,priorAchievement=HIGH|two conditions",
        "gap:raceEthnicity|is no gap",
        "gap:raceEthnicity=WHITE|is no gap",
        "gap:priorAchievement=LOW|is no gap",
        "gap:sex|is no gap",
        "gap:priorAchievement,priorAchievement=HIGH|as a gap and as a condition",
        "gap:raceEthnicity=BLACK,raceEthnicity=ASIAN|as a gap and as a condition"
      })
  void whatIsNoSubgroupIsRefusedWithAReason(String text, String reason) {
    assertThatThrownBy(() -> Subgroup.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason);
  }
}
