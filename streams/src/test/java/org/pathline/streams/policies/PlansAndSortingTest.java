package org.pathline.streams.policies;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pathline.domain.effect.Specification;
import org.pathline.domain.effect.answer.EffectQuestion;
import org.pathline.domain.effect.answer.Plan;
import org.pathline.domain.effect.cell.Cell;
import org.pathline.domain.effect.cell.Covariate;
import org.pathline.domain.effect.cell.Students;
import org.pathline.domain.effect.cell.Subgroup;
import org.pathline.domain.effect.design.Holm;
import org.pathline.domain.fact.RaceEthnicity;
import org.pathline.domain.fact.Subject;
import org.pathline.domain.outcome.CellSums;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.pathway.Settings;
import org.pathline.domain.sorting.RosterKey;
import org.pathline.events.AnalysisPlan;
import org.pathline.events.Effect;
import org.pathline.events.Inference;
import org.pathline.events.OutcomeName;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.wire.EffectRecord;
import org.pathline.streams.wire.PlanRecord;

/** What plans and measured sorting do to published effects. */
class PlansAndSortingTest {
  private static final long SEED = 31;

  /** Cells in which two outcomes are known, so that the rest costs nothing. */
  private static final List<Cell> CELLS =
      FewSchools.cells(Settings.DEFAULT, new Random(SEED)).stream()
          .map(cell -> new Cell(cell.key(), few(cell.sums())))
          .toList();

  private static final Subgroup GAP = Subgroup.parse("gap:economicallyDisadvantaged");

  /** Schools stop in 2007 at the earliest, whose students finish school in 2011. */
  private static final Instant IN_TIME = Instant.parse("2011-06-30T23:59:59.999Z");

  private static final Instant TOO_LATE = Instant.parse("2011-07-01T00:00:00Z");

  @TempDir private Path directory;

  private static CellSums few(CellSums sums) {
    long[] counts = new long[CellSums.COUNTS];
    counts[0] = sums.members();
    for (Outcome outcome : List.of(Outcome.STEM_ENTRY_2, Outcome.ALGEBRA_BY_8)) {
      int at = 1 + 3 * outcome.ordinal();
      System.arraycopy(sums.counts(), at, counts, at, 3);
    }
    return new CellSums(counts, BigInteger.ZERO, BigInteger.ZERO);
  }

  private static Plan plan(double smallest, Outcome outcome, Subgroup... subgroups) {
    return new Plan(
        Settings.DEFAULT,
        Subject.MATHEMATICS,
        List.of(outcome),
        List.of(subgroups),
        Specification.DEFAULT,
        List.of(),
        "all",
        smallest);
  }

  private static final Plan WIDE =
      plan(0.02, Outcome.STEM_ENTRY_2, Students.ALL, GAP, Subgroup.parse("raceEthnicity=BLACK"));
  private static final Plan NARROW = plan(0.03, Outcome.STEM_ENTRY_2, Students.ALL);

  private PoliciesUnderTest topology(String name) {
    PoliciesUnderTest topology = new PoliciesUnderTest(directory.resolve(name));
    FewSchools.policies().forEach(topology::publish);
    CELLS.forEach(topology::publish);
    return topology;
  }

  private static void publish(PoliciesUnderTest topology, Plan plan, Instant at) {
    topology.publish(PlanRecord.of(plan, "an office"), at);
  }

  private static Effect record(PoliciesUnderTest topology, String key) {
    byte[] value = topology.effects.get(key);
    return value == null
        ? null
        : topology.contract.wireFormat().record(value, TopicCatalogue.EFFECTS.schema());
  }

  private static List<Effect> family(PoliciesUnderTest topology, Plan plan) {
    return plan.questions().stream()
        .map(question -> record(topology, EffectRecord.key(question, plan)))
        .toList();
  }

  private static Map<String, String> hex(PoliciesUnderTest topology) {
    Map<String, String> hex = new TreeMap<>();
    topology.effects.forEach((key, value) -> hex.put(key, HexFormat.of().formatHex(value)));
    return hex;
  }

  private static String everyone() {
    return EffectRecord.key(WIDE.questions().get(0));
  }

