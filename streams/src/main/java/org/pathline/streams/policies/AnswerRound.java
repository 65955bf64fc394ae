package org.pathline.streams.policies;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.Derived;
import org.pathline.domain.effect.answer.DoseAnswer;
import org.pathline.domain.effect.answer.EffectAnswer;
import org.pathline.domain.effect.answer.EffectQuestion;
import org.pathline.domain.effect.answer.Plan;
import org.pathline.domain.effect.answer.PlannedAnswers;
import org.pathline.domain.effect.answer.StandingPlan;
import org.pathline.domain.effect.answer.StandingQuestions;
import org.pathline.domain.effect.cell.Cell;
import org.pathline.domain.effect.cell.RegimeAt;
import org.pathline.domain.effect.cell.SchoolCells;
import org.pathline.domain.effect.cell.Students;
import org.pathline.domain.effect.cell.Study;
import org.pathline.domain.effect.cell.Subgroup;
import org.pathline.domain.effect.design.Thresholds;
import org.pathline.domain.effect.dose.SchoolSorting;
import org.pathline.domain.effect.generality.Target;
import org.pathline.domain.equity.Grouping;
import org.pathline.domain.equity.Ledger;
import org.pathline.domain.equity.LedgerRow;
import org.pathline.domain.fact.Subject;
import org.pathline.domain.fact.Violation;
import org.pathline.domain.key.KeyText;
import org.pathline.domain.outcome.CellKey;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.pathway.Settings;
import org.pathline.domain.policy.CellRegimes;
import org.pathline.domain.policy.StandingPolicies;
import org.pathline.events.Effect;
import org.pathline.streams.wire.EffectRecord;
import org.pathline.streams.wire.LedgerRecord;

/** The ledgers, and some outcomes' questions, over the cells of one moment, one by one. */
final class AnswerRound {
  private final Set<Outcome> outcomes;
  private final List<Cell> cells;
  private final CellRegimes regimes;
  private final AnswerOf answers;
  private final Collection<StandingPlan> plans;
  private final Map<About, SchoolCells> schools = new ConcurrentHashMap<>();
  private final Set<String> anchorGrades = new HashSet<>();
  private final Deque<StudySteps> left = new ConcurrentLinkedDeque<>();
  private final Set<PublishedResult.Id> ids = new HashSet<>();
  private int steps;

  /**
   * What an answer is held against.
   *
   * @param target schools that it is meant for
   * @param sorting of the rosters of the anchor grade
   */
  record Terms(Thresholds thresholds, Target target, SchoolSorting sorting) {}

  /** Answers to questions; whatever it throws sets the answer aside. */
  @FunctionalInterface
  interface AnswerOf {
    EffectAnswer to(EffectQuestion question, Study study, Terms terms);
  }

  private record About(Settings settings, Subject subject) {}

  private static final Comparator<About> ORDER =
      Comparator.comparingInt((About about) -> about.settings().anchorGrade())
          .thenComparing(about -> about.settings().stemList())
          .thenComparing(About::subject);

  /**
   * What stands at one moment.
   *
   * @param sorting of the rosters of an anchor grade and a subject
   */
  record Material(
      List<Cell> cells,
      StandingPolicies policies,
      Collection<StandingPlan> plans,
      BiFunction<Integer, Subject, SchoolSorting> sorting) {}

  /** Round about outcomes; of the other outcomes only the ids of the answers are known. */
  AnswerRound(Collection<Outcome> outcomes, Material material, AnswerOf answers) {
    this.outcomes = EnumSet.copyOf(outcomes);
    this.answers = answers;
    cells = material.cells();
    plans = material.plans();
    regimes = new CellRegimes(material.policies());
    Map<About, SortedMap<String, List<Cell>>> byDistrict = new TreeMap<>(ORDER);
    CellKey before = null;
    List<Cell> ofDistrict = List.of();
    for (Cell cell : cells) {
      CellKey key = cell.key();
      if (key.isAnchored()) {
        // Those of a district mostly come one after the other.
        if (before == null || !isOfSameDistrict(key, before)) {
          ofDistrict =
              byDistrict
                  .computeIfAbsent(
                      new About(key.settings(), key.subject()), absent -> new TreeMap<>())
                  .computeIfAbsent(key.districtId(), absent -> new ArrayList<>());
          before = key;
        }
        ofDistrict.add(cell);
      }
    }
    byDistrict.forEach(
        (about, districts) -> {
          districts.forEach((district, ofIt) -> addLedgers(about, district, ofIt));
          addLedgers(about, null, cells);
          SchoolSorting sorting =
              material.sorting().apply(about.settings().anchorGrade(), about.subject());
          addQuestions(about, sorting);
          plans.stream()
              .filter(each -> each.plan().settings().equals(about.settings()))
              .filter(each -> each.plan().subject() == about.subject())
              .forEach(each -> addPlan(each, sorting));
          anchorGrades.add(StandingSorting.gradeLevel(about.settings().anchorGrade()));
        });
  }

