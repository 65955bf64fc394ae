package org.pathline.cluster;

import java.nio.file.Path;
import java.util.Map;

/**
 * The directory that one embedded cluster owns: its data, its logs, its state file and its lock.
 *
 * @param directory absolute and normalised
 */
public record Home(Path directory) {

  /** Makes the directory absolute and refuses what Kafka or H2 would misread. */
  public Home {
    directory = directory.toAbsolutePath().normalize();
    String text = directory.toString();
    // log.dirs is a comma-separated list, a JDBC address of H2 ends at a semicolon, and Quarkus
    // expands dollars.
    if (text.chars().anyMatch(c -> c == ',' || c == ';' || c == '$')) {
      throw new ClusterException(
          "the home "
              + text
              + " has a comma, semicolon or dollar in its path: set PATHLINE_HOME to a path without");
    }
  }

  /**
   * Returns the home that the environment asks for: {@code $PATHLINE_HOME}, else {@code .pathline}
   * in the working directory.
   */
  public static Home current() {
    return of(System.getenv());
  }

  static Home of(Map<String, String> environment) {
    String named = environment.get("PATHLINE_HOME");
    return new Home(Path.of(named == null || named.isBlank() ? ".pathline" : named));
  }

  Path state() {
    return directory.resolve("cluster.json");
  }

  Path lock() {
    return directory.resolve("cluster.lock");
  }

  Path brokerProperties() {
    return directory.resolve("broker.properties");
  }

  Path brokerData() {
    return directory.resolve("broker");
  }

  Path registryData() {
    return directory.resolve("registry");
  }

  /** Returns the directory of the topologies' local stores. */
  public Path streams() {
    return directory.resolve("streams");
  }

  /** Returns the directory of the children's logs. */
  public Path logs() {
    return directory.resolve("logs");
  }

  @Override
  public String toString() {
    return directory.toString();
  }
}
