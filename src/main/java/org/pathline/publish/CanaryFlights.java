package org.pathline.publish;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.pathline.cluster.ClusterException;
import org.pathline.cluster.Connection;
import org.pathline.domain.fact.Canary;
import org.pathline.domain.fact.Envelope;
import org.pathline.domain.fact.FactType;
import org.pathline.domain.fact.Indicator;
import org.pathline.domain.fact.RaceEthnicity;
import org.pathline.domain.fact.Sex;
import org.pathline.domain.fact.StudentRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes the canary again and again, as any publisher would its students. */
public final class CanaryFlights implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CanaryFlights.class);
  private static final String SOURCE = "pathline-monitor";

  private final Connection connection;
  private final Duration every;
  private final Runnable sent;
  private final CountDownLatch closed = new CountDownLatch(1);
  private boolean failing;
  private final Thread thread = new Thread(this::run, "pathline-canary");

  /**
   * Flights that have not begun.
   *
   * @param every time between two of them
   * @param sent told at each beginning, also where the canary cannot be sent then
   */
  public CanaryFlights(Connection connection, Duration every, Runnable sent) {
    this.connection = connection;
    this.every = every;
    this.sent = sent;
    thread.setDaemon(true);
  }

  /** Begins to publish and returns at once. */
  public void start() {
    thread.start();
  }

  private void run() {
    try {
      do {
        // One that cannot be sent counts as sent, too: its absence is what matters.
        sent.run();
        try (FactProducer producer = new FactProducer(connection, List.of(FactType.STUDENTS))) {
          fly(producer);
        } catch (ClusterException | SendingFailed e) {
          if (!failing) {
            failing = true;
            LOG.warn("the canary cannot be sent, trying again: {}", e.getMessage());
          }
        }
      } while (!closed.await(every.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void fly(FactProducer producer) throws SendingFailed, InterruptedException {
    do {
      producer.accept(
          new StudentRecord(
              new Envelope(Canary.STUDENT_ID, System.currentTimeMillis(), SOURCE, false, null),
              RaceEthnicity.UNKNOWN,
              Sex.UNKNOWN,
              Indicator.UNKNOWN,
              Indicator.UNKNOWN));
      failing = false;
    } while (!closed.await(every.toMillis(), TimeUnit.MILLISECONDS));
  }

  @Override
  public void close() {
    // Not waited for: the producer may be trying to reach a broker that is down.
    closed.countDown();
  }
}
