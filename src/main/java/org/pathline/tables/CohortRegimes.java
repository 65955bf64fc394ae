package org.pathline.tables;

import java.sql.SQLException;
import org.duckdb.DuckDBAppender;
import org.pathline.domain.fact.Indicator;
import org.pathline.domain.fact.RaceEthnicity;
import org.pathline.domain.fact.Subject;
import org.pathline.domain.outcome.CellKey;
import org.pathline.domain.pathway.Pathway.PriorAchievement;
import org.pathline.domain.pathway.Settings;
import org.pathline.domain.policy.CellRegimes;
import org.pathline.domain.policy.StandingPolicies;

/** The table of the regime in force for each cohort that has cells. */
public final class CohortRegimes {
  private final Database database;

  /** The table of a database. */
  public CohortRegimes(Database database) {
    this.database = database;
  }

  /** Fills it anew from policies. */
  public void fill(StandingPolicies policies) {
    CellRegimes regimes = new CellRegimes(policies);
    database.execute("DELETE FROM cohort_regimes");
    try (DuckDBAppender rows = database.connection().createAppender("cohort_regimes")) {
      database
          .rows(
              "SELECT DISTINCT anchorGrade, stemList, districtId, schoolId, anchorYear, subject"
                  + " FROM outcome_cells WHERE schoolId IS NOT NULL ORDER BY ALL",
              row ->
                  new CellKey(
                      new Settings(row.getInt(1), row.getString(2)),
                      row.getString(3),
                      row.getString(4),
                      row.getInt(5),
                      Subject.valueOf(row.getString(6)),
                      RaceEthnicity.UNKNOWN,
                      Indicator.UNKNOWN,
                      PriorAchievement.UNKNOWN))
          .forEach(key -> append(rows, key, regimes.of(key).name()));
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }

  private static void append(DuckDBAppender rows, CellKey key, String regime) {
    try {
      rows.beginRow();
      CellColumns.appendCohort(rows, key);
      rows.append(regime);
      rows.endRow();
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }
}