  private static boolean isOfSameDistrict(CellKey one, CellKey other) {
    return Objects.equals(one.districtId(), other.districtId())
        && one.subject() == other.subject()
        && one.settings().equals(other.settings());
  }

  /** Ledgers of a district, or of all districts together where it is null. */
  private void addLedgers(About about, @Nullable String district, List<Cell> ofIt) {
    Ledger ledger = new Ledger(about.settings(), about.subject(), regimes::of, district == null);
    Derived sums = new Derived();
    StudySteps together = newSteps();
    for (Grouping by : Grouping.values()) {
      String key =
          KeyText.join(
              Integer.toString(about.settings().anchorGrade()),
              about.settings().stemList(),
              about.subject().name(),
              district,
              by.label());
      PublishedResult.Id id = new PublishedResult.Id(PublishedResult.Kind.EQUITY, key);
      ids.add(id);
      add(
          together,
          id,
          () -> null,
          () -> ledgers(about, ledger.rows(by, sums.of(ledger, () -> ledger.sums(ofIt)))));
    }
  }

  private void addQuestions(About about, SchoolSorting sorting) {
    for (Outcome outcome : StandingQuestions.OUTCOMES) {
      StudySteps ofOutcome = newSteps();
      for (EffectQuestion question :
          StandingQuestions.of(outcome, about.settings(), about.subject())) {
        PublishedResult.Id id =
            new PublishedResult.Id(PublishedResult.Kind.EFFECT, EffectRecord.key(question));
        ids.add(id);
        if (outcomes.contains(outcome)) {
          add(
              ofOutcome,
              id,
              () -> ofOutcome.excess(question),
              () -> List.of(new PublishedResult(id, record(question, sorting, ofOutcome))));
        }
      }
    }
  }

  private StudySteps newSteps() {
    return new StudySteps(this::schools, this::regimes);
  }

  private void add(
      StudySteps to,
      PublishedResult.Id id,
      Supplier<@Nullable Violation> excess,
      Supplier<List<PublishedResult>> results) {
    if (to.isDone()) {
      left.add(to);
    }
    to.add(new StudySteps.Step(steps++, id, excess, results));
  }

  private Effect record(EffectQuestion question, SchoolSorting sorting, StudySteps steps) {
    Study study = steps.study(question);
    EffectAnswer answer =
        answers.to(question, study, new Terms(question.thresholds(), Target.ALL, sorting));
    DoseAnswer dose =
        isDosed(question.subgroup()) && !sorting.omega2().isEmpty()
            ? DoseAnswer.of(
                question,
                study,
                sorting,
                answer,
                question.subgroup().equals(Students.ALL)
                    ? DoseAnswer.Groups.THIRDS
                    : DoseAnswer.Groups.OWN)
            : null;
    return EffectRecord.of(answer, dose, StandingPlans.askingFor(question, plans));
  }

  /** All students and each third; a curve costs a fourth of an answer, so no others. */
  private static boolean isDosed(Subgroup subgroup) {
    return subgroup instanceof Students students
        && (students.equals(Students.ALL)
            || students.equals(Students.ALL.with(students.priorAchievement())));
  }

