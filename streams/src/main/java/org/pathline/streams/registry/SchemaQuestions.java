package org.pathline.streams.registry;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the registry for schemas in a thread of its own, until each question is answered or closed.
 *
 * <p>"No such schema" is an answer only when the registry says so twice, a pause apart. Anything
 * else is asked again, at growing distances up to {@value #LONGEST_WAIT_MILLIS} ms. There is at
 * most one call every {@value #PACE_MILLIS} ms, however many ids are open: where they are more than
 * {@value #MOST_ASKED_SINGLY}, two listings rule out all that the registry cannot have given.
 */
final class SchemaQuestions implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SchemaQuestions.class);

  /** Between two times that the registry says it has no such schema. */
  static final long ONCE_MORE_MILLIS = 300;

  static final long PACE_MILLIS = 20;
  static final int MOST_ASKED_SINGLY = 32;

  /** Of those that a listing leaves possible, so many are asked for at a time. */
  private static final int MOST_AT_A_TIME = 256;

  private static final long FIRST_WAIT_MILLIS = 100;
  static final long LONGEST_WAIT_MILLIS = 5_000;

  /** What was heard so far of one id. */
  private static final class Asked {
    long nextNanos = System.nanoTime();
    int failures;

    /** When it was asked the last time that the registry had none, and the time before. */
    @Nullable Long absentNanos;

    @Nullable Long absentBeforeNanos;
  }

  private final ContractSchemas schemas;
  private final RegistryCalls calls;
  private final IdListing listing;
  private final List<SchemaQuestion> questions = new CopyOnWriteArrayList<>();
  private final Map<Integer, Asked> asked = new HashMap<>();
  private final Map<Integer, String> lastAnswers = new ConcurrentHashMap<>();
  private final Asked listed = new Asked();
  private volatile @Nullable String lastListing;
  private int possibleBefore;
  private @Nullable Thread thread;
  private long lastCallNanos = System.nanoTime() - TimeUnit.SECONDS.toNanos(1);
  private boolean changed;
  private boolean closed;

  SchemaQuestions(ContractSchemas schemas, RegistryCalls calls) {
    this.schemas = schemas;
    this.calls = calls;
    listing = new IdListing(calls);
  }

  /** Begins to ask. */
  synchronized void ask(SchemaQuestion question) {
    questions.add(question);
    changed = true;
    if (!closed && (thread == null || !thread.isAlive())) {
      thread = new Thread(this::run, "pathline-registry");
      thread.setDaemon(true);
      thread.start();
    }
    notifyAll();
  }

  /** Asks no longer for this question. */
  void close(SchemaQuestion question) {
    questions.remove(question);
  }

  /** The registry's last answer for an id where that does not tell; null where there is none. */
  @Nullable String lastAnswer(int id) {
    String answer = lastAnswers.get(id);
    return answer == null ? lastListing : answer;
  }

  private void run() {
    try {
      while (!isClosed()) {
        questions.removeIf(SchemaQuestion::isAnswered);
        Set<Integer> now = askedNow();
        asked.keySet().retainAll(now);
        lastAnswers.keySet().retainAll(now);
        now.forEach(id -> asked.computeIfAbsent(id, absent -> new Asked()));
        boolean called = listNext();
        called |= askNext();
        if (!called) {
          await();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  /**
   * Ids that are asked for one by one: all where they are few, else those that can exist by the
   * last listing, and the first ones while listings fail.
   */
  private Set<Integer> askedNow() {
    Set<Integer> ids = new LinkedHashSet<>();
    boolean few = forEachOpen(id -> add(ids, id, MOST_ASKED_SINGLY));
    if (few) {
      listing.abandon();
      listed.nextNanos = Long.MAX_VALUE;
      return ids;
    }
    if (listed.nextNanos == Long.MAX_VALUE) {
      listed.nextNanos = System.nanoTime();
    }
    if (listed.failures > 0) {
      return ids;
    }
    ids.clear();
    forEachOpen(id -> !isPossible(id) || add(ids, id, MOST_AT_A_TIME));
    return ids;
  }

  private boolean isPossible(int id) {
    return id >= 1
        && listing.isKnown()
        && id <= Math.max(listing.highestPossible(), possibleBefore);
  }

  private static boolean add(Set<Integer> ids, int id, int most) {
    if (ids.size() >= most && !ids.contains(id)) {
      return false;
    }
    ids.add(id);
    return true;
  }

  private boolean forEachOpen(IntPredicate receiver) {
    for (SchemaQuestion question : questions) {
      if (!question.forEachOpen(receiver)) {
        return false;
      }
    }
    return true;
  }

  private boolean askNext() throws InterruptedException {
    long now = System.nanoTime();
    Map.Entry<Integer, Asked> next = null;
    for (Map.Entry<Integer, Asked> each : asked.entrySet()) {
      long due = each.getValue().nextNanos;
      if (due - now <= 0 && (next == null || due - next.getValue().nextNanos < 0)) {
        next = each;
      }
    }
    if (next == null) {
      return false;
    }
    pace();
    heard(next.getKey(), next.getValue(), System.nanoTime());
    return true;
  }

  private void heard(int id, Asked state, long askedNanos) {
    RegistryAnswer answer = calls.schema(id);
    long now = System.nanoTime();
    if (answer instanceof RegistryAnswer.Unclear unclear) {
      lastAnswers.put(id, unclear.why());
      failed(state, "schema " + id, unclear.why());
      return;
    }
    state.failures = 0;
    if (answer instanceof RegistryAnswer.Absent) {
      lastAnswers.put(id, "no such schema, to be asked once more");
      absent(state, askedNanos);
      if (state.absentBeforeNanos != null) {
        long since = state.absentBeforeNanos;
        questions.forEach(question -> question.absent(id, since));
      }
      state.nextNanos = now + TimeUnit.MILLISECONDS.toNanos(ONCE_MORE_MILLIS);
    } else {
      schemas.learn(id, answer);
      questions.forEach(question -> question.known(id));
    }
  }

  private static void absent(Asked state, long askedNanos) {
    state.absentBeforeNanos = state.absentNanos;
    state.absentNanos = askedNanos;
  }

  private static void failed(Asked state, String what, String why) {
    if (state.failures == 0) {
      LOG.warn("the registry does not tell of {}, which is asked again: {}", what, why);
    }
    long wait = FIRST_WAIT_MILLIS << Math.min(state.failures, 10);
    state.failures++;
    long most = Math.min(wait, LONGEST_WAIT_MILLIS);
    // Many instances that lost the registry at once must not come back at once.
    long millis = ThreadLocalRandom.current().nextLong(most / 2, most + 1);
    state.nextNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
  }

  /** Makes a call of a listing where one is due; whether it did. */
  private boolean listNext() throws InterruptedException {
    boolean due = listing.isRunning() || listed.nextNanos - System.nanoTime() <= 0;
    if (listed.nextNanos == Long.MAX_VALUE || !due) {
      return false;
    }
    pace();
    int possible = listing.isKnown() ? listing.highestPossible() : 0;
    try {
      if (listing.step()) {
        listed(possible);
      }
    } catch (IOException | RestClientException | RuntimeException e) {
      // The client throws the last kind when an answer is JSON but not what it should be.
      listing.abandon();
      lastListing = RegistryCalls.words(e);
      failed(listed, "its subjects", lastListing);
    }
    return true;
  }

  private void listed(int possible) {
    listed.failures = 0;
    lastListing = null;
    possibleBefore = possible;
    absent(listed, listing.beganNanos());
    if (listed.absentBeforeNanos != null) {
      long since = listed.absentBeforeNanos;
      questions.forEach(question -> question.absent(id -> !isPossible(id), since));
    }
    listed.nextNanos = listing.beganNanos() + TimeUnit.MILLISECONDS.toNanos(ONCE_MORE_MILLIS);
  }

  private void pace() throws InterruptedException {
    long left = lastCallNanos + TimeUnit.MILLISECONDS.toNanos(PACE_MILLIS) - System.nanoTime();
    if (left > 0) {
      TimeUnit.NANOSECONDS.sleep(left);
    }
    lastCallNanos = System.nanoTime();
  }

  /** Waits until something is due or there are new questions. */
  private synchronized void await() throws InterruptedException {
    long now = System.nanoTime();
    long wait = TimeUnit.SECONDS.toNanos(1);
    if (listed.nextNanos != Long.MAX_VALUE) {
      wait = Math.min(wait, listed.nextNanos - now);
    }
    for (Asked each : asked.values()) {
      wait = Math.min(wait, each.nextNanos - now);
    }
    if (!changed && !closed && wait > 0) {
      TimeUnit.NANOSECONDS.timedWait(this, wait);
    }
    changed = false;
  }

  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
  }
}
