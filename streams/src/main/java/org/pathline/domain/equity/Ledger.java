package org.pathline.domain.equity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.cell.Cell;
import org.pathline.domain.effect.cell.NotObservable;
import org.pathline.domain.effect.cell.Observability;
import org.pathline.domain.effect.cell.SchoolCells;
import org.pathline.domain.fact.Subject;
import org.pathline.domain.outcome.CellKey;
import org.pathline.domain.outcome.CellSums;
import org.pathline.domain.outcome.OutcomeSum;
import org.pathline.domain.pathway.Pathway.PriorAchievement;
import org.pathline.domain.pathway.Settings;
import org.pathline.domain.policy.DeclaredRegime;
import org.pathline.domain.statistics.Interval;
import org.pathline.domain.statistics.Newcombe;
import org.pathline.domain.statistics.ScoreInterval;
import org.pathline.domain.statistics.Standardisation;
import org.pathline.domain.statistics.Stratum;

/**
 * The equity ledger: each gap in class beside the same gap beyond, per district and regime.
 *
 * <p>Reads cells of one kind of settings and one subject; students without an anchor are in no gap.
 * Cohorts whose outcome cannot be known yet are left out and named.
 */
public final class Ledger {
  private final Settings settings;
  private final Subject subject;
  private final Function<CellKey, DeclaredRegime> regimes;
  private final boolean together;

  /**
   * Ledger of some cells.
   *
   * @param regimes the regime in force for the students of a cell
   * @param together whether districts are added up into one
   */
  public Ledger(
      Settings settings,
      Subject subject,
      Function<CellKey, DeclaredRegime> regimes,
      boolean together) {
    this.settings = settings;
    this.subject = subject;
    this.regimes = regimes;
    this.together = together;
  }

  /** Sums of one group by one measure, in all and by third. */
  private static final class Group {
    final OutcomeSum all;
    final Map<PriorAchievement, OutcomeSum> byThird = new EnumMap<>(PriorAchievement.class);

    Group(LedgerMeasure measure) {
      all = new OutcomeSum(measure.outcome());
      PriorAchievement.THIRDS.forEach(
          third -> byThird.put(third, new OutcomeSum(measure.outcome())));
    }

    OutcomeSum of(PriorAchievement third) {
      return Objects.requireNonNull(byThird.get(third));
    }

    void add(LedgerMeasure measure, Cell cell) {
      measure.add(cell.sums(), all);
      OutcomeSum third = byThird.get(cell.key().priorAchievement());
      if (third != null) {
        measure.add(cell.sums(), third);
      }
    }

    void add(Group other) {
      all.add(other.all);
      byThird.forEach((third, sum) -> sum.add(other.of(third)));
    }
  }

  /** The groups of each grouping by each measure that have a cell, observable or not. */
  private static final class Groups {
    private final Map<Grouping, @Nullable Group[]> byGrouping = new EnumMap<>(Grouping.class);

    Groups() {
      for (Grouping by : Grouping.values()) {
        byGrouping.put(by, new Group[LedgerMeasure.all().size() * by.all().size()]);
      }
    }

    private @Nullable Group[] of(Grouping by) {
      return Objects.requireNonNull(byGrouping.get(by));
    }

    private static int at(Grouping by, LedgerMeasure measure, int group) {
      return measure.ordinal() * by.all().size() + group;
    }

    @Nullable Group of(Grouping by, LedgerMeasure measure, String group) {
      return of(by)[at(by, measure, by.all().indexOf(group))];
    }

    void add(Cell cell, Set<LedgerMeasure> observable) {
      for (Grouping by : Grouping.values()) {
        for (LedgerMeasure measure : LedgerMeasure.all()) {
          Group group = group(by, measure, at(by, measure, by.placeOf(cell.key())));
          if (observable.contains(measure)) {
            group.add(measure, cell);
          }
        }
      }
    }

    private Group group(Grouping by, LedgerMeasure measure, int at) {
      @Nullable Group[] groups = of(by);
      Group group = groups[at];
      if (group == null) {
        group = new Group(measure);
        groups[at] = group;
      }
      return group;
    }

    void add(Groups others, Grouping by) {
      @Nullable Group[] other = others.of(by);
      for (int at = 0; at < other.length; at++) {
        Group added = other[at];
        if (added != null) {
          group(by, LedgerMeasure.all().get(at / by.all().size()), at).add(added);
        }
      }
    }
  }

