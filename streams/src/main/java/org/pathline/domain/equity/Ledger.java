package org.pathline.domain.equity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.cell.Cell;
import org.pathline.domain.effect.cell.NotObservable;
import org.pathline.domain.effect.cell.Observability;
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
  private static final List<PriorAchievement> THIRDS =
      List.of(PriorAchievement.LOW, PriorAchievement.MIDDLE, PriorAchievement.HIGH);

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

  /** What rows have in common before a measure is chosen. */
  private record Place(String districtId, DeclaredRegime regime) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int byDistrict = districtId.compareTo(other.districtId);
      return byDistrict != 0 ? byDistrict : regime.compareTo(other.regime);
    }
  }

  /** Sums of one group, in all and by third. */
  private static final class Group {
    final OutcomeSum all;
    final Map<PriorAchievement, OutcomeSum> byThird = new EnumMap<>(PriorAchievement.class);

    Group(LedgerMeasure measure) {
      all = new OutcomeSum(measure.outcome());
      THIRDS.forEach(third -> byThird.put(third, new OutcomeSum(measure.outcome())));
    }

    OutcomeSum of(PriorAchievement third) {
      return Objects.requireNonNull(byThird.get(third));
    }

    void add(LedgerMeasure measure, PriorAchievement third, CellSums sums) {
      measure.add(sums, all);
      if (byThird.containsKey(third)) {
        measure.add(sums, byThird.get(third));
      }
    }
  }

  /** One school year's cohort of one district under one regime, within which cells are alike. */
  private record Cohort(String districtId, DeclaredRegime regime, int anchorYear) {}

  /** Sums of a cohort's groups of each grouping by third, from which all measures are taken. */
  private static final class Parts {
    private static final int OF_GROUP = PriorAchievement.values().length;

    final Map<Grouping, @Nullable CellSums[]> byGrouping = new EnumMap<>(Grouping.class);

    Parts() {
      for (Grouping by : Grouping.values()) {
        byGrouping.put(by, new CellSums[OF_GROUP * by.all().size()]);
      }
    }

    void add(Cell cell) {
      int third = cell.key().priorAchievement().ordinal();
      byGrouping.forEach(
          (by, parts) -> {
            int at = OF_GROUP * by.placeOf(cell.key()) + third;
            CellSums part = parts[at];
            if (part == null) {
              part = new CellSums();
              parts[at] = part;
            }
            part.add(cell.sums());
          });
    }

    /** What is there of each group and third. */
    void forEach(Grouping by, Part part) {
      @Nullable CellSums[] parts = Objects.requireNonNull(byGrouping.get(by));
      for (int at = 0; at < parts.length; at++) {
        CellSums sums = parts[at];
        if (sums != null) {
          part.of(by.all().get(at / OF_GROUP), PriorAchievement.values()[at % OF_GROUP], sums);
        }
      }
    }
  }

  @FunctionalInterface
  private interface Part {
    void of(String group, PriorAchievement third, CellSums sums);
  }

  /**
   * Sums of cells, from which the rows of every grouping are made, of one district or of all
   * together. Not changed once made.
   */
  public static final class Sums {
    private final Map<Cohort, Parts> cohorts = new HashMap<>();
  }

  /**
   * Rows by district, regime, group and measure.
   *
   * @param cells in any order, each once; those of other settings or subjects are left out
   */
  public List<LedgerRow> rows(Grouping by, Iterable<Cell> cells) {
    return rows(by, List.of(sums(cells)));
  }

  /**
   * Rows by district, regime, group and measure, of cells that are added up already.
   *
   * @param of sums by ledgers of the same settings, subject and regimes, each of other districts
   */
  public List<LedgerRow> rows(Grouping by, Collection<Sums> of) {
    Map<Cohort, Parts> cohorts = new HashMap<>();
    of.forEach(each -> cohorts.putAll(each.cohorts));
    SortedMap<String, Map<PriorAchievement, Long>> mix = new TreeMap<>();
    SortedMap<String, SortedMap<Integer, CellSums>> sums = new TreeMap<>();
    cohorts.forEach(
        (cohort, parts) -> {
          Map<PriorAchievement, Long> ofDistrict =
              mix.computeIfAbsent(
                  place(cohort).districtId, absent -> new EnumMap<>(PriorAchievement.class));
          CellSums all =
              sums.computeIfAbsent(cohort.districtId, absent -> new TreeMap<>())
                  .computeIfAbsent(cohort.anchorYear, absent -> new CellSums());
          parts.forEach(
              by,
              (group, third, each) -> {
                ofDistrict.merge(third, each.members(), Long::sum);
                all.add(each);
              });
        });
    SortedMap<Place, SortedMap<String, List<LedgerRow>>> rows = new TreeMap<>();
    for (LedgerMeasure measure : LedgerMeasure.all()) {
      if (measure.place() != LedgerMeasure.Place.PRIVATE
          || by == Grouping.ECONOMICALLY_DISADVANTAGED) {
        Observability observability = Observability.of(measure.outcome(), settings, sums);
        add(by, measure, cohorts, observability, mix, rows);
      }
    }
    List<LedgerRow> ordered = new ArrayList<>();
    rows.values()
        .forEach(
            byGroup -> {
              for (String group : by.groups()) {
                ordered.addAll(byGroup.getOrDefault(group, List.of()));
              }
            });
    return ordered;
  }

  /**
   * Sums of cells.
   *
   * @param cells in any order, each once; those of other settings or subjects are left out
   */
  public Sums sums(Iterable<Cell> cells) {
    Sums sums = new Sums();
    CellKey before = null;
    Parts parts = null;
    for (Cell cell : cells) {
      CellKey key = cell.key();
      if (key.isAnchored() && key.settings().equals(settings) && key.subject() == subject) {
        // Cells of one school and year mostly come one after the other, and are of one cohort.
        if (parts == null || before == null || !isOfCohort(key, before)) {
          Cohort cohort =
              new Cohort(
                  Objects.requireNonNull(key.districtId()),
                  regimes.apply(key),
                  Objects.requireNonNull(key.anchorYear()));
          parts = sums.cohorts.computeIfAbsent(cohort, absent -> new Parts());
          before = key;
        }
        parts.add(cell);
      }
    }
    return sums;
  }

  private static boolean isOfCohort(CellKey one, CellKey other) {
    return Objects.equals(one.anchorYear(), other.anchorYear())
        && Objects.equals(one.schoolId(), other.schoolId())
        && Objects.equals(one.districtId(), other.districtId());
  }

  private Place place(Cohort cohort) {
    return new Place(together ? "" : cohort.districtId, cohort.regime);
  }

  private void add(
      Grouping by,
      LedgerMeasure measure,
      Map<Cohort, Parts> cohorts,
      Observability observability,
      SortedMap<String, Map<PriorAchievement, Long>> mix,
      SortedMap<Place, SortedMap<String, List<LedgerRow>>> rows) {
    SortedMap<Place, SortedMap<String, Group>> sums = new TreeMap<>();
    cohorts.forEach(
        (cohort, parts) -> {
          SortedMap<String, Group> groups =
              sums.computeIfAbsent(place(cohort), absent -> new TreeMap<>());
          boolean observable = observability.isObservable(cohort.districtId, cohort.anchorYear);
          parts.forEach(
              by,
              (name, third, each) -> {
                Group group = groups.computeIfAbsent(name, absent -> new Group(measure));
                if (observable) {
                  group.add(measure, third, each);
                }
              });
        });
    sums.forEach(
        (place, groups) -> {
          Group reference = groups.getOrDefault(by.reference(), new Group(measure));
          for (String name : by.groups()) {
            if (groups.containsKey(name)) {
              rows.computeIfAbsent(place, absent -> new TreeMap<>())
                  .computeIfAbsent(name, absent -> new ArrayList<>())
                  .add(
                      row(
                          place,
                          by,
                          name,
                          measure,
                          groups.get(name),
                          reference,
                          Objects.requireNonNull(mix.get(place.districtId())),
                          missing(observability, place.districtId())));
            }
          }
        });
  }

  private List<String> missing(Observability observability, String districtId) {
    List<String> missing = new ArrayList<>();
    for (NotObservable each : observability.missing()) {
      if (together) {
        missing.add(each.districtId() + ":" + each.anchorYear());
      } else if (each.districtId().equals(districtId)) {
        missing.add(Integer.toString(each.anchorYear()));
      }
    }
    return missing;
  }

  private LedgerRow row(
      Place place,
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
        together ? null : place.districtId(),
        place.regime(),
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
    for (PriorAchievement third : THIRDS) {
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
