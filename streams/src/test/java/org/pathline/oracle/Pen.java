package org.pathline.oracle;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.pathline.domain.fact.Envelope;
import org.pathline.domain.fact.Fact;

/** Writes down the true facts of one person, under one of the person's ids each. */
final class Pen {
  private static final List<String> SOURCES = List.of("sis-north", "sis-south", "hub");

  private final List<String> ids;
  private final Dice dice;
  private final List<Fact> facts = new ArrayList<>();
  private int written;

  Pen(List<String> ids, Dice dice) {
    this.ids = ids;
    this.dice = dice;
  }

  /**
   * Envelope of a fact that took effect on a day, recorded some days later by a clock that is five
   * years slow: lives go on beyond today, and nothing can be recorded in the future.
   */
  Envelope envelope(LocalDate effective) {
    written++;
    long recorded =
        effective.minusYears(5).atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli()
            + dice.between(1, 60) * 86_400_000L
            + dice.between(0, 86_399_999);
    // Two persons never share a publisher's id unless their ids do.
    String factId = dice.percent(15) ? ids.get(0) + "#" + written : dice.percent(10) ? "" : null;
    return new Envelope(
        dice.percent(70) ? ids.get(0) : dice.of(ids), recorded, dice.of(SOURCES), false, factId);
  }

  void write(Fact fact) {
    facts.add(fact);
  }

  List<Fact> facts() {
    return facts;
  }

  Dice dice() {
    return dice;
  }
}
