package org.pathline.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;
import org.pathline.domain.erasure.ErasedIds;
import org.pathline.domain.fact.Envelope;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactRules;
import org.pathline.domain.fact.IdentityLink;
import org.pathline.domain.pathway.Settings;
import org.pathline.domain.pathway.StudentLimits;
import org.pathline.events.Rejection;
import org.pathline.oracle.Deliveries;
import org.pathline.oracle.Histories;
import org.pathline.oracle.PolicyHistory;
import org.pathline.oracle.Recorded;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.TopologyUnderTest;
import org.pathline.streams.state.SpreadFacts;

/** An erased student is one who was never sent: in every output, and in every store. */
@AddLifecycleHook(Effort.class)
class ErasureTest {
  private static final int SETTLES_ONE_IN = 25;

  /** Everything that stands, byte for byte. */
  private static Map<String, Object> outputs(TopologyUnderTest topology) {
    return Map.of(
        "pathways", Expected.hex(topology.pathways()),
        "milestones", Expected.milestonesOf(topology),
        "cells", topology.cells(),
        "sorting", Expected.hex(topology.sortingBytes()),
        "set aside", topology.setAside(),
        "doubts", topology.doubts());
  }

  private static boolean isOf(Set<String> erased, Fact fact) {
    return erased.contains(fact.envelope().studentId())
        || (fact instanceof IdentityLink link && link.touches(erased::contains));
  }

  private static List<Fact> withPolicies(long seed, List<Fact> facts) {
    List<Fact> all = new ArrayList<>(facts);
    all.addAll(PolicyHistory.of(seed, 6));
    return Deliveries.shuffle(all, seed);
  }

  private static Set<String> some(List<Fact> facts, Random random) {
    TreeSet<String> ids = new TreeSet<>();
    for (Fact fact : facts) {
      if (fact.type().isStudentFact() || fact instanceof IdentityLink) {
        ids.add(fact.envelope().studentId());
      }
      if (fact instanceof IdentityLink link && !link.canonicalId().isEmpty()) {
        ids.add(link.canonicalId());
      }
    }
    String first = ids.first();
    ids.removeIf(id -> id.isEmpty() || (!id.equals(first) && random.nextInt(3) > 0));
    return ids;
  }

  /** Delivers facts, with each erasure at some moment, the first perhaps before all facts. */
  private static void deliver(
      TopologyUnderTest topology, List<Fact> facts, Set<String> erased, Random random) {
    Map<Integer, List<String>> when = new TreeMap<>();
    for (String id : erased) {
      int at = random.nextInt(4) == 0 ? 0 : random.nextInt(facts.size() + 1);
      when.computeIfAbsent(at, none -> new ArrayList<>()).add(id);
    }
    for (int i = 0; i <= facts.size(); i++) {
      when.getOrDefault(i, List.of()).forEach(topology::erase);
      if (i < facts.size()) {
        topology.publish(facts.get(i));
      }
      if (random.nextInt(SETTLES_ONE_IN) == 0) {
        topology.settle();
      }
    }
    settle(topology);
  }

  /** A sweep begins at one tick of the clock, and what it sets off arrives at the next ones. */
  private static void settle(TopologyUnderTest topology) {
    for (int i = 0; i < 4; i++) {
      topology.settle();
    }
    assertThat(topology.rederivation().isComplete()).isTrue();
  }

