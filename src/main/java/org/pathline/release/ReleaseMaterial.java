package org.pathline.release;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.pathline.ask.Dimension;
import org.pathline.ask.SettingsChoice;
import org.pathline.ask.TopicStanding;
import org.pathline.cluster.Connection;
import org.pathline.domain.effect.cell.Cell;
import org.pathline.domain.effect.cell.RegimeAt;
import org.pathline.domain.fact.Subject;
import org.pathline.domain.outcome.CellKey;
import org.pathline.domain.outcome.CellSums;
import org.pathline.domain.outcome.OutcomeSum;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.pathway.PathwayDerivation;
import org.pathline.domain.pathway.Settings;
import org.pathline.domain.policy.CellRegimes;
import org.pathline.domain.policy.DeclaredRegime;
import org.pathline.domain.release.Unit;
import org.pathline.domain.release.form.PublishedSorting;
import org.pathline.domain.sorting.RosterKey;
import org.pathline.events.Sorting;
import org.pathline.topics.Cut;
import org.pathline.topics.Unanswerable;

/**
 * What a release is made from: the outcome cells, policies and rosters up to some offsets, and
 * nothing else.
 *
 * @param rosters none where no form asks for them
 * @param offsets by topic and partition, up to where it was read
 */
public record ReleaseMaterial(
    Settings settings,
    List<Cell> cells,
    CellRegimes regimes,
    List<PublishedSorting.Measured> rosters,
    SortedMap<String, SortedMap<Integer, Long>> offsets) {
  /** Name of the dimension that is not a cell's own: the declared regime. */
  public static final String REGIME = "regime";

  /**
   * Reads it.
   *
   * @param withRosters whether the rosters are read, too
   * @throws Unanswerable when there are no cells, or not everyone is in them yet
   */
  public static ReleaseMaterial read(
      Connection connection, SettingsChoice choice, boolean withRosters) {
    TopicStanding standing = new TopicStanding(() -> connection);
    SettingsChoice.Chosen chosen = choice.choose(standing.cells());
    if (chosen.elsewhere() > 0) {
      throw new Unanswerable(
          chosen.elsewhere()
              + " students stand under other settings: a release of the others would be incomplete;"
              + " let `pathline run --until-caught-up` finish");
    }
    return new ReleaseMaterial(
        chosen.settings(),
        chosen.cells(),
        new CellRegimes(standing.policies()),
        withRosters
            ? standing.rosters().stream().map(ReleaseMaterial::measured).toList()
            : List.of(),
        standing.readUpTo());
  }

  private static PublishedSorting.Measured measured(Sorting row) {
    return new PublishedSorting.Measured(
        new RosterKey(
            row.getDistrictId(),
            row.getSchoolId(),
            row.getSchoolYear(),
            row.getGradeLevel(),
            Subject.valueOf(row.getSubject().name())),
        DeclaredRegime.valueOf(row.getRegime().name()),
        row.getScored(),
        row.getOmega2());
  }

  /** The policy in force at a school in an anchor year. */
  public RegimeAt regimesOfSchools() {
    return regimes.at(Subject.MATHEMATICS, settings.anchorGrade());
  }

  /**
   * Students by the values of some dimensions.
   *
   * @param where values that a dimension must have one of
   */
  public List<Unit> units(
      List<String> dimensions, Map<Dimension, Set<String>> where, List<Outcome> outcomes) {
    List<Function<CellKey, String>> values = dimensions.stream().map(this::value).toList();
    Map<List<String>, CellSums> sums = new TreeMap<>(org.pathline.domain.release.Tables.ORDER);
    for (Cell cell : cells) {
      if (cell.key().isAnchored() && matches(where, cell.key())) {
        sums.computeIfAbsent(
                values.stream().map(value -> value.apply(cell.key())).toList(),
                absent -> new CellSums())
            .add(cell.sums());
      }
    }
    List<Unit> units = new ArrayList<>();
    sums.forEach((of, each) -> units.add(unit(of, each, outcomes)));
    return units;
  }

  private static boolean matches(Map<Dimension, Set<String>> where, CellKey key) {
    return where.entrySet().stream()
        .allMatch(each -> each.getValue().contains(each.getKey().of(key)));
  }

  private Function<CellKey, String> value(String dimension) {
    if (dimension.equals(REGIME)) {
      return key -> regimes.of(key).name();
    }
    return Dimension.labelled(dimension)
            .orElseThrow(
                () ->
                    new Unanswerable(
                        "there is no dimension '"
                            + dimension
                            + "', which a release before this one has"))
        ::of;
  }

  private static Unit unit(List<String> values, CellSums sums, List<Outcome> outcomes) {
    long[] observed = new long[outcomes.size()];
    long[] attained = new long[outcomes.size()];
    double points = 0;
    for (int i = 0; i < observed.length; i++) {
      OutcomeSum sum = OutcomeSum.of(outcomes.get(i), sums);
      observed[i] = sum.observed();
      attained[i] = sum.attained();
      if (outcomes.get(i) == Outcome.GRADE_POINTS) {
        points = 100 * sum.total();
      }
    }
    return new Unit(values, sums.members(), observed, attained, points);
  }

  /** Adds where the material comes from to a manifest. */
  public void describe(ObjectNode manifest) {
    manifest
        .putObject("settings")
        .put("anchorGrade", settings.anchorGrade())
        .put("stemList", settings.stemList())
        .put("derivation", PathwayDerivation.rules(settings.stemList()));
    manifest.set("offsets", Cut.json(offsets));
  }
}
