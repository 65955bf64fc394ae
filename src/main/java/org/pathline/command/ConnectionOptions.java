package org.pathline.command;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.pathline.cluster.ClusterException;
import org.pathline.cluster.Connection;
import org.pathline.cluster.EmbeddedCluster;
import org.pathline.cluster.Home;
import org.pathline.contract.EmbeddedContract;
import picocli.CommandLine.Option;

/**
 * The options that say which cluster a command works with.
 *
 * <p>An option wins over the file, the file over the embedded cluster, which is only asked for when
 * neither names an address.
 */
public final class ConnectionOptions {
  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT[,…]",
      description = "Kafka to work with. Default: the embedded cluster of this home.")
  private String bootstrapServers;

  @Option(
      names = "--schema-registry",
      paramLabel = "URL[,…]",
      description = "Schema registry to work with, any with Confluent's API.")
  private String schemaRegistry;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "Properties for every client: TLS, SASL, basic.auth.*, schema.registry.*; may also hold"
              + " bootstrap.servers and schema.registry.url.")
  private Path config;

  /** Returns whether the user named a cluster, rather than leaving it to the embedded one. */
  public boolean given() {
    return bootstrapServers != null || schemaRegistry != null || config != null;
  }

  /**
   * Finds the cluster that the options ask for, else the embedded one of the current home.
   *
   * @throws ClusterException when there is none or an address is missing
   */
  public Connection connection() {
    return connection(Home.current());
  }

  /**
   * Finds the cluster, and creates what the embedded one lacks of the contract.
   *
   * @throws ClusterException as {@link #connection()} does
   */
  Connection withContract() {
    Connection connection = connection();
    if (!given()) {
      EmbeddedContract.ensure(connection);
    }
    return connection;
  }

  Connection connection(Home home) {
    Map<String, String> settings = settings();
    String inFile = settings.remove("bootstrap.servers");
    String registryInFile = settings.remove("schema.registry.url");
    String servers = bootstrapServers == null ? inFile : bootstrapServers;
    String registry = schemaRegistry == null ? registryInFile : schemaRegistry;
    if (servers != null && registry != null) {
      return new Connection(servers, registry, settings);
    }
    if (servers != null) {
      throw new ClusterException(
          "the schema registry is missing: give --schema-registry URL beside --bootstrap-servers");
    }
    if (registry != null) {
      throw new ClusterException(
          "Kafka's address is missing: give --bootstrap-servers HOST:PORT beside"
              + " --schema-registry");
    }
    if (config != null) {
      throw new ClusterException(
          config
              + " names no cluster: give --bootstrap-servers and --schema-registry, or put"
              + " bootstrap.servers and schema.registry.url into it");
    }
    return EmbeddedCluster.find(home)
        .map(EmbeddedCluster::connection)
        .orElseThrow(() -> new ClusterException(whatIsMissing(home)));
  }

  private static String whatIsMissing(Home home) {
    Optional<EmbeddedCluster.Processes> processes = EmbeddedCluster.processes(home);
    String hint = ": run `pathline up`, or give --bootstrap-servers and --schema-registry";
    if (processes.isPresent() && processes.get().broker().pid().isPresent()) {
      return "the registry of the cluster in " + home + " does not run" + hint;
    }
    if (processes.isPresent() && processes.get().registry().pid().isPresent()) {
      return "the broker of the cluster in " + home + " does not run" + hint;
    }
    return "no cluster in " + home + hint;
  }

  private Map<String, String> settings() {
    if (config == null) {
      return new HashMap<>();
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(config)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new ClusterException("cannot read --config " + config + ": " + e, e);
    }
    Map<String, String> settings = new HashMap<>();
    properties.stringPropertyNames().forEach(k -> settings.put(k, properties.getProperty(k)));
    return settings;
  }
}
