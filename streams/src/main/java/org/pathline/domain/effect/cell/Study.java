package org.pathline.domain.effect.cell;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.Derived;
import org.pathline.domain.effect.Panel;
import org.pathline.domain.effect.PanelUnit;
import org.pathline.domain.effect.cell.Dropped.Reason;
import org.pathline.domain.effect.cell.RegimeAt.InForce;
import org.pathline.domain.fact.Subject;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.pathway.Settings;

/**
 * The schools and anchor years from which an effect on an outcome can be learnt.
 *
 * <p>A school is treated from the first anchor year under DETRACKED that follows years of another
 * regime or none; the comparison is with schools that are not, or not yet. Which schools take part
 * depends on the outcome only, never on whose outcome is asked for, so that subgroups can be
 * compared. Not thread-safe.
 */
public final class Study {
  private final Outcome outcome;
  private final List<SchoolId> schools;
  private final List<Adoption> adoptions = new ArrayList<>();
  private final List<Dropped> dropped = new ArrayList<>();
  private final List<NotObservable> notObservable;
  private final SortedMap<SchoolId, List<Double>> covariates = new TreeMap<>();
  private final CohortSums cohorts;
  private final Map<Students, CohortSums.OfStudents> sums = new HashMap<>();
  private final Map<Students, StudyPanel> panels = new HashMap<>();
  private final Derived derived = new Derived();
  private int[] years = {};
  private @Nullable StudyUnits units;

  private Study(Outcome outcome, List<NotObservable> notObservable, CohortSums cohorts) {
    this.outcome = outcome;
    schools = cohorts.schools();
    this.notObservable = notObservable;
    this.cohorts = cohorts;
  }

  /** What is derived of the units, whoever the students are. */
  private enum OfUnits {
    /** Those of their cohorts, observed or not. */
    YEARS,
    /** Who they are, and who takes no part. */
    SCHOOLS
  }

  /** What a study is about. */
  public record Scope(Outcome outcome, Settings settings, Subject subject) {}

  /**
   * Study of the cells of a scope; cells outside it, and students without an anchor, are left out.
   *
   * @param cells in any order, each once
   * @param anticipation how many cohorts before the policy may already feel it
   * @param adjustFor characteristics of schools for {@link PanelUnit#covariates()}
   */
  public static Study of(
      Scope scope,
      Iterable<Cell> cells,
      RegimeAt regimes,
      int anticipation,
      List<Covariate> adjustFor) {
    return of(scope, SchoolCells.of(scope, cells), regimes, anticipation, adjustFor);
  }

  /**
   * Study of cells that other studies share.
   *
   * @param anticipation how many cohorts before the policy may already feel it
   * @param adjustFor characteristics of schools for {@link PanelUnit#covariates()}
   * @throws IllegalArgumentException when the cells are of another scope
   */
  public static Study of(
      Scope scope,
      SchoolCells cells,
      RegimeAt regimes,
      int anticipation,
      List<Covariate> adjustFor) {
    if (!cells.isOf(scope)) {
      throw new IllegalArgumentException("these are no cells of " + scope);
    }
    Observability observability = cells.observability(scope);
    Study study =
        new Study(
            scope.outcome(),
            observability.missing(),
            new CohortSums(scope.outcome(), cells.districts(), observability));
    study.findAdoptions(regimes, anticipation);
    if (!adjustFor.isEmpty()) {
      study.findCovariates(anticipation, adjustFor);
    }
    study.adoptions.sort(Comparator.comparing(adoption -> adoption.school().text()));
    return study;
  }

  private void findAdoptions(RegimeAt regimes, int anticipation) {
    SortedMap<SchoolId, TreeSet<Integer>> observed = new TreeMap<>();
    TreeSet<Integer> all = new TreeSet<>();
    long[] known = sums(Students.ALL).observed();
    int number = 0;
    for (SchoolId school : schools) {
      TreeSet<Integer> here = new TreeSet<>();
      for (int c = cohorts.firstCohort(number); c < cohorts.firstCohort(number + 1); c++) {
        if (known[c] > 0) {
          here.add(cohorts.year(c));
        }
      }
      number++;
      observed.put(school, here);
      all.addAll(here);
    }
    years = all.stream().mapToInt(Integer::intValue).toArray();
    observed.forEach(
        (school, here) -> {
          if (here.isEmpty()) {
            dropped.add(new Dropped(school.text(), Reason.NOT_OBSERVABLE));
          } else {
            adopt(school, here, regimes, anticipation);
          }
        });
  }

  private void adopt(
      SchoolId school, TreeSet<Integer> observed, RegimeAt regimes, int anticipation) {
    int first = years[0];
    int last = years[years.length - 1];
    InForce before = regimes.at(school, first);
    if (before.isDetracked()) {
      dropped.add(new Dropped(school.text(), Reason.ALWAYS_TREATED));
      return;
    }
    for (int year = first + 1; year <= last; year++) {
      InForce now = regimes.at(school, year);
      if (now.isDetracked()) {
        Reason reason = null;
        for (int later = year + 1; later <= last; later++) {
          reason = regimes.at(school, later).isDetracked() ? reason : Reason.RETRACKED;
        }
        if (reason == null && observed.first() >= year - anticipation) {
          reason = Reason.NO_BASE_PERIOD;
        }
        if (reason == null) {
          adoptions.add(new Adoption(school, year, before, now.districtWide()));
        } else {
          dropped.add(new Dropped(school.text(), reason));
        }
        return;
      }
      before = now;
    }
    adoptions.add(new Adoption(school, PanelUnit.NEVER, before, false));
  }

