package org.pathline.run;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.pathline.cluster.Connection;
import org.pathline.topics.HangingTransaction;
import org.pathline.topics.HangingTransactions;

/**
 * Says once of each transaction that nobody ends that it holds up topologies, which wait and say
 * nothing themselves; in a thread of its own.
 */
public final class HangingWatch implements AutoCloseable {
  private static final long TICK_SECONDS = 5;

  private final HangingTransactions transactions;
  private final Consumer<String> say;
  private final Set<HangingTransaction> said = new HashSet<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  /**
   * Begins to watch.
   *
   * @param say takes what a user should read
   */
  public HangingWatch(
      Connection connection, Collection<TopologyName> topologies, Consumer<String> say) {
    this.transactions = new HangingTransactions(connection, TopologyName.allTopics(topologies));
    this.say = say;
    Thread thread = new Thread(this::run, "pathline-hanging-transactions");
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    try (transactions) {
      do {
        List<HangingTransaction> found = transactions.glance();
        found.stream().filter(said::add).map(HangingTransaction::line).forEach(say);
        said.retainAll(found);
      } while (!closed.await(TICK_SECONDS, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    // The thread is not interrupted: a client that is would say so at length. It is a daemon.
    closed.countDown();
  }
}
