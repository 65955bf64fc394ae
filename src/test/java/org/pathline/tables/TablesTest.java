package org.pathline.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pathline.ask.Dimension;
import org.pathline.ask.OutcomeQuestion;
import org.pathline.ask.OutcomeRow;
import org.pathline.ask.SettingsChoice;
import org.pathline.domain.effect.cell.Cell;
import org.pathline.domain.outcome.CellSums;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.pathway.Settings;
import org.pathline.domain.policy.StandingPolicies;
import org.pathline.schemas.Topic.Owner;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.codec.FactCodec;
import org.pathline.topics.Cut;

/** Tables hold what cells say, every column is documented, and files keep values and types. */
class TablesTest {
  private static final List<Cell> CELLS = CellStates.random(7, 400);
  private static final Cut CUT =
      new Cut(new TreeMap<>(Map.of("pathline.outcome-cells.v1", new TreeMap<>(Map.of(0, 17L)))));
  private static Database database;

  @TempDir private Path directory;

  @BeforeAll
  static void load() {
    database = Database.open();
    new Schema(database).create(Tables.all(true));
    new CellTable(database).add(CELLS);
    new Schema(database).describe(CUT);
    new CohortRegimes(database).fill(new StandingPolicies(new FactCodec()));
    new Schema(database).createViews(Tables.all(true));
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Test
  void everyTopicOfResultsIsATable() {
    Set<String> topics = new HashSet<>(Tables.topics(Tables.all(true)));
    Set<Owner> writtenByPeople = Set.of(Owner.PUBLISHERS, Owner.OPERATORS, Owner.ANALYSTS);
    TopicCatalogue.all().stream()
        .filter(topic -> !writtenByPeople.contains(topic.owner()))
        .forEach(topic -> assertThat(topics).contains(topic.name()));
  }

  @Test
  void noTableOfGroupsHoldsAnIdOfAStudent() {
    for (Table table : Tables.all(false)) {
      assertThat(table.topic().schema().toString()).doesNotContain("tudentId");
    }
    assertThat(Tables.all(true)).hasSizeGreaterThan(Tables.all(false).size());
  }

  @Test
  void everyTableViewAndColumnIsDocumented() {
    assertThat(
            database.rows(
                "SELECT table_name || '.' || column_name FROM duckdb_columns() WHERE NOT internal"
                    + " AND coalesce(comment, '') = '' UNION ALL SELECT table_name FROM"
                    + " duckdb_tables() WHERE coalesce(comment, '') = '' UNION ALL SELECT view_name"
                    + " FROM duckdb_views() WHERE NOT internal AND coalesce(comment, '') = ''",
                row -> row.getString(1)))
        .isEmpty();
  }

  @Test
  void sumsAndIntervalsOfSqlAreThoseOfTheCommand() {
    for (OutcomeRow row : answer().rows()) {
      List<Double> found =
          database
              .rows(
                  "SELECT sum(eligible) - sum(observed), sum(observed)::BIGINT AS n,"
                      + " sum(attained)::BIGINT AS k, sum(total)::DOUBLE / nullif(n, 0),"
                      + " wilson_low(k, n), wilson_high(k, n) FROM outcomes WHERE schoolId IS NOT"
                      + " NULL AND raceEthnicity = '"
                      + row.group().get(0)
                      + "' AND outcome = '"
                      + row.outcome().label()
                      + "'",
                  result ->
                      java.util.Arrays.asList(
                          result.getDouble(1),
                          result.getDouble(2),
                          result.getDouble(3),
                          (Double) result.getObject(4),
                          (Double) result.getObject(5),
                          (Double) result.getObject(6)))
              .get(0);
      assertThat(found.get(0)).isEqualTo(row.censored());
      assertThat(found.get(1)).isEqualTo(row.observed());
      assertThat(found.get(2)).isEqualTo(row.attained());
      assertThat(Math.abs(Objects.requireNonNull(found.get(3)) - row.rate())).isLessThan(1e-12);
      if (row.outcome() != Outcome.GRADE_POINTS) {
        assertThat(Math.abs(found.get(4) - row.low())).isLessThan(1e-15);
        assertThat(Math.abs(found.get(5) - row.high())).isLessThan(1e-15);
      }
    }
  }

  private static OutcomeQuestion.Answer answer() {
    return new OutcomeQuestion(Outcome.all(), List.of(Dimension.RACE_ETHNICITY), Map.of())
        .answer(new SettingsChoice.Chosen(Settings.DEFAULT, CELLS, 0));
  }

  @Test
  void cellsComeBackAsTheyWent() {
    assertThat(new CellTable(database).cells()).containsExactlyInAnyOrderElementsOf(CELLS);
  }

  @Test
  void changesAreAddedAndACellOfNobodyLeaves() {
    try (Database own = Database.open()) {
      new Schema(own).create(Tables.all(false));
      CellTable table = new CellTable(own);
      table.add(CELLS);
      table.add(CellStates.random(8, 400));
      table.add(CELLS.stream().map(TablesTest::minus).toList());
      assertThat(table.cells()).containsExactlyInAnyOrderElementsOf(CellStates.random(8, 400));
    }
  }

  private static Cell minus(Cell cell) {
    long[] counts = cell.sums().counts();
    for (int i = 0; i < counts.length; i++) {
      counts[i] = -counts[i];
    }
    return new Cell(
        cell.key(),
        new CellSums(
            counts, cell.sums().gradePoints().negate(), cell.sums().gradePointSquares().negate()));
  }

  @Test
  void describeSaysWhatColumnsHoldAndAnUnknownTableIsNamed() {
    assertThat(
            Objects.requireNonNull(SqlResult.of(database, "describe outcomes", 99)).rows().stream()
                .map(row -> row.get(0) + ": " + row.get(2)))
        .contains("observed: Students of whom the outcome is known: the denominator.");
    assertThatThrownBy(() -> SqlResult.of(database, "describe outcome", 99))
        .hasMessageContaining("there is no table outcome");
  }

  @ParameterizedTest
  @EnumSource(DataFormat.class)
  void filesHoldTheSameValuesInEveryFormat(DataFormat format) throws Exception {
    new Export(database, CUT, Tables.all(false)).write(directory, format, line -> {});
    JsonNode manifest = new ObjectMapper().readTree(directory.resolve(Export.MANIFEST).toFile());
    assertThat(manifest.get("cut").asText()).isEqualTo(CUT.id());
    assertThat(manifest.at("/offsets/pathline.outcome-cells.v1/0").asLong()).isEqualTo(17);
    assertThat(manifest.at("/settings/0/anchorGrade").asInt()).isEqualTo(8);
    assertThat(Files.readString(directory.resolve(Export.DICTIONARY)))
        .contains("| members | BIGINT | Students of the cell. |");
    Path file = directory.resolve("outcome_cells." + format);
    if (format == DataFormat.arrow) {
      assertArrow(file);
      return;
    }
    String back =
        switch (format) {
          case parquet -> "read_parquet('" + file + "')";
          case csv -> "read_csv('" + file + "')";
          default -> "read_json('" + file + "')";
        };
    assertThat(
            database.rows(
                "SELECT * FROM (SELECT schoolId, anchorYear, raceEthnicity, members,"
                    + " stemEntry2_attained, gradePoints_sum::DECIMAL(38,9) FROM outcome_cells"
                    + " EXCEPT SELECT schoolId, anchorYear, raceEthnicity, members,"
                    + " stemEntry2_attained, gradePoints_sum::DECIMAL(38,9) FROM "
                    + back
                    + ")",
                row -> row.getString(1)))
        .isEmpty();
    assertThat(database.rows("SELECT count(*) FROM " + back, row -> row.getLong(1)))
        .containsExactly((long) CELLS.size());
    if (format == DataFormat.parquet) {
      assertThat(
              database.rows(
                  "SELECT column_name || ' ' || column_type FROM (DESCRIBE SELECT * FROM "
                      + back
                      + ")",
                  row -> row.getString(1)))
          .containsExactlyElementsOf(
              Tables.OUTCOME_CELLS.columns().stream()
                  .map(column -> column.name() + " " + column.type())
                  .toList());
    }
  }

  /** Read by Arrow's own reader. */
  private static void assertArrow(Path file) throws Exception {
    try (RootAllocator memory = new RootAllocator();
        ArrowFileReader reader = new ArrowFileReader(Files.newByteChannel(file), memory)) {
      long rows = 0;
      long members = 0;
      Map<String, ArrowType> types = new TreeMap<>();
      for (Field field : reader.getVectorSchemaRoot().getSchema().getFields()) {
        types.put(field.getName(), field.getType());
      }
      while (reader.loadNextBatch()) {
        int count = reader.getVectorSchemaRoot().getRowCount();
        rows += count;
        for (int i = 0; i < count; i++) {
          members += (Long) reader.getVectorSchemaRoot().getVector("members").getObject(i);
        }
      }
      assertThat(rows).isEqualTo(CELLS.size());
      assertThat(members).isEqualTo(CELLS.stream().mapToLong(cell -> cell.sums().members()).sum());
      assertThat(types.get("members")).isEqualTo(new ArrowType.Int(64, true));
      assertThat(types.get("gradePoints_sum")).isEqualTo(new ArrowType.Decimal(38, 9, 128));
    }
  }
}
