package org.pathline.ops;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.pathline.cluster.ClusterException;
import org.pathline.cluster.Connection;
import org.pathline.run.RestoreProgress;
import org.pathline.run.Runner;
import org.pathline.run.TopologyName;
import org.pathline.topics.HangingTransaction;
import org.pathline.topics.HangingTransactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches topologies without end, in threads of its own: their lag, how fresh results are, what was
 * bad input, what is set aside, and, in the process that runs them, their threads and stores.
 *
 * <p>Works the same in a process that runs the topologies and in one that does not, and never
 * stands in the way of processing. A cluster that is down is a state, not an error.
 */
public final class Monitor implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Monitor.class);

  /** After so many intervals without an answer, what was seen last is no longer now. */
  private static final int STALE_AFTER_INTERVALS = 3;

  private final List<TopologyName> topologies;
  private final Duration every;
  private final @Nullable Runner runner;
  private final LagEvaluator lag;
  private final Freshness freshness;
  private final BadRecordCounts badRecords;
  private final SetAsideCounts setAsides;
  private final DoubtCounts doubts = new DoubtCounts();
  private final OutputTails tails;
  private final HangingTransactions transactions;
  private final Meters meters;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "pathline-monitor");
  private volatile @Nullable LagReport report;
  private volatile List<HangingTransaction> hanging = List.of();
  private volatile @Nullable String failure = "has not been asked yet";
  private volatile long answeredNanos;

  /** Said once, and not at each look. */
  private boolean failing;

  /**
   * Prepares to watch.
   *
   * @param every time between two looks at the lag
   * @param runner the topologies of this process, or null when they run elsewhere
   */
  public Monitor(
      Connection connection,
      Collection<TopologyName> topologies,
      Duration every,
      @Nullable Runner runner) {
    this.topologies = List.copyOf(topologies);
    this.every = every;
    this.runner = runner;
    List<TopologyInputs> shapes = this.topologies.stream().map(TopologyInputs::of).toList();
    freshness =
        new Freshness(
            shapes.stream().map(TopologyInputs::topology).toList(), System::currentTimeMillis);
    badRecords = new BadRecordCounts(connection);
    setAsides = new SetAsideCounts(connection);
    lag = new LagEvaluator(connection, shapes, this::isRestoring);
    tails = new OutputTails(connection, shapes, freshness, List.of(badRecords, setAsides, doubts));
    transactions = new HangingTransactions(connection, TopologyName.allTopics(this.topologies));
    meters = new Meters(this);
    thread.setDaemon(true);
  }

  /** Begins to watch and returns at once. */
  public void start() {
    thread.start();
    tails.start();
  }

  private void run() {
    try {
      do {
        look();
      } while (!closed.await(every.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lag.close();
      transactions.close();
    }
  }

  private void look() {
    try {
      LagReport seen = lag.look();
      report = seen;
      answeredNanos = System.nanoTime();
      if (failing) {
        failing = false;
        say("Kafka answers again");
      }
      failure = null;
      meters.update(seen);
      lookForHanging();
    } catch (ClusterException e) {
      if (!failing) {
        failing = true;
        say(e.getMessage() + "; trying again every " + every.toSeconds() + " s");
      }
      failure = e.getMessage();
      meters.clear();
    }
  }

  private void lookForHanging() {
    List<HangingTransaction> before = hanging;
    hanging = transactions.glance();
    hanging.stream()
        .filter(each -> !before.contains(each))
        .map(HangingTransaction::line)
        .forEach(this::say);
  }

  /** The program that runs topologies says it itself. */
  private void say(String line) {
    if (runner == null) {
      LOG.warn(line);
    } else {
      LOG.debug(line);
    }
  }

  private boolean isRestoring(String topology) {
    return restores().containsKey(topology) && restores().get(topology).isRestoring();
  }

  /** The latest look; empty before the first and while Kafka does not answer. */
  public Optional<LagReport> report() {
    return isClusterUp() ? Optional.ofNullable(report) : Optional.empty();
  }

  /** Whether Kafka answered the latest question, not long ago. */
  public boolean isClusterUp() {
    return failure == null
        && System.nanoTime() - answeredNanos
            < STALE_AFTER_INTERVALS * every.toNanos() + TimeUnit.SECONDS.toNanos(10);
  }

  /** Why Kafka does not answer, or null where it does. */
  @Nullable String failure() {
    return failure;
  }

  /** How fresh results are. */
  public Freshness freshness() {
    return freshness;
  }

  /** Transactions that nobody ends, as of the last look for them. */
  List<HangingTransaction> hangingTransactions() {
    return hanging;
  }

  BadRecordCounts badRecords() {
    return badRecords;
  }

  SetAsideCounts setAsides() {
    return setAsides;
  }

  DoubtCounts doubts() {
    return doubts;
  }

  Meters meters() {
    return meters;
  }

  /** The topologies of this process, or null. */
  @Nullable Runner runner() {
    return runner;
  }

  /** Restore state of the topologies that run in this process. */
  Map<String, RestoreProgress.Snapshot> restores() {
    Map<String, RestoreProgress.Snapshot> restores = new TreeMap<>();
    if (runner != null) {
      runner
          .topologies()
          .forEach(topology -> restores.put(topology.name(), runner.restore(topology)));
    }
    return restores;
  }

  @Override
  public void close() {
    // No thread is interrupted: a client that is would say so at length. They are daemons.
    closed.countDown();
    tails.close();
  }
}
