package org.pathline.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactType;
import org.pathline.domain.fact.Graduation;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.codec.FactCodec;

/** The table of columns against the schemas, and rows of both formats against each other. */
class FactFormsTest {
  private static final long SEED = 7;

  /** A good value for each field that any fact has; numbers and truth values as JSON has them. */
  private static final Map<String, Object> GOOD = new HashMap<>();

  static {
    for (String id : List.of("studentId", "aliasId", "policyId", "canonicalId", "factId")) {
      GOOD.put(id, id + "-7");
    }
    for (String text :
        List.of(
            "source",
            "districtId",
            "schoolId",
            "sectionId",
            "term",
            "assessmentId",
            "provider",
            "credential",
            "institutionId",
            "employerId",
            "reference",
            "title")) {
      GOOD.put(text, "some \"" + text + "\", ü");
    }
    GOOD.put("recordedAt", "2020-05-06T07:08:09Z");
    GOOD.put("retracted", false);
    GOOD.put("gradeLevel", "09");
    GOOD.put("gradeFrom", "06");
    GOOD.put("gradeTo", "08");
    GOOD.put("schoolYear", 2019);
    GOOD.put("effectiveFrom", 2018);
    GOOD.put("effectiveTo", 2020);
    GOOD.put("courseCode", "02052");
    GOOD.put("mark", "B+");
    GOOD.put("gradePoints", 3.3);
    GOOD.put("creditsAttempted", 1.0);
    GOOD.put("creditsEarned", 0.5);
    GOOD.put("percentile", 76.62);
    GOOD.put("passed", true);
    GOOD.put("recordFound", true);
    GOOD.put("cipCodes", List.of("11.0701", "26.0101"));
    GOOD.put("quarter", "2021Q3");
    GOOD.put("occupationCode", "15-1252");
    GOOD.put("industryCode", "5415");
    GOOD.put("wages", 12345.67);
    for (String date : List.of("entryDate", "testDate", "completionDate", "termBegin")) {
      GOOD.put(date, "2018-08-20");
    }
    for (String date : List.of("exitDate", "graduationDate", "termEnd", "conferredOn")) {
      GOOD.put(date, "2019-06-10");
    }
    GOOD.put("searchedThrough", "2022-10-30");
  }

  @ParameterizedTest
  @EnumSource(FactType.class)
  void columnsAreTheFieldsOfTheSchemaInItsOrder(FactType type) {
    assertThat(FactForms.of(type).columns().stream().map(Column::name))
        .containsExactlyElementsOf(
            schema(type).getFields().stream().map(Schema.Field::name).toList());
  }

  @Test
  void columnsWithoutADefaultAreRequiredAndBeyondThemOnlySome() {
    Set<String> stricter = new TreeSet<>();
    Set<String> looser = new TreeSet<>();
    for (FactType type : FactType.values()) {
      for (Column<?> column : FactForms.of(type).columns()) {
        boolean hasDefault = schema(type).getField(column.name()).hasDefaultValue();
        if (!hasDefault && !column.isRequiredInHeader()) {
          looser.add(type.noun() + "." + column.name());
        } else if (hasDefault && column.isRequiredInHeader()) {
          stricter.add(type.noun() + "." + column.name());
        }
      }
    }
    assertThat(stricter)
        .containsExactly(
            "assessments.subject", "degrees.degreeLevel", "policies.regime", "policies.subject");
    assertThat(looser).containsExactly("postsecondary.termEnd");
  }