  /**
   * Sums of the cells of one district, from which the rows of every grouping are made. Not changed
   * once made.
   */
  public static final class Sums {
    private final String districtId;
    private final SortedMap<DeclaredRegime, Groups> byRegime = new TreeMap<>();
    private final Map<PriorAchievement, Long> mix = new EnumMap<>(PriorAchievement.class);
    private final Map<LedgerMeasure, Observability> observability =
        new EnumMap<>(LedgerMeasure.class);

    private Sums(String districtId) {
      this.districtId = districtId;
    }
  }

  /**
   * Rows by district, regime, group and measure.
   *
   * @param cells in any order, each once; those of other settings or subjects are left out
   */
  public List<LedgerRow> rows(Grouping by, Iterable<Cell> cells) {
    List<Sums> sums = new ArrayList<>();
    SchoolCells.byDistrict(settings, subject, cells)
        .forEach((district, ofIt) -> sums.add(sums(district, ofIt)));
    return rows(by, sums);
  }

  /**
   * Sums of the cells of a district.
   *
   * @param cells in any order, each once; all of this ledger's settings and subject
   */
  public Sums sums(String districtId, Iterable<Cell> cells) {
    SortedMap<Integer, CellSums> byYear = new TreeMap<>();
    Sums sums = new Sums(districtId);
    for (Cell cell : cells) {
      byYear.computeIfAbsent(year(cell.key()), absent -> new CellSums()).add(cell.sums());
      sums.mix.merge(cell.key().priorAchievement(), cell.sums().members(), Long::sum);
    }
    SortedMap<String, SortedMap<Integer, CellSums>> ofDistrict =
        new TreeMap<>(Map.of(districtId, byYear));
    Map<Integer, Set<LedgerMeasure>> observable = new HashMap<>();
    byYear.keySet().forEach(year -> observable.put(year, EnumSet.noneOf(LedgerMeasure.class)));
    for (LedgerMeasure measure : LedgerMeasure.all()) {
      Observability of = Observability.of(measure.outcome(), settings, ofDistrict);
      sums.observability.put(measure, of);
      observable.forEach(
          (year, measures) -> {
            if (of.isObservable(districtId, year)) {
              measures.add(measure);
            }
          });
    }
    CellKey before = null;
    Groups groups = null;
    for (Cell cell : cells) {
      // Cells of one school and year mostly come one after the other, and are under one policy.
      if (groups == null || before == null || !isOfCohort(cell.key(), before)) {
        before = cell.key();
        groups = sums.byRegime.computeIfAbsent(regimes.apply(before), absent -> new Groups());
      }
      groups.add(cell, Objects.requireNonNull(observable.get(year(cell.key()))));
    }
    return sums;
  }

  private static int year(CellKey key) {
    return Objects.requireNonNull(key.anchorYear(), "an anchor has a year");
  }

  private static boolean isOfCohort(CellKey one, CellKey other) {
    return Objects.equals(one.anchorYear(), other.anchorYear())
        && Objects.equals(one.schoolId(), other.schoolId());
  }

  /**
   * Rows by district, regime, group and measure, of cells that are added up already.
   *
   * @param of sums by ledgers of the same settings, subject and regimes, each of another district
   */
  public List<LedgerRow> rows(Grouping by, Collection<Sums> of) {
    List<LedgerRow> rows = new ArrayList<>();
    if (together) {
      addRows(by, of, rows);
    } else {
      of.stream()
          .sorted(Comparator.comparing(sums -> sums.districtId))
          .forEach(sums -> addRows(by, List.of(sums), rows));
    }
    return rows;
  }

