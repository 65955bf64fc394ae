package org.pathline.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pathline.domain.fact.Bounds;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactRules;
import org.pathline.domain.fact.FactType;
import org.pathline.domain.fact.Violation;
import org.pathline.domain.fact.Violation.Reason;
import org.pathline.oracle.GoodFact;
import org.pathline.oracle.Recorded;

/** Every field of every schema has a bound: a new one without any fails here. */
class FactBoundsTest {
  private static final List<String> FREE_TEXTS = List.of("title", "reference");
  private static final long NOW = Recorded.at(0);

  private static Violation violation(FactType type, String field, Object value) {
    return FactRules.firstViolation(GoodFact.with(type, field, value), NOW);
  }

  /** Of a retraction that is named, so that nothing but its form could be wrong. */
  private static Violation violationOfRetraction(FactType type, String field, Object value) {
    Map<String, Object> values = GoodFact.values(type);
    values.put("retracted", true);
    values.put(field, value);
    return FactRules.firstViolation(GoodFact.of(type, values), NOW);
  }

  private static int longest(String field) {
    return FREE_TEXTS.contains(field) ? Bounds.LONGEST_TEXT : Bounds.LONGEST_ID;
  }

  private static List<Schema.Field> fields(FactType type, Type kind) {
    return GoodFact.schema(type).getFields().stream()
        .filter(field -> GoodFact.present(field).getType() == kind)
        .toList();
  }

  private static void isRefused(Violation violation, Reason reason, String field) {
    assertThat(violation).as(field).isNotNull();
    assertThat(violation.field()).isEqualTo(field);
    assertThat(violation.reason()).as(field).isEqualTo(reason);
    assertThat(violation.detail()).doesNotContain("xx").hasSizeLessThan(200);
  }

  @ParameterizedTest
  @EnumSource(FactType.class)
  void theFactThatIsChangedBelowIsGood(FactType type) {
    assertThat(violation(type, "retracted", false)).isNull();
    assertThat(violationOfRetraction(type, "retracted", true)).isNull();
  }

  @ParameterizedTest
  @EnumSource(FactType.class)
  void everyTextHasALengthThatNoRetractionExceedsEither(FactType type) {
    assertThat(fields(type, Type.STRING)).hasSizeGreaterThanOrEqualTo(3);
    for (Schema.Field field : fields(type, Type.STRING)) {
      for (int length : List.of(longest(field.name()) + 1, 70_000, 400_000)) {
        String text = "x".repeat(length);
        isRefused(violation(type, field.name(), text), Reason.TOO_LONG, field.name());
        isRefused(violationOfRetraction(type, field.name(), text), Reason.TOO_LONG, field.name());
      }
      String longest = "é".repeat(longest(field.name()));
      assertThat(violationOfRetraction(type, field.name(), longest)).as(field.name()).isNull();
    }
  }

