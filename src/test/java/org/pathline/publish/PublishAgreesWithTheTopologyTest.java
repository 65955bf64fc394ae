package org.pathline.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.pathline.domain.fact.FactType;
import org.pathline.domain.pathway.Settings;
import org.pathline.events.Rejection;
import org.pathline.oracle.GoodFact;
import org.pathline.schemas.Topic;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.TopologyUnderTest;
import org.pathline.streams.registry.WireFormat;

/** What a topology would reject, publishing refuses for the same reason, and nothing else. */
class PublishAgreesWithTheTopologyTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String GOOD = "good";

  /** A fact with at most one field that is not as in the good one. */
  private record Case(FactType type, String field, Map<String, Object> values) {}

  private static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (FactType type : FactType.values()) {
      for (boolean retracted : List.of(false, true)) {
        Map<String, Object> good = GoodFact.values(type);
        good.put("retracted", retracted);
        cases.add(new Case(type, "", good));
        for (Schema.Field field : GoodFact.schema(type).getFields()) {
          for (Object value : wrong(field)) {
            Map<String, Object> values = new TreeMap<>(good);
            values.put(field.name(), value);
            cases.add(new Case(type, field.name(), values));
          }
        }
      }
    }
    return cases;
  }

  /** Values that some rule may forbid, and some that none does. */
  private static List<?> wrong(Schema.Field field) {
    Schema present = GoodFact.present(field);
    return switch (present.getType()) {
      case STRING -> {
        List<String> values =
            new ArrayList<>(
                List.of(
                    "x".repeat(129),
                    "x".repeat(1_001),
                    "a\u0001b",
                    "a\u007fb",
                    "a\u0085b",
                    "a\ufffeb",
                    "a\tb",
                    "ñ",
                    "'",
                    "NULL",
                    "#N/A",
                    "1.2E+11",
                    "104417.0",
                    "8.0",
                    "s\u00a001",
                    "s\u200b01",
                    "s\u201301",
                    "\u0455-01",
                    "NOT_APPLICABLE",
                    "#WERT!",
                    "true",
                    "2-Jan",
                    "+104417",
                    "104 417",
                    "AT&amp;T",
                    "ni\u00c3\u00b1o",
                    "s-\u0661",
                    "9".repeat(40)));
        if (!field.schema().isUnion() && !field.name().equals("source")) {
          values.add("");
        }
        yield values;
      }
      case DOUBLE -> List.of(-1.0, 0.0, 5.5, 101.0, 1e6, 1e12, 1e300);
      case INT ->
          present.getLogicalType() instanceof LogicalTypes.Date
              ? List.of(
                  (int) LocalDate.of(1899, 12, 31).toEpochDay(),
                  (int) LocalDate.of(1900, 1, 1).toEpochDay(),
                  (int) LocalDate.of(2011, 10, 2).toEpochDay(),
                  (int) LocalDate.of(2199, 12, 31).toEpochDay(),
                  (int) LocalDate.of(2200, 1, 1).toEpochDay())
              : List.of(0, -1, 1899, 2010, 2012, 2200, 9999, Integer.MAX_VALUE);
      case LONG ->
          List.of(
              Instant.parse("1979-12-31T23:59:59Z").toEpochMilli(),
              Instant.now().plus(Duration.ofDays(1)).toEpochMilli(),
              Instant.now().plus(Duration.ofDays(3)).toEpochMilli());
      case ARRAY ->
          List.of(
              Collections.nCopies(3, "11.0701"),
              Collections.nCopies(5, "11.0701"),
              Collections.nCopies(101, "11.0701"),
              List.of("99.9999"),
              List.of("UNDECLARED"),
              List.of("Non-Degree Seeking"),
              List.of("11.0701;27.0101"),
              List.of(),
              List.of("99.9998"),
              List.of("NULL"),
              List.of("a\u0001b"),
              List.of("1".repeat(200)));
      default -> List.of();
    };
  }

  private static String publishing(Case each) throws IOException, UnreadableFile {
    JsonRows rows = new JsonRows(FactForms.of(each.type()), new StringReader(row(each)));
    assertThat(rows.next()).isTrue();
    try {
      FactForms.of(each.type()).read(rows.cells(), System.currentTimeMillis());
      return GOOD;
    } catch (BadRow bad) {
      return bad.rule() + " " + bad.field();
    }
  }

  private static String row(Case each) throws JsonProcessingException {
    Map<String, Object> row = new TreeMap<>();
    each.values()
        .forEach(
            (name, value) -> row.put(name, written(GoodFact.schema(each.type()), name, value)));
    return JSON.writeValueAsString(row);
  }

  private static Object written(Schema schema, String name, Object value) {
    Schema present = GoodFact.present(schema.getField(name));
    if (present.getLogicalType() instanceof LogicalTypes.Date) {
      return LocalDate.ofEpochDay((Integer) value).toString();
    }
    return switch (present.getType()) {
      case LONG -> Instant.ofEpochMilli((Long) value).toString();
      case ENUM -> value.toString();
      default -> value;
    };
  }

  @Test
  void eachFactWithOneBrokenFieldIsRefusedForTheReasonOfItsRejection() throws Exception {
    Map<String, String> differences = new TreeMap<>();
    Set<String> reasons = new TreeSet<>();
    int good = 0;
    try (TopologyUnderTest topology = new TopologyUnderTest(Settings.DEFAULT)) {
      for (Case each : cases()) {
        Topic topic = TopicCatalogue.ofNoun(each.type().noun());
        String id =
            (String) each.values().get(GoodFact.schema(each.type()).getFields().get(0).name());
        byte[] body = GoodFact.body(each.type(), each.values());
        int before = topology.rejections().size();
        topology.publish(
            topic, id.getBytes(UTF_8), WireFormat.value(topology.schemas().idOf(topic), body));
        topology.settle();
        String rejected = GOOD;
        if (topology.rejections().size() > before) {
          Rejection rejection =
              topology.decode(topology.rejections().get(before), TopicCatalogue.REJECTIONS);
          rejected = rejection.getReason() + " " + rejection.getField();
        }
        String refused = publishing(each);
        if (!refused.equals(rejected)) {
          differences.put(
              each.type() + " " + each.field() + " " + each.values().get(each.field()),
              "published: " + refused + ", arrived: " + rejected);
        }
        reasons.add(rejected.split(" ")[0]);
        good += rejected.equals(GOOD) ? 1 : 0;
      }
      assertThat(topology.deadLetters()).isEmpty();
    }
    assertThat(differences).isEmpty();
    assertThat(good).isGreaterThan(100);
    assertThat(reasons)
        .contains("TOO_LONG", "TOO_MANY_VALUES", "TOO_MANY_CIP_CODES", "INVALID_TEXT")
        .contains("IMPLAUSIBLE_DATE", "IMPLAUSIBLE_NUMBER", "MISSING_FIELD", "INVALID_CIP_CODE")
        .contains("WORD_FOR_NOTHING", "DAMAGED_ID", "MARK_CONTRADICTED")
        .contains("SCHOOL_YEAR_CONTRADICTED", "STAY_OVER_SCHOOL_YEARS");
  }
}
