package org.pathline.serve;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pathline.ask.Dimension;
import org.pathline.ask.OutcomeQuestion;
import org.pathline.ask.SettingsChoice;
import org.pathline.ask.Standing;
import org.pathline.domain.effect.cell.Cell;
import org.pathline.domain.fact.Indicator;
import org.pathline.domain.fact.RaceEthnicity;
import org.pathline.domain.fact.Subject;
import org.pathline.domain.outcome.CellKey;
import org.pathline.domain.outcome.CellSums;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.pathway.Pathway.PriorAchievement;
import org.pathline.domain.pathway.Settings;
import org.pathline.domain.policy.StandingPolicies;
import org.pathline.events.Sorting;
import org.pathline.tables.CellColumns;
import org.pathline.tables.CellTable;
import org.pathline.tables.Column;
import org.pathline.tables.Database;
import org.pathline.topics.Unanswerable;

/** What stands in a database at its cut; to be asked while the cut does not change. */
public final class LiveStanding implements Standing {
  private final Database database;
  private final StandingPolicies policies;
  private final List<Sorting> rosters;
  private volatile @Nullable List<Cell> cells;

  /** What stands in a database, under policies, with rosters. */
  public LiveStanding(Database database, StandingPolicies policies, List<Sorting> rosters) {
    this.database = database;
    this.policies = policies;
    this.rosters = rosters;
  }

  @Override
  public List<Cell> cells() {
    List<Cell> found = cells;
    if (found == null) {
      try (Database own = database.second()) {
        found = new CellTable(own).cells();
      }
      cells = found;
    }
    if (found.isEmpty()) {
      throw new Unanswerable("there are no pathways yet");
    }
    return found;
  }

  @Override
  public StandingPolicies policies() {
    return policies;
  }

  @Override
  public List<Sorting> rosters() {
    if (rosters.isEmpty()) {
      throw new Unanswerable("there are no rosters with sections yet");
    }
    return rosters;
  }

  @Override
  public OutcomeQuestion.Answer outcomes(OutcomeQuestion question, SettingsChoice choice) {
    try (Database own = database.second()) {
      SettingsChoice.Chosen chosen = choice.choose(membersBySettings(own));
      String settings = settings(chosen.settings());
      List<String> sums = new ArrayList<>(List.of("sum(members)::BIGINT"));
      for (Outcome outcome : question.outcomes()) {
        sums.add("sum(" + CellColumns.eligible(outcome) + ")::BIGINT");
        sums.add("sum(" + CellColumns.observed(outcome) + ")::BIGINT");
        sums.add("sum(" + CellColumns.attained(outcome) + ")::BIGINT");
      }
      sums.add("sum(" + CellTable.POINTS + ")");
      sums.add("sum(" + CellTable.POINTS_SQUARED + ")");
      List<String> by = question.by().stream().map(Dimension::label).toList();
      String select =
          "SELECT "
              + by.stream().map(each -> each + "::VARCHAR, ").collect(Collectors.joining())
              + String.join(", ", sums)
              + " FROM outcome_cells WHERE schoolId IS NOT NULL AND "
              + settings
              + where(question.where())
              + (by.isEmpty() ? "" : " GROUP BY " + String.join(", ", by));
      Map<List<String>, CellSums> groups = new HashMap<>();
      own.rows(
          select,
          row -> {
            List<String> group = new ArrayList<>();
            for (int i = 1; i <= by.size(); i++) {
              group.add(row.getString(i));
            }
            int at = by.size() + 1;
            long[] counts = new long[CellSums.COUNTS];
            counts[0] = row.getLong(at++);
            for (Outcome outcome : question.outcomes()) {
              for (int i = 0; i < 3; i++) {
                counts[CellSums.at(outcome) + i] = row.getLong(at++);
              }
            }
            groups.put(
                group,
                new CellSums(
                    counts,
                    CellTable.points(row.getBigDecimal(at)),
                    CellTable.squares(row.getBigDecimal(at + 1))));
            return group;
          });
      long unanchored =
          own.rows(
                  "SELECT coalesce(sum(members), 0)::BIGINT FROM outcome_cells WHERE schoolId IS"
                      + " NULL AND "
                      + settings,
                  row -> row.getLong(1))
              .get(0);
      return question.answer(chosen.settings(), groups, unanchored, chosen.elsewhere());
    }
  }

  /** A cell of all students for each kind of settings, to choose among them. */
  private static List<Cell> membersBySettings(Database database) {
    List<Cell> cells =
        database.rows(
            "SELECT anchorGrade, stemList, sum(members)::BIGINT FROM outcome_cells GROUP BY ALL",
            row -> {
              long[] counts = new long[CellSums.COUNTS];
              counts[0] = row.getLong(3);
              return new Cell(
                  new CellKey(
                      new Settings(row.getInt(1), row.getString(2)),
                      null,
                      null,
                      null,
                      Subject.MATHEMATICS,
                      RaceEthnicity.UNKNOWN,
                      Indicator.UNKNOWN,
                      PriorAchievement.UNKNOWN),
                  new CellSums(counts, java.math.BigInteger.ZERO, java.math.BigInteger.ZERO));
            });
    if (cells.isEmpty()) {
      throw new Unanswerable("there are no pathways yet");
    }
    return cells;
  }

  static String settings(Settings settings) {
    return "anchorGrade = "
        + settings.anchorGrade()
        + " AND stemList = "
        + Column.literal(settings.stemList());
  }

  static String where(Map<Dimension, Set<String>> where) {
    return where.entrySet().stream()
        .map(
            each ->
                " AND "
                    + each.getKey().label()
                    + "::VARCHAR IN ("
                    + each.getValue().stream()
                        .map(Column::literal)
                        .collect(Collectors.joining(", "))
                    + ")")
        .collect(Collectors.joining());
  }
}
