package org.pathline.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.ThreadMetadata;
import org.apache.kafka.streams.Topology;
import org.pathline.cluster.ClusterException;
import org.pathline.cluster.Connection;
import org.pathline.domain.erasure.ErasedIds;
import org.pathline.domain.pathway.Settings;
import org.pathline.domain.sorting.SortingRule;
import org.pathline.schemas.Topic;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.Contract;
import org.pathline.streams.MemoryShare;
import org.pathline.streams.StreamsSettings;
import org.pathline.streams.arrival.ArrivalClients;
import org.pathline.streams.arrival.Arrivals;
import org.pathline.streams.commit.CommitPace;
import org.pathline.streams.commit.SteadyClock;
import org.pathline.streams.policies.Recomputation;
import org.pathline.streams.registry.ContractSchemas;
import org.pathline.streams.state.Reprocessing;
import org.pathline.topics.ErasureTopic;
import org.pathline.topics.OffsetReader;

/** One or more topologies running in this JVM. */
public final class Runner implements AutoCloseable {
  /** So long a broker that has just started may take to answer at first. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Duration STOP = Duration.ofSeconds(10);

  /** A process that goes on has time for its clients, which may be confused by the clock. */
  private static final Duration STOP_TO_BEGIN_ANEW = Duration.ofSeconds(90);

