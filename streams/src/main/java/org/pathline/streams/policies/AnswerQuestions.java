package org.pathline.streams.policies;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.answer.EffectQuestion;
import org.pathline.domain.effect.answer.StandingQuestions;
import org.pathline.domain.effect.design.Thresholds;
import org.pathline.domain.fact.Canary;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.policy.CellRegimes;
import org.pathline.streams.check.SetAsideBook;
import org.pathline.streams.check.SetAsideSinks;
import org.pathline.streams.check.SetAsides;
import org.pathline.streams.commit.CommitBuffer;
import org.pathline.streams.commit.CommitPace;
import org.pathline.streams.ingest.OldestIngest;
import org.pathline.streams.state.StateVersion;

/**
 * Keeps the cells, computes now and then the answers that a change of them or of a policy may have
 * changed, and publishes those that have.
 *
 * <p>What is due is stored with the cells: a task that dies, or is handed on, between a change and
 * its answer goes on with it.
 */
final class AnswerQuestions implements Processor<byte[], byte[], byte[], byte[]> {
  /** What is answered, and by which rules; where it differs, all answers are computed anew. */
  private static final String FORM =
      StateVersion.ofAnswers(
              StandingQuestions.OUTCOMES
                  + " "
                  + StandingQuestions.SUBGROUPS
                  + " "
                  + EffectQuestion.DEFAULT_SEED
                  + " "
                  + EffectQuestion.LEAST_DRAWS
                  + " "
                  + Thresholds.OF_RATES
                  + " "
                  + Thresholds.OF_GRADE_POINTS)
          .toString();

  private static final Duration TICK = Duration.ofMillis(100);

  /** So long a thread computes before it polls again. */
  private static final long AT_ONCE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  /** While cells arrive, what is computed would be out of date at once. */
  private static final long PAUSE_MILLIS = 500;

  /** While cells keep arriving, the thread rests so many times as long as it has computed. */
  private static final int REST = 3;

  /** Cells of a stream of facts arrive more often than this. */
  private static final long QUIET_MILLIS = 1_000;

  /** So long answers wait for a pause. */
  private static final long LONGEST_WAIT_MILLIS = 30_000;

  /** So long they wait for the end of a backlog. */
  private static final long LONGEST_BACKLOG_MILLIS = 300_000;

  private final Turns turns = new Turns();
  private final OldestIngest oldestIngest = new OldestIngest();
  private final Map<PublishedResult.Kind, Integer> schemaIds;
  private final AnswerRound.AnswerOf answersTo;
  private final SetAsides setAsides;
  private final Recomputation recomputation;
  private final CommitPace.Activity activity;
  private ProcessorContext<byte[], byte[]> context;
  private StandingCells cells;
  private StandingSorting sorting;
  private PublishedAnswers answers;
  private StandingSchools schools;
  private StandingResults standing;
  private PendingStudies pending;
  private CommitPace pace;
  private String task;
  private String storedDue;
  private @Nullable AnswerRound round;
  private @Nullable Headers headers;
  private long lastRound;
  private long lastRoundEnd;
  private long computedMillis;
  private long lastArrival;
  private long dueSince;
  private long commits;
  private long commitsAtEnd;