  @Test
  void answersToAPlanThatStoodInTimeAreConfirmatoryAndAllOthersExploratory() {
    try (PoliciesUnderTest topology = topology("inference")) {
      publish(topology, WIDE, IN_TIME);
      topology.settle();
      List<Effect> family = family(topology, WIDE);
      double[] p = family.stream().mapToDouble(each -> each.getOverall().getP()).toArray();
      double[] adjusted = Holm.adjust(p);
      for (int i = 0; i < p.length; i++) {
        Effect each = family.get(i);
        assertThat(each.getInference()).isEqualTo(Inference.CONFIRMATORY);
        assertThat(each.getPlan().getPlanId()).isEqualTo(WIDE.id());
        assertThat(each.getPlan().getStoodSince()).isEqualTo(IN_TIME);
        assertThat(each.getPlan().getObservableFrom()).isEqualTo(LocalDate.of(2011, 7, 1));
        assertThat(each.getPlan().getFamily()).isEqualTo(3);
        assertThat(each.getPlan().getAdjustedP()).isEqualTo(adjusted[i]);
      }
      assertThat(adjusted).isNotEqualTo(p);
      List<Effect> others =
          topology.effects.keySet().stream()
              .filter(key -> !key.endsWith(WIDE.id()))
              .map(key -> record(topology, key))
              .toList();
      assertThat(others).hasSizeGreaterThan(100);
      assertThat(others).extracting(Effect::getInference).containsOnly(Inference.EXPLORATORY);
      assertThat(others).extracting(Effect::getPlan).containsOnlyNulls();
      assertThat(record(topology, everyone()).getAskedByPlans()).containsExactly(WIDE.id());
      EffectQuestion other = plan(0.02, Outcome.STEM_ENTRY_6, Students.ALL).questions().get(0);
      assertThat(record(topology, EffectRecord.key(other)).getAskedByPlans()).isEmpty();
    }
  }

  @Test
  void aPlanThatCameAfterItsDataSaysSo() {
    try (PoliciesUnderTest topology = topology("late")) {
      publish(topology, WIDE, TOO_LATE);
      topology.settle();
      assertThat(family(topology, WIDE))
          .hasSize(3)
          .allSatisfy(
              each -> {
                assertThat(each.getInference()).isEqualTo(Inference.EXPLORATORY);
                assertThat(each.getPlan().getStoodSince()).isEqualTo(TOO_LATE);
                assertThat(each.getPlan().getObservableFrom()).isEqualTo(LocalDate.of(2011, 7, 1));
              });
    }
  }

  @Test
  void ofEqualPlansTheFirstCountsWhicheverComesFirst() {
    try (PoliciesUnderTest one = topology("one");
        PoliciesUnderTest other = topology("other")) {
      publish(one, WIDE, IN_TIME);
      publish(one, WIDE, TOO_LATE);
      one.settle();
      publish(other, WIDE, TOO_LATE);
      other.settle();
      assertThat(hex(other)).isNotEqualTo(hex(one));
      publish(other, WIDE, IN_TIME);
      other.settle();
      assertThat(hex(other)).isEqualTo(hex(one));
    }
  }

  @Test
  void plansThatOverlapAreFamiliesOfTheirOwn() {
    try (PoliciesUnderTest topology = topology("overlap");
        PoliciesUnderTest without = topology("without")) {
      publish(topology, WIDE, IN_TIME);
      publish(topology, NARROW, TOO_LATE);
      publish(without, WIDE, IN_TIME);
      topology.settle();
      without.settle();
      Effect alone = family(topology, NARROW).get(0);
      assertThat(alone.getPlan().getAdjustedP()).isEqualTo(alone.getOverall().getP());
      assertThat(alone.getInference()).isEqualTo(Inference.EXPLORATORY);
      assertThat(alone.getThresholds().getSmallestEffect()).isEqualTo(0.03);
      assertThat(family(topology, WIDE)).isEqualTo(family(without, WIDE));
      assertThat(record(topology, everyone()).getAskedByPlans())
          .containsExactlyInAnyOrder(WIDE.id(), NARROW.id());
    }
  }

