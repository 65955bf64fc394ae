package org.pathline.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.pathway.Settings;
import org.pathline.events.Milestone;
import org.pathline.oracle.NaiveCell;
import org.pathline.oracle.NaiveResult;
import org.pathline.oracle.NaiveStudent;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.TopologyUnderTest;
import org.pathline.streams.wire.PathwayRecord;

/** What the topologies must have published once some facts have arrived and all is quiet. */
record Expected(World world, NaiveResult oracle, List<Fact> facts) {
  static Expected of(Settings settings, List<Fact> facts) {
    return new Expected(
        World.of(settings, facts), RealLists.oracle(settings).compute(facts), facts);
  }

  /** Pathways to the byte, cells and milestones; the pathways themselves as the oracle says. */
  void isWhatStandsIn(TopologyUnderTest topology) {
    assertThat(Differences.ofStudents(world.pathways().values(), oracle, facts)).isEmpty();
    assertThat(differing(hex(topology.pathways()), pathwayBytes(topology))).isEmpty();
    assertThat(Differences.ofCells(cellsOf(topology), Differences.published(oracle))).isEmpty();
    assertThat(milestonesOf(topology)).isEqualTo(milestones());
  }

  /** Ids of which something else stands than must. */
  private static Set<String> differing(Map<String, String> actual, Map<String, String> expected) {
    Set<String> ids = new TreeSet<>(actual.keySet());
    ids.addAll(expected.keySet());
    ids.removeIf(id -> Objects.equals(actual.get(id), expected.get(id)));
    return ids;
  }

  private SortedMap<String, String> pathwayBytes(TopologyUnderTest topology) {
    PathwayRecord encoder =
        new PathwayRecord(
            topology.contract().id(TopicCatalogue.PATHWAYS),
            topology.contract().id(TopicCatalogue.MILESTONES));
    SortedMap<String, byte[]> bytes = new TreeMap<>();
    world.pathways().forEach((id, pathway) -> bytes.put(id, encoder.encode(pathway)));
    return hex(bytes);
  }

  static SortedMap<String, String> hex(SortedMap<String, byte[]> values) {
    SortedMap<String, String> text = new TreeMap<>();
    values.forEach((key, bytes) -> text.put(key, HexFormat.of().formatHex(bytes)));
    return text;
  }

  static Map<NaiveCell.Key, NaiveCell> cellsOf(TopologyUnderTest topology) {
    Map<NaiveCell.Key, NaiveCell> cells = new HashMap<>();
    topology
        .cells()
        .values()
        .forEach(
            published -> {
              NaiveCell cell = Translation.of(published);
              assertThat(cells.put(cell.key(), cell)).isNull();
            });
    return cells;
  }

  private Map<String, NaiveStudent.Milestone> milestones() {
    Map<String, NaiveStudent.Milestone> held = new HashMap<>();
    oracle
        .students()
        .forEach(
            (id, student) ->
                student.milestones().forEach((name, each) -> held.put(id + " " + name, each)));
    return held;
  }

  /** What is held once all reports of attainment and revocation were followed in their order. */
  static Map<String, NaiveStudent.Milestone> milestonesOf(TopologyUnderTest topology) {
    Map<String, NaiveStudent.Milestone> held = new HashMap<>();
    for (byte[] bytes : topology.milestones()) {
      Milestone report = topology.decode(bytes, TopicCatalogue.MILESTONES);
      String key = report.getStudentId() + " " + report.getMilestone();
      if (report.getAttained()) {
        held.put(
            key,
            new NaiveStudent.Milestone(
                report.getReachedOn(), report.getFactTopic(), report.getFactKey()));
      } else {
        assertThat(held.remove(key)).as("revoked although not held: " + key).isNotNull();
      }
    }
    return held;
  }
}
