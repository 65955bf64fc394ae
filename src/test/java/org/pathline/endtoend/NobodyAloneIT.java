package org.pathline.endtoend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pathline.ask.Dimension;
import org.pathline.cluster.Home;
import org.pathline.domain.release.ReleaseAttack;
import org.pathline.release.ReleaseDirectory;
import org.pathline.release.ReleasedTables;
import org.pathline.snapshot.Snapshot;
import org.pathline.tables.CutLoader;
import org.pathline.tables.DataFormat;
import org.pathline.tables.Database;
import org.pathline.tables.Export;
import org.pathline.tables.Table;
import org.pathline.tables.Tables;
import org.pathline.topics.Cut;

/**
 * Every route with every format, every table and view, every exported file and a snapshot: none of
 * them has the id of a student. Without a token nothing is told but what a release shows.
 */
class NobodyAloneIT {
  private static final Served SERVED = Served.get();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LEAST = 10;
  private static final int TOO_MANY = 429;
  private static final Set<String> IDS = new HashSet<>();

  @TempDir private Path directory;

  @BeforeAll
  static void readIds() throws IOException {
    try (Stream<Path> files = Files.list(SERVED.files())) {
      for (Path file : files.filter(each -> each.toString().endsWith(".csv")).toList()) {
        List<String> lines = Files.readAllLines(file);
        List<String> header = Arrays.asList(lines.get(0).split(","));
        for (String column : List.of("studentId", "aliasId", "canonicalId")) {
          int at = header.indexOf(column);
          if (at >= 0) {
            lines.stream().skip(1).map(line -> line.split(",", -1)[at]).forEach(IDS::add);
          }
        }
      }
    }
    IDS.remove("");
    assertThat(IDS).hasSizeGreaterThan(100);
  }

  private static boolean hasAny(String text) {
    for (String word : text.split("[^A-Za-z0-9_-]+")) {
      if (IDS.contains(word)) {
        return true;
      }
    }
    return false;
  }

  /** Every route that the description names, with each format and each way to ask more finely. */
  private static List<String> routes() throws Exception {
    JsonNode description = JSON.readTree(SERVED.ask("/openapi.json").body());
    List<String> routes = new ArrayList<>();
    description
        .get("paths")
        .properties()
        .forEach(
            path -> {
              List<String> questions = new ArrayList<>(List.of("?"));
              List<String> formats = new ArrayList<>(List.of(""));
              for (JsonNode parameter : path.getValue().at("/get/parameters")) {
                String name = parameter.get("name").asText();
                if (name.equals("format")) {
                  parameter.at("/schema/enum").forEach(each -> formats.add(each.asText()));
                } else if (name.equals("by") && path.getKey().endsWith("outcomes")) {
                  for (Dimension dimension : Dimension.values()) {
                    questions.add("?outcome=all&by=" + dimension.label());
                  }
                  questions.add("?outcome=all&by=" + String.join(",", everything()));
                }
              }
              for (String question : questions) {
                for (String format : formats) {
                  routes.add(
                      path.getKey() + question + (format.isEmpty() ? "" : "&format=" + format));
                }
              }
            });
    for (String further :
        List.of(
            "/api/equity?by=raceEthnicity&format=rows",
            "/api/equity?by=economicallyDisadvantaged&together=true&format=rows",
            "/api/sorting?grade=12&format=rows",
            "/api/sorting?outcome=stemEntry2",
            "/api/effects?subgroup=raceEthnicity%3DASIAN&format=rows",
            "/api/effects?subgroup=gap:economicallyDisadvantaged&format=rows",
            "/api/flows?where=raceEthnicity%3DASIAN",
            "/api/flows?format=csv",
            "/api/flows?format=parquet",
            "/api/outcomes?by=schoolId&where="
                + URLEncoder.encode("raceEthnicity=ASIAN", UTF_8)
                + "&format=rows",
            "/api/releases?release=release-one",
            "/api/releases?release=release-one&table=sorting&format=arrow",
            "/openapi.json",
            "/health",
            "/")) {
      routes.add(further);
    }
    return routes;
  }

  private static List<String> everything() {
    return Arrays.stream(Dimension.values()).map(Dimension::label).toList();
  }

  /** Every asset of the page, by what the page names. */
  private static List<String> assets() throws Exception {
    String page = new String(SERVED.ask("/").body(), UTF_8);
    List<String> assets = new ArrayList<>();
    var names = java.util.regex.Pattern.compile("(?:src|href)=\"(/?[^\"#:]+)\"").matcher(page);
    while (names.find()) {
      assets.add(names.group(1).startsWith("/") ? names.group(1) : "/" + names.group(1));
    }
    return assets;
  }