  @Property(tries = 10, shrinking = ShrinkingMode.OFF)
  void erasedEqualsNeverSentWhateverTheOrder(@ForAll long seed) {
    Settings settings = RealLists.settings(seed);
    List<Fact> facts =
        withPolicies(seed, Histories.of(seed, 5, RealLists.vocabulary(settings)).delivery());
    Random random = new Random(seed);
    Set<String> erased = some(facts, random);
    List<Fact> others = facts.stream().filter(fact -> !isOf(erased, fact)).toList();
    StudentLimits limits =
        random.nextBoolean() ? StudentLimits.DEFAULT : new StudentLimits(60, 3, 4096);
    SpreadFacts.Sizes sizes =
        random.nextBoolean() ? SpreadFacts.Sizes.DEFAULT : new SpreadFacts.Sizes(300, 100, 200, 4);
    Map<String, Object> neverSent;
    try (TopologyUnderTest topology = new TopologyUnderTest(settings, limits, sizes)) {
      topology.deliver(others, new Random(seed));
      neverSent = outputs(topology);
    }
    try (TopologyUnderTest topology = new TopologyUnderTest(settings, limits, sizes)) {
      deliver(topology, facts, erased, random);
      assertThat(outputs(topology)).isEqualTo(neverSent);
      assertThat(traces(topology, erased, others)).isEmpty();
      // What is sent again, and what is derived anew after a restart, stays out.
      topology.restart(settings);
      deliver(topology, Deliveries.shuffle(facts, ~seed), Set.of(), random);
      assertThat(outputs(topology)).isEqualTo(neverSent);
      assertThat(traces(topology, erased, others)).isEmpty();
    }
    // A replay from the beginning, by a process that knows from the beginning who is erased.
    try (TopologyUnderTest topology = new TopologyUnderTest(settings, limits, sizes)) {
      erased.forEach(id -> topology.contract().erased().put(ErasedIds.digest(id), true));
      deliver(topology, facts, Set.of(), random);
      assertThat(outputs(topology)).isEqualTo(neverSent);
      assertThat(traces(topology, erased, others)).isEmpty();
      assertThat(milestoneIds(topology)).doesNotContainAnyElementsOf(erased);
    }
  }

  private static Set<String> milestoneIds(TopologyUnderTest topology) {
    Set<String> ids = new HashSet<>();
    for (byte[] value : topology.milestones()) {
      ids.add(
          topology
              .<org.pathline.events.Milestone>decode(value, TopicCatalogue.MILESTONES)
              .getStudentId());
    }
    return ids;
  }

  /** Stores in which the id of an erased student lies, also within the state of others. */
  private static List<String> traces(
      TopologyUnderTest topology, Set<String> erased, List<Fact> others) {
    List<String> traces = new ArrayList<>();
    String rest = others.toString();
    for (String id : erased) {
      if (rest.contains(id)) {
        continue; // part of a longer id, or of a text, of somebody else
      }
      for (TopologyTestDriver driver : topology.drivers().values()) {
        driver
            .getAllStateStores()
            .forEach(
                (name, store) -> {
                  if (holds(store, id.getBytes(UTF_8))) {
                    traces.add(id + " in " + name);
                  }
                });
      }
    }
    return traces;
  }

