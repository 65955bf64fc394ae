package org.pathline.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pathline.command.AskChoice;
import org.pathline.report.Answer;
import org.pathline.report.AnswerFormat;
import org.pathline.serve.Questions;
import org.pathline.serve.ServeClient;
import org.pathline.serve.ServeFile;
import org.pathline.tables.CutLoader;
import org.pathline.tables.DataFormat;
import org.pathline.tables.Database;
import org.pathline.tables.Export;
import org.pathline.tables.Table;
import org.pathline.tables.Tables;
import org.pathline.topics.Cut;

/** What analysts are given: the same figures by every way, at one cut, and nobody's alone. */
class ServeIT {
  private static final Served SERVED = Served.get();
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path directory;

  static Stream<List<String>> questions() {
    return Stream.of(
        List.of("outcomes"),
        List.of("outcomes", "--outcome=all", "--by=raceEthnicity,priorAchievement"),
        List.of("outcomes", "--outcome=gradePoints,stemDegree6", "--by=schoolId,anchorYear"),
        List.of(
            "outcomes",
            "--by=anchorYear",
            "--where=priorAchievement=HIGH,LOW",
            "--where=raceEthnicity=WHITE"),
        List.of("milestones"),
        List.of("sorting", "--grade=8", "--subject=MATHEMATICS"),
        List.of("sorting", "--outcome=stemEntry2"),
        List.of("equity", "--by=economicallyDisadvantaged", "--together"),
        List.of("equity", "--by=raceEthnicity"),
        List.of("effects", "--outcome=stemEntry2"),
        List.of("effects", "--outcome=gradePoints", "--subgroup=gap:economicallyDisadvantaged"));
  }

  @ParameterizedTest
  @MethodSource("questions")
  void theServerSaysWhatTheCommandSaysWordForWord(List<String> question) throws Exception {
    for (AnswerFormat format : AnswerFormat.values()) {
      List<String> arguments = new ArrayList<>(question);
      arguments.add("--format=" + format);
      ServeClient.Said said =
          new ServeClient(new ServeFile(SERVED.url(), SERVED.token(), 0))
              .ask(
                  question.get(0),
                  question.stream()
                      .skip(1)
                      .map(each -> each.substring(2).split("=", 2))
                      .map(each -> java.util.Map.entry(each[0], each.length > 1 ? each[1] : "true"))
                      .toList(),
                  format);
      assertThat(said.status()).as(said.err()).isEqualTo(ServeClient.GOOD);
      String printed = SERVED.command(arguments.toArray(String[]::new));
      assertThat(withoutOffsets(said.out(), format)).isEqualTo(withoutOffsets(printed, format));
    }
  }

  /** Each names the offsets of what it reads: one pathways, the other one cells. */
  private static String withoutOffsets(String said, AnswerFormat format) throws Exception {
    if (format != AnswerFormat.json) {
      return said;
    }
    ObjectNode json = (ObjectNode) JSON.readTree(said);
    assertThat(json.remove("readUpTo")).isNotEmpty();
    return Answer.text(json);
  }

  @Test
  void sqlParquetApiAndCommandGiveTheSameFigures() throws Exception {
    List<Table> tables = Tables.all(false);
    Cut cut = Cut.now(SERVED.connection(), Tables.topics(tables));
    String csv =
        "SELECT raceEthnicity, sum(stemEntry2_observed)::BIGINT AS observed,"
            + " sum(stemEntry2_attained)::BIGINT AS attained FROM %s WHERE schoolId IS NOT NULL"
            + " GROUP BY ALL ORDER BY ALL";
    List<String> sql;
    List<String> parquet;
    try (Database database = new CutLoader(SERVED.connection(), line -> {}).load(tables, cut)) {
      new Export(database, cut, tables).write(directory, DataFormat.parquet, line -> {});
      sql = rows(database, String.format(csv, "outcome_cells"));
      parquet =
          rows(
              database,
              String.format(
                  csv, "read_parquet('" + directory.resolve("outcome_cells.parquet") + "')"));
    }
    List<String> api = new ArrayList<>();
    for (JsonNode row :
        JSON.readTree(
                SERVED.askWithToken(
                    "/api/outcomes?outcome=stemEntry2&by=raceEthnicity&format=rows"))
            .get("rows")) {
      api.add(
          row.get("raceEthnicity").asText()
              + " "
              + row.get("observed")
              + " "
              + row.get("attained"));
    }
    assertThat(sql).isNotEmpty().isEqualTo(parquet);
    assertThat(new TreeSet<>(api)).isEqualTo(new TreeSet<>(sql));
    assertThat(
            SERVED
                .command("outcomes", "--by=raceEthnicity", "--format=csv")
                .lines()
                .skip(1)
                .map(line -> line.split(","))
                .map(cells -> cells[0] + " " + cells[4] + " " + cells[5]))
        .containsExactlyInAnyOrderElementsOf(sql);
  }

