package org.pathline.oracle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.pathline.domain.fact.Acceleration;
import org.pathline.domain.fact.ClassroomPolicy;
import org.pathline.domain.fact.Envelope;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.GradeLevel;
import org.pathline.domain.fact.Regime;
import org.pathline.domain.fact.Subject;

/** Policies of the districts and schools of {@link Histories}: published, corrected, withdrawn. */
public final class PolicyHistory {
  private PolicyHistory() {}

  /** Versions of some policies in any order, a few of which break a rule. */
  public static List<Fact> of(long seed, int policies) {
    Dice dice = new Dice(seed);
    List<Fact> versions = new ArrayList<>();
    for (int i = 0; i < policies; i++) {
      String id = "P" + i;
      for (int version = dice.of(1, 1, 2, 3); version > 0; version--) {
        versions.add(policy(dice, id, dice.between(1, 4)));
      }
    }
    Collections.shuffle(versions, new Random(dice.seed()));
    return versions;
  }

  private static ClassroomPolicy policy(Dice dice, String id, long recordedAt) {
    int from = dice.between(2003, 2012);
    int gradeFrom = dice.between(4, 11);
    return new ClassroomPolicy(
        new Envelope(id, Recorded.at(recordedAt), "board", dice.percent(15), null),
        dice.of("D1", "D2", "D3"),
        dice.percent(50) ? null : dice.of("S1", "S10", "S2"),
        dice.percent(85) ? Subject.MATHEMATICS : Subject.SCIENCE,
        GradeLevel.of(gradeFrom),
        // One step back is a range that no rule allows.
        GradeLevel.of(Math.min(12, gradeFrom + dice.between(-1, 7))),
        dice.of(Regime.DETRACKED, Regime.TRACKED, Regime.PARTIALLY_TRACKED),
        Acceleration.NONE,
        from,
        dice.percent(50) ? null : Integer.valueOf(from + dice.between(0, 4)),
        "https://example.org/" + id);
  }
}
