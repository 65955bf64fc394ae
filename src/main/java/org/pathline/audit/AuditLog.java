package org.pathline.audit;

import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.pathline.cluster.ClusterException;
import org.pathline.cluster.Connection;
import org.pathline.domain.erasure.ErasedIds;
import org.pathline.events.AuditEntry;
import org.pathline.schemas.Topic;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.topics.ContractTopic;
import org.pathline.topics.TopicReader;

/**
 * Notes who asked for data of students or changed what is kept, before it is shown or done.
 *
 * <p>Students are noted by the digests of their ids, as in the topic of erasures, so that nothing
 * has to be taken out of the log when one is erased.
 */
public final class AuditLog {
  /** What was done. */
  public enum Action {
    STUDENT_SHOWN,
    BAD_RECORDS_SHOWN,
    SET_ASIDE_SHOWN,
    DOUBTS_SHOWN,
    STUDENTS_QUERIED,
    ERASED,
    ERASURE_VERIFIED,
    ERASURE_LIFTED,
    RELEASED,
    EXPORTED,
    SNAPSHOT_SAVED,
    PLAN_PUBLISHED,
    DEAD_LETTERS_REPLAYED,
    TOPICS_CHANGED,
    SCHEMAS_CHANGED,
    ACCESS_CHANGED,
    DERIVED_ANEW,
    TRANSACTION_ABORTED
  }

  private final Connection connection;
  private final Consumer<String> warnings;

  /**
   * Log of a cluster.
   *
   * @param warnings told where the topic is missing, as before {@code pathline topics} of this
   *     release
   */
  public AuditLog(Connection connection, Consumer<String> warnings) {
    this.connection = connection;
    this.warnings = warnings;
  }

  /**
   * Log of a cluster, for a command.
   *
   * @param err told where the topic is missing
   */
  public static AuditLog of(Connection connection, PrintWriter err) {
    return new AuditLog(
        connection,
        warning -> {
          err.println(warning);
          err.flush();
        });
  }

  /** User and host, as this machine names them. */
  public static String who() {
    String host;
    try {
      host = InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      host = "unknown host";
    }
    return System.getProperty("user.name") + "@" + host;
  }

  /** Adds an entry about nobody in particular, as {@link #add(Action, String, Collection)}. */
  public void add(Action action, String scope) {
    add(action, scope, List.of());
  }

  /**
   * Adds an entry of what has been done and could not be noted before, as where it makes the topic
   * itself; tells where it cannot be stored.
   */
  public void addWhatIsDone(Action action, String scope) {
    try {
      add(action, scope);
    } catch (ClusterException e) {
      warnings.accept("not noted: " + e.getMessage());
    }
  }

  /**
   * Adds an entry and waits until it is stored.
   *
   * @param scope what it is done to, without an id of a student
   * @param students ids of the students whom it is about
   * @throws ClusterException when it cannot be stored; then nothing is to be shown or done
   */
  public void add(Action action, String scope, Collection<String> students) {
    Topic topic = TopicCatalogue.AUDIT;
    if (isMissing(topic)) {
      warnings.accept(
          "not noted: the topic " + topic.name() + " is missing; `pathline topics` creates it");
      return;
    }
    AuditEntry entry =
        AuditEntry.newBuilder()
            .setAt(Instant.now())
            .setWho(who())
            .setAction(action.name())
            .setScope(scope)
            .setStudents(students.stream().map(ErasedIds::digest).sorted().toList())
            .build();
    ContractTopic.store(connection, topic, action.name(), entry);
  }

  private boolean isMissing(Topic topic) {
    try (TopicReader reader = new TopicReader(connection)) {
      return reader.partitions(topic.name()) == 0;
    }
  }
}