  private final Map<TopologyName, KafkaStreams> applications = new EnumMap<>(TopologyName.class);
  private final Reprocessing rederivation = new Reprocessing();
  private final Recomputation recomputation;
  private final Map<TopologyName, RestoreProgress> restores = new EnumMap<>(TopologyName.class);
  private final Map<TopologyName, Arrivals> arrivals = new EnumMap<>(TopologyName.class);
  private final ContractSchemas schemas;
  private final List<StateDirectory> directories = new ArrayList<>();
  private final InternalTopics internalTopics;
  private final Failures failures;

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
    Set<TopologyName> chosen = new TreeSet<>(topologies);
    String clusterId;
    int partitions;
    int cellPartitions;
    failures = new Failures(chosen, stateDirectory.toString(), System::nanoTime);
    internalTopics = new InternalTopics(connection, chosen);
    schemas = new ContractSchemas(connection.impatientRegistryClient());
    boolean ready = false;
    try (OffsetReader kafka = new OffsetReader(connection, "pathline-run", PATIENCE)) {
      clusterId = kafka.answer(kafka.admin().describeCluster().clusterId());
      Map<String, TopicDescription> topics = topics(kafka);
      partitions = partitions(topics);
      cellPartitions = partitions(topics, TopicCatalogue.OUTCOME_CELLS);
      Path local = stateDirectory.resolve(clusterId);
      for (TopologyName topology : chosen) {
        directories.add(StateDirectory.take(local.resolve(topology.applicationId())));
      }
      internalTopics.require();
      if (chosen.contains(TopologyName.outcomes)) {
        EarlierCells.withdraw(connection, internalTopics.offsets());
      }
      // Before any fact, so that nothing of an erased student is derived again on a replay.
      ErasedIds erased = ErasureTopic.read(connection);
      List<CommitPace.Activity> before = new ArrayList<>();
      recomputation.deferWhile(now -> before.stream().anyMatch(each -> each.hasBacklog(now)));
      for (TopologyName topology : chosen) {
        Contract contract = Contract.of(schemas, partitions, cellPartitions, erased);
        if (topology != TopologyName.policies) {
          before.add(contract.activity());
        }
        StreamsSettings streams =
            new StreamsSettings(
                topology.applicationId(),
                connection.bootstrapServers(),
                local,
                threads,
                connection.settings(),
                MemoryShare.of(threads * chosen.size()));
        prepare(
            topology,
            topology.topology(
                new TopologyName.Rules(settings, rule, contract, rederivation, recomputation)),
            contract,
            streams.properties());
      }
      ready = true;
    } finally {
      if (!ready) {
        close();
      }
    }
  }

  private void prepare(
      TopologyName name, Topology topology, Contract contract, Properties properties) {
    KafkaStreams application =
        new KafkaStreams(
            topology,
            properties,
            new ArrivalClients(schemas, contract.wireFormat(), contract.arrivals()),
            new SteadyClock());
    arrivals.put(name, contract.arrivals());
    application.setUncaughtExceptionHandler(e -> failures.of(name, e));
    RestoreProgress restore = new RestoreProgress();
    application.setGlobalStateRestoreListener(restore);
    application.setStandbyUpdateListener(restore);
    restores.put(name, restore);
    applications.put(name, application);
  }

  private static Map<String, TopicDescription> topics(OffsetReader kafka) {
    List<String> all = TopicCatalogue.all().stream().map(Topic::name).toList();
    return kafka
        .answerUnless(
            kafka.admin().describeTopics(all).allTopicNames(),
            UnknownTopicOrPartitionException.class)
        .orElseThrow(
            () ->
                new ClusterException("topics are missing: run `pathline topics`, then try again"));
  }

  private static int partitions(Map<String, TopicDescription> described, Topic topic) {
    return Objects.requireNonNull(described.get(topic.name())).partitions().size();
  }

  /** Partition count that all topics keyed by student id share. */
  private static int partitions(Map<String, TopicDescription> described) {
    Map<String, Integer> counts =
        TopicCatalogue.all().stream()
            .filter(Topic::coPartitioned)
            .collect(
                Collectors.toMap(
                    Topic::name,
                    topic -> partitions(described, topic),
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
    return Objects.requireNonNull(applications.get(topology));
  }

  /** What waits for a schema among that which arrives at a topology, and what was joined. */
  public Arrivals arrivals(TopologyName topology) {
    return Objects.requireNonNull(arrivals.get(topology));
  }

  /** How far the stores of a topology in this process are behind their changelogs. */
  public RestoreProgress.Snapshot restore(TopologyName topology) {
    return Objects.requireNonNull(restores.get(topology)).snapshot();
  }

  /** Threads of a topology that failed since the process began; most were replaced. */
  public long failedThreads(TopologyName topology) {
    return failures.count(topology);
  }

  /** How many threads of a topology are in which state; none before it starts and once it ends. */
  public Map<String, Long> threads(TopologyName topology) {
    if (!application(topology).state().isRunningOrRebalancing()) {
      return Map.of();
    }
    return application(topology).metadataForLocalThreads().stream()
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
  public Optional<Remaining> remaining(CatchUp catchUp) {
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
    internalTopics.look();
    if (failures.end() != null) {
      throw new ClusterException(failures.end());
    }
    applications.forEach(
        (topology, application) -> {
          if (application.state().hasCompletedShutdown()) {
            throw new ClusterException(topology + " has stopped: " + application.state());
          }
        });
  }

  /** Stops everything within ten seconds, after a last commit where Kafka answers. */
  @Override
  public void close() {
    stop();
  }

  /**
   * Stops everything within ten seconds.
   *
   * @return whether all threads ended in that time, after a last commit
   */
  public boolean stop() {
    return stop(STOP);
  }

  /**
   * Stops everything, so that others may begin where these end.
   *
   * @throws ClusterException when threads do not end in a minute and a half
   */
  public void stopToBeginAnew() {
    // A poll that began before the clock was set back would end an hour later, say.
    arrivals.values().forEach(Arrivals::wake);
    if (!stop(STOP_TO_BEGIN_ANEW)) {
      throw new ClusterException(
          "the topologies do not end after "
              + STOP_TO_BEGIN_ANEW.toSeconds()
              + " s: start again; nothing is lost, what is not committed is read again");
    }
  }

  private boolean stop(Duration patience) {
    failures.close();
    // Leaving the group hands the partitions on at once instead of after a session timeout.
    CloseOptions options =
        CloseOptions.timeout(patience)
            .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP);
    // All at once, however many processors there are: together they have the time of one.
    AtomicBoolean all = new AtomicBoolean(true);
    List<Thread> closing =
        applications.values().stream()
            .map(
                application ->
                    new Thread(
                        () -> all.compareAndSet(true, application.close(options)),
                        "close-topology"))
            .toList();
    closing.forEach(Thread::start);
    for (Thread each : closing) {
      try {
        each.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    schemas.close();
    internalTopics.close();
    directories.forEach(StateDirectory::close);
    return all.get();
  }
}
