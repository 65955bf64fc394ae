package org.pathline.delivery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pathline.delivery.Change.Kind;
import org.pathline.domain.fact.Envelope;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactOrder;
import org.pathline.domain.fact.FactType;
import org.pathline.domain.fact.Payload;

/**
 * What a delivery makes of the facts of one student.
 *
 * <p>What is sent is a function of what stands and what is delivered: a version that would not
 * stand as it was recorded is sent as recorded one millisecond after the version that it replaces,
 * and so is a withdrawal.
 */
final class StudentChanges {
  private final Scope scope;
  private final StudentPlaces places;
  private final FactOrder.Encoding encoding;
  private final List<Change> changes = new ArrayList<>();

  private StudentChanges(Scope scope, List<HeldFact> student, FactOrder.Encoding encoding) {
    this.scope = scope;
    this.places = new StudentPlaces(student);
    this.encoding = encoding;
  }

  /** Changes of a student's facts; of facts outside the scope only what the delivery says. */
  static List<Change> of(Scope scope, List<HeldFact> student, FactOrder.Encoding encoding) {
    StudentChanges all = new StudentChanges(scope, student, encoding);
    int from = 0;
    for (int i = 1; i <= student.size(); i++) {
      if (i == student.size() || student.get(i).type() != student.get(from).type()) {
        all.ofOneType(student.subList(from, i));
        from = i;
      }
    }
    return all.changes;
  }

  private void ofOneType(List<HeldFact> facts) {
    List<HeldFact> gone = new ArrayList<>();
    List<HeldFact> come = new ArrayList<>();
    List<HeldFact> both = new ArrayList<>();
    Set<HeldFact> rivalled = new HashSet<>();
    StillClaimed claimed = new StillClaimed(facts);
    for (int i = 0; i < facts.size(); i++) {
      HeldFact held = facts.get(i);
      // Facts come in the order of their identities.
      if (held.isForeignToo()
          || (i > 0 && held.hasIdentityOf(facts.get(i - 1)))
          || (i + 1 < facts.size() && held.hasIdentityOf(facts.get(i + 1)))) {
        rivalled.add(held);
      }
      Fact delivered = held.delivered();
      if (held.isDelivered()) {
        (isHeld(held) ? both : come).add(held);
      } else if (held.isStanding()
          && (delivered != null || places.covers(scope, held.standing()))) {
        if (delivered == null && claimed.isNamed(held)) {
          changes.add(kept(held));
        } else {
          gone.add(held);
        }
      } else if (delivered != null && held.published() == null) {
        // It withdraws what may yet arrive.
        changes.add(
            change(Kind.UNCHANGED, null, delivered, FactPlace.NONE, false, List.of(delivered)));
      }
    }
    Map<HeldFact, HeldFact> moved = new IdentityHashMap<>();
    Set<HeldFact> targets = new HashSet<>();
    if (!gone.isEmpty() && facts.get(0).type() != FactType.IDENTITIES) {
      moveToOtherIds(gone, come, both, moved);
      targets.addAll(moved.values());
      List<HeldFact> freeToGo =
          gone.stream()
              .filter(held -> !moved.containsKey(held) && held.delivered() == null)
              .toList();
      List<HeldFact> freeToCome = come.stream().filter(held -> !targets.contains(held)).toList();
      if (!freeToGo.isEmpty() && !freeToCome.isEmpty()) {
        moved.putAll(Rekeying.of(freeToGo, freeToCome));
        targets.addAll(moved.values());
      }
    }
    for (HeldFact held : gone) {
      boolean stays = held.delivered() == null && !moved.containsKey(held) && claimed.may(held);
      changes.add(stays ? kept(held) : gone(held, moved.get(held)));
    }
    come.stream().filter(held -> !targets.contains(held)).forEach(held -> changes.add(come(held)));
    both.stream()
        .filter(held -> !targets.contains(held))
        .forEach(held -> changes.add(both(held, rivalled.contains(held))));
  }

  /** Whether the source has published the fact and not withdrawn it since. */
  private static boolean isHeld(HeldFact held) {
    Fact published = held.published();
    return published != null && !published.envelope().retracted();
  }

  /** The same fact under another of the student's ids, whatever it says now. */
  private static void moveToOtherIds(
      List<HeldFact> gone,
      List<HeldFact> come,
      List<HeldFact> both,
      Map<HeldFact, HeldFact> moved) {
    Map<String, List<HeldFact>> delivered = new HashMap<>();
    for (List<HeldFact> some : List.of(come, both)) {
      for (HeldFact held : some) {
        delivered.computeIfAbsent(identity(held), absent -> new ArrayList<>()).add(held);
      }
    }
    for (HeldFact held : gone) {
      List<HeldFact> candidates = delivered.getOrDefault(identity(held), List.of());
      for (HeldFact candidate : candidates) {
        if (!candidate.studentId().equals(held.studentId()) && candidate.hasIdentityOf(held)) {
          moved.put(held, candidate);
          candidates.remove(candidate);
          break;
        }
      }
    }
  }

