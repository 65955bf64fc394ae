package org.pathline.streams.pathways;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.erasure.ErasedIds;
import org.pathline.domain.fact.Canary;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactOrder;
import org.pathline.domain.fact.Violation.Reason;
import org.pathline.domain.pathway.FactVersions;
import org.pathline.domain.pathway.Holding;
import org.pathline.domain.pathway.Pathway.Reached;
import org.pathline.domain.pathway.Settings;
import org.pathline.domain.pathway.StudentLimits;
import org.pathline.domain.pathway.StudentState;
import org.pathline.streams.check.GuardedRules;
import org.pathline.streams.codec.Fingerprint;
import org.pathline.streams.codec.StudentStateCodec;
import org.pathline.streams.pathways.PendingStudents.Pending;
import org.pathline.streams.state.SpreadFacts;
import org.pathline.streams.wire.PathwayRecord;

/** Folds what arrived for one student into its state and says what is to be published. */
final class StudentFold {
  /** Where publications go. */
  @FunctionalInterface
  interface Publisher {
    void publish(Destination destination, byte[] key, byte @Nullable [] value);
  }

  /** Takes the facts that arrived, one at a time. */
  @FunctionalInterface
  interface Arrivals {
    /** A fact and the length of its encoding. */
    void fact(Fact fact, int length);
  }

  /** So many facts are folded at once, so that a placeholder's never lie in memory together. */
  private static final int MOST_AT_ONCE = 10_000;

  private final FactOrder.Encoding encoding;
  private final StudentStateCodec stateCodec = new StudentStateCodec();
  private final SpreadFacts spread;
  private final StudentPathways pathways;
  private final GuardedRules rules;
  private final PathwayRecord encoder;
  private final PublishedDoubts doubts;
  private final Settings settings;
  private final StudentLimits limits;
  private final ErasedIds erased;

  StudentFold(
      FactOrder.Encoding encoding,
      StudentPathways pathways,
      GuardedRules rules,
      PathwayRecord encoder,
      PublishedDoubts doubts,
      SpreadFacts spread,
      ErasedIds erased) {
    this.erased = erased;
    this.encoding = encoding;
    this.pathways = pathways;
    this.rules = rules;
    this.encoder = encoder;
    this.doubts = doubts;
    this.spread = spread;
    this.settings = pathways.settings();
    this.limits = pathways.limits();
  }

  /**
   * State after the arrivals, or the same bytes where nothing changed.
   *
   * @param arrivals hands on the facts that arrived and keep the rules
   * @param stored bytes of the state in the store, or null
   * @return bytes for the store; null where nothing is left to keep
   */
  byte @Nullable [] fold(
      Pending pending, Consumer<Arrivals> arrivals, byte @Nullable [] stored, Publisher publisher) {
    String id = pending.studentId;
    StudentState before = stateCodec.decode(id, stored);
    Own own = new Own(id, before.own(), stored == null ? 0 : stored.length);
    long failures = rules.failures();
    arrivals.accept(own::add);
    // Other ids hand over what they hold, whether a rule failed on it or not.
    boolean judge =
        rules.failures() != failures
            || !pending.handedOver().isEmpty()
            || before.setAside() == Reason.INTERNAL_ERROR;
    own.end();
    if (erased.has(id)) {
      own.erase();
    }
    StudentState state = before.withOwn(own.holding);
    for (Map.Entry<String, HandOver> each : pending.handedOver().entrySet()) {
      Holding held = state.received().getOrDefault(each.getKey(), Holding.NOTHING);
      Holding holding = each.getValue().holding(id, held, stateCodec, spread);
      state = state.withReceived(each.getKey(), holding);
    }
    if (pending.resolvedTo != null) {
      state = state.withGoesOnAs(pending.resolvedTo.equals(id) ? null : pending.resolvedTo);
    }
    boolean moved = !Objects.equals(before.goesOnAs(), state.goesOnAs());
    boolean ownChanged = before.own() != state.own() || !own.changed.isEmpty();
    boolean erasing = erased.has(id) && before.published() != Fingerprint.NONE;
    if (!moved && !ownChanged && !erasing && pending.handedOver().isEmpty()) {
      return stored;
    }
    handOver(id, before, state, ownChanged, own.changed, publisher);
    state = publish(id, state, judge, state.milestones(), publisher);
    return state.isEmpty() ? null : stateCodec.encode(before, state);
  }

  /**
   * State after deriving what is kept anew, by other rules or under other settings.
   *
   * @param keeps whether a fact keeps the rules of today, or may; the others are dropped
   * @param reportAll whether milestones are published again, as each report names the settings
   */
  byte @Nullable [] deriveAnew(
      String id, byte[] stored, Predicate<Fact> keeps, boolean reportAll, Publisher publisher) {
    StudentState before = stateCodec.decode(id, stored);
    Map<Integer, byte[]> changed = new TreeMap<>();
    long failures = rules.failures();
    Holding own =
        before.own().isSpread()
            ? spread.only(id, SpreadFacts.OWN, before.own(), keeps, changed)
            : only(before.own(), keeps);
    StudentState state = before.withOwn(own);
    handOver(id, before, state, own != before.own(), changed, publisher);
    boolean judge = rules.failures() != failures || !state.received().isEmpty();
    List<Reached> reported = reportAll ? List.of() : before.milestones();
    state = publish(id, state, judge, reported, publisher);
    return state == before ? stored : state.isEmpty() ? null : stateCodec.encode(before, state);
  }

