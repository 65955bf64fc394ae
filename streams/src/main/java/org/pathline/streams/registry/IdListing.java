package org.pathline.streams.registry;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Which ids a registry can have given, by listing its subjects and their versions, one call at a
 * time.
 *
 * <p>Registries number schemas one after the other. An id below 1, or far beyond the highest, is no
 * schema's. What lies between is asked for by itself: the schema may have been deleted, which no
 * listing shows everywhere, and still be answered. Not thread-safe.
 */
final class IdListing {
  /** The latest schemas of all may have been deleted. */
  private static final int DELETED_AT_THE_END = 200;

  /** A subject that was deleted for good may be made anew, with the same versions. */
  private static final long EACH_ID_ANEW_NANOS = TimeUnit.MINUTES.toNanos(10);

  private record Version(String subject, int number) {}

  private final RegistryCalls calls;
  private final Map<Version, Integer> ids = new HashMap<>();
  private final Deque<String> subjects = new ArrayDeque<>();
  private final Deque<Version> versions = new ArrayDeque<>();
  private long idsSinceNanos;
  private boolean running;
  private long beganNanos;
  private int highest;
  private int highestOfLast = -1;

  IdListing(RegistryCalls calls) {
    this.calls = calls;
  }

  /** Makes the next call of a listing, the first of a new one where none runs; whether it ends. */
  boolean step() throws IOException, RestClientException {
    if (!running) {
      begin();
    } else if (!versions.isEmpty()) {
      Version version = versions.peek();
      int id = calls.idOf(version.subject(), version.number());
      ids.put(version, id);
      highest = Math.max(highest, id);
      versions.remove();
    } else if (!subjects.isEmpty()) {
      String subject = subjects.peek();
      for (int number : calls.versions(subject)) {
        Version version = new Version(subject, number);
        Integer known = ids.get(version);
        if (known == null) {
          versions.add(version);
        } else {
          highest = Math.max(highest, known);
        }
      }
      subjects.remove();
    }
    boolean ends = subjects.isEmpty() && versions.isEmpty();
    if (ends) {
      running = false;
      highestOfLast = highest;
    }
    return ends;
  }

  private void begin() throws IOException, RestClientException {
    long now = System.nanoTime();
    if (now - idsSinceNanos > EACH_ID_ANEW_NANOS) {
      ids.clear();
      idsSinceNanos = now;
    }
    subjects.addAll(calls.subjects());
    highest = 0;
    beganNanos = now;
    running = true;
  }

  /** Gives up a listing of which a call failed. */
  void abandon() {
    running = false;
    subjects.clear();
    versions.clear();
  }

  boolean isRunning() {
    return running;
  }

  /** Moment at which the last listing began. */
  long beganNanos() {
    return beganNanos;
  }

  /** Whether any listing was completed. */
  boolean isKnown() {
    return highestOfLast >= 0;
  }

  /** Highest id that the last complete listing leaves possible. */
  int highestPossible() {
    return highestOfLast + DELETED_AT_THE_END;
  }
}
