package org.pathline.simulate;

import org.pathline.domain.fact.Envelope;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.IdentityLink;
import org.pathline.publish.FactRow;

/**
 * Writes lives down as real systems do: with corrections, duplicates, facts that are withdrawn, and
 * records that arrive late. What finally stands is the life, whatever the order of the rows.
 */
final class Messiness {
  private static final double CORRECTED = 0.03;
  private static final double WITHDRAWN = 0.008;
  private static final double DUPLICATED = 0.015;
  private static final double LATE = 0.01;

  private final boolean clean;
  private final UnitOutput out;
  private final Draws dice;

  Messiness(boolean clean, UnitOutput out, Draws dice) {
    this.clean = clean;
    this.out = out;
    this.dice = dice;
  }

  void write(Fact fact) {
    if (clean) {
      out.add(fact.type(), FactRow.of(fact), false);
      return;
    }
    Fact earlier = dice.chance(CORRECTED) ? earlierVersion(fact) : null;
    boolean inOrder = dice.chance(0.6);
    if (earlier != null && inOrder) {
      send(earlier);
    }
    send(fact);
    if (earlier != null && !inOrder) {
      send(earlier);
    }
    if (earlier != null) {
      out.count(Mess.CORRECTIONS);
    }
    if (dice.chance(WITHDRAWN)) {
      withdraw(fact);
    }
  }

  private Fact earlierVersion(Fact fact) {
    Envelope e = fact.envelope();
    long before = Days.plus(e.recordedAt(), -dice.between(1, 9));
    return Mistakes.version(
        fact, new Envelope(e.studentId(), before, e.source(), false, e.factId()), dice);
  }

  /** Sends a fact that never was, and its retraction before or after it. */
  private void withdraw(Fact model) {
    Envelope e = model.envelope();
    boolean named = dice.chance(0.5);
    Fact stray =
        named
            ? Mistakes.version(
                model, new Envelope(e.studentId(), e.recordedAt(), e.source(), false, "x1"), dice)
            : Mistakes.stray(
                model, new Envelope(e.studentId(), e.recordedAt(), e.source(), false, null));
    if (stray == null) {
      return;
    }
    withdraw(stray, retraction(stray));
  }

  private void withdraw(Fact stray, String[] retraction) {
    boolean early = dice.chance(0.4);
    if (early) {
      out.add(stray.type(), retraction, false);
      out.count(Mess.EARLY_RETRACTIONS);
    }
    send(stray);
    if (!early) {
      out.add(stray.type(), retraction, isLate());
    }
    out.count(Mess.RETRACTIONS);
  }

  /** Row that withdraws a fact some days later. */
  private String[] retraction(Fact fact) {
    long later = Days.plus(fact.envelope().recordedAt(), dice.between(5, 90));
    return FactRow.retraction(fact, later, dice.chance(0.5));
  }

  private void send(Fact fact) {
    String[] row = FactRow.of(fact);
    out.add(fact.type(), row, isLate());
    if (dice.chance(DUPLICATED)) {
      out.add(fact.type(), row, isLate());
      out.count(Mess.DUPLICATES);
    }
  }

  private boolean isLate() {
    boolean late = dice.chance(LATE);
    if (late) {
      out.count(Mess.LATE);
    }
    return late;
  }

  /**
   * Writes how ids belong together.
   *
   * @param wrongId an id of somebody else, to which a link may first point by mistake
   */
  void link(Life life, String wrongId) {
    for (Alias alias : life.aliases()) {
      long recorded = Days.noon(alias.from().plusDays(400));
      IdentityLink link = link(alias, recorded, alias.canonical());
      if (alias.joined()) {
        if (!clean && dice.chance(0.25)) {
          send(link(alias, Days.plus(recorded, -30), wrongId));
          out.count(Mess.CORRECTIONS);
        }
        send(link);
      } else if (!clean) {
        withdraw(link, retraction(link));
      }
    }
  }

  private static IdentityLink link(Alias alias, long recorded, String canonical) {
    return new IdentityLink(
        new Envelope(alias.id(), recorded, "state-registry", false, null), canonical);
  }
}
