package org.pathline.streams.pathways;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactOrder;
import org.pathline.domain.fact.Violation;
import org.pathline.domain.fact.Violation.Reason;
import org.pathline.domain.pathway.Derivation;
import org.pathline.domain.pathway.FactVersions;
import org.pathline.domain.pathway.Holding;
import org.pathline.domain.pathway.Pathway;
import org.pathline.domain.pathway.Pathway.Reached;
import org.pathline.domain.pathway.Settings;
import org.pathline.domain.pathway.StandingFacts;
import org.pathline.domain.pathway.StudentDoubts;
import org.pathline.domain.pathway.StudentLimits;
import org.pathline.domain.pathway.StudentState;
import org.pathline.streams.check.Faults;
import org.pathline.streams.check.GuardedRules;
import org.pathline.streams.check.SetAsides;
import org.pathline.streams.state.SpreadFacts;
import org.pathline.streams.wire.PathwayRecord;

/** The pathway of a student from the state, or why the student is set aside. */
final class StudentPathways {
  /**
   * What a student's state comes to.
   *
   * @param setAside why there is no pathway though facts stand; null where that is not so
   * @param bytes the encoded pathway; null where there is none
   * @param milestones those of the pathway
   * @param doubts what is doubtful in the facts of which it was derived
   */
  @SuppressWarnings("ArrayRecordComponent") // Passed on at once, never compared.
  record Derived(
      @Nullable Violation setAside,
      byte @Nullable [] bytes,
      List<Reached> milestones,
      List<StudentDoubts.Found> doubts) {
    static final Derived NOTHING = new Derived(null, null, List.of(), List.of());

    private static Derived setAside(Violation why) {
      return new Derived(why, null, List.of(), List.of());
    }
  }

  /** The one who resolves links tells of a hub, once for all its ids. */
  private static final Violation OF_A_HUB =
      new Violation(Reason.IDENTITY_HUB, "canonicalId", "one of more ids than a person can have");

  private final Derivation derivation;
  private final GuardedRules rules;
  private final FactOrder.Encoding encoding;
  private final PathwayRecord encoder;
  private final SpreadFacts spread;
  private final SetAsides setAsides;
  private final StudentLimits limits;
  private final Violation tooManyFacts;
  private final Faults faults = new Faults();

  StudentPathways(
      Derivation derivation,
      GuardedRules rules,
      FactOrder.Encoding encoding,
      PathwayRecord encoder,
      SpreadFacts spread,
      SetAsides setAsides,
      StudentLimits limits) {
    this.derivation = derivation;
    this.rules = rules;
    this.encoding = encoding;
    this.encoder = encoder;
    this.spread = spread;
    this.setAsides = setAsides;
    this.limits = limits;
    tooManyFacts =
        new Violation(
            Reason.TOO_MANY_FACTS,
            "studentId",
            "more than "
                + limits.mostFacts()
                + " facts stand under the ids of this student, or they make a pathway of more than "
                + limits.mostPathwayBytes()
                + " bytes; is the id a placeholder?");
  }

  StudentLimits limits() {
    return limits;
  }

  Settings settings() {
    return derivation.settings();
  }

  /**
   * Derives the pathway of the student who goes by an id.
   *
   * @param judge whether a rule may fail on a fact that stands: then there is no pathway until a
   *     release can say whether the fact is to be kept
   */
  Derived derive(String id, StudentState state, boolean judge) {
    if (state.isOfHub()) {
      return Derived.setAside(OF_A_HUB);
    }
    if (state.isAlias()) {
      return Derived.NOTHING;
    }
    if (state.hasMoreFactsThan(limits.mostFacts())) {
      return Derived.setAside(tooManyFacts);
    }
    StandingFacts facts = standing(id, state);
    try {
      if (judge) {
        facts.forEach(rules::judge);
      }
      Pathway pathway = derivation.derive(id, List.copyOf(state.received().keySet()), facts);
      faults.succeeded();
      if (pathway == null) {
        return Derived.NOTHING;
      }
      byte[] bytes = encoder.encode(pathway);
      return bytes.length > limits.mostPathwayBytes()
          ? Derived.setAside(tooManyFacts)
          : new Derived(
              null,
              bytes,
              pathway.milestones(),
              StudentDoubts.of(facts, !state.received().isEmpty()));
    } catch (RuntimeException fault) {
      return Derived.setAside(faults.violation("student", fault));
    }
  }

  private StandingFacts standing(String id, StudentState state) {
    return FactVersions.standing(state.isAtHand() ? state.all() : relevant(id, state), encoding);
  }

  /**
   * The versions that decide what stands, when some are spread: those that are not retracted, and
   * of the others those that compete with them. What stands is bounded; what was retracted is not.
   */
  private List<FactVersions> relevant(String id, StudentState state) {
    List<FactVersions> standing = new ArrayList<>();
    standing.add(standing(id, SpreadFacts.OWN, state.own()));
    for (Map.Entry<String, Holding> each : state.received().entrySet()) {
      standing.add(standing(id, each.getKey(), each.getValue()));
    }
    List<FactVersions> relevant = new ArrayList<>(standing);
    if (!state.received().isEmpty()) {
      relevant.add(competing(id, SpreadFacts.OWN, state.own(), standing));
      for (Map.Entry<String, Holding> each : state.received().entrySet()) {
        relevant.add(competing(id, each.getKey(), each.getValue(), standing));
      }
    }
    return relevant;
  }

  private FactVersions standing(String id, String fromId, Holding holding) {
    return holding.isSpread()
        ? spread.read(id, fromId, holding, fact -> !fact.envelope().retracted())
        : holding.versions();
  }

  private FactVersions competing(
      String id, String fromId, Holding holding, List<FactVersions> standing) {
    return holding.isSpread()
        ? spread.read(id, fromId, holding, fact -> isAmong(standing, fact))
        : FactVersions.EMPTY;
  }

  private static boolean isAmong(List<FactVersions> standing, Fact retracted) {
    return retracted.envelope().retracted()
        && standing.stream().anyMatch(versions -> versions.hasVersionOf(retracted));
  }

  /** Tells once that a student is set aside, and keeps the entry as long as it is. */
  void tellSetAside(
      String id,
      @Nullable Reason before,
      @Nullable Violation now,
      StudentFold.Publisher publisher) {
    byte[] key = setAsides.key(SetAsides.Kind.STUDENT, id);
    if (now != null && now.reason() != Reason.IDENTITY_HUB) {
      publisher.publish(
          Destination.SET_ASIDE, key, setAsides.entry(SetAsides.Kind.STUDENT, id, now));
      if (now.reason() != before) {
        publisher.publish(
            Destination.REJECTIONS, setAsides.rejectionKey(id), setAsides.rejection(id, now));
      }
    } else if (before != null && before != Reason.IDENTITY_HUB) {
      publisher.publish(Destination.SET_ASIDE, key, null);
    }
  }
}
