package org.pathline.streams.policies;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.pathline.domain.effect.cell.Cell;
import org.pathline.domain.fact.Acceleration;
import org.pathline.domain.fact.ClassroomPolicy;
import org.pathline.domain.fact.Envelope;
import org.pathline.domain.fact.Indicator;
import org.pathline.domain.fact.RaceEthnicity;
import org.pathline.domain.fact.Regime;
import org.pathline.domain.fact.Subject;
import org.pathline.domain.outcome.CellKey;
import org.pathline.domain.outcome.CellSums;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.pathway.Pathway.PriorAchievement;
import org.pathline.domain.pathway.Settings;
import org.pathline.oracle.Recorded;

/** Cells of twelve schools in two districts over seven years, of which five stop sorting. */
final class FewSchools {
  private static final int SCHOOLS = 6;
  private static final int FIRST = 2004;
  private static final int LAST = 2010;
  private static final int MEMBERS = 25;

  private FewSchools() {}

  static List<Cell> cells(Settings settings, Random random) {
    List<Cell> cells = new ArrayList<>();
    for (String district : List.of("D1", "D2")) {
      for (int school = 0; school < SCHOOLS; school++) {
        for (int year = FIRST; year <= LAST; year++) {
          for (int group = 0; group < 8; group++) {
            cells.add(
                new Cell(
                    new CellKey(
                        settings,
                        district,
                        "S" + school,
                        year,
                        Subject.MATHEMATICS,
                        group % 2 == 0 ? RaceEthnicity.WHITE : RaceEthnicity.BLACK,
                        group / 2 % 2 == 0 ? Indicator.NO : Indicator.YES,
                        group / 4 == 0 ? PriorAchievement.HIGH : PriorAchievement.LOW),
                    sums(random)));
          }
        }
      }
    }
    return cells;
  }

  /** Every outcome of most members is known, and less than half attained it. */
  static CellSums sums(Random random) {
    long[] counts = new long[CellSums.COUNTS];
    counts[0] = MEMBERS;
    for (int i = 0; i < Outcome.all().size(); i++) {
      counts[1 + 3 * i] = MEMBERS;
      counts[2 + 3 * i] = MEMBERS - random.nextInt(3);
      counts[3 + 3 * i] = 5 + random.nextInt(8);
    }
    BigInteger scale = BigInteger.TEN.pow(9);
    long points = 60 + random.nextInt(10);
    return new CellSums(
        counts,
        scale.multiply(BigInteger.valueOf(points)),
        scale.multiply(scale).multiply(BigInteger.valueOf(3 * points)));
  }

  /** District policies of years, and those of the schools that stop sorting in 2007 and 2008. */
  static List<ClassroomPolicy> policies() {
    List<ClassroomPolicy> policies = new ArrayList<>();
    policies.add(policy("all", "D1", null, Regime.TRACKED, 2000, 1, false));
    policies.add(policy("all2", "D2", null, Regime.TRACKED, 2000, 1, false));
    for (int school = 0; school < 5; school++) {
      policies.add(
          policy(
              "stop" + school,
              school % 2 == 0 ? "D1" : "D2",
              "S" + school,
              Regime.DETRACKED,
              2007 + school % 2,
              1,
              false));
    }
    return policies;
  }

  static ClassroomPolicy policy(
      String id, String district, String school, Regime regime, int from, long at, boolean gone) {
    return new ClassroomPolicy(
        new Envelope(id, Recorded.at(at), "district", gone, null),
        district,
        school,
        Subject.MATHEMATICS,
        "06",
        "08",
        regime,
        Acceleration.NONE,
        from,
        null,
        "https://example.org");
  }
}
