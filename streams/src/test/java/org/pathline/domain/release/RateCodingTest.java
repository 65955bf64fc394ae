package org.pathline.domain.release;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.pathline.domain.release.RateCoding.Band;

class RateCodingTest {
  @ParameterizedTest
  @CsvSource({
    "10,20", "20,20", "21,10", "40,10", "41,5", "100,5", "101,3", "200,3", "201,2", "300,2", "301,1"
  })
  void withoutAWidthTheSharesAreThoseOfNces(long observed, int percent) {
    assertThat(RateCoding.percent(observed, 0)).isEqualTo(percent);
  }

  /** A rule that is in force, with the provenance of its figures in the file. */
  @ParameterizedTest
  @CsvFileSource(
      resources = "/release/rate-coding-of-a-district.csv",
      useHeadersInDisplayName = true)
  void noRateIsCodedLessThanAUtahDistrictDoes(long first, long last, int percent) {
    for (long observed = first; observed <= Math.min(last, 5_000); observed++) {
      assertThat(RateCoding.percent(observed, 0))
          .as("%d", observed)
          .isGreaterThanOrEqualTo(percent);
      assertThat(RateCoding.percent(observed, 10)).isGreaterThanOrEqualTo(percent);
      long low = percent * observed / 100;
      assertThat(RateCoding.isSensitive(low, observed, 10)).as("%d of %d", low, observed).isTrue();
      assertThat(RateCoding.isSensitive(observed - low, observed, 10)).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({"20,50", "25,40", "60,17", "100,10", "334,3", "999,2", "1000,1", "100000,1"})
  void inASmallGroupABandHoldsTenStudents(long observed, int percent) {
    assertThat(RateCoding.percent(observed, 10)).isEqualTo(percent);
    assertThat(percent * observed / 100).isGreaterThanOrEqualTo(10);
  }

  @Test
  void aRateNearAnEndIsABandAndOthersAreNot() {
    assertThat(RateCoding.band(4, 100, 10)).isEqualTo(new Band(0, 10)).hasToString("<=10%");
    assertThat(RateCoding.band(97, 100, 10)).isEqualTo(new Band(90, 100)).hasToString(">=90%");
    assertThat(RateCoding.band(50, 100, 10)).isNull();
    assertThat(RateCoding.isSensitive(50, 100, 10)).isFalse();
  }

  @Test
  void ofFewerThanTwentyNoRateIsShown() {
    assertThat(RateCoding.band(1, 19, 10)).isNull();
    assertThat(RateCoding.isSensitive(9, 19, 10)).isTrue();
  }

  @Test
  void whatIsShownExactlyIsNotSmallOnEitherSide() {
    for (long observed = 1; observed < 400; observed++) {
      for (long attained = 0; attained <= observed; attained++) {
        if (!RateCoding.isSensitive(attained, observed, 10)) {
          assertThat(attained).isGreaterThan(9);
          assertThat(observed - attained).isGreaterThan(9);
        }
      }
    }
  }

  @Test
  void aBandIsReadAsItIsWritten() {
    for (int percent = 1; percent <= 50; percent++) {
      Band low = new Band(0, percent);
      Band high = new Band(100 - percent, 100);
      assertThat(Band.parse(low.toString())).isEqualTo(low);
      assertThat(Band.parse(high.toString())).isEqualTo(high);
    }
  }
}