  private static Holding only(Holding holding, Predicate<Fact> keeps) {
    FactVersions kept = holding.versions().only(keeps);
    return kept == holding.versions() ? holding : Holding.of(kept);
  }

  /** The versions of an id of its own while facts arrive. */
  private final class Own {
    private final String id;
    private final List<Fact> gathered = new ArrayList<>();
    private final Map<Integer, byte[]> changed = new TreeMap<>();
    private Holding holding;
    private long mostBytes;

    Own(String id, Holding holding, int bytes) {
      this.id = id;
      this.holding = holding;
      this.mostBytes = bytes;
    }

    void add(Fact fact, int length) {
      gathered.add(fact);
      mostBytes += length;
      if (gathered.size() == MOST_AT_ONCE) {
        end();
      }
    }

    /** Nothing is left, however the facts lay. */
    void erase() {
      if (holding.isSpread()) {
        spread.delete(id, SpreadFacts.OWN, holding);
      }
      holding = holding.isEmpty() ? holding : Holding.NOTHING;
      changed.clear();
    }

    void end() {
      if (gathered.isEmpty()) {
        return;
      }
      if (holding.isSpread()) {
        holding = spread.fold(id, SpreadFacts.OWN, holding, gathered, changed);
      } else {
        FactVersions after = holding.versions().fold(gathered, encoding);
        holding = after == holding.versions() ? holding : Holding.of(after);
        if (mostBytes > spread.sizes().ownAtHand()) {
          mostBytes = stateCodec.encodeVersions(after).length;
          if (mostBytes > spread.sizes().ownAtHand()) {
            holding = spread.spread(id, SpreadFacts.OWN, after, (int) mostBytes, changed);
          }
        }
      }
      gathered.clear();
    }
  }

  /** Hands the facts of an alias over to the id under which they go on, or takes them back. */
  private void handOver(
      String id,
      StudentState before,
      StudentState state,
      boolean ownChanged,
      Map<Integer, byte[]> changed,
      Publisher publisher) {
    boolean moved = !Objects.equals(before.goesOnAs(), state.goesOnAs());
    if (moved && before.isAlias() && !before.own().isEmpty()) {
      byte[] nothing = stateCodec.encodeVersions(FactVersions.EMPTY);
      transfer(before.canonicalId(), new Transfer.HandedOver(id, nothing), publisher);
    }
    if (!state.isAlias() || !moved && !ownChanged || state.own().isEmpty() && !ownChanged) {
      return;
    }
    Holding own = state.own();
    if (own.standing() > limits.mostFacts()) {
      transfer(state.canonicalId(), new Transfer.Counted(id, own.standing()), publisher);
    } else if (own.isSpread()) {
      boolean all =
          moved
              || own.parts() != before.own().parts()
              || before.own().standing() > limits.mostFacts();
      for (int part = 0; part < own.parts(); part++) {
        byte[] bytes =
            all
                ? stateCodec.encodeVersions(spread.part(id, SpreadFacts.OWN, part))
                : changed.get(part);
        if (bytes != null) {
          transfer(
              state.canonicalId(),
              new Transfer.HandedOverPart(id, part, own.parts(), own.standing(), bytes),
              publisher);
        }
      }
    } else {
      byte[] bytes = stateCodec.encodeVersions(own.versions());
      transfer(state.canonicalId(), new Transfer.HandedOver(id, bytes), publisher);
    }
  }

  private static void transfer(String to, Transfer transfer, Publisher publisher) {
    publisher.publish(Destination.TRANSFERS, to.getBytes(UTF_8), transfer.toBytes());
  }

  /**
   * Derives and publishes what differs from what was published last.
   *
   * @param judge whether a rule may fail on a fact that stands
   * @param reported milestones that need no new report where they are still held
   */
  private StudentState publish(
      String id, StudentState before, boolean judge, List<Reached> reported, Publisher publisher) {
    byte[] key = id.getBytes(UTF_8);
    if (Canary.is(id)) {
      publisher.publish(Destination.PATHWAYS, key, null);
      return before;
    }
    StudentPathways.Derived derived =
        erased.has(id) ? StudentPathways.Derived.NOTHING : pathways.derive(id, before, judge);
    StudentState state =
        before.withDoubts(doubts.tell(id, before.doubts(), derived.doubts(), publisher));
    pathways.tellSetAside(id, state.setAside(), derived.setAside(), publisher);
    Reason why = derived.setAside() == null ? null : derived.setAside().reason();
    byte[] bytes = derived.bytes();
    long fingerprint = bytes == null ? Fingerprint.NONE : Fingerprint.of(bytes);
    if (fingerprint != state.published()) {
      publisher.publish(Destination.PATHWAYS, key, bytes);
    } else if (why == state.setAside()) {
      return state;
    }
    publishMilestones(id, state.milestones(), reported, derived.milestones(), publisher);
    return state.withPublished(why, fingerprint, derived.milestones());
  }

  private void publishMilestones(
      String id,
      List<Reached> before,
      List<Reached> reported,
      List<Reached> after,
      Publisher publisher) {
    for (Reached reached : before) {
      if (after.stream().noneMatch(each -> each.milestone() == reached.milestone())) {
        publishMilestone(id, reached, false, publisher);
      }
    }
    for (Reached reached : after) {
      if (!reported.contains(reached)) {
        publishMilestone(id, reached, true, publisher);
      }
    }
  }

  private void publishMilestone(String id, Reached reached, boolean attained, Publisher publisher) {
    publisher.publish(
        Destination.MILESTONES,
        id.getBytes(UTF_8),
        encoder.encode(id, settings, reached, attained));
  }
}
