package org.pathline.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pathline.access.Tokens;
import org.pathline.cluster.Connection;
import org.pathline.cluster.Home;
import org.pathline.command.AskChoice;
import org.pathline.domain.effect.cell.Cell;
import org.pathline.domain.outcome.CellKey;
import org.pathline.domain.outcome.CellSums;
import org.pathline.release.ReleasedTables;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.serve.ServeServer;
import org.pathline.serve.Serving;
import org.pathline.snapshot.Snapshot;
import org.pathline.snapshot.SnapshotStanding;
import org.pathline.streams.ingest.ReadPositions;
import org.pathline.tables.CellTable;
import org.pathline.tables.CutLoader;
import org.pathline.tables.DataFormat;
import org.pathline.tables.Database;
import org.pathline.tables.Export;
import org.pathline.tables.Table;
import org.pathline.tables.Tables;
import org.pathline.topics.CellTopic;
import org.pathline.topics.Cut;
import org.pathline.topics.DistrictCuts;

/**
 * The ways in which answers come about, each asked again and again, and how many of the answers
 * were not those of the pathways before the offsets that they name.
 */
final class Readers implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<Table> TABLES = Tables.all(false);

  private final Connection connection;
  private final Path directory;
  private final Home home;
  private final BatchAtOffsets batch;
  private final Tokens tokens = new Tokens();
  private final String token = tokens.issue(Tokens.SMALL_GROUPS);
  private final Serving serving;
  private final ServeServer server;
  private final HttpClient http = HttpClient.newHttpClient();
  private final SortedMap<String, int[]> counts = new TreeMap<>();
  private volatile int round;

  Readers(Trial trial, PublishedPathways published, Path directory) throws IOException {
    connection = trial.connection();
    this.directory = directory;
    home = new Home(directory.resolve("home"));
    batch = new BatchAtOffsets(published);
    serving = Serving.begin(connection, new AskChoice(), tokens, line -> {});
    server = new ServeServer(serving, ReleasedTables.read(List.of()), "127.0.0.1", 0);
    Awaited.until("the first cut", serving::isReady);
  }

  /** Asks in each way once. */
  void readAll() {
    try {
      DistrictCuts cuts = new DistrictCuts();
      List<Cell> cells = CellTopic.read(connection, cuts::note);
      count(
          "outcomes",
          isCut(cells, cuts.of(cells.stream().map(cell -> cell.key().text()).toList())));
      Snapshot snapshot = Snapshot.save(home, connection, "s" + round);
      count(
          "snapshot",
          isCut(new SnapshotStanding(snapshot, connection).cells(), districts(snapshot)));
      try (Database database =
          new CutLoader(connection, line -> {})
              .load(TABLES, Cut.now(connection, Tables.topics(TABLES)))) {
        count("sql", isCut(new CellTable(database).cells(), districts(database)));
      }
      Path files = directory.resolve("export" + round);
      Cut cut = Cut.now(connection, Tables.topics(TABLES));
      try (Database database = new CutLoader(connection, line -> {}).load(TABLES, cut)) {
        new Export(database, cut, TABLES).write(files, DataFormat.parquet, line -> {});
      }
      count("export", isCut(cellsOf(files), districts(files)));
      for (int i = 0; i < 10; i++) {
        askServer();
      }
      round++;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How often each way was asked. */
  int rounds() {
    return round;
  }

  private void count(String way, boolean isCut) {
    int[] count = counts.computeIfAbsent(way, absent -> new int[2]);
    count[0]++;
    count[1] += isCut ? 0 : 1;
  }

  /** Whether cells are those of the pathways that they name, district by district. */
  private boolean isCut(List<Cell> cells, SortedMap<String, ReadPositions> districts) {
    SortedMap<String, SortedMap<String, CellSums>> byDistrict = new TreeMap<>();
    for (Cell cell : cells) {
      String key = cell.key().text();
      byDistrict
          .computeIfAbsent(CellKey.districtOf(key), absent -> new TreeMap<>())
          .put(key, cell.sums());
    }
    return byDistrict.size() == districts.size()
        && byDistrict.entrySet().stream()
            .allMatch(
                each ->
                    each.getValue()
                        .equals(
                            batch.cells(
                                each.getKey(), districts.get(each.getKey().replace("|", "")))));
  }

  private static SortedMap<String, ReadPositions> districts(Snapshot snapshot) throws IOException {
    SortedMap<String, ReadPositions> districts = new TreeMap<>();
    new ObjectMapper()
        .readTree(snapshot.directory().resolve("manifest.json").toFile())
        .get("districts")
        .properties()
        .forEach(
            each -> {
              SortedMap<Integer, Long> next = new TreeMap<>();
              each.getValue()
                  .properties()
                  .forEach(end -> next.put(Integer.valueOf(end.getKey()), end.getValue().asLong()));
              districts.put(each.getKey(), new ReadPositions(next));
            });
    return districts;
  }

  private static SortedMap<String, ReadPositions> districts(Database database) {
    SortedMap<String, StringBuilder> texts = new TreeMap<>();
    database.rows(
        "SELECT coalesce(districtId, ''), pathwaysPartition, pathwaysOffset FROM district_cuts",
        row -> {
          StringBuilder text =
              texts.computeIfAbsent(row.getString(1), absent -> new StringBuilder());
          return text.append(text.isEmpty() ? "" : ",")
              .append(row.getInt(2))
              .append(':')
              .append(row.getLong(3));
        });
    SortedMap<String, ReadPositions> districts = new TreeMap<>();
    texts.forEach((id, text) -> districts.put(id, ReadPositions.parse(text.toString())));
    return districts;
  }

  /** Cells of an exported file. */
  private static List<Cell> cellsOf(Path files) {
    try (Database database = Database.open()) {
      database.execute(
          "CREATE TABLE outcome_cells AS FROM read_parquet('"
              + files.resolve("outcome_cells.parquet")
              + "')");
      return new CellTable(database).cells();
    }
  }

  private static SortedMap<String, ReadPositions> districts(Path files) throws IOException {
    SortedMap<String, ReadPositions> districts = new TreeMap<>();
    JSON.readTree(Files.readAllBytes(files.resolve(Export.MANIFEST)))
        .get("districts")
        .properties()
        .forEach(district -> districts.put(district.getKey(), positions(district.getValue())));
    return districts;
  }

  private static ReadPositions positions(JsonNode node) {
    SortedMap<Integer, Long> next = new TreeMap<>();
    node.properties()
        .forEach(end -> next.put(Integer.valueOf(end.getKey()), end.getValue().asLong()));
    return new ReadPositions(next);
  }

  /** Students of all districts at one cut of the server, which names the same for all of them. */
  private void askServer() throws IOException {
    JsonNode named = JSON.readTree(ask("/api/cut").body());
    HttpResponse<String> answer = ask("/api/outcomes?outcome=stemEntry2&by=districtId&format=rows");
    String cut = answer.headers().firstValue("Pathline-Cut").orElseThrow();
    if (!cut.equals(named.get("cut").asText())) {
      return;
    }
    SortedMap<String, Long> members = new TreeMap<>();
    JSON.readTree(answer.body())
        .get("rows")
        .forEach(row -> members.put(row.get("districtId").asText(), row.get("members").asLong()));
    SortedMap<String, Long> students =
        batch.students(positions(named.get("offsets").get(TopicCatalogue.PATHWAYS.name())));
    students.remove("");
    count("serve", members.equals(students));
  }

  private HttpResponse<String> ask(String path) throws IOException {
    try {
      return http.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
              .header("Authorization", "Bearer " + token)
              .build(),
          HttpResponse.BodyHandlers.ofString(UTF_8));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Requires that each way was asked, and that every answer was a cut. */
  void assertNothingTorn() {
    assertThat(counts.keySet()).containsExactly("export", "outcomes", "serve", "snapshot", "sql");
    assertThat(counts.values()).allMatch(count -> count[0] > 0 && count[1] == 0, toString());
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    counts.forEach(
        (way, count) ->
            text.append(text.isEmpty() ? "" : ", ")
                .append(way)
                .append(' ')
                .append(count[0])
                .append(" (torn ")
                .append(count[1])
                .append(')'));
    return text.toString();
  }

  @Override
  public void close() {
    server.close();
    serving.close();
  }
}
