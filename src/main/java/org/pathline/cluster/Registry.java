package org.pathline.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** How the embedded schema registry, Apicurio, is found and started. */
final class Registry {
  /** Apicurio serves Confluent's API below this path. */
  static final String CONFLUENT_PATH = "/apis/ccompat/v7";

  private static final String JAR_PREFIX = "apicurio-registry-app-";
  private static final String JAR_SUFFIX = "-runner.jar";

  private Registry() {}

  static String url(int port) {
    return "http://127.0.0.1:" + port + CONFLUENT_PATH;
  }

  static Path log(Home home) {
    return home.logs().resolve("registry.log");
  }

  static String version() {
    String name = jar().getFileName().toString();
    return name.substring(JAR_PREFIX.length(), name.length() - JAR_SUFFIX.length());
  }

  static ChildProcess launch(Home home, ClusterState state) {
    int port = state.registry().port();
    int managementPort = state.registry().secondPort();
    List<String> arguments =
        List.of(
            "-Xms32m",
            "-Xmx192m",
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            // Most of its life is its start, where the optimising compiler only costs.
            "-XX:TieredStopAtLevel=1",
            "-Dquarkus.http.host=127.0.0.1",
            "-Dquarkus.http.port=" + port,
            "-Dquarkus.management.host=127.0.0.1",
            "-Dquarkus.management.port=" + managementPort,
            "-Dquarkus.http.access-log.enabled=false",
            "-Dapicurio.datasource.jdbc.initial-size=2",
            "-Dapicurio.datasource.jdbc.min-size=2",
            "-Dapicurio.datasource.jdbc.max-size=10",
            // H2 otherwise writes up to a second late, and a kill would lose a schema whose id is
            // in use already.
            "-Dapicurio.datasource.url=jdbc:h2:file:"
                + home.registryData().resolve("schemas")
                + ";WRITE_DELAY=0",
            "-jar",
            jar().toString());
    return ChildProcess.launch(home, arguments, null, home.registryData(), log(home));
  }

  /** Returns the registry's program: the build unpacks it beside Pathline's own jar or classes. */
  static Path jar() {
    Path directory = programDirectory().resolve("registry");
    return newestJar(directory)
        .orElseThrow(
            () ->
                new ClusterException(
                    "the schema registry's program is not in "
                        + directory
                        + ": build it with ./mvnw -DskipTests package"));
  }

  private static Path programDirectory() {
    String given = System.getProperty("pathline.program.directory");
    if (given != null) {
      return Path.of(given);
    }
    try {
      return Objects.requireNonNull(
          Path.of(Registry.class.getProtectionDomain().getCodeSource().getLocation().toURI())
              .getParent());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** After a change of version the directory of the earlier one may still be there. */
  private static Optional<Path> newestJar(Path directory) {
    if (!Files.isDirectory(directory)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.find(directory, 2, (file, attributes) -> isProgram(file))) {
      return files.max(
          Comparator.comparingLong(
              (Path file) -> Objects.requireNonNull(file.getParent()).toFile().lastModified()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isProgram(Path file) {
    String name = file.getFileName().toString();
    return name.startsWith(JAR_PREFIX) && name.endsWith(JAR_SUFFIX);
  }
}
