package org.pathline.bench.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pathline.bench.CellNumbers;
import org.pathline.bench.DuckDbBatch;
import org.pathline.bench.NightlyBatch;
import org.pathline.domain.outcome.CellKey;
import org.pathline.simulate.Parameters;
import org.pathline.simulate.Simulation;

/**
 * The job makes of import files the cells that SQL makes of them, which knows none of its rules.
 */
class FlinkBatchTest {
  private static final int STUDENTS = 600;

  @TempDir private static Path directory;
  private static Path files;
  private static Map<CellKey, CellNumbers> bySql;

  @BeforeAll
  static void simulate() throws Exception {
    files = Files.createDirectories(directory.resolve("files"));
    new Simulation(new Parameters(STUDENTS, 7, 0, Parameters.DEFAULT_EFFECT, false))
        .write(files, done -> {});
    link();
    bySql = new DuckDbBatch().run(files, directory.resolve("duckdb"), 1);
    assertThat(bySql).hasSizeGreaterThan(100);
  }

  /**
   * Beside the simulated links: of one student a chain of ids and of another a circle, each of
   * which has facts; and two students whom a link joined until it was taken back. No two people are
   * joined, whose records of one moment the order of their encodings would have to tell apart: that
   * order is the program's own.
   */
  private static void link() throws Exception {
    List<String> ids;
    try (Stream<String> rows = Files.lines(files.resolve("students.csv"))) {
      ids = rows.skip(1).map(FlinkBatchTest::id).distinct().toList();
    }
    String chain = ids.get(0);
    String circle = ids.get(1);
    for (String file : List.of("enrollments.csv", "grades.csv", "postsecondary.csv")) {
      scatter(files.resolve(file), chain);
      scatter(files.resolve(file), circle);
    }
    Files.write(
        files.resolve("identities.csv"),
        List.of(
            link(chain + "-2", chain + "-1", "2021-01-01", false),
            link(chain + "-1", chain, "2021-01-02", false),
            link(circle + "-2", circle + "-1", "2021-01-01", false),
            link(circle + "-1", circle, "2021-01-02", false),
            link(circle, circle + "-2", "2021-01-03", false),
            link(ids.get(2), ids.get(3), "2021-01-01", false),
            link(ids.get(2), ids.get(3), "2021-01-02", true)),
        StandardOpenOption.APPEND);
  }

  private static String id(String row) {
    return row.substring(0, row.indexOf(','));
  }

  /** Puts the rows of a student under three ids in turn. */
  private static void scatter(Path file, String student) throws Exception {
    List<String> rows = Files.readAllLines(file);
    int found = 0;
    for (int i = 0; i < rows.size(); i++) {
      if (id(rows.get(i)).equals(student)) {
        String other = found % 3 == 0 ? student : student + "-" + found % 3;
        rows.set(i, other + rows.get(i).substring(student.length()));
        found++;
      }
    }
    Files.write(file, rows);
  }

  private static String link(String alias, String canonical, String day, boolean retracted) {
    return alias + "," + day + "T12:00:00Z,test," + retracted + ",," + canonical;
  }

  private static Map<CellKey, CellNumbers> byFlink(String scratch) throws Exception {
    return new FlinkBatch().run(files, directory.resolve(scratch), 2);
  }

  @Test
  void everyCellIsEqualInAllOutcomes() throws Exception {
    assertThat(byFlink("flink")).isEqualTo(bySql);
  }

  @Test
  void withoutTheLinksStudentsAreOtherPeople() throws Exception {
    Path identities = files.resolve("identities.csv");
    List<String> links = Files.readAllLines(identities);
    try {
      Files.write(identities, links.subList(0, 1));
      assertThat(byFlink("without-links")).isNotEqualTo(bySql);
    } finally {
      Files.write(identities, links);
    }
  }

  @Test
  void theCommandLineFindsIt() {
    assertThat(NightlyBatch.of("flink")).containsInstanceOf(FlinkBatch.class);
    assertThat(NightlyBatch.of("duckdb")).containsInstanceOf(DuckDbBatch.class);
  }
}
