package org.pathline.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.common.GroupType;
import org.awaitility.Awaitility;

/**
 * The one embedded cluster that the integration tests of a JVM share, started at the first call and
 * ended with the JVM: to start one takes some fifteen seconds of processor time.
 *
 * <p>Tests keep out of each other's way by their own topics and application ids, or begin with an
 * {@linkplain #emptied() emptied} cluster, and leave the servers and the registry's schemas alone:
 * a test that kills or registers has its own home.
 */
public final class SharedCluster {
  private SharedCluster() {}

  private static final class Holder {
    static final EmbeddedCluster CLUSTER = start();
  }

  /** Returns the running cluster. */
  public static EmbeddedCluster get() {
    return Holder.CLUSTER;
  }

  /** Returns what clients need to reach the running cluster. */
  public static Connection connection() {
    return get().connection();
  }

  /**
   * Returns the home of the cluster, which is as if new: without topics, groups and files, but with
   * the schemas that were registered.
   */
  public static Home emptied() {
    EmbeddedCluster cluster = get();
    try (Admin admin = Admin.create(cluster.connection().clientSettings())) {
      deleteGroups(admin);
      admin.deleteTopics(admin.listTopics().names().get()).all().get();
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> admin.listTopics().names().get().isEmpty());
      deleteFiles(cluster.home());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
    return cluster.home();
  }

  private static void deleteGroups(Admin admin) throws ExecutionException, InterruptedException {
    Map<Boolean, List<String>> ofStreams =
        admin.listGroups().all().get().stream()
            .collect(
                Collectors.partitioningBy(
                    group -> group.type().filter(GroupType.STREAMS::equals).isPresent(),
                    Collectors.mapping(GroupListing::groupId, Collectors.toList())));
    List<String> groups = ofStreams.get(false);
    // A program that was killed is a member of its group for a while yet.
    for (var group : admin.describeConsumerGroups(groups).all().get().values()) {
      if (!group.members().isEmpty()) {
        admin
            .removeMembersFromConsumerGroup(
                group.groupId(), new RemoveMembersFromConsumerGroupOptions())
            .all()
            .get();
      }
    }
    admin.deleteConsumerGroups(groups).all().get();
    admin.deleteStreamsGroups(ofStreams.get(true)).all().get();
  }

  private static void deleteFiles(Home home) {
    Set<Path> servers =
        Set.of(
            home.state(),
            home.lock(),
            home.brokerProperties(),
            home.brokerData(),
            home.registryData(),
            home.logs());
    try (Stream<Path> files = Files.list(home.directory())) {
      files.filter(file -> !servers.contains(file)).forEach(SharedCluster::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns what clients need to reach the cluster, which is {@linkplain #emptied() as if new}. */
  public static Connection emptiedConnection() {
    emptied();
    return connection();
  }

  /** Makes a new home in the system's directory for temporary files. */
  public static Home temporaryHome() {
    try {
      return new Home(Files.createTempDirectory("pathline-it-"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the servers of a temporary home and removes it. */
  public static void remove(Home home) {
    EmbeddedCluster.stop(home);
    delete(home.directory());
  }

  private static void delete(Path tree) {
    try (Stream<Path> files = Files.walk(tree)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns a port of the loopback interface that nobody listens on. */
  public static int freePort() {
    return new FreePorts().take(0);
  }

  private static EmbeddedCluster start() {
    Home home = temporaryHome();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(home), "remove-shared-cluster"));
    return EmbeddedCluster.start(home);
  }
}
