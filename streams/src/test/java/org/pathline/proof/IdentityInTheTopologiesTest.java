package org.pathline.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pathline.domain.fact.Envelope;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactRules;
import org.pathline.domain.fact.IdentityLink;
import org.pathline.domain.pathway.Settings;
import org.pathline.events.Rejection;
import org.pathline.oracle.Histories;
import org.pathline.oracle.Recorded;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.TopologyUnderTest;

/** Ids that turn out to be one student, or not after all. */
class IdentityInTheTopologiesTest {
  private static final long SEED = 20_260_606L;
  private static final Settings SETTINGS = Settings.DEFAULT;

  /** Facts under four ids and no links yet. */
  private static final List<Fact> LIVES =
      Histories.of(SEED, 4, RealLists.vocabulary(SETTINGS)).delivery().stream()
          .filter(fact -> fact.type().isStudentFact() && FactRules.check(fact).isEmpty())
          .filter(fact -> fact.envelope().studentId().startsWith("N"))
          .toList();

  private final TopologyUnderTest topology = new TopologyUnderTest(SETTINGS);
  private final List<Fact> sent = new ArrayList<>();

  @AfterEach
  void close() {
    topology.close();
  }

  private static IdentityLink link(String alias, long at, String canonical) {
    return new IdentityLink(new Envelope(alias, Recorded.at(at), "hub", false, null), canonical);
  }

  private static IdentityLink unlink(String alias, long at) {
    return new IdentityLink(new Envelope(alias, Recorded.at(at), "hub", true, null), "N0000");
  }

  /** Publishes, waits, and compares everything with the oracle. */
  private void arrive(List<? extends Fact> facts) {
    facts.forEach(topology::publish);
    sent.addAll(facts);
    topology.settle();
    Expected.of(SETTINGS, sent).isWhatStandsIn(topology);
  }

  private SortedMap<String, String> bytes() {
    return Expected.hex(topology.pathways());
  }

  private List<String> rejections() {
    return topology.rejections().stream()
        .map(bytes -> topology.<Rejection>decode(bytes, TopicCatalogue.REJECTIONS).getReason())
        .toList();
  }

  @Test
  void aLinkMergesAndItsRetractionRestoresExactlyWhatWas() {
    arrive(LIVES);
    SortedMap<String, String> before = bytes();
    var cells = topology.cells();
    arrive(List.of(link("N0001", 1, "N0000")));
    assertThat(topology.pathways()).containsOnlyKeys("N0000", "N0002", "N0003");
    arrive(List.of(unlink("N0001", 2)));
    assertThat(bytes()).isEqualTo(before);
    assertThat(topology.cells()).isEqualTo(cells);
    arrive(List.of(link("N0001", 3, "N0002")));
    assertThat(topology.pathways()).containsOnlyKeys("N0000", "N0002", "N0003");
  }

  @Test
  void aLinkMayComeBeforeBetweenAndAfterTheFactsOfItsAlias() {
    int third = LIVES.size() / 3;
    arrive(List.of(link("N0001", 1, "N0000")));
    arrive(LIVES.subList(0, third));
    arrive(List.of(link("N0002", 1, "N0000")));
    arrive(LIVES.subList(third, 2 * third));
    arrive(List.of(link("N0003", 1, "N0001")));
    arrive(LIVES.subList(2 * third, LIVES.size()));
    assertThat(topology.pathways()).containsOnlyKeys("N0000");
  }

  @Test
  void aChainMovesAsAWholeWhenItsMiddleIsLinkedElsewhere() {
    arrive(LIVES);
    arrive(List.of(link("N0003", 1, "N0002")));
    arrive(List.of(link("N0002", 1, "N0001")));
    assertThat(topology.pathways()).containsOnlyKeys("N0000", "N0001");
    arrive(List.of(link("N0002", 2, "N0000")));
    arrive(List.of(unlink("N0003", 2)));
    assertThat(topology.pathways()).containsOnlyKeys("N0000", "N0001", "N0003");
  }

  @Test
  void aCycleGoesOnAsItsSmallestIdAndIsRejectedOnce() {
    arrive(LIVES);
    arrive(List.of(link("N0001", 1, "N0002"), link("N0002", 1, "N0003")));
    assertThat(rejections()).isEmpty();
    arrive(List.of(link("N0003", 1, "N0001")));
    assertThat(topology.pathways()).containsOnlyKeys("N0000", "N0001");
    assertThat(rejections()).containsExactly("IDENTITY_CYCLE");
    arrive(List.of(link("N0003", 1, "N0001"), link("N0003", 2, "N0001")));
    arrive(LIVES);
    assertThat(rejections()).containsExactly("IDENTITY_CYCLE");
    arrive(List.of(unlink("N0002", 2)));
    assertThat(topology.pathways()).containsOnlyKeys("N0000", "N0002");
    assertThat(rejections()).containsExactly("IDENTITY_CYCLE");
  }

  @Test
  void aRetractionThatComesFirstKeepsTheIdsApart() {
    arrive(List.of(unlink("N0001", 2)));
    arrive(LIVES);
    arrive(List.of(link("N0001", 1, "N0000")));
    assertThat(topology.pathways()).hasSize(4);
  }

  @Test
  void theTopologyRemembersItsLinksWhenItIsStartedAgain() {
    arrive(LIVES);
    arrive(List.of(link("N0003", 1, "N0002"), link("N0002", 1, "N0001")));
    topology.restart(SETTINGS);
    arrive(List.of(link("N0001", 1, "N0003")));
    assertThat(rejections()).containsExactly("IDENTITY_CYCLE");
    arrive(List.of(unlink("N0002", 2)));
  }
}
