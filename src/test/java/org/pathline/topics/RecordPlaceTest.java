package org.pathline.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordPlaceTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "pathline.grades.v1-0-123",
        "pathline-outcomes-v1-contributions-repartition-5-0",
        "a-999999999-999999999999999999",
        "-1-0-7"
      })
  void aPlaceIsReadAsItIsWritten(String text) {
    assertThat(RecordPlace.parse(text)).hasToString(text);
  }

  @Test
  void theLastTwoNumbersArePartitionAndOffset() {
    assertThat(RecordPlace.parse("t-1-2-3")).isEqualTo(new RecordPlace("t-1", 2, 3));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "pathline.grades.v1",
        "pathline.grades.v1-0",
        "pathline.grades.v1-0-x",
        "pathline.grades.v1-0--3",
        "-0-1",
        "t-0-9999999999999999999",
        "t-9999999999-1",
        "t-0-1 "
      })
  void anythingElseIsNoPlace(String text) {
    assertThatThrownBy(() -> RecordPlace.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "' is no place");
  }
}