  private static boolean holds(StateStore store, byte[] id) {
    if (!(store instanceof KeyValueStore<?, ?> table)) {
      return false;
    }
    try (var all = table.all()) {
      while (all.hasNext()) {
        var next = all.next();
        if (isIn(((Bytes) next.key).get(), id) || isIn((byte[]) next.value, id)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isIn(byte[] bytes, byte[] id) {
    for (int at = 0; at + id.length <= bytes.length; at++) {
      if (Arrays.equals(bytes, at, at + id.length, id, 0, id.length)) {
        return true;
      }
    }
    return false;
  }

  private static final List<Fact> LIVES =
      Histories.of(20_261_126L, 3, RealLists.vocabulary(Settings.DEFAULT)).delivery().stream()
          .filter(fact -> fact.type().isStudentFact() && FactRules.check(fact).isEmpty())
          .filter(fact -> fact.envelope().studentId().startsWith("N"))
          .toList();

  private static IdentityLink link(String alias, long at, String canonical) {
    return new IdentityLink(new Envelope(alias, Recorded.at(at), "hub", false, null), canonical);
  }

  @Test
  void aLinkToAnErasedIdIsAsIfItHadNeverReplacedAnother() {
    try (TopologyUnderTest topology = new TopologyUnderTest(Settings.DEFAULT)) {
      topology.deliver(LIVES, new Random(1));
      topology.publish(link("N0001", 1, "N0000"));
      topology.publish(link("N0001", 2, "N0002"));
      settle(topology);
      assertThat(topology.pathways()).containsOnlyKeys("N0000", "N0002");
      topology.erase("N0002");
      settle(topology);
      assertThat(topology.pathways()).containsOnlyKeys("N0000");
      // The control: the alias's facts are with the one to whom it was linked before.
      List<Fact> others = new ArrayList<>(LIVES);
      others.removeIf(fact -> fact.envelope().studentId().equals("N0002"));
      others.add(link("N0001", 1, "N0000"));
      Expected.of(Settings.DEFAULT, others).isWhatStandsIn(topology);
    }
  }

  @Test
  void whatComesLaterIsCountedWithoutAWordOfIt() {
    try (TopologyUnderTest topology = new TopologyUnderTest(Settings.DEFAULT)) {
      topology.erase("N0001");
      settle(topology);
      topology.deliver(LIVES, new Random(1));
      topology.publish(link("N0001", 1, "N0000"));
      topology.publish(link("N0002", 1, "N0001"));
      settle(topology);
      long late =
          LIVES.stream().filter(fact -> fact.envelope().studentId().equals("N0001")).count() + 2;
      assertThat(topology.reasons()).containsEntry("ERASED", (int) late);
      for (byte[] bytes : topology.rejections()) {
        assertThat(isIn(bytes, "N0001".getBytes(UTF_8))).isFalse();
        Rejection rejection = topology.decode(bytes, TopicCatalogue.REJECTIONS);
        if (rejection.getReason().equals("ERASED")) {
          assertThat(rejection.getStudentId() + rejection.getFactKey() + rejection.getSource())
              .isEmpty();
        }
      }
    }
  }

  @Test
  void onceLiftedFactsCountAgain() {
    try (TopologyUnderTest topology = new TopologyUnderTest(Settings.DEFAULT)) {
      topology.deliver(LIVES, new Random(1));
      SortedMap<String, String> before = Expected.hex(topology.pathways());
      topology.erase("N0001");
      settle(topology);
      assertThat(topology.pathways()).doesNotContainKey("N0001").hasSize(2);
      topology.lift("N0001");
      settle(topology);
      assertThat(topology.pathways()).hasSize(2);
      topology.deliver(LIVES, new Random(2));
      assertThat(Expected.hex(topology.pathways())).isEqualTo(before);
    }
  }

  @Test
  void rubbishAmongErasuresErasesNobody() {
    try (TopologyUnderTest topology = new TopologyUnderTest(Settings.DEFAULT)) {
      topology.deliver(LIVES, new Random(1));
      Map<String, Object> before = outputs(topology);
      topology.publish(TopicCatalogue.ERASURES, "N0001".getBytes(UTF_8), new byte[] {1});
      topology.publish(TopicCatalogue.ERASURES, new byte[0], new byte[] {1});
      topology.publish(TopicCatalogue.ERASURES, new byte[] {-1, 0}, new byte[] {1});
      topology.publish(
          TopicCatalogue.ERASURES, ErasedIds.digest("nobody").getBytes(UTF_8), new byte[] {1});
      settle(topology);
      assertThat(outputs(topology)).isEqualTo(before);
    }
  }

  @Test
  void theComparisonNoticesAStudentWhoIsStillThere() {
    try (TopologyUnderTest all = new TopologyUnderTest(Settings.DEFAULT);
        TopologyUnderTest without = new TopologyUnderTest(Settings.DEFAULT)) {
      all.deliver(LIVES, new Random(1));
      without.deliver(
          LIVES.stream().filter(fact -> !isOf(Set.of("N0001"), fact)).toList(), new Random(1));
      assertThat(outputs(all)).isNotEqualTo(outputs(without));
      assertThat(traces(all, Set.of("N0001"), List.of())).isNotEmpty();
    }
  }
}
