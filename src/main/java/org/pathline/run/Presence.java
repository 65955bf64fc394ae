package org.pathline.run;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthenticationException;
import org.jspecify.annotations.Nullable;
import org.pathline.cluster.ClusterException;
import org.pathline.cluster.Connection;

/**
 * Whether Kafka answers: asked every few seconds, and said when it no longer does, every half
 * minute while it does not, and when it does again.
 *
 * <p>Not thread-safe, and never waits but in {@link #await}.
 */
public final class Presence implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 5_000;
  private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(3);
  private static final long SAY_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final long TICK_MILLIS = 100;

  private final Connection connection;
  private final Consumer<String> say;
  private final LongSupplier nanos;
  private @Nullable Admin admin;
  private @Nullable KafkaFuture<?> asked;
  private long askedNanos;
  private long answeredNanos;
  private long saidNanos;
  private String lastReason = "";
  private boolean answers;
  private boolean everAnswered;
  private boolean absent;
  private boolean saidRefusal;

  /**
   * Prepares to ask.
   *
   * @param say takes what a user should read
   */
  public Presence(Connection connection, Consumer<String> say) {
    this(connection, say, System::nanoTime);
  }

  Presence(Connection connection, Consumer<String> say, LongSupplier nanos) {
    this.connection = connection;
    this.say = say;
    this.nanos = nanos;
    answeredNanos = nanos.getAsLong();
    askedNanos = answeredNanos - EVERY_NANOS;
  }

  /**
   * Waits until Kafka answers, without end: a service may be started before its broker.
   *
   * @param stopped ends the waiting when it reaches zero
   * @return whether Kafka answers, and the waiting was not stopped
   * @throws ClusterException when Kafka refuses, or could never be asked
   */
  public boolean await(CountDownLatch stopped) throws InterruptedException {
    while (!look()) {
      if (stopped.await(TICK_MILLIS, TimeUnit.MILLISECONDS)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Looks what has been answered, asks anew where it is time, and returns at once.
   *
   * @return whether Kafka answered the latest question
   * @throws ClusterException when Kafka refuses, or could never be asked
   */
  public boolean look() throws InterruptedException {
    long now = nanos.getAsLong();
    if (asked != null && asked.isDone()) {
      try {
        asked.get();
        answered(now);
      } catch (ExecutionException e) {
        notAnswered(now, Objects.requireNonNullElse(e.getCause(), e));
      }
      asked = null;
    }
    if (asked == null && now - askedNanos >= EVERY_NANOS) {
      ask(now);
    }
    if (absent && now - saidNanos >= SAY_NANOS) {
      saidNanos = now;
      say.accept(
          "Kafka at "
              + connection.bootstrapServers()
              + " does not answer since "
              + seconds(now)
              + " s ("
              + lastReason
              + "); waiting");
    }
    return answers;
  }

  private void ask(long now) {
    askedNanos = now;
    try {
      if (admin == null) {
        admin = Admin.create(settings());
      }
      asked = admin.describeCluster().nodes();
    } catch (KafkaException e) {
      notAnswered(now, e);
    }
  }

  private Map<String, Object> settings() {
    Map<String, Object> settings = connection.clientSettings();
    settings.put(AdminClientConfig.CLIENT_ID_CONFIG, "pathline-presence");
    // A broker that is away is to be told soon.
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
    return settings;
  }

  private void answered(long now) {
    if (absent) {
      say.accept("Kafka answers again, after " + seconds(now) + " s");
    }
    absent = false;
    saidRefusal = false;
    answers = true;
    everAnswered = true;
    answeredNanos = now;
  }

  private void notAnswered(long now, Throwable reason) {
    answers = false;
    lastReason = words(reason);
    // A name may only be known once its server is up; a wrong password or setting stays wrong. A
    // broker that has answered before may refuse while it starts and does not know its users yet.
    if (!everAnswered && isRefusal(reason)) {
      throw new ClusterException(
          "Kafka at " + connection.bootstrapServers() + " refuses: " + words(reason), reason);
    }
    boolean refuses = isRefusal(reason);
    // An absence may turn into a refusal: a broker is back that does not know its users any more.
    if (!absent || (refuses && !saidRefusal)) {
      absent = true;
      saidRefusal = refuses;
      saidNanos = now;
      say.accept(
          "Kafka at "
              + connection.bootstrapServers()
              + (refuses ? " refuses (" : " does not answer (")
              + lastReason
              + "); waiting for it, Ctrl-C ends");
    }
  }

  private static boolean isRefusal(Throwable reason) {
    return FailureKind.rootOf(reason) instanceof AuthenticationException
        || (FailureKind.of(reason) != FailureKind.BROKERS
            && !words(reason).contains("No resolvable bootstrap"));
  }

  private static String words(Throwable reason) {
    Throwable root = FailureKind.rootOf(reason);
    return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
  }

  private long seconds(long now) {
    return TimeUnit.NANOSECONDS.toSeconds(now - answeredNanos);
  }

  @Override
  public void close() {
    if (admin != null) {
      admin.close(Duration.ZERO);
    }
  }
}
