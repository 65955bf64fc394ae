package org.pathline.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import org.junit.jupiter.api.Test;
import org.pathline.domain.fact.DiplomaType;
import org.pathline.domain.fact.Envelope;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.Graduation;
import org.pathline.domain.fact.IdentityLink;
import org.pathline.domain.identity.IdentityGraph;
import org.pathline.domain.pathway.Settings;
import org.pathline.oracle.Mistake;
import org.pathline.oracle.NaiveResult;
import org.pathline.oracle.Recorded;

/** Who is who, after any order of links among a few ids, so that chains and cycles are common. */
@AddLifecycleHook(Effort.class)
class IdentityResolutionTest {
  private static final List<String> IDS = List.of("a", "b", "c", "d", "e", "f");

  @Property(tries = 300, shrinking = ShrinkingMode.OFF)
  void everyIdGoesOnAsTheOracleSaysAfterAnyOrderOfLinks(@ForAll long seed) {
    List<Fact> facts = world(seed);
    NaiveResult expected = RealLists.oracle(Settings.DEFAULT).compute(facts);
    for (int order = 0; order < 3; order++) {
      List<Fact> delivered = new ArrayList<>(facts);
      delivered.addAll(facts.subList(0, facts.size() / 3));
      Collections.shuffle(delivered, new Random(seed + order));
      World world = new World(Settings.DEFAULT);
      delivered.forEach(fact -> world.arrive(List.of(fact)));
      assertThat(resolutions(world)).isEqualTo(resolutions(expected));
      assertThat(Differences.ofStudents(world.pathways().values(), expected, facts)).isEmpty();
    }
  }

  @Property(tries = 300, shrinking = ShrinkingMode.OFF)
  void aChangeNamesExactlyTheIdsThatGoOnDifferently(@ForAll long seed) {
    Random random = new Random(seed);
    IdentityGraph graph = new IdentityGraph(IDS.size());
    Map<String, String> links = new HashMap<>();
    Map<String, String> known = new HashMap<>();
    IDS.forEach(id -> known.put(id, id));
    for (int step = 0; step < 40; step++) {
      String alias = IDS.get(random.nextInt(IDS.size()));
      String canonical = random.nextInt(4) == 0 ? null : IDS.get(random.nextInt(IDS.size()));
      if (!alias.equals(canonical)) {
        boolean same = java.util.Objects.equals(links.get(alias), canonical);
        links.put(alias, canonical);
        IdentityGraph.Change change = graph.link(alias, canonical);
        known.putAll(change.resolutions());
        for (String id : IDS) {
          assertThat(graph.resolve(id)).isEqualTo(known.get(id)).isEqualTo(followed(links, id));
        }
        assertThat(change.newCycle() != null)
            .isEqualTo(!same && canonical != null && returns(links, alias));
      }
    }
  }

  @Property(tries = 300, shrinking = ShrinkingMode.OFF)
  void hubsAreWhatTheLinksSayAndAChangeNamesThoseThatCameAndWent(@ForAll long seed) {
    Random random = new Random(seed);
    int most = 1 + random.nextInt(4);
    IdentityGraph graph = new IdentityGraph(most);
    Map<String, String> links = new HashMap<>();
    Map<String, String> known = new HashMap<>();
    Set<String> hubs = new TreeSet<>();
    IDS.forEach(id -> known.put(id, id));
    for (int step = 0; step < 60; step++) {
      String alias = IDS.get(random.nextInt(IDS.size()));
      String canonical = random.nextInt(3) == 0 ? null : IDS.get(random.nextInt(IDS.size()));
      if (alias.equals(canonical)) {
        continue;
      }
      links.put(alias, canonical);
      IdentityGraph.Change change = graph.link(alias, canonical);
      for (Map.Entry<String, String> each : change.resolutions().entrySet()) {
        assertThat(known.put(each.getKey(), each.getValue())).isNotEqualTo(each.getValue());
      }
      int before = hubs.size();
      assertThat(hubs).containsAll(change.formerHubs());
      assertThat(Collections.disjoint(hubs, change.newHubs())).isTrue();
      hubs.removeAll(change.formerHubs());
      hubs.addAll(change.newHubs());
      Set<String> expectedHubs = new TreeSet<>();
      for (String id : IDS) {
        String end = followed(links, id);
        long ids = IDS.stream().filter(other -> followed(links, other).equals(end)).count();
        assertThat(graph.resolve(id))
            .isEqualTo(known.get(id))
            .isEqualTo(ids > most ? IdentityGraph.SET_ASIDE : end);
        if (ids > most) {
          expectedHubs.add(end);
        }
      }
      assertThat(hubs).isEqualTo(expectedHubs);
      assertThat(change.hubsAppeared()).isEqualTo(hubs.size() > before);
    }
  }