  /** Characteristics over the cohorts that precede every adoption, the same for all schools. */
  private void findCovariates(int anticipation, List<Covariate> adjustFor) {
    int firstAdoption = firstAdoption();
    List<Adoption> candidates = List.copyOf(adoptions);
    adoptions.clear();
    for (Adoption adoption : candidates) {
      List<CohortTotals> baseline =
          cohortsBefore(
              Collections.binarySearch(schools, adoption.school()), firstAdoption - anticipation);
      List<Double> values = new ArrayList<>();
      for (Covariate covariate : adjustFor) {
        Double value = covariate.of(baseline);
        if (value != null) {
          values.add(value);
        }
      }
      if (values.size() == adjustFor.size()) {
        adoptions.add(adoption);
        covariates.put(adoption.school(), values);
      } else {
        dropped.add(new Dropped(adoption.school().text(), Reason.NO_COVARIATES));
      }
    }
  }

  /** All schools with cells, in order, also those that take no part. */
  public List<SchoolId> schools() {
    return schools;
  }

  /**
   * The observable cohorts of a school before a year, in order.
   *
   * @param school by its place among the {@link #schools}
   */
  public List<CohortTotals> cohortsBefore(int school, int year) {
    CohortSums.OfStudents all = sums(Students.ALL);
    List<CohortTotals> before = new ArrayList<>();
    for (int c = cohorts.firstCohort(school); c < cohorts.firstCohort(school + 1); c++) {
      if (cohorts.year(c) < year) {
        before.add(cohorts.totals(c, all));
      }
    }
    return before;
  }

  /**
   * What is derived of the study, once for all questions that ask for it under the same key; may be
   * null.
   */
  public <T extends @Nullable Object> T derived(Object key, Supplier<T> derivation) {
    return derived.of(key, derivation);
  }

  /**
   * The schools of a study: those that take part, with their characteristics, and the others.
   *
   * @param years in which students are observed
   * @param yearsOfCohorts in which there are any, observed or not
   */
  public record Schools(
      List<Adoption> adoptions,
      SortedMap<SchoolId, List<Double>> covariates,
      List<Dropped> dropped,
      List<NotObservable> notObservable,
      List<Integer> years,
      List<Integer> yearsOfCohorts) {}

  /**
   * What answers from the study rest on besides their questions and the counts and sums of their
   * students.
   */
  public Schools basis() {
    return derived.of(
        OfUnits.SCHOOLS,
        () ->
            new Schools(
                adoptions(),
                covariates,
                dropped(),
                notObservable,
                Arrays.stream(years).boxed().toList(),
                Arrays.stream(yearsOfCohorts()).boxed().toList()));
  }

  /** Outcome that the study is about. */
  public Outcome outcome() {
    return outcome;
  }

  /**
   * Schools that take part, in the order of the units of their panels: by name, which is not that
   * of their ids where the id of one district begins that of another (12 and 12-A).
   */
  public List<Adoption> adoptions() {
    return List.copyOf(adoptions);
  }

  /**
   * First cohort under the policy in any school; where none adopts, {@link Integer#MAX_VALUE}, as
   * every cohort precedes it.
   */
  public int firstAdoption() {
    return adoptions.stream()
        .filter(Adoption::isTreated)
        .mapToInt(Adoption::adopted)
        .min()
        .orElse(Integer.MAX_VALUE);
  }

  /** Schools that do not, in order of the reason's finding and of the school. */
  public List<Dropped> dropped() {
    return List.copyOf(dropped);
  }

  /** Cohorts that do not take part, in order of district and year. */
  public List<NotObservable> notObservable() {
    return notObservable;
  }

  /**
   * Whether the policy was taken up by districts: any treated school is under its district's policy
   * and not its own. Errors are then clustered by district.
   */
  public boolean isDistrictWide() {
    return adoptions.stream().anyMatch(Adoption::districtWide);
  }

  /** The schools as units of a panel, clustered by what took the policy up. */
  private StudyUnits units() {
    StudyUnits known = units;
    if (known == null) {
      boolean byDistrict = isDistrictWide();
      List<PanelUnit> all = new ArrayList<>();
      List<String> districts = new ArrayList<>();
      int[] school = new int[adoptions.size()];
      for (Adoption adoption : adoptions) {
        String id = adoption.school().text();
        String district = adoption.school().districtId();
        school[all.size()] = Collections.binarySearch(schools, adoption.school());
        districts.add(district);
        all.add(
            new PanelUnit(
                id,
                byDistrict ? district : id,
                adoption.adopted(),
                1,
                covariates.getOrDefault(adoption.school(), List.of())));
      }
      known = new StudyUnits(all, districts, school);
      units = known;
    }
    return known;
  }

  /**
   * Panel of some students, with every school of the study, so that units of all panels are the
   * same; a school without any of them observed has only empty cells. Questions share it.
   */
  public StudyPanel panel(Students students) {
    return panels.computeIfAbsent(
        students, absent -> new StudyPanel(units(), cohorts, students, sums(students), years));
  }

  /** Panel of the share that some of the students are of all of them whose outcome is known. */
  public Panel shares(Students some, Students of) {
    return StudyPanel.shares(
        units(), cohorts, yearsOfCohorts(), sums(of).observed(), sums(some).observed());
  }

  private int[] yearsOfCohorts() {
    return derived.of(OfUnits.YEARS, () -> cohorts.years(units().school()));
  }

  private CohortSums.OfStudents sums(Students students) {
    return sums.computeIfAbsent(students, cohorts::of);
  }
}
