package org.pathline.serve;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.pathline.access.Tokens;
import org.pathline.cluster.Connection;
import org.pathline.ops.Monitor;
import org.pathline.run.TopologyName;
import org.pathline.tables.Database;
import org.pathline.tables.Schema;
import org.pathline.tables.Tables;

/**
 * What a server serves, and the threads that keep it up to date.
 *
 * @param tokens of those who may see what is followed
 */
public record Serving(
    Live live, Follower follower, Monitor monitor, Questions questions, Tokens tokens)
    implements AutoCloseable {
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

  /**
   * Begins to follow a cluster.
   *
   * @param tokens of those who may see what is followed
   */
  public static Serving begin(
      Connection connection, Questions questions, Tokens tokens, Consumer<String> progress) {
    Database database = Database.open();
    new Schema(database).create(List.of(Tables.OUTCOME_CELLS));
    // Files are neither read nor written for anyone who asks.
    database.lock();
    Live live = new Live(database);
    Follower follower = new Follower(connection, live, progress);
    Monitor monitor = new Monitor(connection, List.of(TopologyName.values()), BETWEEN_LOOKS, null);
    follower.start();
    monitor.start();
    return new Serving(live, follower, monitor, questions, tokens);
  }

  /** Whether a cut has been taken in. */
  public boolean isReady() {
    return live.state() != null;
  }

  @Override
  public void close() {
    follower.close();
    monitor.close();
    live.close();
  }
}