  @Test
  void noRouteTellsOfASingleStudentWhateverTokenIsBrought() throws Exception {
    List<String> routes = routes();
    assertThat(routes).hasSizeGreaterThan(60);
    for (String route : routes) {
      HttpResponse<byte[]> said = SERVED.askAsAnalyst(route);
      assertThat(said.statusCode()).as(route + new String(said.body(), UTF_8)).isEqualTo(200);
      assertThat(hasAny(text(route, said.body()))).as(route).isFalse();
    }
    for (String asset : assets()) {
      assertThat(hasAny(new String(SERVED.ask(asset).body(), ISO_8859_1))).as(asset).isFalse();
    }
    for (String path :
        List.of("/api/student", "/api/student?id=x", "/api/sql", "/api/export", "/api/pathways")) {
      assertThat(SERVED.askAsAnalyst(path).statusCode()).as(path).isEqualTo(400);
    }
    assertThat(SERVED.askAsAnalyst("/api/effects?panel=%2Fetc%2Fpasswd").statusCode())
        .isEqualTo(400);
    assertThat(SERVED.askAsAnalyst("/api/effects?target=%2Fetc%2Fpasswd").statusCode())
        .isEqualTo(400);
    for (String path : List.of("/metrics", "/api", "/api/outcomes/1", "/snapshots", "/..%2fetc")) {
      assertThat(SERVED.askAsAnalyst(path).statusCode()).as(path).isGreaterThanOrEqualTo(400);
    }
  }

  /**
   * What does not depend on the students who stand tells nothing of them, however many answers are
   * put together: of all questions, in all forms, at all cuts.
   */
  @Test
  void whoHasNoTokenIsToldTheSameToTheByteWhateverStands() throws Exception {
    List<String> routes = routes();
    routes.addAll(assets());
    routes.addAll(List.of("/events", "/api/student", "/api/codes", "/api/tokens", "/nothing"));
    Map<String, String> before = toldToNobody(routes);
    String cut = SERVED.askWithToken("/api/outcomes?by=districtId");
    SERVED.publish(fewStudents());
    Awaited.until(
        "the next cut",
        () ->
            SERVED.askWithToken("/api/outcomes?by=districtId").contains("\"FEW\"")
                && !cut.contains("\"FEW\""));
    Map<String, String> after = toldToNobody(routes);
    assertThat(after).isEqualTo(before);
    long told = after.values().stream().filter(each -> each.startsWith("200")).distinct().count();
    // The page and its parts, the description, health, and the tables of a release in each format.
    assertThat(told).isBetween(8L, 25L);
    assertThat(after.values().stream().filter(each -> each.startsWith("401")).distinct())
        .as("a refusal says nothing of the question")
        .hasSizeLessThanOrEqualTo(2);
  }

  /** What each route says to who has no token: status, headers but the time, and the body. */
  private static Map<String, String> toldToNobody(List<String> routes) throws Exception {
    Map<String, String> told = new TreeMap<>();
    for (String route : routes) {
      AtomicReference<HttpResponse<byte[]>> said = new AtomicReference<>(SERVED.ask(route));
      if (said.get().statusCode() == TOO_MANY) {
        Awaited.until(
            "the next second",
            () -> {
              said.set(SERVED.ask(route));
              return said.get().statusCode() != TOO_MANY;
            });
      }
      Map<String, List<String>> headers = new TreeMap<>(said.get().headers().map());
      headers.remove("date");
      told.put(
          route,
          said.get().statusCode()
              + " "
              + headers
              + " "
              + new String(said.get().body(), ISO_8859_1));
    }
    return told;
  }

  /** Four students at a school of their own. */
  private Path fewStudents() throws IOException {
    Path files = Files.createDirectories(directory.resolve("few"));
    List<String> students =
        new ArrayList<>(
            List.of(
                "studentId,recordedAt,source,raceEthnicity,sex,economicallyDisadvantaged,englishLearner"));
    List<String> stays =
        new ArrayList<>(
            List.of(
                "studentId,recordedAt,source,entryDate,districtId,schoolId,gradeLevel,exitDate,exitType"));
    List<String> sections =
        new ArrayList<>(
            List.of(
                "studentId,recordedAt,source,districtId,schoolId,schoolYear,sectionId,gradeLevel,courseCode,courseLevel"));
    for (int i = 0; i < 4; i++) {
      String who = "few-" + i + ",2011-02-01T00:00:00Z,test,";
      students.add(who + "WHITE,FEMALE,NO,NO");
      stays.add(who + "2010-08-20,FEW,FEW-S1,08,,");
      sections.add(who + "FEW,FEW-S1,2011,sec-1,08,02052,H");
    }
    Files.write(files.resolve("students.csv"), students);
    Files.write(files.resolve("enrollments.csv"), stays);
    Files.write(files.resolve("sections.csv"), sections);
    return files;
  }

