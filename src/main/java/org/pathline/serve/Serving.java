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

/** What a server serves, and the threads that keep it up to date. */
public final class Serving implements AutoCloseable {
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

  private final Live live;
  private final Follower follower;
  private final Monitor monitor;
  private final Questions questions;
  private final Tokens tokens;

  /**
   * Begins to follow a cluster.
   *
   * @param tokens of those who may see what is followed
   */
  public Serving(
      Connection connection, Questions questions, Tokens tokens, Consumer<String> progress) {
    this.questions = questions;
    this.tokens = tokens;
    Database database = Database.open();
    new Schema(database).create(List.of(Tables.OUTCOME_CELLS));
    // Files are neither read nor written for anyone who asks.
    database.lock();
    live = new Live(database);
    follower = new Follower(connection, live, progress);
    monitor = new Monitor(connection, List.of(TopologyName.values()), BETWEEN_LOOKS, null);
    follower.start();
    monitor.start();
  }

  Live live() {
    return live;
  }

  Follower follower() {
    return follower;
  }

  Monitor monitor() {
    return monitor;
  }

  Questions questions() {
    return questions;
  }

  Tokens tokens() {
    return tokens;
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
