package org.pathline.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that people misspell, and what they are told. */
class NamesTest {
  private static final List<String> KNOWN =
      List.of("sex", "schoolYear", "raceEthnicity", "priorAchievement");

  @ParameterizedTest
  @CsvSource({
    "school_year, schoolYear",
    "SCHOOLYEAR, schoolYear",
    "shoolYear, schoolYear",
    "race, raceEthnicity",
    "sexx, sex",
    "prior achievment, priorAchievement",
  })
  void oneThatIsMuchLikeItIsNamed(String given, String meant) {
    assertThat(Names.nearest(given, KNOWN)).isEqualTo(meant);
    assertThat(Names.guess(given, KNOWN)).isEqualTo(" (is it '" + meant + "'?)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "school_year",
        "School-Year",
        "SCHOOL YEAR",
        "school.year",
        "[SchoolYear]",
        "\uFEFFschoolYear\u00a0"
      })
  void lettersAndDigitsAreTheName(String name) {
    assertThat(Names.plain(name)).isEqualTo("schoolyear");
  }

  @ParameterizedTest
  @CsvSource({"grade", "s", "''", "district"})
  void nothingIsGuessedOfANameThatIsLikeNone(String given) {
    assertThat(Names.guess(given, KNOWN)).isEmpty();
  }

  @Test
  void whatThereIsIsTold() {
    assertThat(Names.none("dimension", "sax", KNOWN))
        .isEqualTo(
            "there is no dimension 'sax' (is it 'sex'?);"
                + " there are sex schoolYear raceEthnicity priorAchievement");
    assertThat(Names.none("dimension", "grade", KNOWN))
        .startsWith("there is no dimension 'grade'; there are sex ");
  }
}
