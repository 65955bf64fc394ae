package org.pathline.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.ThreadMetadata;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.pathline.cluster.ClusterException;
import org.pathline.cluster.Connection;
import org.pathline.domain.pathway.Settings;
import org.pathline.domain.sorting.SortingRule;
import org.pathline.schemas.Topic;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.Contract;
import org.pathline.streams.StreamsSettings;
import org.pathline.streams.arrival.ArrivalClients;
import org.pathline.streams.arrival.Arrivals;
import org.pathline.streams.policies.Recomputation;
import org.pathline.streams.registry.ContractSchemas;
import org.pathline.streams.state.Rederivation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One or more topologies running in this JVM. */
public final class Runner implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Runner.class);
  private static final Duration STOP = Duration.ofSeconds(10);
  private static final int FAILURES_ALLOWED = 3;
  private static final long FAILURES_WITHIN_NANOS = Duration.ofMinutes(5).toNanos();

  private final Map<TopologyName, KafkaStreams> applications = new EnumMap<>(TopologyName.class);
  private final Rederivation rederivation = new Rederivation();
  private final Recomputation recomputation;
  private final Map<TopologyName, RestoreProgress> restores = new EnumMap<>(TopologyName.class);
  private final Map<TopologyName, AtomicLong> failedThreads = new EnumMap<>(TopologyName.class);
  private final Map<TopologyName, Arrivals> arrivals = new EnumMap<>(TopologyName.class);
  private final ContractSchemas schemas;
  private final Deque<Long> failures = new ArrayDeque<>();
  private volatile String failure;

  /**
   * Prepares topologies with the usual rule for sorting and the usual pace of effects.
   *
   * @param stateDirectory parent of the local stores; each cluster has its own below it
   * @param threads stream threads of each topology
   * @throws ClusterException when topics are missing or do not fit together
   */
  public Runner(
      Connection connection,
      Collection<TopologyName> topologies,
      Settings settings,
      Path stateDirectory,
      int threads) {
    this(
        connection,
        topologies,
        settings,
        SortingRule.DEFAULT,
        Recomputation.EVERY,
        stateDirectory,
        threads);
  }

  /**
   * Prepares topologies.
   *
   * @param rule when the sorting of a roster is remarkable
   * @param effectsEvery how long effects are left as they are, at least, while cells change
   * @param stateDirectory parent of the local stores; each cluster has its own below it
   * @param threads stream threads of each topology
   * @throws ClusterException when topics are missing or do not fit together
   */
  public Runner(
      Connection connection,
      Collection<TopologyName> topologies,
      Settings settings,
      SortingRule rule,
      Duration effectsEvery,
      Path stateDirectory,
      int threads) {
    recomputation = new Recomputation(effectsEvery);
    String clusterId;
    int partitions;
    try (Admin admin = Admin.create(connection.clientSettings())) {
      clusterId = admin.describeCluster().clusterId().get();
      partitions = partitions(admin);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterException("interrupted while looking at the topics", e);
    } catch (ExecutionException e) {
      throw explained(e);
    }
    schemas = new ContractSchemas(connection.impatientRegistryClient());
    for (TopologyName topology : new TreeSet<>(topologies)) {
      Contract contract = Contract.of(schemas, partitions);
      StreamsSettings streams =
          new StreamsSettings(
              topology.applicationId(),
              connection.bootstrapServers(),
              stateDirectory.resolve(clusterId),
              threads,
              connection.settings());
      KafkaStreams application =
          new KafkaStreams(
              topology.topology(settings, rule, contract, rederivation, recomputation),
              streams.properties(contract),
              new ArrivalClients(schemas, contract.wireFormat(), contract.arrivals()));
      arrivals.put(topology, contract.arrivals());
      application.setUncaughtExceptionHandler(e -> onFailure(topology, e));
      RestoreProgress restore = new RestoreProgress();
      application.setGlobalStateRestoreListener(restore);
      application.setStandbyUpdateListener(restore);
      restores.put(topology, restore);
      failedThreads.put(topology, new AtomicLong());
      applications.put(topology, application);
    }
  }

  private static ClusterException explained(ExecutionException e) {
    return e.getCause() instanceof UnknownTopicOrPartitionException
        ? new ClusterException("topics are missing: run `pathline topics`, then try again", e)
        : new ClusterException("Kafka does not answer: " + e.getCause().getMessage(), e);
  }

  /** Partition count that all topics keyed by student id share. */
  private static int partitions(Admin admin) throws InterruptedException, ExecutionException {
    List<String> all = TopicCatalogue.all().stream().map(Topic::name).toList();
    Map<String, TopicDescription> described = admin.describeTopics(all).allTopicNames().get();
    Map<String, Integer> counts =
        TopicCatalogue.all().stream()
            .filter(Topic::coPartitioned)
            .collect(
                Collectors.toMap(
                    Topic::name,
                    topic -> described.get(topic.name()).partitions().size(),
                    (one, two) -> one,
                    TreeMap::new));
    Set<Integer> distinct = new TreeSet<>(counts.values());
    if (distinct.size() > 1) {
      throw new ClusterException(
          "topics keyed by student id must have the same number of partitions, but there are "
              + counts);
    }
    return distinct.iterator().next();
  }

  private StreamThreadExceptionResponse onFailure(TopologyName topology, Throwable e) {
    LOG.error("a thread of {} failed", topology, e);
    failedThreads.get(topology).incrementAndGet();
    long now = System.nanoTime();
    synchronized (failures) {
      failures.add(now);
      while (now - failures.peek() > FAILURES_WITHIN_NANOS) {
        failures.remove();
      }
      if (failures.size() <= FAILURES_ALLOWED) {
        return StreamThreadExceptionResponse.REPLACE_THREAD;
      }
    }
    failure = topology + " failed again and again, last with " + rootOf(e);
    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }

  private static Throwable rootOf(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  /** Starts everything. */
  public void start() {
    applications.values().forEach(KafkaStreams::start);
  }

  /** Topologies that run here. */
  public Set<TopologyName> topologies() {
    return applications.keySet();
  }

  /** Application of a topology. */
  public KafkaStreams application(TopologyName topology) {
    return applications.get(topology);
  }

  /** What waits for a schema among that which arrives at a topology, and what was joined. */
  public Arrivals arrivals(TopologyName topology) {
    return arrivals.get(topology);
  }

  /** How far the stores of a topology in this process are behind their changelogs. */
  public RestoreProgress.Snapshot restore(TopologyName topology) {
    return restores.get(topology).snapshot();
  }

  /** Threads of a topology that failed since the process began; most were replaced. */
  public long failedThreads(TopologyName topology) {
    return failedThreads.get(topology).get();
  }

  /** How many threads of a topology are in which state; none before it starts and once it ends. */
  public Map<String, Long> threads(TopologyName topology) {
    if (!applications.get(topology).state().isRunningOrRebalancing()) {
      return Map.of();
    }
    return applications.get(topology).metadataForLocalThreads().stream()
        .collect(
            Collectors.groupingBy(
                ThreadMetadata::threadState, TreeMap::new, Collectors.counting()));
  }

  /** Whether every topology has its partitions and has restored its state. */
  public boolean isRunning() {
    return applications.values().stream()
        .allMatch(application -> application.state() == KafkaStreams.State.RUNNING);
  }

  /**
   * What is left to do; empty while partitions are being handed out or state is restored.
   *
   * @throws ClusterException when something has failed for good
   */
  public Optional<Remaining> remaining(CatchUp catchUp)
      throws InterruptedException, ExecutionException {
    check();
    if (!isRunning()) {
      return Optional.empty();
    }
    // Asked first, as what is derived anew is only behind once it is written.
    boolean derivingAnew = !rederivation.isComplete();
    Map<TopologyName, Long> behind = catchUp.behind();
    // Asked last, as a cell is due before it is committed as read.
    boolean computing = !recomputation.isComplete();
    return Optional.of(new Remaining(behind, derivingAnew, rederivation.students(), computing));
  }

  /**
   * Checks that nothing has failed for good.
   *
   * @throws ClusterException with the reason when something has
   */
  public void check() {
    if (failure != null) {
      throw new ClusterException(failure);
    }
    applications.forEach(
        (topology, application) -> {
          if (application.state().hasCompletedShutdown()) {
            throw new ClusterException(topology + " has stopped: " + application.state());
          }
        });
  }

  /** Stops everything within ten seconds, after a last commit. */
  @Override
  public void close() {
    // Leaving the group hands the partitions on at once instead of after a session timeout.
    CloseOptions options =
        CloseOptions.timeout(STOP)
            .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP);
    // All at once, however many processors there are: together they have the time of one.
    List<Thread> closing =
        applications.values().stream()
            .map(application -> new Thread(() -> application.close(options), "close-topology"))
            .toList();
    closing.forEach(Thread::start);
    for (Thread each : closing) {
      try {
        each.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
    schemas.close();
  }
}