  @Test
  void whatIsToldWithoutATokenIsAReleaseOfWhichAnAttackFindsNothingNarrow() throws Exception {
    ReleaseDirectory release = ReleaseDirectory.read(SERVED.release());
    ReleaseAttack.Findings found = ReleaseAttack.of(List.of(release.tables()), 3, done -> {});
    System.out.printf("%d withheld, narrowest %.6f%n", found.withheld(), found.width());
    assertThat(found.withheld()).isPositive();
    assertThat(found.width()).isGreaterThan(10 - 1e-4);
    try (Database database = Database.open()) {
      ReleasedTables.read(List.of(SERVED.release())).load(database);
      for (String table : List.of("outcomes", "effects", "equity", "sorting")) {
        String path = "/api/releases?release=release-one&table=" + table + "&format=";
        Path parquet =
            Files.write(directory.resolve(table + ".parquet"), SERVED.ask(path + "parquet").body());
        String served = "SELECT * FROM read_parquet('" + parquet + "')";
        String written = "SELECT * EXCLUDE (release) FROM released_" + table;
        for (String more :
            List.of(served + " EXCEPT ALL " + written, written + " EXCEPT ALL " + served)) {
          assertThat(database.rows("SELECT 1 FROM (" + more + ")", row -> 1)).as(more).isEmpty();
        }
        int rows = database.rows("SELECT 1 FROM released_" + table, row -> 1).size();
        assertThat(new String(SERVED.ask(path + "csv").body(), UTF_8).lines()).hasSize(rows + 1);
        assertThat(JSON.readTree(SERVED.ask(path + "json").body()).get("rows")).hasSize(rows);
      }
    }
  }

  /** What a body says; that of a Parquet file is read, as its pages are compressed. */
  private String text(String route, byte[] body) throws IOException {
    if (!route.contains("format=parquet")) {
      return new String(body, ISO_8859_1);
    }
    Path file = Files.write(directory.resolve("answer.parquet"), body);
    try (Database database = Database.open()) {
      return String.join("\n", rows(database, "read_parquet('" + file + "')"));
    }
  }

  private static List<String> rows(Database database, String table) {
    return database.rows(
        "SELECT to_json(t)::VARCHAR FROM " + table + " AS t", row -> row.getString(1));
  }

  private Database load(boolean studentLevel) {
    List<Table> tables = Tables.all(studentLevel);
    return new CutLoader(SERVED.connection(), line -> {})
        .load(tables, Cut.now(SERVED.connection(), Tables.topics(tables)));
  }

  private static List<String> relations(Database database) {
    return database.rows(
        "SELECT table_name FROM duckdb_tables() UNION SELECT view_name FROM duckdb_views()"
            + " WHERE NOT internal",
        row -> row.getString(1));
  }

  @Test
  void noTableViewOrFileHoldsAStudent() throws Exception {
    List<Table> tables = Tables.all(false);
    try (Database database = load(false)) {
      List<String> relations = relations(database);
      assertThat(relations).hasSizeGreaterThan(10);
      for (String relation : relations) {
        assertThat(rows(database, relation)).as(relation).noneMatch(NobodyAloneIT::hasAny);
      }
      Cut cut = Cut.now(SERVED.connection(), Tables.topics(tables));
      for (DataFormat format : DataFormat.values()) {
        Path out = directory.resolve(format.name());
        new Export(database, cut, tables).write(out, format, line -> {});
        assertNoFileHasAny(out, database);
      }
    }
    Snapshot snapshot =
        Snapshot.save(new Home(directory.resolve("home")), SERVED.connection(), "nobody");
    assertNoFileHasAny(snapshot.directory(), null);
  }

  private static void assertNoFileHasAny(Path out, Database database) throws IOException {
    try (Stream<Path> files = Files.list(out)) {
      for (Path file : files.toList()) {
        String text =
            file.toString().endsWith(".parquet")
                ? String.join("\n", rows(database, "read_parquet('" + file + "')"))
                : new String(bytes(file), ISO_8859_1);
        assertThat(hasAny(text)).as(file.toString()).isFalse();
      }
    }
  }

  private static byte[] bytes(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    boolean isGzip = bytes.length > 2 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b;
    return isGzip
        ? new java.util.zip.GZIPInputStream(new java.io.ByteArrayInputStream(bytes)).readAllBytes()
        : bytes;
  }

  /** Shows that the walk finds what it looks for. */
  @Test
  void whoIsAuthorisedFindsStudentsAndSmallGroups() throws Exception {
    try (Database database = load(true)) {
      assertThat(rows(database, "pathways")).anyMatch(NobodyAloneIT::hasAny);
      assertThat(rows(database, "student_outcomes")).anyMatch(NobodyAloneIT::hasAny);
    }
    JsonNode rows =
        JSON.readTree(
            SERVED.askWithToken(
                "/api/outcomes?outcome=all&by=raceEthnicity,priorAchievement,schoolId&format=rows"));
    assertThat(rows.get("rows").findValues("members").stream().mapToLong(JsonNode::asLong))
        .anyMatch(members -> members < LEAST);
  }
}
