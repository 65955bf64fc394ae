package org.pathline.streams.policies;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pathline.domain.effect.cell.Cell;
import org.pathline.domain.effect.dose.SchoolSorting;
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
import org.pathline.domain.policy.StandingPolicies;
import org.pathline.oracle.Recorded;
import org.pathline.streams.codec.FactCodec;
import org.pathline.streams.registry.WireFormat;

/**
 * What a round of all standing questions costs over many schools, in processor time of one thread:
 * {@code -Danswers.schools=4000}. Asserts no time.
 */
@Tag("slow")
class AnswersCostTest {
  private static final int SCHOOLS = Integer.getInteger("answers.schools", 400);
  private static final int ROUNDS = Integer.getInteger("answers.rounds", 2);
  private static final int COHORTS = 12;
  private static final int FIRST_COHORT = 2003;

  /** Of each group and cohort; 42 groups are 60 to 80 students a cohort. */
  private static final int MOST_MEMBERS = 4;

  private static final List<PriorAchievement> THIRDS =
      List.of(PriorAchievement.LOW, PriorAchievement.MIDDLE, PriorAchievement.HIGH);

  private static final int SCHOOLS_OF_A_DISTRICT = 10;

  @Test
  void round() {
    List<Cell> cells = cells(new SplittableRandom(1));
    System.out.println(SCHOOLS + " schools, " + cells.size() + " cells");
    StandingPolicies policies = policies();
    for (int each = 0; each < ROUNDS; each++) {
      AnswerRound.Material material =
          new AnswerRound.Material(
              cells, policies, List.of(), (grade, subject) -> SchoolSorting.NONE);
      long began = cpu();
      AnswerRound round =
          new AnswerRound(EnumSet.allOf(Outcome.class), material, PoliciesTopology::answer);
      List<StudySteps.Taken> taken =
          round.goOn(1, () -> true, result -> WireFormat.value(1, result.value()));
      System.out.printf("%d steps, %.1f s%n", taken.size(), (cpu() - began) / 1e9);

      assertThat(round.isDone()).isTrue();
      assertThat(taken).allMatch(step -> step.why() == null);
    }
  }

  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static List<Cell> cells(SplittableRandom random) {
    List<Cell> cells = new ArrayList<>();
    for (int school = 0; school < SCHOOLS; school++) {
      for (int year = FIRST_COHORT; year < FIRST_COHORT + COHORTS; year++) {
        double shock = .02 * (random.nextDouble() - .5);
        double effect = adopts(school) && year >= adopted(school) ? -.02 : 0;
        for (RaceEthnicity race : RaceEthnicity.values()) {
          for (Indicator disadvantaged : List.of(Indicator.NO, Indicator.YES)) {
            for (PriorAchievement third : THIRDS) {
              double share =
                  .35
                      + shock
                      + effect
                      + .15 * (third.ordinal() - 1)
                      - (disadvantaged == Indicator.YES ? .08 : 0);
              CellSums sums = sums(share, random);
              if (sums.observed(Outcome.ON_TIME_GRADUATION) > 0) {
                cells.add(
                    new Cell(
                        new CellKey(
                            Settings.DEFAULT,
                            district(school),
                            "S" + school,
                            year,
                            Subject.MATHEMATICS,
                            race,
                            disadvantaged,
                            third),
                        sums));
              }
            }
          }
        }
      }
    }
    return cells;
  }

  private static CellSums sums(double share, SplittableRandom random) {
    long[] counts = new long[CellSums.COUNTS];
    int members = random.nextInt(MOST_MEMBERS);
    counts[0] = members;
    for (Outcome outcome : Outcome.all()) {
      int at = CellSums.at(outcome);
      counts[at] = members;
      counts[at + 1] = members;
      for (int member = 0; member < members; member++) {
        counts[at + 2] += random.nextDouble() < share ? 1 : 0;
      }
    }
    BigInteger points = BigInteger.valueOf((long) (1e9 * (2.5 + share - .35)));
    BigInteger all = BigInteger.valueOf(members);
    return new CellSums(counts, points.multiply(all), points.multiply(points).multiply(all));
  }

  private static String district(int school) {
    return "D" + school / SCHOOLS_OF_A_DISTRICT;
  }

  private static boolean adopts(int school) {
    return school % SCHOOLS_OF_A_DISTRICT < SCHOOLS_OF_A_DISTRICT / 2;
  }

  private static int adopted(int school) {
    return FIRST_COHORT + 4 + (school / SCHOOLS_OF_A_DISTRICT + school) % 3;
  }

  private static StandingPolicies policies() {
    StandingPolicies policies = new StandingPolicies(new FactCodec());
    for (int school = 0; school < SCHOOLS; school++) {
      if (school % SCHOOLS_OF_A_DISTRICT == 0) {
        String district = district(school);
        policies.receive(policy(district, district, null, Regime.TRACKED, 1990));
      }
      if (adopts(school)) {
        String id = "S" + school;
        policies.receive(policy(id, district(school), id, Regime.DETRACKED, adopted(school)));
      }
    }
    return policies;
  }

  private static ClassroomPolicy policy(
      String policyId, String district, String school, Regime regime, int from) {
    return new ClassroomPolicy(
        new Envelope(policyId, Recorded.at(1), "district", false, null),
        district,
        school,
        Subject.MATHEMATICS,
        "06",
        "12",
        regime,
        Acceleration.OPEN,
        from,
        null,
        "board resolution");
  }
}