  @ParameterizedTest
  @EnumSource(FactType.class)
  void csvInAnyColumnOrderAndJsonGiveTheSameFactAsAvroReads(FactType type) throws Exception {
    System.out.println("seed " + SEED);
    Random random = new Random(SEED);
    List<String> optional =
        FactForms.of(type).columns().stream()
            .filter(column -> !column.isRequiredInHeader())
            .map(Column::name)
            .toList();
    for (int present = 0; present < 1 << optional.size(); present++) {
      Map<String, Object> row = row(type);
      for (int i = 0; i < optional.size(); i++) {
        if ((present >> i & 1) == 0) {
          // Absent is an absent column, or an empty cell and a null.
          if (random.nextBoolean()) {
            row.remove(optional.get(i));
          } else {
            row.put(optional.get(i), null);
          }
        }
      }
      Fact csv = read(type, csv(type, row, random));
      Fact json = read(type, json(type, row));
      assertThat(csv).isEqualTo(json);
      assertHolds(row, csv);
    }
  }

  @ParameterizedTest
  @EnumSource(FactType.class)
  void theRowOfAFactIsThatFromWhichItWasRead(FactType type) throws Exception {
    Map<String, Object> row = row(type);
    assertRowIsReadBack(type, row);
    row.put("factId", null);
    assertRowIsReadBack(type, row);
  }

  private static void assertRowIsReadBack(FactType type, Map<String, Object> row) throws Exception {
    Fact fact = read(type, json(type, row));
    assertThat(named(type, FactRow.of(fact)))
        .isEqualTo(row.keySet().stream().collect(Collectors.toMap(e -> e, e -> cell(row.get(e)))));
    for (boolean identityOnly : new boolean[] {false, true}) {
      String[] withdrawn = FactRow.retraction(fact, 1_600_000_000_000L, identityOnly);
      Map<String, Object> cells = new HashMap<>(named(type, withdrawn));
      Fact retraction = read(type, csv(type, cells, new Random(SEED)));
      assertThat(retraction.identity()).isEqualTo(fact.identity());
      assertThat(retraction.envelope().retracted()).isTrue();
      assertThat(retraction.envelope().recordedAt()).isEqualTo(1_600_000_000_000L);
    }
  }

  private static Map<String, String> named(FactType type, String[] cells) {
    Map<String, String> named = new HashMap<>();
    for (int i = 0; i < cells.length; i++) {
      named.put(FactRow.columns(type)[i], cells[i]);
    }
    return named;
  }

  @Test
  void theComparisonWithARowFindsAValueInTheWrongPlace() throws Exception {
    Map<String, Object> row = row(FactType.GRADUATIONS);
    Graduation right = (Graduation) read(FactType.GRADUATIONS, json(FactType.GRADUATIONS, row));
    Graduation wrong =
        new Graduation(
            right.envelope(),
            right.schoolId(),
            right.credential(),
            right.graduationDate(),
            right.diplomaType());
    assertThatThrownBy(() -> assertHolds(row, wrong)).isInstanceOf(AssertionError.class);
  }

