package org.pathline.domain.effect.cell;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pathline.domain.effect.Clusters;
import org.pathline.domain.effect.Panel;
import org.pathline.domain.effect.PanelUnit;
import org.pathline.domain.effect.Weighting;
import org.pathline.domain.outcome.OutcomeSum;
import org.pathline.domain.pathway.Outcome;

/** The panel of some students with what is known of those whose outcome is not. */
public final class StudyPanel {
  private final Outcome outcome;
  private final Panel panel;
  private final SortedMap<String, String> districts;
  private final SortedMap<String, SortedMap<Integer, OutcomeSum>> sums;

  private StudyPanel(
      Outcome outcome,
      Panel panel,
      SortedMap<String, String> districts,
      SortedMap<String, SortedMap<Integer, OutcomeSum>> sums) {
    this.outcome = outcome;
    this.panel = panel;
    this.districts = districts;
    this.sums = sums;
  }

  static final class Builder {
    private final Outcome outcome;
    private final List<PanelUnit> units = new ArrayList<>();
    private final SortedMap<String, String> districts = new TreeMap<>();
    private final SortedMap<String, SortedMap<Integer, OutcomeSum>> sums = new TreeMap<>();

    private final int[] years;

    Builder(Outcome outcome, int[] years) {
      this.outcome = outcome;
      this.years = years;
    }

    void add(PanelUnit unit, String districtId, SortedMap<Integer, OutcomeSum> cohorts) {
      units.add(unit);
      districts.put(unit.id(), districtId);
      sums.put(unit.id(), cohorts);
    }

    StudyPanel build() {
      Panel.Builder panel = new Panel.Builder(Weighting.STUDENT);
      units.forEach(panel::unit);
      // The same years for all students, observed or not.
      for (int i = 0; !units.isEmpty() && i < years.length; i++) {
        panel.add(units.get(0).id(), years[i], 0, 0);
      }
      sums.forEach(
          (unit, cohorts) ->
              cohorts.forEach(
                  (year, cohort) -> {
                    if (cohort.observed() > 0) {
                      panel.add(unit, year, cohort.observed(), cohort.total());
                    }
                  }));
      return new StudyPanel(outcome, panel.build(), districts, sums);
    }
  }

  /** Sums of the students whose outcome is known. */
  public Panel panel() {
    return panel;
  }

  /** District of a unit. */
  public String district(String unit) {
    return districts.get(unit);
  }

  /** District of each unit, by its index. */
  public List<String> districts() {
    return panel.units().stream().map(unit -> districts.get(unit.id())).toList();
  }

  /** Errors clustered by district, whoever took the policy up. */
  public Clusters districtClusters() {
    return Clusters.named(districts());
  }

  /** Errors clustered by school, whoever took the policy up. */
  public Clusters schoolClusters() {
    return Clusters.named(panel.units().stream().map(PanelUnit::id).toList());
  }

  /** Students of a unit and year whom the outcome is about, known or not. */
  public long eligible(String unit, int year) {
    OutcomeSum cohort = sums.get(unit).get(year);
    return cohort == null ? 0 : cohort.eligible();
  }

  /** Sum of the squares of the outcome over the observed of a unit and year. */
  public double squares(String unit, int year) {
    OutcomeSum cohort = sums.get(unit).get(year);
    return cohort == null ? 0 : cohort.squares();
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
    for (PanelUnit unit : panel.units()) {
      builder.unit(unit);
      for (Map.Entry<Integer, OutcomeSum> cohort : sums.get(unit.id()).entrySet()) {
        OutcomeSum each = cohort.getValue();
        boolean treated = unit.everAdopts() && cohort.getKey() >= unit.adopted();
        long unknown = treated ? each.eligible() - each.observed() : 0;
        if (each.observed() + unknown > 0) {
          builder.add(
              unit.id(),
              cohort.getKey(),
              each.observed() + unknown,
              each.total() + unknown * value);
        }
      }
    }
    return builder.build();
  }
}
