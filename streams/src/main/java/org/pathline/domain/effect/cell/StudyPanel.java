package org.pathline.domain.effect.cell;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.Clusters;
import org.pathline.domain.effect.Panel;
import org.pathline.domain.effect.PanelUnit;
import org.pathline.domain.effect.Weighting;

/** The panel of some students with what is known of those whose outcome is not. */
public final class StudyPanel {
  private final StudyUnits units;
  private final CohortSums cohorts;
  private final Students students;
  private final CohortSums.OfStudents sums;
  private final Panel panel;
  private double @Nullable [] squares;

  /**
   * Panel of some students.
   *
   * @param years the same for all students, observed or not
   */
  StudyPanel(
      StudyUnits units,
      CohortSums cohorts,
      Students students,
      CohortSums.OfStudents sums,
      int[] years) {
    this.units = units;
    this.students = students;
    this.cohorts = cohorts;
    this.sums = sums;
    panel = panel(units, cohorts, years, sums.observed(), sums.total());
  }

  /** Panel of the schools in some years, from numbers of each cohort. */
  private static Panel panel(
      StudyUnits units, CohortSums cohorts, int[] years, long[] size, double[] total) {
    int count = units.units().size();
    int[] times = count == 0 ? new int[0] : years;
    double[][] sizes = new double[times.length][count];
    double[][] totals = new double[times.length][count];
    for (int s = 0; s < count; s++) {
      int school = units.school()[s];
      int t = 0;
      for (int c = cohorts.firstCohort(school); c < cohorts.firstCohort(school + 1); c++) {
        while (t < times.length && times[t] < cohorts.year(c)) {
          t++;
        }
        if (t < times.length && times[t] == cohorts.year(c) && size[c] > 0) {
          sizes[t][s] = size[c];
          totals[t][s] = total[c];
        }
      }
    }
    return Panel.of(units.units(), times, sizes, totals);
  }

  /**
   * Panel of the share that some of the students are of all of them whose outcome is known.
   *
   * @param years of any cohort of the units
   */
  static Panel shares(StudyUnits units, CohortSums cohorts, int[] years, long[] of, long[] some) {
    double[] total = new double[some.length];
    for (int c = 0; c < total.length; c++) {
      total[c] = some[c];
    }
    return panel(units, cohorts, years, of, total);
  }

  /** Sums of the students whose outcome is known. */
  public Panel panel() {
    return panel;
  }

  /** District of each unit, by its index. */
  public List<String> districts() {
    return units.districts();
  }

  /** Errors clustered by district, whoever took the policy up. */
  public Clusters districtClusters() {
    return units.byDistrict();
  }

  /** Errors clustered by school, whoever took the policy up. */
  public Clusters schoolClusters() {
    return units.bySchool();
  }

  /** Students of a unit, by its index, and year whom the outcome is about, known or not. */
  public long eligible(int unit, int year) {
    int cohort = cohorts.cohort(units.school()[unit], year);
    return cohort < 0 ? 0 : sums.eligible()[cohort];
  }

  /** Sum of the squares of the outcome over the observed of a unit, by its index, and year. */
  public double squares(int unit, int year) {
    int cohort = cohorts.cohort(units.school()[unit], year);
    double[] known = squares;
    if (known == null) {
      known = cohorts.squares(students);
      squares = known;
    }
    return cohort < 0 ? 0 : known[cohort];
  }

  /**
   * Panel in which every student of a treated cohort whose outcome is not known has one value.
   *
   * @param value what the unknown outcomes are taken to be
   */
  public Panel withUnknownOfTreated(double value) {
    Panel.Builder builder = new Panel.Builder(Weighting.STUDENT);
    for (int year : panel.times()) {
      builder.add(panel.units().get(0).id(), year, 0, 0);
    }
    for (int s = 0; s < panel.units().size(); s++) {
      PanelUnit unit = panel.units().get(s);
      builder.unit(unit);
      int school = units.school()[s];
      for (int c = cohorts.firstCohort(school); c < cohorts.firstCohort(school + 1); c++) {
        long observed = sums.observed()[c];
        boolean treated = unit.everAdopts() && cohorts.year(c) >= unit.adopted();
        long unknown = treated ? sums.eligible()[c] - observed : 0;
        if (observed + unknown > 0) {
          builder.add(
              unit.id(), cohorts.year(c), observed + unknown, sums.total()[c] + unknown * value);
        }
      }
    }
    return builder.build();
  }
}
