package org.pathline.domain.effect.answer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.Clusters;
import org.pathline.domain.effect.Panel;
import org.pathline.domain.effect.PanelUnit;
import org.pathline.domain.effect.cell.Adoption;
import org.pathline.domain.effect.cell.Study;
import org.pathline.domain.effect.cell.StudyPanel;

/** Counts of who takes part in an answer. */
final class Accounting {
  private final Study study;
  private final List<StudyPanel> sides;
  private final int anticipation;
  private final List<PanelUnit> units;
  private final boolean[] takesPart;
  private final boolean lastAreComparison;
  private final int lastAdoption;

  /** Accounting of a study whose students, of one side or two, are compared. */
  Accounting(Study study, List<StudyPanel> sides, int anticipation) {
    this.study = study;
    this.sides = sides;
    this.anticipation = anticipation;
    units = sides.get(0).panel().units();
    takesPart = new boolean[units.size()];
    boolean anyNever = false;
    int last = PanelUnit.NEVER;
    for (int s = 0; s < units.size(); s++) {
      takesPart[s] = isObserved(s);
      if (takesPart[s]) {
        anyNever |= !units.get(s).everAdopts();
        last = Math.max(last, units.get(s).adopted());
      }
    }
    // Without schools that never adopt, those that adopt last are the comparison.
    lastAreComparison = !anyNever;
    lastAdoption = last;
  }

  private boolean isObserved(int s) {
    for (StudyPanel side : sides) {
      if (observed(side.panel(), s, Integer.MAX_VALUE) == 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether students of all sides are observed in a school. */
  boolean takesPart(int s) {
    return takesPart[s];
  }

  /** How many cohorts before a year are observed. */
  private static int observed(Panel panel, int s, int before) {
    int count = 0;
    for (int t = 0; t < panel.timeCount(); t++) {
      count += panel.time(t) < before && panel.size(s, t) > 0 ? 1 : 0;
    }
    return count;
  }

  boolean isTreated(int s) {
    PanelUnit unit = units.get(s);
    return unit.everAdopts() && !(lastAreComparison && unit.adopted() == lastAdoption);
  }

  /** Numbers of the clusters of one arm. */
  private BitSet arm(boolean treated, Clusters clusters) {
    BitSet arm = new BitSet();
    for (int s = 0; s < units.size(); s++) {
      if (takesPart(s) && isTreated(s) == treated) {
        arm.set(clusters.of()[s]);
      }
    }
    return arm;
  }

  private Clusters schools() {
    return sides.get(0).schoolClusters();
  }

  private Clusters districts() {
    return sides.get(0).districtClusters();
  }

  int treatedSchools() {
    return arm(true, schools()).cardinality();
  }

  int comparisonSchools() {
    return arm(false, schools()).cardinality();
  }

  int treatedDistricts() {
    return arm(true, districts()).cardinality();
  }

  /** Districts of comparison schools; those without any treated one where districts adopt. */
  int comparisonDistricts() {
    BitSet arm = arm(false, districts());
    if (study.isDistrictWide()) {
      arm.andNot(arm(true, districts()));
    }
    return arm.cardinality();
  }

  /** Share of treated schools with fewer observed cohorts before the policy than a number. */
  double shareBelow(int cohorts) {
    int treated = 0;
    int below = 0;
    for (int s = 0; s < units.size(); s++) {
      if (takesPart(s) && isTreated(s)) {
        treated++;
        int index = s;
        int before = units.get(s).adopted() - anticipation;
        int fewest =
            sides.stream().mapToInt(side -> observed(side.panel(), index, before)).min().orElse(0);
        below += fewest < cohorts ? 1 : 0;
      }
    }
    return treated == 0 ? 1 : (double) below / treated;
  }

  /** Anchor years in which somebody under the policy is observed. */
  int postCohorts() {
    int count = 0;
    Panel panel = sides.get(0).panel();
    for (int t = 0; t < panel.timeCount(); t++) {
      boolean any = false;
      for (int s = 0; !any && s < units.size(); s++) {
        any = panel.size(s, t) > 0 && isTreated(s) && isUnder(s, panel.time(t));
      }
      count += any ? 1 : 0;
    }
    return count;
  }

  private boolean isUnder(int s, int year) {
    return units.get(s).everAdopts() && year >= units.get(s).adopted();
  }

  /** Students by year of one side, or of both. */
  List<Sample.Coverage> cohorts() {
    List<Sample.Coverage> cohorts = new ArrayList<>();
    for (int year : sides.get(0).panel().times()) {
      long[] counts = new long[4];
      for (StudyPanel side : sides) {
        long[] each = counts(side, year);
        Arrays.setAll(counts, i -> counts[i] + each[i]);
      }
      cohorts.add(new Sample.Coverage(year, counts[0], counts[1], counts[2], counts[3]));
    }
    return cohorts;
  }

  private record Key(int year) {}

  /** Eligible and observed students under the policy, then of the other schools; read only. */
  private long[] counts(StudyPanel side, int year) {
    return side.panel().derived(new Key(year), () -> counted(side, year));
  }

  private long[] counted(StudyPanel side, int year) {
    long[] counts = new long[4];
    Panel panel = side.panel();
    int t = Arrays.binarySearch(panel.times(), year);
    for (int s = 0; s < units.size(); s++) {
      int at = isUnder(s, year) ? 0 : 2;
      counts[at] += side.eligible(s, year);
      counts[at + 1] += Math.round(panel.size(s, t));
    }
    return counts;
  }

  /**
   * Shares of one side's students whose outcome is known, under the policy and in other schools in
   * the anchor years that have both; null where there are none.
   */
  double @Nullable [] coverage(StudyPanel side) {
    long[] sums = new long[4];
    for (int year : side.panel().times()) {
      long[] each = counts(side, year);
      if (each[0] > 0 && each[2] > 0) {
        Arrays.setAll(sums, i -> sums[i] + each[i]);
      }
    }
    return sums[0] == 0 || sums[2] == 0
        ? null
        : new double[] {(double) sums[1] / sums[0], (double) sums[3] / sums[2]};
  }

  Sample sample(@Nullable Double treatedStudents) {
    SortedMap<String, Integer> before = new TreeMap<>();
    SortedMap<String, Integer> comparison = new TreeMap<>();
    SortedMap<Integer, Integer> adoptions = new TreeMap<>();
    List<Adoption> schools = study.adoptions();
    for (int s = 0; s < schools.size(); s++) {
      if (takesPart(s)) {
        Adoption adoption = schools.get(s);
        if (isTreated(s)) {
          before.merge(adoption.before().text(), 1, Integer::sum);
          adoptions.merge(adoption.adopted(), 1, Integer::sum);
        } else {
          comparison.merge(adoption.before().text(), 1, Integer::sum);
        }
      }
    }
    return new Sample(
        treatedSchools(),
        comparisonSchools(),
        treatedDistricts(),
        comparisonDistricts(),
        study.isDistrictWide(),
        before,
        comparison,
        adoptions,
        Arrays.stream(sides.get(0).panel().times()).boxed().toList(),
        cohorts(),
        treatedStudents,
        study.dropped(),
        study.notObservable());
  }
}
