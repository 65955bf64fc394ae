package org.pathline.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
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
import org.pathline.domain.effect.cell.Cell;
import org.pathline.domain.fact.Indicator;
import org.pathline.domain.fact.RaceEthnicity;
import org.pathline.domain.fact.Subject;
import org.pathline.domain.outcome.CellKey;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.pathway.Pathway.PriorAchievement;
import org.pathline.domain.pathway.Settings;
import org.pathline.domain.reference.Ladder;

/**
 * What a district would run at night instead: all outcome cells from the import files, anew, by SQL
 * in an embedded DuckDB.
 *
 * <p>It checks nothing, and makes no milestones, no sorting, no ledgers and no effects; so it does
 * less than the topologies, of which it is independent.
 */
public final class NightlyBatch {
  private static final List<String> SCRIPTS =
      List.of("1-files", "2-standing", "3-cohort", "4-outcomes", "5-cells");

  private static final List<String> LISTS =
      List.of(
          "ladder-mathematics.csv",
          "stem-" + Settings.DEFAULT.stemList() + ".csv",
          "stem-occupations.csv");

  /** What scripts call the reference lists. */
  private static final List<String> NAMES = List.of("ladder", "stem", "occupations");

  private final Path files;
  private final Path lists;
  private final int threads;
  private final Map<CellKey, List<BigInteger>> cells = new HashMap<>();

  /**
   * Batch over import files.
   *
   * @param lists directory of its own, to which the reference lists are copied
   */
  public NightlyBatch(Path files, Path lists, int threads) {
    this.files = files;
    this.lists = lists;
    this.threads = threads;
  }

  /**
   * How many cells are the same in the batch and in Pathline.
   *
   * @param cells of either
   * @param equal of these, those with the same members and the same numbers of all outcomes
   */
  public record Agreement(int cells, int equal) {
    /** Whether nothing differs. */
    public boolean isWhole() {
      return cells > 0 && cells == equal;
    }
  }

  /** Computes all cells; says how many there are. */
  public int run() throws IOException, SQLException {
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement sql = duck.createStatement()) {
      sql.execute("SET threads = " + threads);
      sql.execute("SET preserve_insertion_order = false");
      variable(sql, "facts", files.toString());
      Files.createDirectories(lists);
      for (int i = 0; i < LISTS.size(); i++) {
        Path list = lists.resolve(LISTS.get(i));
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
    return cells.size();
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
    String text = new String(bytes(NightlyBatch.class, "batch/" + script + ".sql"), UTF_8);
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
  private static List<BigInteger> numbers(ResultSet row) throws SQLException {
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
    return numbers;
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

  /** Holds the batch's cells beside those of Pathline under the default settings. */
  public Agreement with(List<Cell> ofPathline) {
    Map<CellKey, List<BigInteger>> theirs = new HashMap<>();
    for (Cell cell : ofPathline) {
      CellKey key = cell.key();
      if (key.isAnchored()
          && key.settings().equals(Settings.DEFAULT)
          && key.subject() == Subject.MATHEMATICS) {
        List<BigInteger> numbers = new ArrayList<>();
        numbers.add(BigInteger.valueOf(cell.sums().members()));
        for (Outcome outcome : Outcome.all()) {
          numbers.add(BigInteger.valueOf(cell.sums().eligible(outcome)));
          numbers.add(BigInteger.valueOf(cell.sums().observed(outcome)));
          numbers.add(BigInteger.valueOf(cell.sums().attained(outcome)));
        }
        numbers.add(cell.sums().gradePoints());
        theirs.put(key, numbers);
      }
    }
    int equal = 0;
    for (Map.Entry<CellKey, List<BigInteger>> each : cells.entrySet()) {
      equal += each.getValue().equals(theirs.get(each.getKey())) ? 1 : 0;
    }
    theirs.keySet().removeAll(cells.keySet());
    return new Agreement(cells.size() + theirs.size(), equal);
  }
}
