package org.pathline.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.pathway.Settings;
import org.pathline.oracle.Deliveries;
import org.pathline.oracle.Histories;
import org.pathline.oracle.NaiveResult;
import org.pathline.streams.wire.PathwayRecord;

/** The pure domain against the naive batch, and against itself in another order. */
@AddLifecycleHook(Effort.class)
class PathwaysAgreeWithTheOracleTest {
  private static final int STUDENTS = 12;

  private final PathwayRecord encoder = new PathwayRecord(1, 2);

  @Property(tries = 150, shrinking = ShrinkingMode.OFF)
  void everyFieldOfEveryStudentAndCellIsWhatTheOracleSays(@ForAll long seed) {
    Settings settings = RealLists.settings(seed);
    List<Fact> facts = Histories.of(seed, STUDENTS, RealLists.vocabulary(settings)).delivery();
    NaiveResult expected = RealLists.oracle(settings).compute(facts);
    World world = World.of(settings, facts);
    assertThat(Differences.ofStudents(world.pathways().values(), expected, facts)).isEmpty();
    assertThat(Differences.ofCells(world.cells(), expected.cells())).isEmpty();
    assertThat(Differences.ofCells(World.summed(world.pathways().values()), expected.cells()))
        .isEmpty();
  }

  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  void anyOrderDuplicationAndBatchingGivesEqualVersionsAndIdenticalBytes(@ForAll long seed) {
    Settings settings = RealLists.settings(seed);
    List<Fact> facts = Histories.of(seed, STUDENTS, RealLists.vocabulary(settings)).delivery();
    World one = World.of(settings, facts);
    World other = new World(settings);
    List<Fact> again = Deliveries.shuffle(Deliveries.duplicate(facts, 0.3, seed), ~seed);
    for (List<Fact> batch : batches(again, new Random(seed))) {
      other.arrive(batch);
    }
    assertThat(other.versions()).isEqualTo(one.versions());
    assertThat(other.pathways()).isEqualTo(one.pathways());
    assertThat(encoded(other)).containsExactlyEntriesOf(encoded(one));
    assertThat(other.cells()).isEqualTo(one.cells());
  }

  /** The list cut at random places into pieces of one to many. */
  static List<List<Fact>> batches(List<Fact> facts, Random random) {
    List<List<Fact>> batches = new ArrayList<>();
    for (int from = 0; from < facts.size(); ) {
      int size = random.nextBoolean() ? 1 + random.nextInt(3) : 1 + random.nextInt(200);
      int to = Math.min(facts.size(), from + size);
      batches.add(facts.subList(from, to));
      from = to;
    }
    return batches;
  }

  private SortedMap<String, String> encoded(World world) {
    SortedMap<String, String> bytes = new TreeMap<>();
    world
        .pathways()
        .forEach(
            (id, pathway) ->
                bytes.put(id, java.util.HexFormat.of().formatHex(encoder.encode(pathway))));
    return bytes;
  }
}