  AnswerQuestions(
      Map<PublishedResult.Kind, Integer> schemaIds,
      AnswerRound.AnswerOf answersTo,
      SetAsides setAsides,
      Recomputation recomputation,
      CommitPace.Activity activity) {
    this.schemaIds = schemaIds;
    this.answersTo = answersTo;
    this.setAsides = setAsides;
    this.recomputation = recomputation;
    this.activity = activity;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    this.context = context;
    cells =
        new StandingCells(
            context.getStateStore(PoliciesTopology.CELLS),
            book(SetAsides.Kind.CELL, PoliciesTopology.OF_CELLS, PoliciesTopology.SET_ASIDE_CELLS));
    sorting = new StandingSorting(context.getStateStore(PoliciesTopology.SORTING));
    answers =
        new PublishedAnswers(
            schemaIds,
            context.getStateStore(PoliciesTopology.ANSWERS),
            book(
                SetAsides.Kind.ANSWER,
                PoliciesTopology.OF_ANSWERS,
                PoliciesTopology.SET_ASIDE_ANSWERS),
            context);
    schools = new StandingSchools();
    standing = new StandingResults();
    CommitBuffer<PendingStudies> buffer = context.getStateStore(PoliciesTopology.PENDING_STUDIES);
    pending = buffer.content();
    buffer.beforeCommit(context, this::beforeCommit);
    pace = new CommitPace(context, activity);
    task = PoliciesTopology.APPLICATION_ID + " " + context.taskId();
    round = null;
    lastRound = Long.MIN_VALUE;
    lastArrival = 0;
    dueSince = context.currentSystemTimeMs();
    commits = 0;
    commitsAtEnd = 0;
    storedDue = answers.due();
    // The release that starts may have mended the rule that failed.
    pending.due().addAll(answers.hasFaults() ? Outcome.all() : due(storedDue));
    report();
    context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::tick);
  }

  private SetAsideBook book(SetAsides.Kind kind, SetAsideSinks sinks, String storeName) {
    return new SetAsideBook(setAsides, kind, sinks, context.getStateStore(storeName), context);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    pace.received(record.timestamp());
    if (Canary.is(record.key())) {
      // Nothing is published of a canary, whatever somebody put under its key.
      context.forward(record.withValue(null), PublishedResult.Kind.EQUITY.node());
      context.forward(record.withValue(null), PublishedResult.Kind.EFFECT.node());
      return;
    }
    lastArrival = context.currentSystemTimeMs();
    if (round == null && pending.due().isEmpty()) {
      dueSince = lastArrival;
    }
    oldestIngest.received(record.headers());
    pending.received(record.timestamp());
    pending.due().addAll(cells.receive(record, pending.changes()));
    report();
  }

  /** Everything is due where the questions are others than those that were answered. */
  private static Set<Outcome> due(String stored) {
    if (stored.isEmpty()) {
      return EnumSet.noneOf(Outcome.class);
    }
    List<String> lines = stored.lines().toList();
    if (!lines.get(0).equals(FORM)) {
      return EnumSet.allOf(Outcome.class);
    }
    return lines.stream().skip(1).map(Outcome::valueOf).collect(Collectors.toSet());
  }

  private void beforeCommit() {
    Set<Outcome> due = EnumSet.noneOf(Outcome.class);
    due.addAll(pending.due());
    if (round != null) {
      due.addAll(round.outcomes());
    }
    String text =
        due.stream()
            .map(outcome -> "\n" + outcome.name())
            .collect(Collectors.joining("", FORM, ""));
    if (!text.equals(storedDue)) {
      answers.putDue(text);
      storedDue = text;
    }
    commits++;
  }

  private void report() {
    if (!pending.due().isEmpty()) {
      recomputation.due(task);
    }
  }

  private void tick(long now) {
    report();
    long waited = now - dueSince;
    boolean waits =
        now - lastArrival < PAUSE_MILLIS && waited < LONGEST_WAIT_MILLIS
            || recomputation.isDeferred(now) && waited < LONGEST_BACKLOG_MILLIS;
    if (round == null && !pending.due().isEmpty() && isTime(now) && !waits) {
      begin(now);
    }
    if (round != null) {
      if (!waits && !turns.isOfArrivals(lastArrival, now)) {
        goOn(round, now);
      }
    } else if (pending.due().isEmpty() && commits > commitsAtEnd) {
      recomputation.done(task);
    }
  }

  private boolean isTime(long now) {
    if (lastRound == Long.MIN_VALUE || recomputation.every().isZero()) {
      return true;
    }
    boolean isRested =
        now - lastArrival > QUIET_MILLIS || now - lastRoundEnd >= REST * computedMillis;
    return now - lastRound >= recomputation.every().toMillis() && isRested;
  }

  private void begin(long now) {
    lastRound = now;
    computedMillis = 0;
    headers = oldestIngest.headers();
    oldestIngest.clear();
    Changes changes = pending.changes();
    CellRegimes regimes = new CellRegimes(pending.policies());
    cells.layOut(schools, changes.takeDistricts(), regimes, now());
    AnswerRound.Material material =
        new AnswerRound.Material(
            schools.all(),
            regimes,
            pending.plans().all(),
            sorting::of,
            changes.groups(),
            changes.timesOfSorting());
    round = new AnswerRound(pending.due(), material, answersTo, standing);
    pending.anchorGrades(round.anchorGrades());
    pending.due().clear();
  }

  private void goOn(AnswerRound running, long now) {
    long from = context.currentSystemTimeMs();
    long until = System.nanoTime() + AT_ONCE_NANOS;
    // Facts that come in have the other processors; otherwise nobody wants them.
    int threads = now - lastArrival > QUIET_MILLIS ? recomputation.threads() : 1;
    running
        .goOn(threads, () -> System.nanoTime() < until, answers::bytes)
        .forEach(step -> publish(step, running));
    long to = context.currentSystemTimeMs();
    turns.computed(from, to);
    computedMillis += to - from;
    lastRoundEnd = to;
    if (running.isDone()) {
      answers.withdrawAllBut(running::has, now());
      standing.forgetAllBut(running::has);
      round = null;
      dueSince = context.currentSystemTimeMs();
      commitsAtEnd = commits;
      context.commit();
    }
  }

  private void publish(StudySteps.Taken step, AnswerRound running) {
    standing.note(step);
    if (step.why() != null) {
      answers.setAside(step.id(), step.why(), now());
      return;
    }
    if (step.standing() != null) {
      step.standing().forEach(running::derived);
      return;
    }
    answers.takeBack(step.id(), now());
    step.results()
        .forEach(
            (id, value) -> {
              running.derived(id);
              answers.publish(id, value, now());
            });
  }

  /** A record of now, without key and value. */
  private Record<byte[], byte[]> now() {
    return new Record<>(null, null, pending.latestIngest(), headers);
  }

  @Override
  public void close() {
    if (task != null) {
      recomputation.handedOn(task);
    }
  }
}
