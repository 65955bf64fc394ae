package org.pathline.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathline.domain.fact.Indicator;

class CellKindTest {
  private static <T> T read(CellKind<T> kind, String text) throws BadCell {
    return kind.read(
        new Cells() {
          @Override
          public String text(int column) {
            return text;
          }

          @Override
          public List<String> list(int column) {
            return text == null ? null : CsvRows.elements(text, '|');
          }
        },
        0);
  }

  @Test
  void anEmptyOrBlankCellIsAbsentWhateverItsKind() throws BadCell {
    List<CellKind<?>> kinds =
        List.of(
            CellKind.TEXT,
            CellKind.DATE,
            CellKind.TIMESTAMP,
            CellKind.INTEGER,
            CellKind.NUMBER,
            CellKind.BOOLEAN,
            CellKind.LIST,
            CellKind.symbol(Indicator.class));
    for (CellKind<?> kind : kinds) {
      assertThat(read(kind, null)).isNull();
      assertThat(read(kind, "")).isNull();
      assertThat(read(kind, "  ")).isNull();
    }
  }

  @Test
  void paddingIsNoPartOfAValue() throws BadCell {
    assertThat(read(CellKind.TEXT, " S-1\t")).isEqualTo("S-1");
    assertThat(read(CellKind.INTEGER, " 7 ")).isEqualTo(7);
  }