  @ParameterizedTest
  @EnumSource(FactType.class)
  void noTextHoldsWhatIsNoCharacter(FactType type) {
    for (Schema.Field field : fields(type, Type.STRING)) {
      for (int bad : List.of(0, 0x1f, 0x7f, 0x80, 0x9f, 0xfffd, 0xfffe, 0xffff, 0xfdd0, 0x10ffff)) {
        String text = "x" + Character.toString(bad) + "y";
        isRefused(violation(type, field.name(), text), Reason.INVALID_TEXT, field.name());
        isRefused(
            violationOfRetraction(type, field.name(), text), Reason.INVALID_TEXT, field.name());
      }
      for (String good : List.of("Nuñez1", "学校", "💡", "a b", "\ufffc")) {
        assertThat(violationOfRetraction(type, field.name(), good)).as(field.name()).isNull();
      }
      for (String breaks : List.of("a\tb", "a\r\nb")) {
        Violation violation = violationOfRetraction(type, field.name(), breaks);
        assertThat(violation == null).as(field.name()).isEqualTo(FREE_TEXTS.contains(field.name()));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(FactType.class)
  void everyListHasASizeAndItsElementsALength(FactType type) {
    for (Schema.Field field : fields(type, Type.ARRAY)) {
      String name = field.name();
      for (int size : List.of(Bounds.MOST_VALUES + 1, 300_000)) {
        List<String> many = Collections.nCopies(size, "11.0701");
        isRefused(violation(type, name, many), Reason.TOO_MANY_VALUES, name);
        isRefused(violationOfRetraction(type, name, many), Reason.TOO_MANY_VALUES, name);
      }
      List<String> some = Collections.nCopies(Bounds.MOST_DEGREE_CIPS + 1, "11.0701");
      isRefused(violation(type, name, some), Reason.TOO_MANY_CIP_CODES, name);
      List<String> large = List.of("x".repeat(400_000));
      isRefused(violation(type, name, large), Reason.TOO_LONG, name);
      isRefused(violationOfRetraction(type, name, large), Reason.TOO_LONG, name);
      isRefused(violationOfRetraction(type, name, List.of("\0")), Reason.INVALID_TEXT, name);
    }
  }

  @ParameterizedTest
  @EnumSource(FactType.class)
  void everyNumberHasARange(FactType type) {
    for (Schema.Field field : fields(type, Type.DOUBLE)) {
      for (double wrong :
          List.of(
              Double.NaN,
              Double.POSITIVE_INFINITY,
              Double.NEGATIVE_INFINITY,
              Double.MAX_VALUE,
              1e12,
              -1.0)) {
        Violation violation = violation(type, field.name(), wrong);
        assertThat(violation).as("%s of %s", field.name(), wrong).isNotNull();
        assertThat(violation.field()).isEqualTo(field.name());
      }
    }
    for (Schema.Field field : fields(type, Type.INT)) {
      boolean date = GoodFact.present(field).getLogicalType() instanceof LogicalTypes.Date;
      List<Integer> wrong = new ArrayList<>(List.of(Integer.MAX_VALUE, Integer.MIN_VALUE));
      if (date) {
        wrong.add((int) LocalDate.of(1899, 12, 31).toEpochDay());
        wrong.add((int) LocalDate.of(2200, 1, 1).toEpochDay());
      } else {
        wrong.addAll(List.of(0, 1899, 2200, 9999));
      }
      for (int each : wrong) {
        // A far entry, or a far exit, may show as the order of the two.
        assertThat(violation(type, field.name(), each))
            .as("%s of %d", field.name(), each)
            .isNotNull();
      }
    }
  }

  @Test
  void aNumberThatIsNoneIsNotSaidToBeBelowZero() {
    assertThat(violation(FactType.GRADES, "creditsEarned", Double.NaN).reason())
        .isEqualTo(Reason.IMPLAUSIBLE_NUMBER);
    assertThat(violation(FactType.EMPLOYMENT, "wages", 1e10).detail())
        .isEqualTo("1.0E10 is not between 0 and 1,000,000,000");
    assertThat(violation(FactType.EMPLOYMENT, "wages", -1.0).reason())
        .isEqualTo(Reason.NEGATIVE_WAGES);
  }

  @ParameterizedTest
  @EnumSource(FactType.class)
  void recordedAtLiesBetween1980AndTwoDaysAfterIngest(FactType type) {
    long first = Instant.parse("1980-01-01T00:00:00Z").toEpochMilli();
    long last = NOW + 2 * 86_400_000L;
    for (boolean retracted : List.of(false, true)) {
      for (long good : List.of(first, NOW, last)) {
        assertThat(recorded(type, retracted, good)).isNull();
      }
      for (long bad : List.of(first - 1, 0L, -1L, Long.MIN_VALUE, last + 1, Long.MAX_VALUE)) {
        isRefused(recorded(type, retracted, bad), Reason.IMPLAUSIBLE_DATE, "recordedAt");
      }
    }
  }

  private static Violation recorded(FactType type, boolean retracted, long recordedAt) {
    Map<String, Object> values = GoodFact.values(type);
    values.put("retracted", retracted);
    values.put("recordedAt", recordedAt);
    Fact fact = GoodFact.of(type, values);
    return FactRules.firstViolation(fact, NOW);
  }
}
