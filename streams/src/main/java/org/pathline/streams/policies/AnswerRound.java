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
import org.pathline.domain.effect.answer.DoseAnswer;
import org.pathline.domain.effect.answer.EffectAnswer;
import org.pathline.domain.effect.answer.EffectQuestion;
import org.pathline.domain.effect.answer.Plan;
import org.pathline.domain.effect.answer.PlannedAnswers;
import org.pathline.domain.effect.answer.StandingPlan;
import org.pathline.domain.effect.answer.StandingQuestions;
import org.pathline.domain.effect.cell.DistrictCells;
import org.pathline.domain.effect.cell.GroupChanges;
import org.pathline.domain.effect.cell.RegimeAt;
import org.pathline.domain.effect.cell.SchoolCells;
import org.pathline.domain.effect.cell.Students;
import org.pathline.domain.effect.cell.Study;
import org.pathline.domain.effect.cell.Subgroup;
import org.pathline.domain.effect.design.Thresholds;
import org.pathline.domain.effect.dose.SchoolSorting;
import org.pathline.domain.effect.generality.Comparability;
import org.pathline.domain.effect.generality.Target;
import org.pathline.domain.equity.Grouping;
import org.pathline.domain.equity.Ledger;
import org.pathline.domain.equity.LedgerRow;
import org.pathline.domain.fact.Subject;
import org.pathline.domain.fact.Violation;
import org.pathline.domain.key.KeyText;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.policy.CellRegimes;
import org.pathline.events.Effect;
import org.pathline.streams.policies.StandingSchools.About;
import org.pathline.streams.policies.StandingSchools.District;
import org.pathline.streams.wire.EffectRecord;
import org.pathline.streams.wire.LedgerRecord;

/** The ledgers, and some outcomes' questions, over the cells of one moment, one by one. */
final class AnswerRound {
  private final Set<Outcome> outcomes;
  private final Material material;
  private final AnswerOf answersTo;
  private final StandingResults standing;
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

  /**
   * What stands at one moment.
   *
   * @param schools by what their cells are about and by district
   * @param sorting of the rosters of an anchor grade and a subject
   * @param changes of the numbers of the schools' students, up to this moment
   * @param timesOfSorting how often measured sorting has changed
   */
  record Material(
      SortedMap<About, SortedMap<String, District>> schools,
      CellRegimes regimes,
      Collection<StandingPlan> plans,
      BiFunction<Integer, Subject, SchoolSorting> sorting,
      GroupChanges changes,
      long timesOfSorting) {}

  /** All that the record of an answer to a standing question rests on, besides the question. */
  private record Basis(
      Study.Schools schools,
      long changed,
      Comparability.Basis target,
      long sorting,
      List<String> askedBy) {}

  /**
   * Round about outcomes; of the other outcomes only the ids of the answers are known.
   *
   * @param standing results of earlier rounds
   */
  AnswerRound(
      Collection<Outcome> outcomes,
      Material material,
      AnswerOf answersTo,
      StandingResults standing) {
    this.outcomes = EnumSet.copyOf(outcomes);
    this.material = material;
    this.answersTo = answersTo;
    this.standing = standing;
    material
        .schools()
        .forEach(
            (about, districts) -> {
              districts.forEach((district, of) -> addLedgers(about, district, List.of(of.sums())));
              addLedgers(about, null, districts.values().stream().map(District::sums).toList());
              SchoolSorting sorting =
                  material.sorting().apply(about.settings().anchorGrade(), about.subject());
              addQuestions(about, sorting);
              material.plans().stream()
                  .filter(each -> each.plan().settings().equals(about.settings()))
                  .filter(each -> each.plan().subject() == about.subject())
                  .forEach(each -> addPlan(each, sorting));
              anchorGrades.add(StandingSorting.gradeLevel(about.settings().anchorGrade()));
            });
  }

  /** Ledgers of a district, or of all districts together where it is null. */
  private void addLedgers(About about, @Nullable String district, List<Ledger.Sums> sums) {
    Ledger ledger = about.ledger(material.regimes(), district == null);
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
      add(together, id, () -> null, () -> sums, () -> ledgers(about, ledger.rows(by, sums)));
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
              () -> basis(question, ofOutcome.study(question), sorting),
              () ->
                  List.of(
                      new PublishedResult(
                          id, record(question, sorting, ofOutcome.study(question)))));
        }
      }
    }
  }

  private Basis basis(EffectQuestion question, Study study, SchoolSorting sorting) {
    return new Basis(
        study.basis(),
        material.changes().last(question.scope(), question.subgroup()),
        EffectAnswer.comparability(study, question, Target.ALL, sorting.before(study)).basis(),
        material.timesOfSorting(),
        StandingPlans.askingFor(question, material.plans()));
  }

  private Effect record(EffectQuestion question, SchoolSorting sorting, Study study) {
    EffectAnswer answer =
        answersTo.to(question, study, new Terms(question.thresholds(), Target.ALL, sorting));
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
    return EffectRecord.of(answer, dose, StandingPlans.askingFor(question, material.plans()));
  }

  /** All students and each third; a curve costs a fourth of an answer, so no others. */
  private static boolean isDosed(Subgroup subgroup) {
    return subgroup instanceof Students students
        && (students.equals(Students.ALL)
            || students.equals(Students.ALL.with(students.priorAchievement())));
  }

  private StudySteps newSteps() {
    return new StudySteps(this::schools, this::regimes, standing);
  }

  private void add(
      StudySteps to,
      PublishedResult.Id id,
      Supplier<@Nullable Violation> excess,
      Supplier<@Nullable Object> basis,
      Supplier<List<PublishedResult>> results) {
    if (to.isDone()) {
      left.add(to);
    }
    to.add(new StudySteps.Step(steps++, id, excess, basis, results));
  }

  /** Answers of a plan, one by one, and then all at once, as each p depends on those of all. */
  private void addPlan(StandingPlan standingPlan, SchoolSorting sorting) {
    Plan plan = standingPlan.plan();
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
            () -> null,
            () -> {
              Study study = ofPlan.study(question);
              answered.add(
                  new PlannedAnswers.Answered(
                      answersTo.to(question, study, terms),
                      PlannedAnswers.observableFrom(plan, question, study)));
              return List.of();
            });
      }
    }
    PublishedResult.Id family =
        new PublishedResult.Id(PublishedResult.Kind.EFFECT, "plan|" + plan.id());
    ids.add(family);
    if (due) {
      add(ofPlan, family, () -> null, () -> null, () -> records(standingPlan, answered));
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
    return material
        .regimes()
        .at(question.scope().subject(), question.scope().settings().anchorGrade());
  }

  /** Cells by school, which the studies of all outcomes share. */
  private SchoolCells schools(EffectQuestion question) {
    About about = new About(question.scope().settings(), question.scope().subject());
    return schools.computeIfAbsent(
        about,
        absent -> {
          SortedMap<String, DistrictCells> districts = new TreeMap<>();
          Objects.requireNonNull(material.schools().get(about))
              .forEach((id, district) -> districts.put(id, district.cells()));
          return new SchoolCells(about.settings(), about.subject(), districts);
        });
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
