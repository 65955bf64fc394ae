package org.pathline.streams.policies;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pathline.domain.effect.cell.Cell;
import org.pathline.domain.effect.cell.GroupChanges;
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
import org.pathline.domain.policy.CellRegimes;
import org.pathline.domain.policy.StandingPolicies;
import org.pathline.oracle.Recorded;
import org.pathline.streams.codec.FactCodec;
import org.pathline.streams.registry.WireFormat;

/**
 * What a round of all standing questions costs over many schools, in processor time of one thread,
 * and what a round costs after one student of one school is another: {@code
 * -Danswers.schools=4000}. Asserts no time. The hash is of all results, so that two releases can be
 * compared.
 */
@Tag("slow")
class AnswersCostTest {
  private static final int SCHOOLS = Integer.getInteger("answers.schools", 400);
  private static final int ROUNDS = Integer.getInteger("answers.rounds", 2);
  private static final int COHORTS = 12;
  private static final int FIRST_COHORT = 2003;

  /** Digits of the hash that are printed. */
  private static final int SHOWN = 16;

  /** Of each group and cohort; 42 groups are 60 to 80 students a cohort. */
  private static final int MOST_MEMBERS = 4;

  private static final List<PriorAchievement> THIRDS =
      List.of(PriorAchievement.LOW, PriorAchievement.MIDDLE, PriorAchievement.HIGH);

  private static final int SCHOOLS_OF_A_DISTRICT = 10;

  @Test
  void round() {
    List<Cell> cells = cells(new SplittableRandom(1));
    CellRegimes regimes = new CellRegimes(policies());
    System.out.println(SCHOOLS + " schools, " + cells.size() + " cells");
    for (int each = 0; each < ROUNDS; each++) {
      new Rounds(regimes, cells).take("of all");
    }
    Rounds kept = new Rounds(regimes, cells);
    kept.take("of all");
    kept.take("without a change");
    for (int year : new int[] {FIRST_COHORT + COHORTS - 2, FIRST_COHORT + 1}) {
      for (Set<Outcome> outcomes :
          List.of(
              EnumSet.of(Outcome.STEM_ENTRY_2),
              EnumSet.of(Outcome.GRADE_POINTS),
              EnumSet.allOf(Outcome.class))) {
        String after = " after a change of " + outcomes + " in " + year;
        int changed = change(cells, year, outcomes);
        String hash = kept.change("of what may differ" + after, outcomes, cells, changed);
        assertThat(new Rounds(regimes, cells).take("of all" + after)).isEqualTo(hash);
      }
    }
  }

  /** Changes some outcomes of the first cell of a cohort with students; its place. */
  private static int change(List<Cell> cells, int year, Set<Outcome> outcomes) {
    int moved = 0;
    while (cells.get(moved).key().anchorYear() != year
        || !cells.get(moved).key().schoolId().equals("S" + SCHOOLS / 2)
        || cells.get(moved).sums().members() == 0) {
      moved++;
    }
    CellSums before = cells.get(moved).sums();
    long[] counts = before.counts();
    for (Outcome outcome : outcomes) {
      int at = CellSums.at(outcome) + 2;
      counts[at] = counts[at] > 0 ? counts[at] - 1 : 1;
    }
    BigInteger lower =
        outcomes.contains(Outcome.GRADE_POINTS) ? BigInteger.TEN.pow(8) : BigInteger.ZERO;
    cells.set(
        moved,
        new Cell(
            cells.get(moved).key(),
            new CellSums(
                counts,
                before.gradePoints().subtract(lower),
                before.gradePointSquares().subtract(lower.multiply(lower)))));
    return moved;
  }

  /** Rounds one after the other, of which each keeps what stands of those before. */
  private static final class Rounds {
    private final CellRegimes regimes;
    private final StandingSchools schools = new StandingSchools();
    private final GroupChanges changes = new GroupChanges();
    private final StandingResults standing = new StandingResults();
    private final SortedMap<String, byte[]> published = new TreeMap<>();

    Rounds(CellRegimes regimes, List<Cell> cells) {
      this.regimes = regimes;
      cells.stream()
          .collect(Collectors.groupingBy(cell -> cell.key().districtId()))
          .forEach((district, ofIt) -> schools.put(district, ofIt, regimes));
    }

    String take(String which) {
      return take(which, EnumSet.allOf(Outcome.class), cpu());
    }

    String change(String which, Set<Outcome> outcomes, List<Cell> cells, int changed) {
      CellKey key = cells.get(changed).key();
      List<Cell> district =
          cells.stream().filter(cell -> cell.key().districtId().equals(key.districtId())).toList();
      long began = cpu();
      changes.note(key, outcomes);
      schools.put(Objects.requireNonNull(key.districtId()), district, regimes);
      return take(which, outcomes, began);
    }

    /** Takes a round and prints what it cost; the hash of all results. */
    private String take(String which, Set<Outcome> outcomes, long began) {
      AnswerRound.Material material =
          new AnswerRound.Material(
              schools.all(),
              regimes,
              List.of(),
              (grade, subject) -> SchoolSorting.NONE,
              changes.upToNow(),
              0);
      AnswerRound round = new AnswerRound(outcomes, material, PoliciesTopology::answer, standing);
      List<StudySteps.Taken> taken =
          round.goOn(1, () -> true, result -> WireFormat.value(1, result.value()));
      double seconds = (cpu() - began) / 1e9;
      assertThat(round.isDone()).isTrue();
      assertThat(taken).allMatch(step -> step.why() == null);
      taken.forEach(standing::note);
      taken.forEach(
          step -> step.results().forEach((id, bytes) -> published.put(id.toString(), bytes)));
      String hash = hash();
      System.out.printf(
          "round %s: %d of %d steps taken, %.2f s, %s%n",
          which,
          taken.stream().filter(step -> step.standing() == null).count(),
          taken.size(),
          seconds,
          hash);
      return hash;
    }

    private String hash() {
      try {
        MessageDigest hash = MessageDigest.getInstance("SHA-256");
        published.forEach(
            (id, bytes) -> {
              hash.update(id.getBytes(UTF_8));
              hash.update(bytes);
            });
        return HexFormat.of().formatHex(hash.digest()).substring(0, SHOWN);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java platform has SHA-256", e);
      }
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
