package org.pathline.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactRules;
import org.pathline.domain.fact.FactType;
import org.pathline.streams.codec.FactCodec;

/** Generated histories reach what they should, and no order of arrival changes the naive result. */
class HistoriesTest {
  private static final long SEED = 20_260_101L;
  private static final NaiveSettings SETTINGS = Vocabulary.small().settings(8, new FactCodec());

  @Property(tries = 40)
  void arrivalOrderAndDuplicatesChangeNothing(@ForAll long seed) {
    History history = Histories.of(seed, 12);
    List<Fact> again =
        Deliveries.shuffle(Deliveries.duplicate(history.delivery(), 0.3, seed), ~seed);
    NaiveBatch batch = new NaiveBatch(SETTINGS.withAnchorGrade((int) Math.floorMod(seed, 12L) + 1));
    assertThat(batch.compute(again)).isEqualTo(batch.compute(history.delivery()));
  }

  @Property(tries = 40)
  void aMessyDeliverySaysTheSameAsATidyOne(@ForAll long seed) {
    History history = Histories.of(seed, 12);
    NaiveBatch batch = new NaiveBatch(SETTINGS);
    assertThat(batch.compute(history.delivery())).isEqualTo(batch.compute(history.latest()));
  }

  @Property(tries = 10)
  void theSameSeedMakesTheSameHistory(@ForAll long seed) {
    assertThat(Histories.of(seed, 5)).isEqualTo(Histories.of(seed, 5));
  }

  @Property(tries = 20)
  void outcomesKeepTheirOrderInEveryStudentAndCell(@ForAll long seed) {
    NaiveResult result = new NaiveBatch(SETTINGS).compute(Histories.of(seed, 12).delivery());
    for (NaiveStudent student : result.students().values()) {
      assertThat(student.outcomes().keySet())
          .containsExactlyInAnyOrderElementsOf(NaiveStudent.OUTCOMES);
      student
          .outcomes()
          .forEach(
              (name, outcome) -> {
                assertThat(outcome.attained() && !outcome.observed()).as(name).isFalse();
                assertThat(outcome.observed() && !outcome.eligible()).as(name).isFalse();
              });
    }
    assertThat(result.cells().values().stream().mapToLong(NaiveCell::members).sum())
        .isEqualTo(result.students().size());
  }

  @ParameterizedTest
  @EnumSource(Mistake.class)
  void everyPlantedMistakeIsCaught(Mistake mistake) {
    System.out.println("seed " + SEED);
    History history = Histories.of(SEED, 250);
    NaiveResult right = new NaiveBatch(SETTINGS).compute(history.delivery());
    NaiveResult wrong = new NaiveBatch(SETTINGS, mistake).compute(history.delivery());
    assertThat(wrong.cells()).isNotEqualTo(right.cells());
  }

  @ParameterizedTest
  @EnumSource(
      value = Mistake.class,
      names = {
        "LAST_ARRIVAL_STANDS",
        "TIES_GO_TO_LAST_ARRIVAL",
        "EARLY_RETRACTION_FORGOTTEN",
        "LAST_SEARCH_COUNTS"
      })
  void aMistakeThatHangsOnArrivalIsCaughtByShuffling(Mistake mistake) {
    System.out.println("seed " + SEED);
    History history = Histories.of(SEED, 250);
    NaiveBatch batch = new NaiveBatch(SETTINGS, mistake);
    assertThat(batch.compute(Deliveries.shuffle(history.delivery(), 1)).cells())
        .isNotEqualTo(batch.compute(history.delivery()).cells());
  }

  @Test
  void everyOutcomeIsReachedMissedAndCensored() {
    System.out.println("seed " + SEED);
    NaiveResult result = new NaiveBatch(SETTINGS).compute(Histories.of(SEED, 400).delivery());
    Map<String, List<Long>> counts = new TreeMap<>();
    for (String name : NaiveStudent.OUTCOMES) {
      List<NaiveStudent.Outcome> all =
          result.students().values().stream()
              .filter(NaiveStudent::isAnchored)
              .map(student -> student.outcomes().get(name))
              .toList();
      long attained = all.stream().filter(NaiveStudent.Outcome::attained).count();
      long missed = all.stream().filter(o -> o.observed() && !o.attained()).count();
      long censored = all.stream().filter(o -> o.eligible() && !o.observed()).count();
      counts.put(name, List.of(attained, missed, censored));
      assertThat(attained).as(name + " attained").isGreaterThan(10);
      assertThat(missed > 10 || name.equals("gradePoints")).as(name + " missed").isTrue();
      boolean alwaysObserved =
          List.of("advancedCourse", "algebraBy8", "calculusBy12").contains(name);
      assertThat(censored > 5 || alwaysObserved).as(name + " censored").isTrue();
    }
    System.out.println("attained, missed, censored: " + counts);
    System.out.println(result.milestones() + " unanchored " + result.unanchored());
    assertThat(result.milestones().values()).allMatch(count -> count > 5);
    assertThat(result.unanchored()).isGreaterThan(10);
    Set<String> channels = new TreeSet<>();
    Set<String> priors = new TreeSet<>();
    Set<String> paces = new TreeSet<>();
    for (NaiveStudent student : result.students().values()) {
      channels.add(student.channel());
      priors.add(student.prior());
      paces.addAll(student.pace().values());
    }
    assertThat(channels).containsExactlyInAnyOrderElementsOf(NaiveStudent.CHANNELS);
    assertThat(priors).containsExactly("HIGH", "LOW", "MIDDLE", "UNKNOWN");
    assertThat(paces).containsExactly("AHEAD", "BEHIND", "ON_GRADE");
    assertThat(result.students().values()).anyMatch(s -> s.aliases().size() > 1);
  }

  @Test
  void everyTypeArrivesWithdrawnNamedAndAgainstTheRules() {
    System.out.println("seed " + SEED);
    History history = Histories.of(SEED, 400);
    Set<FactType> withdrawn = EnumSet.noneOf(FactType.class);
    Set<FactType> named = EnumSet.noneOf(FactType.class);
    Set<FactType> broken = EnumSet.noneOf(FactType.class);
    for (Fact fact : history.delivery()) {
      if (fact.envelope().retracted()) {
        withdrawn.add(fact.type());
      }
      if (fact.envelope().hasFactId()) {
        named.add(fact.type());
      }
      if (FactRules.check(fact).isPresent()) {
        broken.add(fact.type());
      }
    }
    Set<FactType> all = EnumSet.complementOf(EnumSet.of(FactType.POLICIES));
    assertThat(withdrawn).isEqualTo(all);
    assertThat(named).isEqualTo(all);
    assertThat(broken).isEqualTo(all);
    System.out.println(
        history.delivery().size() / 400
            + " messages and "
            + history.latest().size() / 400
            + " facts a student");
  }

  @Test
  void prefixesGrowToTheWhole() {
    List<Fact> messages = Histories.of(1, 3).delivery();
    List<List<Fact>> prefixes = Deliveries.prefixes(messages, 7);
    assertThat(prefixes).hasSize(7);
    assertThat(new ArrayList<>(prefixes.get(6))).isEqualTo(messages);
  }
}
