package org.pathline.domain.fact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathline.domain.fact.Violation.Reason;
import org.pathline.oracle.GoodFact;

/** Words for nothing, and ids that a spreadsheet or a word processor has changed. */
class DamagedIdsTest {
  private static final long NOW = System.currentTimeMillis();
  private static final List<String> FREE_TEXTS = List.of("title", "reference");

  private static Violation of(FactType type, String field, Object value) {
    return FactRules.firstViolation(GoodFact.with(type, field, value), NOW);
  }

  private static Violation ofSource(String source) {
    return of(FactType.STUDENTS, "source", source);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UNASSIGNED",
        "not assigned",
        "(Unassigned)",
        "TBD",
        "tba",
        "Pending",
        "No ID",
        "[none]",
        "REDACTED",
        "not_assigned",
        "TRUE",
        "false"
      })
  void whatStandsForAnIdThatIsYetToComeIsNone(String word) {
    for (FactType type : new FactType[] {FactType.STUDENTS, FactType.EMPLOYMENT}) {
      Violation violation = of(type, "studentId", word);
      assertThat(violation).isNotNull();
      assertThat(violation.reason()).isEqualTo(Reason.WORD_FOR_NOTHING);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "unknown-7",
        "Pendleton",
        "TBD1",
        "tb",
        "un",
        "U",
        "pe",
        "UNK0WN",
        "tbab",
        "trues",
        "sue"
      })
  void whatOnlyBeginsLikeThatIsAnId(String id) {
    assertThat(of(FactType.STUDENTS, "studentId", id)).isNull();
    assertThat(of(FactType.DEGREES, "title", "Unknown")).isNull();
  }

  @ParameterizedTest
  @EnumSource(FactType.class)
  void noTextOfAnyFactIsAWordForNothing(FactType type) {
    for (Schema.Field field : GoodFact.schema(type).getFields()) {
      if (GoodFact.present(field).getType() == Schema.Type.STRING) {
        for (String word : List.of("NULL", "null", "\\N", "#N/A", "None", "NaN", "(null)", "n/a")) {
          Violation violation = of(type, field.name(), word);
          assertThat(violation).as("%s %s", field.name(), word).isNotNull();
          assertThat(violation.reason()).isEqualTo(Reason.WORD_FOR_NOTHING);
          assertThat(violation.field()).isEqualTo(field.name());
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<NA>",
        "NA",
        "N.A.",
        "#NULL!",
        "#REF!",
        "#VALUE!",
        "#DIV/0!",
        "#SPILL!",
        "#CALC!",
        "#Error!",
        "DBNull",
        "System.DBNull",
        "nil",
        "undefined",
        "NaT",
        "-nan",
        "-1.#IND",
        "1.#QNAN",
        "[null]",
        "'NULL'",
        "\"null\"",
        "None ",
        "-",
        "--",
        "?",
        ".",
        "(blank)",
        "NoneType",
        "Not Available",
        "NOT_APPLICABLE",
        "not-available",
        "N_A",
        "n-a",
        "none.",
        "\\\\N",
        "NullNull",
        "nan_nan",
        "[object Object]",
        "System.DBNull.Value",
        "NA_character_",
        "#NV",
        "#N/D",
        "#WERT!",
        "#BEZUG!",
        "#\u00a1REF!",
        "#NOMBRE?",
        "#Getting_Data",
        "########"
      })
  void anIdIsNeverAWordForNothing(String word) {
    assertThat(ofSource(word)).as(word).isNotNull();
    assertThat(ofSource(word).reason()).isEqualTo(Reason.WORD_FOR_NOTHING);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nan-7",
        "Nullarbor",
        "NA-01",
        "None-1",
        "nilsson",
        "db-7",
        "sy1044",
        "7",
        "0",
        "A",
        "ñ",
        "学校",
        "N",
        "n1",
        "NAN1",
        "ND",
        "Nana",
        "n-1",
        "no-1",
        "#1!",
        "#7"
      })
  void wordsWithinAnIdAreNone(String id) {
    assertThat(ofSource(id)).as(id).isNull();
  }

  @Test
  void aFreeTextMayHoldSuchWordsButNotBeOne() {
    for (String text :
        List.of("None of the above", "Null hypothesis, 2011", "-", "Unknown", "True", "#1!")) {
      assertThat(of(FactType.POLICIES, "reference", text)).as(text).isNull();
    }
    assertThat(of(FactType.DEGREES, "title", "NULL").reason()).isEqualTo(Reason.WORD_FOR_NOTHING);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.2E+11",
        "1.04417E+05",
        "1e+11",
        "1.2e11",
        "104417.0",
        "104417.00",
        "104417.",
        "104,417",
        "1,044,170",
        "104417,0",
        "1.044.170",
        "+104417.0",
        "+104417",
        "1.E+11",
        "104 417",
        "1 044 170,0",
        "104'417",
        "2-Jan",
        "12-Mar",
        "1-Feb-15",
        "31-Dec-2015",
        "Jan-45",
        "'104417",
        "104417\"",
        "=\"00104417\""
      })
  void anIdInTheFormatOfANumberIsRefused(String id) {
    assertThat(ofSource(id)).as(id).isNotNull();
    assertThat(ofSource(id).reason()).isEqualTo(Reason.DAMAGED_ID);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "104417",
        "00104417",
        "1E5",
        "12E4-3",
        "alg.1",
        "1.A",
        "v1.2.3",
        "8E-01",
        "10.5",
        "a,b",
        "2011-1",
        "3.14",
        "St. Mary's",
        "2-jan",
        "MAR-12",
        "Mar-15",
        "2-Jan-A",
        "21-Jan-",
        "10-2",
        "Jane-45",
        "room 12 345",
        "a&b;c",
        "Kids & Co"
      })
  void anIdWithDotsThatIsNoNumberIsGood(String id) {
    assertThat(ofSource(id)).as(id).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s-01\u00a0",
        "\u00a0s-01",
        "s\u202f01",
        "s\u300001",
        "s-01\u200b",
        "\ufeffs-01",
        "s\u00ad01",
        "s\u200d01",
        "s\u206001",
        "s\u2800",
        "s\u201301",
        "s\u201401",
        "s\u221201",
        "s\u201001",
        "O\u2019Neil",
        "\u0455-01",
        "\u0430\u0440\u0441",
        "s\u0430m",
        "M\u0410TH",
        "\u0391-1",
        "\u0391lpha",
        "\uff53-01",
        "ﬁne",
        "s\u00b2",
        "nin\u0303o",
        // Digits and signs of other scripts, and letters that are drawn like digits or lines.
        "s-\u0661\u0662",
        "\u06f1\u06f2",
        "s\u250001",
        "s\u30fc01",
        "10\u30fc4",
        "\u0431-01",
        "\ua4e2-01",
        "\u13da1",
        "s\u02510m",
        // UTF-8 that was read as windows-1252, and characters as web pages write them.
        "ni\u00c3\u00b1o",
        "\u00c3\u0160-1",
        "AT&amp;T",
        "s&#39;01",
        "&nbsp;s-01",
        " s-01",
        "s-01 "
      })
  void anIdWithWhatCannotBeSeenOrLooksAlikeIsRefused(String id) {
    assertThat(ofSource(id)).as(id).isNotNull();
    assertThat(ofSource(id).reason()).isEqualTo(Reason.DAMAGED_ID);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "niño",
        "Straße-1",
        "школа-7",
        "学校の組",
        "שלום",
        "서울1",
        "Ωμέγα",
        "コース",
        "Ñandú",
        "Åse"
      })
  void idsOfOneScriptAreGood(String id) {
    assertThat(ofSource(id)).as(id).isNull();
  }

  @Test
  void codesKeepTheirOwnFormAndMarksAreNumbers() {
    assertThat(of(FactType.GRADES, "courseCode", "2052.0").reason())
        .isEqualTo(Reason.INVALID_COURSE_CODE);
    assertThat(of(FactType.GRADES, "term", "1.0").reason()).isEqualTo(Reason.DAMAGED_ID);
    Map<String, Object> values = new TreeMap<>(GoodFact.values(FactType.GRADES));
    values.put("mark", "88.0");
    assertThat(FactRules.firstViolation(GoodFact.of(FactType.GRADES, values), NOW)).isNull();
    assertThat(of(FactType.POSTSECONDARY, "cipCodes", List.of("11.0"))).isNull();
    assertThat(of(FactType.POSTSECONDARY, "cipCodes", List.of(" 11.0701 "))).isNull();
    assertThat(of(FactType.POSTSECONDARY, "cipCodes", List.of("11.0701\u00a0")).reason())
        .isEqualTo(Reason.DAMAGED_ID);
  }

  @Test
  void retractionsAreHeldToThemToo() {
    Map<String, Object> values = new TreeMap<>(GoodFact.values(FactType.GRADES));
    values.put("retracted", true);
    values.put("factId", "NULL");
    assertThat(FactRules.firstViolation(GoodFact.of(FactType.GRADES, values), NOW).reason())
        .isEqualTo(Reason.WORD_FOR_NOTHING);
  }
}