  /** Answers of a plan, one by one, and then all at once, as each p depends on those of all. */
  private void addPlan(StandingPlan standing, SchoolSorting sorting) {
    Plan plan = standing.plan();
    Terms terms = new Terms(plan.thresholds(), Target.parse(plan.target()), sorting);
    boolean due = plan.outcomes().stream().anyMatch(outcomes::contains);
    List<PlannedAnswers.Answered> answered = new ArrayList<>();
    StudySteps ofPlan = newSteps();
    for (EffectQuestion question : plan.questions()) {
      PublishedResult.Id id =
          new PublishedResult.Id(PublishedResult.Kind.EFFECT, EffectRecord.key(question, plan));
      ids.add(id);
      if (due) {
        add(
            ofPlan,
            id,
            () -> ofPlan.excess(question),
            () -> {
              Study study = ofPlan.study(question);
              answered.add(
                  new PlannedAnswers.Answered(
                      answers.to(question, study, terms),
                      PlannedAnswers.observableFrom(plan, question, study)));
              return List.of();
            });
      }
    }
    PublishedResult.Id family =
        new PublishedResult.Id(PublishedResult.Kind.EFFECT, "plan|" + plan.id());
    ids.add(family);
    if (due) {
      add(ofPlan, family, () -> null, () -> records(standing, answered));
    }
  }

  private static List<PublishedResult> records(
      StandingPlan standing, List<PlannedAnswers.Answered> answered) {
    PlannedAnswers family = PlannedAnswers.of(standing.plan(), standing.since(), answered);
    return family.answers().stream()
        .map(
            each ->
                new PublishedResult(
                    new PublishedResult.Id(
                        PublishedResult.Kind.EFFECT,
                        EffectRecord.key(each.answer().question(), standing.plan())),
                    EffectRecord.of(family, each)))
        .toList();
  }

  private RegimeAt regimes(EffectQuestion question) {
    return regimes.at(question.scope().subject(), question.scope().settings().anchorGrade());
  }

  /** Cells by school, which the studies of all outcomes share. */
  private SchoolCells schools(EffectQuestion question) {
    About about = new About(question.scope().settings(), question.scope().subject());
    return schools.computeIfAbsent(
        about,
        absent ->
            SchoolCells.of(
                about.settings(),
                about.subject(),
                cells,
                StandingQuestions.OUTCOMES.stream().filter(outcomes::contains).toList()));
  }

  private static List<PublishedResult> ledgers(About about, List<LedgerRow> rows) {
    return LedgerRecord.of(about.settings(), about.subject(), rows).entrySet().stream()
        .map(
            each ->
                new PublishedResult(
                    new PublishedResult.Id(PublishedResult.Kind.EQUITY, each.getKey()),
                    each.getValue()))
        .toList();
  }

  Set<Outcome> outcomes() {
    return outcomes;
  }

  /** Grades whose sorting the answers rest on. */
  Set<String> anchorGrades() {
    return anchorGrades;
  }

  /**
   * Whether a result or step of this round, once it is done, or of a question not asked now has an
   * id.
   */
  boolean has(PublishedResult.Id id) {
    return ids.contains(id);
  }

  boolean isDone() {
    return left.isEmpty();
  }

  /**
   * Takes the next steps while there is time, and gives what came of them in the order of the
   * steps, which is the same however many threads took them.
   *
   * @param threads that take steps at once, at most
   * @param bytes of a result as it is published
   */
  List<StudySteps.Taken> goOn(
      int threads, BooleanSupplier hasTime, Function<PublishedResult, byte[]> bytes) {
    Deque<StudySteps> begun = new ConcurrentLinkedDeque<>();
    List<StudySteps.Taken> taken =
        IntStream.range(0, threads)
            .parallel()
            .mapToObj(thread -> goOn(begun, hasTime, bytes))
            .flatMap(List::stream)
            .sorted(Comparator.comparingInt(StudySteps.Taken::order))
            .toList();
    begun.forEach(left::addFirst);
    return taken;
  }

  private List<StudySteps.Taken> goOn(
      Deque<StudySteps> begun, BooleanSupplier hasTime, Function<PublishedResult, byte[]> bytes) {
    List<StudySteps.Taken> taken = new ArrayList<>();
    do {
      StudySteps next = left.poll();
      if (next == null) {
        break;
      }
      taken.addAll(next.goOn(hasTime, bytes));
      if (!next.isDone()) {
        begun.add(next);
      }
    } while (hasTime.getAsBoolean());
    return taken;
  }

  /** Notes a result of a step. */
  void derived(PublishedResult.Id id) {
    ids.add(id);
  }
}
