package org.pathline.erase;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.pathline.audit.AuditLog;
import org.pathline.cluster.Connection;
import org.pathline.contract.TopicContract;
import org.pathline.domain.erasure.ErasedIds;
import org.pathline.events.Erasure;
import org.pathline.run.TopologyName;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.topics.CompactedTable;
import org.pathline.topics.ContractTopic;
import org.pathline.topics.ErasureTopic;
import org.pathline.topics.TopicReader;

/**
 * Erases students: says so in the topic of erasures, from where the topologies take them out of
 * every result; and takes them out of what is kept.
 *
 * <p>Each part may be done again, and is, where an earlier process was killed.
 */
public final class Erasing {
  private static final Duration UNTIL_PROCESSED = Duration.ofMinutes(2);
  private static final long TICK_MILLIS = 1_000;

  private final Places places;
  private final Connection connection;
  private final Consumer<String> steps;

  /**
   * Erasing in some places.
   *
   * @param steps told after each step that changes something, in words without an id
   */
  public Erasing(Places places, Consumer<String> steps) {
    this.places = places;
    this.connection = places.connection();
    this.steps = steps;
  }

  /** The ids of the students whom some ids name, by the links that stand now. */
  public SortedSet<String> allIds(Collection<String> ids) {
    SortedSet<String> all = new TreeSet<>();
    ids.forEach(id -> all.addAll(StudentIds.of(connection, id)));
    return all;
  }

  /** Says that ids are erased. */
  public void mark(Set<String> ids) {
    ErasedIds before = ErasureTopic.read(connection);
    for (String id : ids) {
      if (!before.has(id)) {
        Erasure erasure =
            Erasure.newBuilder().setErasedAt(Instant.now()).setErasedBy(AuditLog.who()).build();
        ContractTopic.store(connection, TopicCatalogue.ERASURES, ErasedIds.digest(id), erasure);
        steps.accept("marked an id as erased");
      }
    }
  }

  /**
   * Says that ids are no longer erased, once nothing that was sent until now is left of them.
   *
   * @return those that were erased; of others nothing is changed
   */
  public Set<String> lift(Set<String> ids) throws InterruptedException, ExecutionException {
    ErasedIds before = ErasureTopic.read(connection);
    Set<String> erased = new TreeSet<>(ids);
    erased.removeIf(id -> !before.has(id));
    if (!erased.isEmpty()) {
      remove(erased);
    }
    for (String id : erased) {
      ContractTopic.store(connection, TopicCatalogue.ERASURES, ErasedIds.digest(id), null);
      steps.accept("lifted the erasure of an id");
    }
    return erased;
  }

  /**
   * Waits until the topologies have taken ids out of the pathways, where any process runs them.
   *
   * @return whether there is nothing left of them in the pathways
   */
  public boolean awaitProcessed(Set<String> ids) throws InterruptedException, ExecutionException {
    long began = System.nanoTime();
    while (hasPathway(ids)) {
      if (!isRun(TopologyName.pathways.applicationId())
          || System.nanoTime() - began > UNTIL_PROCESSED.toNanos()) {
        return false;
      }
      Thread.sleep(TICK_MILLIS);
    }
    return true;
  }

  private boolean hasPathway(Set<String> ids) {
    try (TopicReader reader = new TopicReader(connection)) {
      Set<String> standing =
          new CompactedTable(reader, TopicCatalogue.PATHWAYS.name()).values().keySet();
      return ids.stream().anyMatch(standing::contains);
    }
  }

  private boolean isRun(String applicationId) throws InterruptedException, ExecutionException {
    try (Admin admin = TopicContract.admin(connection)) {
      return admin.describeConsumerGroups(List.of(applicationId)).all().get().values().stream()
          .anyMatch(group -> !group.members().isEmpty());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof org.apache.kafka.common.errors.GroupIdNotFoundException) {
        return false;
      }
      throw e;
    }
  }

  /** Takes erased students out of the topics that keep everything, once. */
  public void remove(Set<String> ids) throws InterruptedException, ExecutionException {
    try (Removal removal = new Removal(places, ids, steps)) {
      removal.once();
    }
  }

  /**
   * Takes erased students out of all topics, and waits until brokers have compacted and removed
   * what held them.
   *
   * @return what is left when the time is over, or when waiting is in vain
   */
  public Places.Found removeNow(Set<String> ids, Duration time)
      throws InterruptedException, ExecutionException {
    try (Removal removal = new Removal(places, ids, steps)) {
      return removal.now(time, this::runs);
    }
  }

  private boolean runs(String applicationId) {
    try {
      return isRun(applicationId);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException nobodyKnows) {
      return true;
    }
  }
}
