package org.pathline.release;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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
import org.pathline.cluster.Connection;
import org.pathline.domain.effect.cell.Cell;
import org.pathline.domain.outcome.CellKey;
import org.pathline.domain.outcome.CellSums;
import org.pathline.domain.outcome.OutcomeSum;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.pathway.PathwayDerivation;
import org.pathline.domain.pathway.Settings;
import org.pathline.domain.policy.CellRegimes;
import org.pathline.domain.release.Unit;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.topics.CellTopic;
import org.pathline.topics.PolicyTopic;
import org.pathline.topics.Unanswerable;

/**
 * What a release is made from: the outcome cells up to some offsets, and nothing else.
 *
 * @param offsets by partition, up to where the cells were read
 */
public record ReleaseMaterial(
    Settings settings, List<Cell> cells, SortedMap<Integer, Long> offsets, CellRegimes regimes) {
  /** Name of the dimension that is not a cell's own: the declared regime. */
  public static final String REGIME = "regime";

  /**
   * Reads it.
   *
   * @throws Unanswerable when there are no cells, or not everyone is in them yet
   */
  public static ReleaseMaterial read(Connection connection, SettingsChoice choice) {
    SortedMap<Integer, Long> offsets = new TreeMap<>();
    SettingsChoice.Chosen chosen = choice.choose(CellTopic.read(connection, offsets));
    if (chosen.elsewhere() > 0) {
      throw new Unanswerable(
          chosen.elsewhere()
              + " students stand under other settings: a release of the others would be incomplete;"
              + " let `pathline run --until-caught-up` finish");
    }
    return new ReleaseMaterial(
        chosen.settings(), chosen.cells(), offsets, new CellRegimes(PolicyTopic.read(connection)));
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
    ObjectNode partitions = JsonNodeFactory.instance.objectNode();
    offsets.forEach((partition, offset) -> partitions.put(partition.toString(), offset));
    manifest.putObject("offsets").set(TopicCatalogue.OUTCOME_CELLS.name(), partitions);
  }
}
