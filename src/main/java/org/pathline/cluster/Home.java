package org.pathline.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
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
              + " has a comma, semicolon or dollar in its path: set PATHLINE_HOME to a path"
              + " without");
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

  /**
   * Makes the directory, and keeps everybody but its owner out of it: state, logs and the broker's
   * data hold students. Where there are no such permissions, as on Windows, it is only made.
   *
   * @throws ClusterException when it cannot be made or belongs to somebody else
   */
  public void make() {
    try {
      Files.createDirectories(directory);
      if (Files.getFileStore(directory).supportsFileAttributeView(PosixFileAttributeView.class)) {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
      }
    } catch (IOException e) {
      throw new ClusterException(
          "the home "
              + directory
              + " cannot be made readable by its owner only ("
              + e
              + "): it holds data of students; set PATHLINE_HOME to a directory of your own",
          e);
    }
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

  public Path brokerData() {
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