  @ParameterizedTest
  @CsvSource({
    "2020-01-01T00:00:00Z, 2020-01-01T00:00:00Z",
    "2020-01-01T23:59:59Z, 2020-01-01T23:59:59Z",
    "1969-12-31T23:59:59Z, 1969-12-31T23:59:59Z",
    "2020-02-29T12:30:00.123Z, 2020-02-29T12:30:00.123Z",
    "2020-02-29T12:30:00.123999Z, 2020-02-29T12:30:00.123Z",
    "2020-01-01T00:00:00+02:00, 2019-12-31T22:00:00Z",
    "2020-01-01T00:00:00-05:00, 2020-01-01T05:00:00Z",
    "2020-01-01T00:00:00+14:00, 2019-12-31T10:00:00Z",
    "2020-01-01t00:00:00z, 2020-01-01T00:00:00Z",
    "2020-01-01T00:00Z, 2020-01-01T00:00:00Z",
    // As databases write them.
    "2020-01-01 00:00:00Z, 2020-01-01T00:00:00Z",
    "2020-01-01 00:00:00+00, 2020-01-01T00:00:00Z",
    "2020-01-01 00:00:00.1234567 -06:00, 2020-01-01T06:00:00.123Z",
    "2020-01-01T00:00:00-0530, 2020-01-01T05:30:00Z",
    "2020-01-01 00:00:00 UTC, 2020-01-01T00:00:00Z",
  })
  void timestampsAreIsoWithAnOffset(String text, Instant expected) throws BadCell {
    assertThat(read(CellKind.TIMESTAMP, text)).isEqualTo(expected.toEpochMilli());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2020-01-01",
        "2020-02-30T00:00:00Z",
        "2020-01-01T24:00:01Z",
        "2020-01-01T00:60:00Z",
        "20x0-01-01T00:00:00Z",
        "1577836800000",
        "2020-01-01T00:00:00+19:00",
        "2020-01-01 00:00:00 CST",
        "2020-01-01 00:00:00 +",
        "01/02/2020 10:00"
      })
  void anythingElseIsNoTimestamp(String text) {
    assertThatThrownBy(() -> read(CellKind.TIMESTAMP, text))
        .isInstanceOf(BadCell.class)
        .hasMessage("'" + text + "' is not a date-time such as 2015-08-31T12:00:00Z");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2020-01-01T00:00:00", "2020-01-01 00:00:00", "2020-01-01 00:00:00.5000000"})
  void aTimestampWithoutOffsetIsOfNoZone(String text) {
    assertThatThrownBy(() -> read(CellKind.TIMESTAMP, text))
        .hasMessageContaining("has no offset from UTC");
    assertThat(Timestamps.isLocal(text)).isTrue();
  }

  @Test
  void datesAreIso() throws BadCell {
    assertThat(read(CellKind.DATE, "2016-02-29")).isEqualTo(LocalDate.of(2016, 2, 29));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2015-02-29", "2015-13-01", "15-01-01", "2015/01/01", "2015-1-1", "x"})
  void anythingElseIsNoDate(String text) {
    assertThatThrownBy(() -> read(CellKind.DATE, text)).hasMessageContaining("is not a date");
  }

  @ParameterizedTest
  @CsvSource({"3.7, 3.7", "0, 0", "-1.5, -1.5", "1e2, 100", "100, 100", ".5, 0.5"})
  void numbersHaveAPoint(String text, double expected) throws BadCell {
    assertThat(read(CellKind.NUMBER, text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"3,7", "NaN", "Infinity", "1f", "0x1p3", "1e999", "--1", "A"})
  void anythingElseIsNoNumber(String text) {
    assertThatThrownBy(() -> read(CellKind.NUMBER, text)).hasMessageContaining("is not a number");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2015.0", "2 015", "99999999999", "y", "2014-15", "２０１５"})
  void aWholeNumberHasNothingButDigits(String text) {
    assertThatThrownBy(() -> read(CellKind.INTEGER, text))
        .hasMessageContaining("is not a whole number");
  }

  @Test
  void yesAndNoAreUnderstoodInTheWaysThatExportsWriteThem() throws BadCell {
    for (String yes : List.of("true", "TRUE", "True", "Y", "y", "yes", "YES", "1")) {
      assertThat(read(CellKind.BOOLEAN, yes)).as(yes).isTrue();
    }
    for (String no : List.of("false", "FALSE", "False", "N", "n", "no", "No", "0")) {
      assertThat(read(CellKind.BOOLEAN, no)).as(no).isFalse();
    }
    assertThatThrownBy(() -> read(CellKind.BOOLEAN, "2"))
        .hasMessage("'2' is neither true nor false (yes, no, 1, 0)");
  }

  @Test
  void anUnknownSymbolIsToldTheKnownOnes() throws BadCell {
    CellKind<Indicator> kind = CellKind.symbol(Indicator.class);
    assertThat(read(kind, "NO")).isEqualTo(Indicator.NO);
    assertThatThrownBy(() -> read(kind, "maybe")).hasMessage("'maybe' is none of YES, NO, UNKNOWN");
  }

  @ParameterizedTest
  @CsvSource({
    "YES\u00a0, U+00A0 as character 4",
    "\u200bYES, U+200B as character 1",
    "2015\u20118\u201131, U+2011 as character 5",
    "3\u00a0000, U+00A0 as character 2",
    "\uff11, U+FF11 as character 1",
  })
  void aSignThatLooksLikeAnotherOrCannotBeSeenIsNamed(String text, String named) {
    for (CellKind<?> kind :
        List.of(
            CellKind.DATE,
            CellKind.TIMESTAMP,
            CellKind.INTEGER,
            CellKind.NUMBER,
            CellKind.BOOLEAN,
            CellKind.symbol(Indicator.class))) {
      assertThatThrownBy(() -> read(kind, text)).hasMessageEndingWith("; it has " + named);
    }
    assertThatThrownBy(() -> read(CellKind.DATE, "août")).hasMessageEndingWith("2015-08-31");
  }

  @Test
  void listsAreSeparatedByBars() throws BadCell {
    assertThat(read(CellKind.LIST, "11.0701")).containsExactly("11.0701");
    assertThat(read(CellKind.LIST, "11.0701| 26.0101 ")).containsExactly("11.0701", "26.0101");
    assertThat(read(CellKind.LIST, "|11.0701|")).containsExactly("11.0701");
    assertThat(read(CellKind.LIST, "|")).isNull();
  }
}
