package org.pathline.streams.policies;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.pathline.domain.effect.answer.EffectQuestion;
import org.pathline.domain.effect.answer.StandingQuestions;
import org.pathline.domain.effect.cell.Cell;
import org.pathline.domain.effect.cell.ChangedOutcomes;
import org.pathline.domain.effect.design.Thresholds;
import org.pathline.domain.fact.Canary;
import org.pathline.domain.outcome.CellKey;
import org.pathline.domain.pathway.Outcome;
import org.pathline.streams.codec.ContributionCodec;
import org.pathline.streams.codec.Fingerprint;
import org.pathline.streams.commit.CommitBuffer;
import org.pathline.streams.commit.CommitPace;
import org.pathline.streams.ingest.OldestIngest;
import org.pathline.streams.registry.WireFormat;

/**
 * Keeps the cells, computes now and then the answers that a change of them or of a policy may have
 * changed, and publishes those that have.
 *
 * <p>What is due is stored with the cells: a task that dies, or is handed on, between a change and
 * its answer goes on with it.
 */
final class AnswerQuestions implements Processor<byte[], byte[], byte[], byte[]> {
  /** What is due, in the store of the answers; the key of an answer is never empty. */
  private static final Bytes DUE_KEY = Bytes.wrap(new byte[0]);

  /** Raised when answers come out otherwise than before, so that all are computed anew. */
  private static final int METHOD = 1;

  private static final String FORM =
      METHOD
          + " "
          + StandingQuestions.OUTCOMES
          + " "
          + StandingQuestions.SUBGROUPS
          + " "
          + EffectQuestion.DEFAULT_SEED
          + " "
          + EffectQuestion.LEAST_DRAWS
          + " "
          + Thresholds.OF_RATES
          + " "
          + Thresholds.OF_GRADE_POINTS;

  private static final Duration TICK = Duration.ofMillis(100);

  /** So long a thread computes before it polls again. */
  private static final long AT_ONCE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  /** While cells arrive, what is computed would be out of date at once. */
  private static final long PAUSE_MILLIS = 500;

  /** So long answers wait for a pause. */
  private static final long LONGEST_WAIT_MILLIS = 30_000;

  private final ContributionCodec codec = new ContributionCodec();
  private final OldestIngest oldestIngest = new OldestIngest();
  private final Map<Result.Kind, Integer> schemaIds;
  private final Recomputation recomputation;
  private final CommitPace.Activity activity;
  private ProcessorContext<byte[], byte[]> context;
  private KeyValueStore<Bytes, byte[]> cells;
  private KeyValueStore<Bytes, byte[]> answers;
  private PendingStudies pending;
  private CommitPace pace;
  private String task;
  private String storedDue;
  private Round round;
  private Headers headers;
  private long lastRound;
  private long lastArrival;
  private long dueSince;
  private long commits;
  private long commitsAtEnd;

  AnswerQuestions(
      Map<Result.Kind, Integer> schemaIds,
      Recomputation recomputation,
      CommitPace.Activity activity) {
    this.schemaIds = schemaIds;
    this.recomputation = recomputation;
    this.activity = activity;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    this.context = context;
    cells = context.getStateStore(PoliciesTopology.CELLS);
    answers = context.getStateStore(PoliciesTopology.ANSWERS);
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
    byte[] due = answers.get(DUE_KEY);
    storedDue = due == null ? "" : new String(due, UTF_8);
    pending.due().addAll(due(storedDue));
    report();
    context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::tick);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    pace.received(record.timestamp());
    if (Canary.is(record.key())) {
      context.forward(record);
      return;
    }
    lastArrival = context.currentSystemTimeMs();
    if (round == null && pending.due().isEmpty()) {
      dueSince = lastArrival;
    }
    oldestIngest.received(record.headers());
    pending.received(record.timestamp());
    Bytes key = Bytes.wrap(record.key());
    byte[] before = cells.get(key);
    if (record.value() == null) {
      cells.delete(key);
    } else {
      cells.put(key, record.value());
    }
    pending
        .due()
        .addAll(
            ChangedOutcomes.between(codec.decodeSums(before), codec.decodeSums(record.value())));
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
      answers.put(DUE_KEY, text.getBytes(UTF_8));
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
    boolean waits = now - lastArrival < PAUSE_MILLIS && now - dueSince < LONGEST_WAIT_MILLIS;
    if (round == null && !pending.due().isEmpty() && isTime(now) && !waits) {
      begin(now);
    }
    if (round != null) {
      if (!waits) {
        goOn();
      }
    } else if (pending.due().isEmpty() && commits > commitsAtEnd) {
      recomputation.done(task);
    }
  }

  private boolean isTime(long now) {
    return lastRound == Long.MIN_VALUE || now - lastRound >= recomputation.every().toMillis();
  }

  private void begin(long now) {
    lastRound = now;
    round = new Round(pending.due(), standing(), pending.policies());
    pending.due().clear();
    headers = oldestIngest.headers();
    oldestIngest.clear();
  }

  private List<Cell> standing() {
    List<Cell> standing = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> all = cells.all()) {
      while (all.hasNext()) {
        KeyValue<Bytes, byte[]> cell = all.next();
        standing.add(
            new Cell(
                CellKey.parse(new String(cell.key.get(), UTF_8)), codec.decodeSums(cell.value)));
      }
    }
    return standing;
  }

  private void goOn() {
    long until = System.nanoTime() + AT_ONCE_NANOS;
    while (!round.isDone() && System.nanoTime() < until) {
      round.next().forEach(this::publish);
    }
    if (round.isDone()) {
      withdrawTheRest();
      round = null;
      dueSince = context.currentSystemTimeMs();
      commitsAtEnd = commits;
      context.commit();
    }
  }

  private void publish(Result result) {
    byte[] value = WireFormat.value(schemaIds.get(result.id().kind()), result.value());
    byte[] fingerprint = ByteBuffer.allocate(Long.BYTES).putLong(Fingerprint.of(value)).array();
    Bytes stored = result.id().stored();
    if (!Arrays.equals(answers.get(stored), fingerprint)) {
      answers.put(stored, fingerprint);
      forward(result.id(), value);
    }
  }

  /** Results whose cells, or whose settings, are no more. */
  private void withdrawTheRest() {
    List<Result.Id> withdrawn = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> all = answers.all()) {
      while (all.hasNext()) {
        Bytes key = all.next().key;
        if (!key.equals(DUE_KEY) && !round.has(Result.Id.of(key))) {
          withdrawn.add(Result.Id.of(key));
        }
      }
    }
    for (Result.Id id : withdrawn) {
      answers.delete(id.stored());
      forward(id, null);
    }
  }

  private void forward(Result.Id id, byte[] value) {
    context.forward(
        new Record<>(id.published(), value, pending.latestIngest(), headers), id.kind().node());
  }

  @Override
  public void close() {
    if (task != null) {
      recomputation.handedOn(task);
    }
  }
}
