package org.pathline.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathline.domain.fact.Envelope;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactOrder;
import org.pathline.domain.fact.FactRules;
import org.pathline.domain.fact.IdentityLink;
import org.pathline.domain.fact.OutsideCourse;
import org.pathline.domain.fact.PaidBy;
import org.pathline.domain.fact.Violation;
import org.pathline.domain.fact.Violation.Reason;
import org.pathline.domain.pathway.Derivation;
import org.pathline.domain.pathway.Pathway;
import org.pathline.domain.pathway.PathwayDerivation;
import org.pathline.domain.pathway.Settings;
import org.pathline.domain.pathway.StandingFacts;
import org.pathline.oracle.Histories;
import org.pathline.oracle.Recorded;
import org.pathline.oracle.Versioned;
import org.pathline.streams.TopologyUnderTest;

/**
 * Facts on which a rule of this release fails: their student is set aside and they are kept, until
 * a release can say what they are.
 */
class UnjudgedFactsTest {
  private static final long SEED = 20_261_128L;
  private static final Settings SETTINGS = Settings.DEFAULT;
  private static final String ODD = "odd source";
  private static final List<Fact> NEIGHBOURS =
      Histories.of(SEED, 10, RealLists.vocabulary(SETTINGS)).delivery();

  /** A release whose rules say something of facts of the odd source, or fail on them. */
  private static Function<FactOrder.Encoding, Derivation> release(
      String number, Function<Fact, Violation> ofOdd) {
    return encoding -> {
      Derivation right = new PathwayDerivation(SETTINGS, encoding);
      return new Derivation() {
        @Override
        public Settings settings() {
          return right.settings();
        }

        @Override
        public String rules() {
          return number;
        }

        @Override
        public Pathway derive(String studentId, List<String> aliasIds, StandingFacts facts) {
          return right.derive(studentId, aliasIds, facts);
        }

        @Override
        public Violation firstViolation(Fact fact, long ingestMillis, boolean isPlain) {
          return fact.envelope().source().equals(ODD)
              ? ofOdd.apply(fact)
              : FactRules.firstViolation(fact, ingestMillis);
        }
      };
    };
  }

  private static Function<FactOrder.Encoding, Derivation> failing() {
    return release(
        "1",
        fact -> {
          throw new IllegalStateException("secret " + fact.envelope().studentId());
        });
  }

  private static Function<FactOrder.Encoding, Derivation> able() {
    return release("2", fact -> null);
  }

  private static Function<FactOrder.Encoding, Derivation> refusing() {
    return release("2", fact -> new Violation(Reason.INVALID_TEXT, "source", "is odd"));
  }

  private static Fact odd(String id, int number) {
    return new OutsideCourse(
        new Envelope(id, Recorded.at(number), ODD, false, null),
        "provider " + number,
        "02056",
        LocalDate.of(2010, 6, 1),
        PaidBy.FAMILY,
        true);
  }

  private static List<Fact> without(Predicate<Fact> facts, List<Fact> all) {
    return all.stream().filter(facts.negate()).toList();
  }

  private static boolean isOdd(Fact fact) {
    return fact.envelope().source().equals(ODD);
  }

  /** Students of whom there are pathways, in the order of their ids. */
  private static List<String> students() {
    return List.copyOf(World.of(SETTINGS, NEIGHBOURS).pathways().keySet());
  }

  private static void quieten(TopologyUnderTest topology) {
    topology.settle();
    topology.settle();
    topology.settle();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theirStudentIsSetAsideAndTheNextReleaseTakesThemUp(long order) {
    String first = students().get(0);
    String second = students().get(1);
    List<Fact> facts = new ArrayList<>(NEIGHBOURS);
    for (int i = 0; i < 5; i++) {
      facts.add(odd(first, i));
    }
    facts.add(odd(second, 1));
    Collections.shuffle(facts, new Random(order));
    for (var next : List.of(able(), refusing())) {
      try (TopologyUnderTest topology = new TopologyUnderTest(failing())) {
        topology.deliver(facts, new Random(order));
        quieten(topology);
        assertThat(topology.setAside())
            .containsOnlyKeys("pathways STUDENT " + first, "pathways STUDENT " + second);
        topology
            .setAside()
            .values()
            .forEach(
                each -> {
                  assertThat(each.getReason()).isEqualTo("INTERNAL_ERROR");
                  assertThat(each.getDetail())
                      .matches("java.lang.IllegalStateException at UnjudgedFactsTest.java:\\d+");
                });
        assertThat(topology.pathways()).doesNotContainKeys(first, second);
        assertThat(topology.pathways().keySet())
            .containsAll(students().subList(2, students().size()));
        assertThat(topology.reasons()).containsEntry("INTERNAL_ERROR", 2);
        // The same release, and the same facts again, say nothing new.
        topology.restart(failing());
        topology.deliver(facts, new Random(~order));
        quieten(topology);
        assertThat(topology.reasons()).containsEntry("INTERNAL_ERROR", 2);

        topology.restart(next);
        quieten(topology);
        assertThat(topology.setAside()).isEmpty();
        boolean refuses = topology.reasons().getOrDefault("INVALID_TEXT", 0) > 0;
        List<Fact> kept = refuses ? without(UnjudgedFactsTest::isOdd, facts) : facts;
        Expected.of(SETTINGS, kept).isWhatStandsIn(topology);
        assertThat(topology.reasons().getOrDefault("INVALID_TEXT", 0)).isIn(0, 6);
      }
    }
  }

  @Test
  void withdrawnTheStudentIsBackAtOnce() {
    String student = students().get(0);
    List<Fact> facts = new ArrayList<>(NEIGHBOURS);
    Fact odd = odd(student, 1);
    facts.add(odd);
    try (TopologyUnderTest topology = new TopologyUnderTest(failing())) {
      topology.deliver(facts, new Random(SEED));
      quieten(topology);
      assertThat(topology.setAside()).hasSize(1);
      // The source of a retraction is its own.
      Envelope envelope = odd.envelope();
      Fact withdrawal =
          Versioned.in(
              odd,
              new Envelope(
                  student, envelope.recordedAt() + 1, "another source", true, envelope.factId()));
      topology.publish(withdrawal);
      quieten(topology);
      assertThat(topology.setAside()).isEmpty();
      Expected.of(SETTINGS, NEIGHBOURS).isWhatStandsIn(topology);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void heldByAnotherIdOfTheStudentTheyCountAsMuch(long order) {
    String student = students().get(0);
    List<Fact> facts = new ArrayList<>(NEIGHBOURS);
    facts.add(odd("alias", 1));
    facts.add(
        new IdentityLink(new Envelope("alias", Recorded.at(1), "district", false, null), student));
    Collections.shuffle(facts, new Random(order));
    try (TopologyUnderTest topology = new TopologyUnderTest(failing())) {
      topology.deliver(facts, new Random(order));
      quieten(topology);
      assertThat(topology.setAside()).containsOnlyKeys("pathways STUDENT " + student);
      assertThat(topology.pathways()).doesNotContainKeys("alias", student);
      topology.restart(able());
      quieten(topology);
      assertThat(topology.setAside()).isEmpty();
      Expected.of(SETTINGS, facts).isWhatStandsIn(topology);
    }
  }
}
