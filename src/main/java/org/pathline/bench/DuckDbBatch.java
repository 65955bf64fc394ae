package org.pathline.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pathline.domain.fact.Indicator;
import org.pathline.domain.fact.RaceEthnicity;
import org.pathline.domain.fact.Subject;
import org.pathline.domain.outcome.CellKey;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.pathway.Pathway.PriorAchievement;
import org.pathline.domain.pathway.Settings;
import org.pathline.domain.reference.Ladder;

/**
 * All outcome cells from the import files by SQL in an embedded DuckDB.
 *
 * <p>It checks nothing, and makes no milestones, no sorting, no ledgers and no effects; so it does
 * less than the topologies, of which it is independent.
 */
public final class DuckDbBatch implements NightlyBatch {
  private static final List<String> SCRIPTS =
      List.of("1-files", "2-standing", "3-cohort", "4-outcomes", "5-cells");

  private static final List<String> LISTS =
      List.of(
          "ladder-mathematics.csv",
          "stem-" + Settings.DEFAULT.stemList() + ".csv",
          "stem-occupations.csv");

  /** What scripts call the reference lists. */
  private static final List<String> NAMES = List.of("ladder", "stem", "occupations");

  @Override
  public String engine() {
    return "DuckDB";
  }

  @Override
  public Map<CellKey, CellNumbers> run(Path files, Path scratch, int threads)
      throws IOException, SQLException {
    Map<CellKey, CellNumbers> cells = new HashMap<>();
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement sql = duck.createStatement()) {
      sql.execute("SET threads = " + threads);
      Files.createDirectories(scratch);
      sql.execute("SET memory_limit = '" + mostMegabytes() + "MB'");
      variable(sql, "scratch", scratch.toString());
      sql.execute("SET temp_directory = getvariable('scratch')");
      sql.execute("SET preserve_insertion_order = false");
      variable(sql, "facts", files.toString());
      for (int i = 0; i < LISTS.size(); i++) {
        Path list = scratch.resolve(LISTS.get(i));
        Files.write(list, bytes(Ladder.class, LISTS.get(i)));
        variable(sql, NAMES.get(i), list.toString());
      }
      for (String script : SCRIPTS) {
        for (String statement : statements(script)) {
          sql.execute(statement);
        }
      }
      try (ResultSet rows = sql.executeQuery("FROM cell")) {
        while (rows.next()) {
          cells.put(key(rows), numbers(rows));
        }
      }
    }
    return cells;
  }

  /**
   * Half of the machine's memory; what does not fit goes to disk. By itself it takes four fifths,
   * which beside this JVM's heap and the broker are more than there is.
   */
  private static long mostMegabytes() {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return system.getTotalMemorySize() / 2 / 1_000_000;
  }

  private static void variable(Statement sql, String name, String value) throws SQLException {
    sql.execute("SET VARIABLE " + name + " = '" + value.replace("'", "''") + "'");
  }

  private static byte[] bytes(Class<?> beside, String name) throws IOException {
    try (InputStream in = beside.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its resource " + name);
      }
      return in.readAllBytes();
    }
  }

  /** Statements of a script, each of which ends with a semicolon at the end of a line. */
  private static List<String> statements(String script) throws IOException {
    String text = new String(bytes(DuckDbBatch.class, "batch/" + script + ".sql"), UTF_8);
    List<String> statements = new ArrayList<>();
    for (String statement : text.split(";\n", -1)) {
      if (!statement.isBlank()) {
        statements.add(statement);
      }
    }
    return statements;
  }

  private static CellKey key(ResultSet row) throws SQLException {
    return new CellKey(
        Settings.DEFAULT,
        row.getString("districtId"),
        row.getString("schoolId"),
        row.getInt("anchorYear"),
        Subject.MATHEMATICS,
        RaceEthnicity.valueOf(row.getString("raceEthnicity")),
        Indicator.valueOf(row.getString("economicallyDisadvantaged")),
        PriorAchievement.valueOf(row.getString("priorAchievement")));
  }

  /** Members; of each outcome eligible, observed and attained; the sum of grade points. */
  private static CellNumbers numbers(ResultSet row) throws SQLException {
    List<BigInteger> numbers = new ArrayList<>();
    BigInteger members = whole(row.getString("members"));
    numbers.add(members);
    for (Outcome outcome : Outcome.all()) {
      String label = outcome.label();
      numbers.add(isOfSome(outcome) ? whole(row.getString(label + "_eligible")) : members);
      numbers.add(whole(row.getString(label + "_observed")));
      numbers.add(whole(row.getString(label + "_attained")));
    }
    numbers.add(whole(row.getString(Outcome.GRADE_POINTS.label() + "_nano")));
    return new CellNumbers(numbers);
  }

  /** Whether an outcome is about a part of the members only. */
  private static boolean isOfSome(Outcome outcome) {
    return switch (outcome) {
      case STEM_ENTRY_2_COLLEGE,
          STEM_ENTRY_6_COLLEGE,
          STEM_PERSISTENCE_6,
          STEM_SWITCHED_6,
          STEM_LEFT_6 ->
          true;
      default -> false;
    };
  }

  private static BigInteger whole(String number) {
    return number == null ? BigInteger.ZERO : new BigInteger(number);
  }
}