  /** Its questions are no standing ones: another comparison, covariates, target and outcome. */
  @Test
  void aPlanOfItsOwnChoicesIsAnsweredBesideTheStandingQuestions() {
    Plan own =
        new Plan(
            Settings.DEFAULT,
            Subject.MATHEMATICS,
            List.of(Outcome.ALGEBRA_BY_8, Outcome.STEM_ENTRY_2),
            List.of(Students.ALL),
            new Specification(
                Specification.Comparison.NEVER_TREATED,
                Specification.Base.UNIVERSAL,
                Specification.Method.REGRESSION,
                1),
            List.of(Covariate.DISADVANTAGED),
            "districtId=D1",
            0.05);
    try (PoliciesUnderTest topology = topology("own");
        PoliciesUnderTest without = topology("plain")) {
      publish(topology, own, IN_TIME);
      topology.settle();
      without.settle();
      List<Effect> family = family(topology, own);
      // Algebra in grade 8 could be seen long before.
      assertThat(family)
          .extracting(Effect::getInference)
          .containsExactly(Inference.EXPLORATORY, Inference.CONFIRMATORY);
      assertThat(family.get(1).getAnticipation()).isEqualTo(1);
      assertThat(family.get(1).getCovariates()).containsExactly("DISADVANTAGED");
      if (family.get(1).getGenerality() != null) {
        assertThat(family.get(1).getGenerality().getTarget()).isEqualTo("districtId=D1");
      }
      Map<String, String> standing = hex(topology);
      standing.keySet().removeIf(key -> key.endsWith(own.id()));
      assertThat(standing).isEqualTo(hex(without));
    }
  }

  @Test
  void whatIsNoSoundPlanIsRejectedAndAPlanCannotBeWithdrawn() {
    try (PoliciesUnderTest topology = topology("unsound")) {
      publish(topology, WIDE, IN_TIME);
      topology.settle();
      Map<String, String> before = hex(topology);
      AnalysisPlan forged = PlanRecord.of(WIDE, null);
      forged.setPlanId(NARROW.id());
      topology.publish(forged, IN_TIME);
      AnalysisPlan unknown = PlanRecord.of(NARROW, null);
      unknown.setOutcomes(List.of(OutcomeName.unknown));
      topology.publish(unknown, IN_TIME);
      AnalysisPlan elsewhere = PlanRecord.of(NARROW, null);
      elsewhere.setTarget("the moon");
      topology.publish(elsewhere, IN_TIME);
      publish(topology, large(), IN_TIME);
      topology.publish(TopicCatalogue.PLANS, WIDE.id().getBytes(UTF_8), null);
      topology.settle();
      assertThat(topology.rejections)
          .containsExactly(
              "KEY_MISMATCH", "UNKNOWN_SETTINGS", "UNKNOWN_SETTINGS", "TOO_MANY_VALUES");
      assertThat(topology.deadLetters()).hasSize(1);
      assertThat(hex(topology)).isEqualTo(before);
    }
  }

  private static Plan large() {
    List<Subgroup> subgroups = new ArrayList<>();
    for (RaceEthnicity race : RaceEthnicity.values()) {
      for (String part : List.of("", ",priorAchievement=LOW", ",priorAchievement=HIGH")) {
        subgroups.add(Subgroup.parse("raceEthnicity=" + race + part));
      }
    }
    List<Outcome> outcomes = new ArrayList<>(Outcome.all());
    outcomes.remove(Outcome.GRADE_POINTS);
    return new Plan(
        Settings.DEFAULT,
        Subject.MATHEMATICS,
        outcomes,
        subgroups,
        Specification.DEFAULT,
        List.of(),
        "all",
        0.02);
  }

  @Test
  void plansOutliveARestartAndOneWithoutCellsIsNotAnswered() {
    Plan elsewhere =
        new Plan(
            new Settings(7, Settings.DEFAULT.stemList()),
            Subject.MATHEMATICS,
            List.of(Outcome.STEM_ENTRY_2),
            List.of(Students.ALL),
            Specification.DEFAULT,
            List.of(),
            "all",
            0.02);
    try (PoliciesUnderTest topology = topology("before")) {
      publish(topology, WIDE, IN_TIME);
      publish(topology, elsewhere, IN_TIME);
      topology.settle();
      Map<String, String> before = hex(topology);
      assertThat(before.keySet()).noneMatch(key -> key.endsWith(elsewhere.id()));
      topology.restart(directory.resolve("before"), directory.resolve("after"));
      assertThat(topology.recomputation.isComplete()).isTrue();
      CELLS.forEach(cell -> topology.withdraw(cell.key()));
      topology.settle();
      assertThat(topology.effects).isEmpty();
      CELLS.forEach(topology::publish);
      topology.settle();
      assertThat(hex(topology)).isEqualTo(before);
    }
  }