  /** Adds the rows of one district, or of districts that are added up into one. */
  private void addRows(Grouping by, Collection<Sums> of, List<LedgerRow> rows) {
    SortedMap<DeclaredRegime, Groups> byRegime = new TreeMap<>();
    Map<PriorAchievement, Long> mix = new EnumMap<>(PriorAchievement.class);
    for (Sums sums : of) {
      sums.byRegime.forEach(
          (regime, groups) ->
              byRegime.computeIfAbsent(regime, absent -> new Groups()).add(groups, by));
      sums.mix.forEach((third, members) -> mix.merge(third, members, Long::sum));
    }
    Map<LedgerMeasure, List<String>> missing = new EnumMap<>(LedgerMeasure.class);
    for (LedgerMeasure measure : LedgerMeasure.all()) {
      missing.put(measure, missing(measure, of));
    }
    byRegime.forEach(
        (regime, groups) -> {
          for (String name : by.groups()) {
            for (LedgerMeasure measure : LedgerMeasure.all()) {
              Group group = groups.of(by, measure, name);
              if (group != null
                  && (measure.place() != LedgerMeasure.Place.PRIVATE
                      || by == Grouping.ECONOMICALLY_DISADVANTAGED)) {
                Group reference = groups.of(by, measure, by.reference());
                rows.add(
                    row(
                        of.iterator().next().districtId,
                        regime,
                        by,
                        name,
                        measure,
                        group,
                        reference == null ? new Group(measure) : reference,
                        mix,
                        Objects.requireNonNull(missing.get(measure))));
              }
            }
          }
        });
  }

  private List<String> missing(LedgerMeasure measure, Collection<Sums> of) {
    List<String> missing = new ArrayList<>();
    for (Sums sums : of) {
      for (NotObservable each : Objects.requireNonNull(sums.observability.get(measure)).missing()) {
        missing.add(
            together
                ? each.districtId() + ":" + each.anchorYear()
                : Integer.toString(each.anchorYear()));
      }
    }
    return missing;
  }

  private LedgerRow row(
      String districtId,
      DeclaredRegime regime,
      Grouping by,
      String name,
      LedgerMeasure measure,
      Group group,
      Group reference,
      Map<PriorAchievement, Long> mix,
      List<String> missing) {
    OutcomeSum one = reference.all;
    OutcomeSum two = group.all;
    Double meanOfOne = one.mean();
    Double meanOfTwo = two.mean();
    boolean both = one.observed() > 0 && two.observed() > 0;
    Standardisation standardised = both ? standardised(group, reference, mix) : null;
    boolean ratio = both && !measure.isMean();
    return new LedgerRow(
        together ? null : districtId,
        regime,
        by,
        name,
        by.reference(),
        measure,
        LedgerRow.Side.of(two),
        LedgerRow.Side.of(one),
        meanOfOne == null || meanOfTwo == null ? null : Double.valueOf(meanOfOne - meanOfTwo),
        both ? difference(measure, one, two) : null,
        measure.isMean() || meanOfOne == null || meanOfTwo == null || two.attained() <= 0
            ? null
            : Double.valueOf(meanOfOne / meanOfTwo),
        ratio
            ? ScoreInterval.ratio(one.attained(), one.observed(), two.attained(), two.observed())
            : null,
        standardised == null ? null : Double.valueOf(standardised.gap()),
        standardised == null ? null : standardised.interval(),
        standardised == null ? List.of() : standardised.excluded(),
        missing);
  }

  private static @Nullable Interval difference(
      LedgerMeasure measure, OutcomeSum one, OutcomeSum two) {
    if (!measure.isMean()) {
      return Newcombe.difference(one.attained(), one.observed(), two.attained(), two.observed());
    }
    Double meanOfOne = one.mean();
    Double meanOfTwo = two.mean();
    Interval ofOne = one.interval();
    Interval ofTwo = two.interval();
    return meanOfOne == null || meanOfTwo == null || ofOne == null || ofTwo == null
        ? null
        : Newcombe.difference(meanOfOne, ofOne, meanOfTwo, ofTwo);
  }

  private static @Nullable Standardisation standardised(
      Group group, Group reference, Map<PriorAchievement, Long> mix) {
    List<Stratum> strata = new ArrayList<>();
    for (PriorAchievement third : PriorAchievement.THIRDS) {
      strata.add(stratum(third, reference.of(third), group.of(third)));
    }
    return Standardisation.at(stratum -> mix.get(PriorAchievement.valueOf(stratum.name())), strata);
  }

  private static Stratum stratum(PriorAchievement third, OutcomeSum one, OutcomeSum two) {
    return new Stratum(
        third.name(),
        one.observed(),
        meanOrZero(one),
        one.variance(),
        two.observed(),
        meanOrZero(two),
        two.variance());
  }

  private static double meanOrZero(OutcomeSum sum) {
    Double mean = sum.mean();
    return mean == null ? 0 : mean;
  }
}
