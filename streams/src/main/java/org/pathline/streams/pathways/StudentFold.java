package org.pathline.streams.pathways;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.pathline.domain.fact.Canary;
import org.pathline.domain.pathway.FactVersions;
import org.pathline.domain.pathway.Pathway;
import org.pathline.domain.pathway.Pathway.Reached;
import org.pathline.domain.pathway.PathwayDerivation;
import org.pathline.domain.pathway.StudentState;
import org.pathline.streams.codec.FactCodec;
import org.pathline.streams.codec.Fingerprint;
import org.pathline.streams.codec.PathwayEncoder;
import org.pathline.streams.codec.StudentStateCodec;
import org.pathline.streams.pathways.PendingStudents.Pending;

/** Folds what arrived for one student into its state and says what is to be published. */
final class StudentFold {
  /** Where publications go. */
  interface Publisher {
    void publish(Emission.Kind kind, String key, byte[] value);
  }

  private final FactCodec factCodec = new FactCodec();
  private final StudentStateCodec stateCodec = new StudentStateCodec();
  private final PathwayDerivation derivation;
  private final PathwayEncoder encoder;

  StudentFold(PathwayDerivation derivation, PathwayEncoder encoder) {
    this.derivation = derivation;
    this.encoder = encoder;
  }

  FactCodec factCodec() {
    return factCodec;
  }

  StudentStateCodec stateCodec() {
    return stateCodec;
  }

  /**
   * State after the arrivals, or the same bytes where nothing changed.
   *
   * @param stored bytes of the state in the store, or null
   * @return bytes for the store; null where nothing is left to keep
   */
  byte[] fold(Pending pending, byte[] stored, Publisher publisher) {
    String id = pending.studentId;
    StudentState before = stateCodec.decode(id, stored);
    StudentState state = before.withOwn(before.own().fold(pending.facts, factCodec));
    for (Map.Entry<String, FactVersions> handedOver : pending.handedOver().entrySet()) {
      state = state.withReceived(handedOver.getKey(), handedOver.getValue());
    }
    if (pending.resolvedTo != null) {
      state = state.withGoesOnAs(pending.resolvedTo.equals(id) ? null : pending.resolvedTo);
    }
    boolean moved = !Objects.equals(before.goesOnAs(), state.goesOnAs());
    boolean ownChanged = before.own() != state.own();
    if (!moved && !ownChanged && pending.handedOver().isEmpty()) {
      return stored;
    }
    handOver(id, before, state, moved, ownChanged, publisher);
    state = publish(id, state, state.milestones(), publisher);
    return state.isEmpty() ? null : stateCodec.encode(before, state);
  }

  /**
   * State after deriving the same facts under other settings; milestones are published again, since
   * each report names the settings it was made under.
   */
  byte[] deriveAnew(String id, byte[] stored, Publisher publisher) {
    StudentState before = stateCodec.decode(id, stored);
    List<Reached> unreported = List.of();
    StudentState state = publish(id, before, unreported, publisher);
    return state == before ? stored : stateCodec.encode(before, state);
  }

  private void handOver(
      String id,
      StudentState before,
      StudentState state,
      boolean moved,
      boolean ownChanged,
      Publisher publisher) {
    if (moved && before.isAlias() && !before.own().isEmpty()) {
      transfer(before.goesOnAs(), id, FactVersions.EMPTY, publisher);
    }
    if (state.isAlias() && (moved || ownChanged) && !state.own().isEmpty()) {
      transfer(state.goesOnAs(), id, state.own(), publisher);
    }
  }

  private void transfer(String to, String from, FactVersions versions, Publisher publisher) {
    byte[] bytes = stateCodec.encodeVersions(versions);
    publisher.publish(Emission.Kind.TRANSFER, to, new Transfer.HandedOver(from, bytes).toBytes());
  }

  /**
   * Derives and publishes what differs from what was published last.
   *
   * @param reported milestones that need no new report where they are still held
   */
  private StudentState publish(
      String id, StudentState state, List<Reached> reported, Publisher publisher) {
    if (Canary.is(id)) {
      publisher.publish(Emission.Kind.PATHWAY, id, null);
      return state;
    }
    Pathway pathway =
        state.isAlias()
            ? null
            : derivation.derive(id, aliasIds(state), FactVersions.standing(state.all(), factCodec));
    byte[] bytes = pathway == null ? null : encoder.encode(pathway);
    long fingerprint = bytes == null ? Fingerprint.NONE : Fingerprint.of(bytes);
    if (fingerprint == state.published()) {
      return state;
    }
    publisher.publish(Emission.Kind.PATHWAY, id, bytes);
    List<Reached> reached = pathway == null ? List.of() : pathway.milestones();
    publishMilestones(id, state.milestones(), reported, reached, publisher);
    return state.withPublished(fingerprint, reached);
  }

  private static List<String> aliasIds(StudentState state) {
    return state.received().isEmpty() ? List.of() : List.copyOf(state.received().keySet());
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
        Emission.Kind.MILESTONE, id, encoder.encode(id, derivation.settings(), reached, attained));
  }
}
