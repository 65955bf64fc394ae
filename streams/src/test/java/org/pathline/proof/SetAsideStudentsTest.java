package org.pathline.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathline.domain.fact.Envelope;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactOrder;
import org.pathline.domain.fact.IdentityLink;
import org.pathline.domain.fact.OutsideCourse;
import org.pathline.domain.fact.PaidBy;
import org.pathline.domain.pathway.Derivation;
import org.pathline.domain.pathway.Pathway;
import org.pathline.domain.pathway.PathwayDerivation;
import org.pathline.domain.pathway.Settings;
import org.pathline.domain.pathway.StandingFacts;
import org.pathline.domain.pathway.StudentLimits;
import org.pathline.oracle.Histories;
import org.pathline.oracle.Recorded;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.TopologyUnderTest;
import org.pathline.streams.state.Reprocessing;
import org.pathline.streams.state.SpreadFacts;
import org.pathline.streams.wire.PathwayRecord;

/** Students that cannot be real, or on whom a rule fails: left out, and nobody else. */
class SetAsideStudentsTest {
  private static final long SEED = 20_261_127L;
  private static final Settings SETTINGS = Settings.DEFAULT;
  private static final StudentLimits LIMITS = new StudentLimits(250, 5, 768 << 10);
  private static final SpreadFacts.Sizes SIZES = new SpreadFacts.Sizes(2_000, 500, 1_000, 4);
  private static final List<Fact> NEIGHBOURS =
      Histories.of(SEED, 12, RealLists.vocabulary(SETTINGS)).delivery();

  private static Fact course(String id, int number, long recordedAt, boolean retracted) {
    return new OutsideCourse(
        new Envelope(id, Recorded.at(recordedAt), "hub", retracted, null),
        "provider " + number,
        "02052",
        LocalDate.of(2015, 6, 1),
        PaidBy.FAMILY,
        true);
  }

  private static List<Fact> courses(String id, int from, int to, long recordedAt, boolean retract) {
    List<Fact> courses = new ArrayList<>();
    for (int i = from; i < to; i++) {
      courses.add(course(id, i, recordedAt, retract));
    }
    return courses;
  }

  private static Fact link(String alias, String canonical, long recordedAt, boolean retracted) {
    return new IdentityLink(
        new Envelope(alias, Recorded.at(recordedAt), "hub", retracted, null), canonical);
  }

  private static void quieten(TopologyUnderTest topology) {
    for (int i = 0; i < 6; i++) {
      topology.settle();
    }
  }