  @Test
  void whatALinkCostsDoesNotGrowWithTheChainItJoins() {
    for (boolean forwards : new boolean[] {true, false}) {
      IdentityGraph graph = new IdentityGraph(100);
      int told = 0;
      int length = 10_000;
      for (int i = 0; i < length; i++) {
        int from = forwards ? i : length - 1 - i;
        told += graph.link("id" + from, "id" + (from + 1)).resolutions().size();
      }
      assertThat(graph.resolve("id0")).isEqualTo(IdentityGraph.SET_ASIDE);
      // Each of the first hundred links changes all before it; afterwards one id is new each time.
      assertThat(told).isBetween(length, length + 100 * 100);
      for (int i = 0; i < length; i++) {
        int from = forwards ? i : length - 1 - i;
        told += graph.link("id" + from, null).resolutions().size();
      }
      assertThat(told).isLessThan(2 * (length + 100 * 100));
      assertThat(graph.resolve("id0")).isEqualTo("id0");
      assertThat(graph.resolve("id" + length)).isEqualTo("id" + length);
    }
  }

  @Test
  void aWrongOracleIsFoundOut() {
    int chains = 0;
    int retractions = 0;
    for (long seed = 0; seed < 40; seed++) {
      List<Fact> facts = world(seed);
      World world = World.of(Settings.DEFAULT, facts);
      chains += agrees(world, facts, Mistake.CHAINS_NOT_FOLLOWED) ? 0 : 1;
      retractions += agrees(world, facts, Mistake.LINKS_NEVER_RETRACTED) ? 0 : 1;
    }
    assertThat(chains).isPositive();
    assertThat(retractions).isPositive();
  }

  private static boolean agrees(World world, List<Fact> facts, Mistake mistake) {
    NaiveResult expected = RealLists.oracle(Settings.DEFAULT, mistake).compute(facts);
    return resolutions(world).equals(resolutions(expected));
  }

  /** One fact under each id, and many versions of links between the ids. */
  private static List<Fact> world(long seed) {
    Random random = new Random(seed);
    List<Fact> facts = new ArrayList<>();
    for (String id : IDS) {
      facts.add(diploma(id));
    }
    for (int i = 4 + random.nextInt(20); i > 0; i--) {
      String alias = IDS.get(random.nextInt(IDS.size()));
      String canonical = IDS.get(random.nextInt(IDS.size()));
      String factId = random.nextInt(4) == 0 ? "link-" + random.nextInt(2) : null;
      facts.add(
          new IdentityLink(
              new Envelope(
                  alias, Recorded.at(random.nextInt(8)), "hub", random.nextInt(3) == 0, factId),
              canonical));
    }
    return facts;
  }

  private static Fact diploma(String id) {
    return new Graduation(
        new Envelope(id, Recorded.at(1), "hub", false, null),
        "diploma of " + id,
        "S1",
        LocalDate.of(2015, 6, 1),
        DiplomaType.REGULAR);
  }

  private static Map<String, String> resolutions(World world) {
    Map<String, String> resolutions = new HashMap<>();
    IDS.forEach(id -> resolutions.put(id, world.resolve(id)));
    return resolutions;
  }

  private static Map<String, String> resolutions(NaiveResult result) {
    Map<String, String> resolutions = new HashMap<>();
    result
        .students()
        .forEach(
            (id, student) -> {
              resolutions.put(id, id);
              student.aliases().forEach(alias -> resolutions.put(alias, id));
            });
    return resolutions;
  }

  /** Where an id ends, found by walking as far as there are ids and then around once more. */
  private static String followed(Map<String, String> links, String id) {
    String at = id;
    for (int i = 0; i < IDS.size(); i++) {
      at = links.get(at) == null ? at : links.get(at);
    }
    String smallest = at;
    for (int i = 0; i < IDS.size() && links.get(at) != null; i++) {
      at = links.get(at);
      smallest = at.compareTo(smallest) < 0 ? at : smallest;
    }
    return smallest;
  }

  private static boolean returns(Map<String, String> links, String id) {
    String at = links.get(id);
    for (int i = 0; i < IDS.size() && at != null && !at.equals(id); i++) {
      at = links.get(at);
    }
    return id.equals(at);
  }
}
