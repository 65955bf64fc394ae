package org.pathline.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class SinceTest {
  private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "30s, 2026-03-10T11:59:30Z",
    "30m, 2026-03-10T11:30:00Z",
    "12H, 2026-03-10T00:00:00Z",
    "7d, 2026-03-03T12:00:00Z",
    "2026-03-01, 2026-03-01T00:00:00Z",
    "2026-03-01T09:30:00Z, 2026-03-01T09:30:00Z"
  })
  void aMomentIsADateATimeOrHowLongAgo(String text, Instant moment) {
    assertThat(Since.convert(text, NOW)).isEqualTo(moment);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yesterday", "7", "7w", "-7d", "2026-02-30", "9999999d", "2026-3-1"})
  void anythingElseIsCalledWrongly(String text) {
    assertThatThrownBy(() -> Since.convert(text, NOW))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("is no moment");
  }
}