  private static void isWhatStands(TopologyUnderTest topology, List<Fact> facts) {
    PathwayRecord encoder =
        new PathwayRecord(
            topology.contract().id(TopicCatalogue.PATHWAYS),
            topology.contract().id(TopicCatalogue.MILESTONES));
    SortedMap<String, byte[]> expected = new TreeMap<>();
    World.of(SETTINGS, facts, LIMITS)
        .pathways()
        .forEach((id, pathway) -> expected.put(id, encoder.encode(pathway)));
    assertThat(Expected.hex(topology.pathways())).isEqualTo(Expected.hex(expected));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aPlaceholderWithTooManyFactsIsSetAsideUntilTheyAreWithdrawn(long order) {
    List<Fact> facts = new ArrayList<>(NEIGHBOURS);
    facts.addAll(courses("0", 0, 300, 1, false));
    Collections.shuffle(facts, new Random(order));
    try (TopologyUnderTest topology = new TopologyUnderTest(SETTINGS, LIMITS, SIZES)) {
      topology.deliver(facts, new Random(order));
      quieten(topology);
      assertThat(topology.setAside()).containsOnlyKeys("pathways STUDENT 0");
      assertThat(topology.setAside().get("pathways STUDENT 0").getReason())
          .isEqualTo("TOO_MANY_FACTS");
      assertThat(topology.pathways()).doesNotContainKey("0");
      isWhatStands(topology, facts);
      // Neither a restart nor the same facts again say it twice.
      topology.restart(SETTINGS);
      topology.deliver(courses("0", 0, 20, 1, false), new Random(order));
      quieten(topology);
      assertThat(topology.reasons()).containsEntry("TOO_MANY_FACTS", 1);

      List<Fact> withdrawn = courses("0", 50, 300, 2, true);
      Collections.shuffle(withdrawn, new Random(order));
      topology.deliver(withdrawn, new Random(order));
      quieten(topology);
      facts.addAll(withdrawn);
      assertThat(topology.setAside()).isEmpty();
      assertThat(topology.pathways()).containsKey("0");
      isWhatStands(topology, facts);
      assertThat(topology.largestRecord()).isLessThan(20_000);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aHubIsSetAsideWithAllItsIdsUntilLinksAreWithdrawn(long order) {
    List<Fact> facts = new ArrayList<>(NEIGHBOURS);
    for (int i = 0; i < 12; i++) {
      facts.addAll(courses("alias" + i, 0, 3 + 20 * (i % 2), 1, false));
      facts.add(link("alias" + i, i % 3 == 0 ? "UNKNOWN" : "alias" + (i - 1), 1, false));
    }
    facts.addAll(courses("UNKNOWN", 0, 2, 1, false));
    Collections.shuffle(facts, new Random(order));
    try (TopologyUnderTest topology = new TopologyUnderTest(SETTINGS, LIMITS, SIZES)) {
      topology.deliver(facts, new Random(order));
      quieten(topology);
      assertThat(topology.setAside()).containsOnlyKeys("pathways HUB UNKNOWN");
      assertThat(topology.reasons()).containsEntry("IDENTITY_HUB", 1);
      assertThat(topology.pathways().keySet()).noneMatch(id -> id.startsWith("alias"));
      isWhatStands(topology, facts);

      List<Fact> withdrawn = new ArrayList<>();
      for (int i = 0; i < 9; i++) {
        withdrawn.add(link("alias" + i, "UNKNOWN", 2, true));
      }
      Collections.shuffle(withdrawn, new Random(order));
      topology.deliver(withdrawn, new Random(order));
      quieten(topology);
      facts.addAll(withdrawn);
      assertThat(topology.setAside()).isEmpty();
      assertThat(topology.pathways()).containsKeys("UNKNOWN", "alias0", "alias8");
      isWhatStands(topology, facts);
    }
  }

  @Test
  void anAliasOfManyLinksFollowsNoneUntilTheyAreWithdrawn() {
    List<Fact> facts = new ArrayList<>(NEIGHBOURS);
    facts.addAll(courses("a", 0, 3, 1, false));
    List<Fact> links = new ArrayList<>();
    List<Fact> withdrawn = new ArrayList<>();
    for (int i = 0; i < 700; i++) {
      String canonical = "c" + i % 3;
      links.add(
          new IdentityLink(
              new Envelope("a", Recorded.at(i), "hub", false, "l".repeat(100) + i), canonical));
      withdrawn.add(
          new IdentityLink(
              new Envelope("a", Recorded.at(1_000 + i), "hub", true, "l".repeat(100) + i),
              canonical));
    }
    Collections.shuffle(links, new Random(SEED));
    try (TopologyUnderTest topology = new TopologyUnderTest(SETTINGS, LIMITS, SIZES)) {
      topology.deliver(facts, new Random(SEED));
      topology.deliver(links, new Random(SEED));
      quieten(topology);
      assertThat(topology.setAside()).containsOnlyKeys("pathways LINKS a");
      isWhatStands(topology, facts);
      assertThat(topology.largestRecord()).isLessThan(200_000);
      topology.restart(SETTINGS);
      topology.deliver(withdrawn.subList(1, withdrawn.size()), new Random(SEED));
      quieten(topology);
      assertThat(topology.reasons()).containsEntry("TOO_MANY_FACTS", 1);
      assertThat(topology.setAside()).isEmpty();
      facts.add(links.stream().filter(each -> each.identity().endsWith("l0")).findFirst().get());
      isWhatStands(topology, facts);
    }
  }

  @Test
  void tooManyFactsUnderSeveralIdsOfOneStudentAreTooMany() {
    List<Fact> facts = new ArrayList<>(courses("a", 0, 200, 1, false));
    facts.addAll(courses("b", 200, 300, 1, false));
    facts.add(link("a", "b", 1, false));
    try (TopologyUnderTest topology = new TopologyUnderTest(SETTINGS, LIMITS, SIZES)) {
      topology.deliver(facts, new Random(SEED));
      quieten(topology);
      assertThat(topology.setAside()).containsOnlyKeys("pathways STUDENT b");
      assertThat(topology.pathways()).isEmpty();
      // More than a person can have under the alias alone: only their number is handed over.
      List<Fact> more = courses("a", 300, 500, 1, false);
      topology.deliver(more, new Random(SEED));
      quieten(topology);
      topology.deliver(List.of(link("a", "b", 2, true)), new Random(SEED));
      quieten(topology);
      assertThat(topology.setAside()).containsOnlyKeys("pathways STUDENT a");
      topology.deliver(courses("a", 100, 500, 2, true), new Random(SEED));
      topology.deliver(List.of(link("a", "b", 3, false)), new Random(SEED));
      quieten(topology);
      facts.addAll(more);
      facts.addAll(courses("a", 100, 500, 2, true));
      facts.add(link("a", "b", 3, false));
      assertThat(topology.setAside()).isEmpty();
      isWhatStands(topology, facts);
    }
  }

  /** A derivation with a fault for some students. */
  private static Function<FactOrder.Encoding, Derivation> faultyFor(
      Predicate<String> students, String rules) {
    return encoding -> {
      Derivation right = new PathwayDerivation(SETTINGS, encoding);
      return new Derivation() {
        @Override
        public Settings settings() {
          return right.settings();
        }

        @Override
        public String rules() {
          return rules;
        }

        @Override
        public Pathway derive(String studentId, List<String> aliasIds, StandingFacts facts) {
          if (students.test(studentId)) {
            throw new ArithmeticException("no " + studentId);
          }
          return right.derive(studentId, aliasIds, facts);
        }
      };
    };
  }

  @Test
  void aFaultInARuleSetsOneStudentAsideAndTheNextVersionTakesItUpAgain() {
    String student = World.of(SETTINGS, NEIGHBOURS).pathways().firstKey();
    try (TopologyUnderTest topology = new TopologyUnderTest(faultyFor(student::equals, "1"))) {
      topology.deliver(NEIGHBOURS, new Random(SEED));
      quieten(topology);
      SortedMap<String, Pathway> expected = World.of(SETTINGS, NEIGHBOURS).pathways();
      assertThat(topology.pathways().keySet())
          .containsAll(expected.tailMap(student + " ").keySet());
      assertThat(topology.pathways()).doesNotContainKey(student);
      assertThat(topology.setAside()).containsOnlyKeys("pathways STUDENT " + student);
      assertThat(topology.setAside().get("pathways STUDENT " + student).getDetail())
          .matches("java.lang.ArithmeticException at SetAsideStudentsTest.java:\\d+");
      assertThat(topology.reasons()).containsEntry("INTERNAL_ERROR", 1);

      // The same version meets the same fault, and says nothing new.
      topology.restart(faultyFor(student::equals, "1"));
      quieten(topology);
      assertThat(topology.reasons()).containsEntry("INTERNAL_ERROR", 1);

      Reprocessing rederivation = topology.restart(faultyFor(each -> false, "2"));
      quieten(topology);
      assertThat(rederivation.students()).isPositive();
      assertThat(topology.setAside()).isEmpty();
      isWhatStands(topology, NEIGHBOURS);
    }
  }

  @Test
  void aFaultForEachOfMoreThanAHundredStopsTheTopology() {
    assertThatThrownBy(
            () -> {
              try (TopologyUnderTest topology =
                  new TopologyUnderTest(faultyFor(each -> true, "1"))) {
                for (int i = 0; i < 100; i++) {
                  topology.publish(course("s" + i, 1, 1, false));
                }
                topology.settle();
                assertThat(topology.setAside()).hasSize(100);
                topology.publish(course("s100", 1, 1, false));
              }
            })
        .hasStackTraceContaining("a rule failed on 101 in a row (student)")
        .hasStackTraceContaining("java.lang.ArithmeticException at SetAsideStudentsTest.java");
  }

  @Test
  void entriesNameStudentsByTheirIdInUtf8() {
    try (TopologyUnderTest topology = new TopologyUnderTest(SETTINGS, LIMITS, SIZES)) {
      topology.deliver(courses("Nuñez", 0, 300, 1, false), new Random(SEED));
      quieten(topology);
      assertThat(topology.setAside()).containsOnlyKeys("pathways STUDENT Nuñez");
      assertThat("Nuñez".getBytes(UTF_8)).hasSize(6);
    }
  }
}