  @ParameterizedTest
  @EnumSource(FactType.class)
  void everyEmptyRequiredCellIsNamed(FactType type) {
    for (Column<?> column : FactForms.of(type).columns()) {
      if (column.isRequiredInHeader()) {
        Map<String, Object> row = row(type);
        row.put(column.name(), null);
        assertThatThrownBy(() -> read(type, json(type, row)))
            .isInstanceOf(BadRow.class)
            .hasMessage("is required and empty")
            .satisfies(e -> assertThat(((BadRow) e).field()).isEqualTo(column.name()));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(FactType.class)
  void aRetractionNeedsOnlyItsIdentity(FactType type) throws Exception {
    Map<String, Object> row = row(type);
    Fact full = read(type, json(type, row));
    row.put("retracted", true);
    row.put("factId", null);
    for (Column<?> column : FactForms.of(type).columns()) {
      if (column.need() != Column.Need.ALWAYS
          && column.need() != Column.Need.IDENTITY
          && column.need() != Column.Need.IDENTITY_IF_ANY
          && !column.name().equals("retracted")) {
        row.put(column.name(), null);
      }
    }
    Fact retraction = read(type, json(type, row));
    assertThat(retraction.envelope().retracted()).isTrue();
    assertThat(retraction.naturalKey()).isEqualTo(full.naturalKey());
  }

  @ParameterizedTest
  @EnumSource(FactType.class)
  void aRetractionByFactIdNeedsNotEvenTheNaturalKey(FactType type) throws Exception {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put(FactForms.of(type).columns().get(0).name(), "S-1");
    row.put("recordedAt", "2020-05-06T07:08:09Z");
    row.put("retracted", true);
    row.put("factId", "F-1");
    assertThat(read(type, json(type, row)).identity()).isEqualTo("F-1");
  }

  @Test
  void aRetractionWithoutPartOfItsIdentityIsBad() {
    Map<String, Object> row = row(FactType.ENROLLMENTS);
    row.put("retracted", true);
    row.put("factId", null);
    row.put("entryDate", null);
    assertThatThrownBy(() -> read(FactType.ENROLLMENTS, json(FactType.ENROLLMENTS, row)))
        .hasMessage("is required and empty");
  }

  private static Schema schema(FactType type) {
    return TopicCatalogue.ofNoun(type.noun()).schema();
  }

  private static Map<String, Object> row(FactType type) {
    Map<String, Object> row = new LinkedHashMap<>();
    for (Schema.Field field : schema(type).getFields()) {
      Object value = GOOD.get(field.name());
      Schema fieldType =
          field.schema().isUnion() ? field.schema().getTypes().get(1) : field.schema();
      if (fieldType.getType() == Schema.Type.ENUM) {
        value = fieldType.getEnumSymbols().get(0);
      }
      assertThat(value).as("a good value for %s", field.name()).isNotNull();
      row.put(field.name(), value);
    }
    return row;
  }

  private static RowReader csv(FactType type, Map<String, Object> row, Random random)
      throws UnreadableFile {
    List<String> columns = new ArrayList<>(row.keySet());
    Collections.shuffle(columns, random);
    StringWriter text = new StringWriter();
    try (CsvWriter writer = CsvWriter.builder().build(text)) {
      writer.writeRecord(columns);
      writer.writeRecord(columns.stream().map(name -> cell(row.get(name))).toList());
    } catch (java.io.IOException e) {
      throw new UncheckedIOException(e);
    }
    return new CsvRows(FactForms.of(type), new StringReader(text.toString()), ',');
  }

  private static String cell(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(Object::toString).collect(Collectors.joining("|"));
    }
    return value == null ? "" : value.toString();
  }

  private static RowReader json(FactType type, Map<String, Object> row) {
    try {
      String text = new ObjectMapper().writeValueAsString(row);
      return new JsonRows(FactForms.of(type), new StringReader(text));
    } catch (java.io.IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Fact read(FactType type, RowReader rows) throws Exception {
    assertThat(rows.next()).isTrue();
    Fact fact = FactForms.of(type).read(rows.cells(), System.currentTimeMillis());
    assertThat(rows.next()).isFalse();
    assertThat(rows.unknownColumns()).isEmpty();
    return fact;
  }

  /** Compares by way of the Avro body, which knows fields by name. */
  private static void assertHolds(Map<String, Object> row, Fact fact) throws Exception {
    Schema schema = schema(fact.type());
    byte[] body = new FactCodec().encode(fact);
    GenericRecord record =
        new SpecificDatumReader<GenericRecord>(schema)
            .read(null, DecoderFactory.get().binaryDecoder(body, null));
    for (Schema.Field field : schema.getFields()) {
      Object expected = row.get(field.name());
      if (expected == null && !field.schema().isUnion()) {
        expected =
            switch (field.schema().getType()) {
              case ENUM -> "UNKNOWN";
              case BOOLEAN -> false;
              case ARRAY -> List.of();
              // Only the end of a term, which has not ended then.
              case INT -> "2199-12-31";
              default -> throw new AssertionError(field + " may not be absent");
            };
      }
      Object value = record.get(field.name());
      assertThat(value instanceof List<?> list ? new ArrayList<>(list).toString() : text(value))
          .as(field.name())
          .isEqualTo(text(expected));
    }
  }

  private static String text(Object value) {
    return value == null ? null : value.toString();
  }
}