  /** Sorting of all rosters; that of schools which stop falls by a part of it. */
  private static Map<RosterKey, Double> sorting() {
    Map<RosterKey, Double> rosters = new TreeMap<>((a, b) -> a.text().compareTo(b.text()));
    Random random = new Random(SEED + 1);
    for (String district : List.of("D1", "D2")) {
      for (int school = 0; school < 6; school++) {
        for (int year = 2004; year <= 2010; year++) {
          for (String grade : List.of("07", "08")) {
            rosters.put(
                new RosterKey(district, "S" + school, year, grade, Subject.MATHEMATICS),
                0.1 + 0.5 * random.nextDouble());
          }
        }
      }
    }
    return rosters;
  }

  @Test
  void measuredSortingGivesADoseAndACharacteristicWhateverOrderItComesIn() {
    Map<RosterKey, Double> rosters = sorting();
    try (PoliciesUnderTest first = new PoliciesUnderTest(directory.resolve("first"));
        PoliciesUnderTest last = topology("last");
        PoliciesUnderTest none = topology("none")) {
      none.settle();
      rosters.forEach(first::publish);
      publish(first, WIDE, IN_TIME);
      CELLS.forEach(first::publish);
      FewSchools.policies().forEach(first::publish);
      first.settle();
      last.settle();
      List<RosterKey> turned = new ArrayList<>(rosters.keySet());
      Collections.shuffle(turned, new Random(SEED + 2));
      turned.forEach(each -> last.publish(each, 0.99));
      last.settle();
      turned.forEach(each -> last.publish(each, rosters.get(each)));
      publish(last, WIDE, IN_TIME);
      last.settle();
      assertThat(hex(last)).isEqualTo(hex(first));
      Effect everyone = record(first, everyone());
      assertThat(everyone.getDose().getSchools()).isEqualTo(5);
      assertThat(everyone.getDose().getFindings())
          .extracting(each -> each.getOf() + ": " + each.getText())
          .contains("all: the shape is not identified")
          .hasSize(5);
      assertThat(everyone.getDose().getAssumptions()).hasSize(2);
      assertThat(record(none, everyone()).getDose()).isNull();
      assertThat(family(first, WIDE)).extracting(Effect::getDose).containsOnlyNulls();
      int outputs = last.outputs;
      last.publish(new RosterKey("D1", "S0", 2004, "07", Subject.MATHEMATICS), 0.5);
      assertThat(last.recomputation.isComplete()).as("no anchor grade").isTrue();
      rosters.keySet().forEach(each -> last.publish(each, null));
      last.settle();
      assertThat(last.outputs).isGreaterThan(outputs);
      Map<String, String> without = hex(last);
      without.keySet().removeIf(key -> key.endsWith(WIDE.id()));
      assertThat(without.keySet()).isEqualTo(none.effects.keySet());
      assertThat(record(last, everyone()).getDose()).isNull();
    }
  }

  @Test
  void aRosterUnderNoKeyIsADeadLetter() {
    try (PoliciesUnderTest topology = new PoliciesUnderTest(directory.resolve("no-key"))) {
      topology.publish(TopicCatalogue.SORTING, "no key".getBytes(UTF_8), null);
      topology.publish(TopicCatalogue.SORTING, null, null);
      byte[] rubbish = new byte[40];
      Arrays.fill(rubbish, (byte) 7);
      topology.publish(
          TopicCatalogue.SORTING,
          new RosterKey("D", "S", 2010, "08", Subject.MATHEMATICS).text().getBytes(UTF_8),
          rubbish);
      topology.publish(TopicCatalogue.PLANS, "no plan".getBytes(UTF_8), rubbish);
      assertThat(topology.deadLetters()).hasSize(4);
    }
  }
}