  private static List<String> rows(Database database, String query) {
    return database.rows(
        query, row -> row.getString(1) + " " + row.getLong(2) + " " + row.getLong(3));
  }

  @Test
  void arrowAndParquetHoldTheRowsOfTheAnswerWithTheirTypes() throws Exception {
    String path = "/api/outcomes?by=raceEthnicity&format=";
    String rows = SERVED.askWithToken(path + "rows");
    int count = JSON.readTree(rows).get("rows").size();
    HttpResponse<byte[]> arrow = SERVED.askAsAnalyst(path + "arrow");
    try (RootAllocator memory = new RootAllocator();
        ArrowStreamReader reader =
            new ArrowStreamReader(new ByteArrayInputStream(arrow.body()), memory)) {
      assertThat(reader.loadNextBatch()).isTrue();
      assertThat(reader.getVectorSchemaRoot().getRowCount()).isEqualTo(count);
      assertThat(reader.getVectorSchemaRoot().getVector("members").getObject(0))
          .isEqualTo(JSON.readTree(rows).at("/rows/0/members").asLong());
    }
    Path file = directory.resolve("answer.parquet");
    Files.write(file, SERVED.askAsAnalyst(path + "parquet").body());
    try (Database database = Database.open()) {
      assertThat(
              database.rows(
                  "SELECT sum(members)::BIGINT FROM read_parquet('" + file + "')",
                  row -> row.getLong(1)))
          .containsExactly(
              JSON.readTree(rows).get("rows").findValues("members").stream()
                  .mapToLong(JsonNode::asLong)
                  .sum());
    }
  }

  @Test
  void anAnswerThatHasNotChangedIsNotSentAgain() throws Exception {
    HttpResponse<byte[]> first = SERVED.askAsAnalyst("/api/milestones");
    String tag = first.headers().firstValue("ETag").orElseThrow();
    assertThat(tag).contains(cut());
    assertThat(SERVED.askAsAnalyst("/api/milestones", "If-None-Match", tag).statusCode())
        .isEqualTo(304);
    for (String[] nobody :
        List.of(new String[] {}, new String[] {"Authorization", "Bearer wrong"})) {
      List<String> headers = new ArrayList<>(List.of(nobody));
      headers.addAll(List.of("If-None-Match", tag));
      assertThat(SERVED.ask("/api/milestones", headers.toArray(String[]::new)).statusCode())
          .as("whether something has changed is told to nobody else")
          .isEqualTo(401);
    }
  }

  private static String cut() throws Exception {
    return JSON.readTree(SERVED.askWithToken("/api/cut")).get("cut").asText();
  }

  @Test
  void aServerThatStartsAgainAnswersAsBefore() throws Exception {
    List<byte[]> before = new ArrayList<>();
    for (String path : paths()) {
      before.add(SERVED.askAsAnalyst(path).body());
    }
    String cut = cut();
    SERVED.restart();
    assertThat(cut()).isEqualTo(cut);
    for (int i = 0; i < paths().size(); i++) {
      assertThat(new String(SERVED.askAsAnalyst(paths().get(i)).body(), UTF_8))
          .as(paths().get(i))
          .isEqualTo(new String(before.get(i), UTF_8));
    }
  }

  private static List<String> paths() {
    List<String> paths = new ArrayList<>();
    for (Questions.Question question : new AskChoice().all()) {
      paths.add("/api/" + question.name());
      paths.add("/api/" + question.name() + "?format=csv");
    }
    for (String by : List.of("schoolId,anchorYear", "raceEthnicity,priorAchievement,schoolId")) {
      for (String format : List.of("json", "csv", "rows", "table")) {
        paths.add("/api/outcomes?outcome=all&by=" + by + "&format=" + format);
      }
    }
    paths.add("/api/equity?by=raceEthnicity&format=rows");
    paths.add("/api/sorting?grade=12&format=rows");
    paths.add("/api/effects?subgroup=raceEthnicity%3DASIAN&format=rows");
    paths.add("/api/flows");
    paths.add("/api/flows?where=raceEthnicity%3DASIAN");
    paths.add("/api/dimensions");
    paths.add("/api/regimes");
    return paths;
  }
}