  private static String identity(HeldFact held) {
    Fact delivered = held.delivered();
    return (delivered == null ? held.standing() : delivered).identity();
  }

  private Change kept(HeldFact held) {
    Fact before = held.standing();
    return change(Kind.KEPT, before, null, places.of(before), true, List.of());
  }

  private Change gone(HeldFact held, @Nullable HeldFact goesOnAs) {
    Fact before = held.standing();
    FactPlace place = places.of(before);
    boolean inScope = places.covers(scope, before);
    Fact withdrawal = withdrawal(held);
    if (goesOnAs == null) {
      return change(Kind.WITHDRAWN, before, null, place, inScope, List.of(withdrawal));
    }
    Fact after = Objects.requireNonNull(goesOnAs.delivered());
    List<Fact> toSend = new ArrayList<>(List.of(withdrawal));
    // Versions of one fact compete across the ids of a student, so the withdrawal does, too.
    long later = held.hasIdentityOf(goesOnAs) ? withdrawal.envelope().recordedAt() + 1 : 0;
    Fact published = goesOnAs.published();
    if (published == null
        || published.envelope().retracted()
        || published.envelope().recordedAt() < later
        || !says(published, after)) {
      toSend.add(after(Math.max(later, earliest(published, after)), after));
    }
    return change(Kind.REKEYED, before, after, place, inScope, toSend);
  }

  private Change come(HeldFact held) {
    Fact after = Objects.requireNonNull(held.delivered());
    FactPlace place = places.of(after);
    Fact sent = after(earliest(held.published(), after), after);
    return new Change(
        Kind.NEW,
        null,
        after,
        place,
        places.covers(scope, after),
        List.of(sent),
        !held.prevails(sent));
  }

  /**
   * A fact that was published and is delivered.
   *
   * @param rivalled whether other sources, or other ids of the student, have versions of it: then
   *     it matters when it was recorded, even where it says the same
   */
  private Change both(HeldFact held, boolean rivalled) {
    Fact before = held.standing();
    Fact after = Objects.requireNonNull(held.delivered());
    FactPlace place = places.of(after);
    boolean inScope = places.covers(scope, after);
    if (says(before, after)) {
      boolean later = after.envelope().recordedAt() > before.envelope().recordedAt();
      boolean speaksAgain = !held.prevails(before) && held.prevails(after);
      return new Change(
          speaksAgain ? Kind.CHANGED : Kind.UNCHANGED,
          before,
          after,
          place,
          inScope,
          rivalled && later ? List.of(after) : List.of(),
          !held.prevails(before) && !speaksAgain);
    }
    Fact sent = after(earliest(before, after), after);
    return new Change(
        Kind.CHANGED, before, after, place, inScope, List.of(sent), !held.prevails(sent));
  }

  private static Change change(
      Kind kind,
      @Nullable Fact before,
      @Nullable Fact after,
      FactPlace place,
      boolean inScope,
      List<Fact> toSend) {
    return new Change(kind, before, after, place, inScope, toSend, false);
  }

  /** Whether two versions differ in nothing but when they were recorded. */
  private static boolean says(Fact before, Fact after) {
    return Objects.equals(blankToNull(before), blankToNull(after)) && Payload.isSame(before, after);
  }

  private static @Nullable String blankToNull(Fact fact) {
    return fact.envelope().hasFactId() ? fact.envelope().factId() : null;
  }

  /** When a version must have been recorded at the earliest, to stand against the one before. */
  private long earliest(@Nullable Fact before, Fact after) {
    return before == null || FactOrder.supersedes(after, before, encoding)
        ? 0
        : before.envelope().recordedAt() + 1;
  }

  private static Fact after(long earliest, Fact fact) {
    Envelope e = fact.envelope();
    return e.recordedAt() >= earliest
        ? fact
        : Payload.in(
            fact, new Envelope(e.studentId(), earliest, e.source(), e.retracted(), e.factId()));
  }

  private Fact withdrawal(HeldFact held) {
    Fact before = held.standing();
    Fact stated = held.delivered();
    if (stated != null && FactOrder.supersedes(stated, before, encoding)) {
      return stated;
    }
    Envelope e = before.envelope();
    return Payload.in(
        before, new Envelope(e.studentId(), e.recordedAt() + 1, e.source(), true, e.factId()));
  }
}
