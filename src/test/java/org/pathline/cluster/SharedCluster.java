package org.pathline.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * The one embedded cluster that the integration tests of a JVM share, started at the first call and
 * ended with the JVM.
 *
 * <p>Tests keep out of each other's way by their own topics and application ids, and leave the
 * servers alone: a test that kills has its own home.
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
    try (Stream<Path> files = Files.walk(home.directory())) {
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
