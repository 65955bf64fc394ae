package org.pathline.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.pathline.ask.Dimension;

/** Conditions of flows are read as they stand in an address. */
class FlowsQuestionTest {
  private static final Dimension RACE = Dimension.labelled("raceEthnicity").orElseThrow();

  @Test
  void withoutConditionsEverybodyIsMeant() {
    assertThat(FlowsQuestion.of(List.of())).isEqualTo(new FlowsQuestion(Map.of(), Set.of()));
  }

  @Test
  void valuesOfADimensionAndOfRegimesAddUp() {
    assertThat(
            FlowsQuestion.of(
                List.of(
                    "raceEthnicity=ASIAN,BLACK",
                    "regime=TRACKED",
                    "raceEthnicity=WHITE",
                    "regime=DETRACKED")))
        .isEqualTo(
            new FlowsQuestion(
                Map.of(RACE, Set.of("ASIAN", "BLACK", "WHITE")), Set.of("TRACKED", "DETRACKED")));
  }

  @Test
  void aDimensionWithoutAValueOrWithAnotherOneIsRefused() {
    assertThatThrownBy(() -> FlowsQuestion.of(List.of("raceEthnicity")))
        .isInstanceOf(Questions.Misasked.class)
        .hasMessage("where: 'raceEthnicity' is not of the form DIM=VALUE");
    for (String condition : List.of("raceEthnicity=", "raceEthnicity=ASIAN,x")) {
      assertThatThrownBy(() -> FlowsQuestion.of(List.of(condition)))
          .isInstanceOf(Questions.Misasked.class)
          .hasMessageStartingWith("where raceEthnicity: '")
          .hasMessageContaining("is none of");
    }
    assertThat(FlowsQuestion.of(List.of("districtId=")).where())
        .isEqualTo(Map.of(Dimension.labelled("districtId").orElseThrow(), Set.of("")));
  }

  @Test
  void whatIsNoRegimeIsRefusedWithThoseThereAre() {
    for (String condition : List.of("regime=", "regime=TRACKED,tracked", "regime=DETRACK")) {
      assertThatThrownBy(() -> FlowsQuestion.of(List.of(condition)))
          .isInstanceOf(Questions.Misasked.class)
          .hasMessageStartingWith("where: there is no regime '")
          .hasMessageContaining("PARTIALLY_TRACKED");
    }
  }

  @Test
  void whatIsNoDimensionIsRefusedWithThoseThereAre() {
    assertThatThrownBy(() -> FlowsQuestion.of(List.of("race=ASIAN")))
        .isInstanceOf(Questions.Misasked.class)
        .hasMessageStartingWith("where: ")
        .hasMessageContaining("regime")
        .hasMessageContaining("raceEthnicity");
  }
}
