package org.pathline.cluster;

import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClientConfig;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What every client is made from: where Kafka and the schema registry are, and the settings that
 * both want.
 *
 * @param bootstrapServers {@code host:port}, comma-separated
 * @param schemaRegistry address of a registry with Confluent's API, comma-separated when several
 * @param settings given to every client as they are: TLS, SASL, {@code basic.auth.*}, {@code
 *     schema.registry.*}
 */
public record Connection(
    String bootstrapServers, String schemaRegistry, Map<String, String> settings) {
  private static final int SCHEMAS_CACHED = 1000;

  /** Copies the settings. */
  public Connection {
    settings = Map.copyOf(settings);
  }

  /**
   * Returns a new map of settings for a Kafka client and its Confluent serializers, for the caller
   * to add to.
   */
  public Map<String, Object> clientSettings() {
    Map<String, Object> all = new LinkedHashMap<>(settings);
    all.put("bootstrap.servers", bootstrapServers);
    all.put("schema.registry.url", schemaRegistry);
    return all;
  }

  /**
   * Returns a new map of settings for a consumer of bytes that is given its partitions, for the
   * caller to add to. It commits nothing, makes no topic by asking for it, and reads what is
   * committed, from the beginning where it is told no place.
   */
  public Map<String, Object> readerSettings() {
    Map<String, Object> all = clientSettings();
    all.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    all.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    all.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    return all;
  }

  /** The registry's addresses, without a name and password that may stand in them. */
  public String registryShown() {
    return schemaRegistry.replaceAll("//[^/@,]*@", "//");
  }

  /** Where it leads; settings hold passwords. */
  @Override
  public String toString() {
    return "Kafka at " + bootstrapServers + ", registry at " + registryShown();
  }

  /**
   * Asks the registry how many subjects it holds.
   *
   * @throws ClusterException when it does not answer
   */
  public int subjects() {
    try (SchemaRegistryClient registry = registryClient()) {
      return registry.getAllSubjects().size();
    } catch (IOException | RestClientException e) {
      throw new ClusterException(
          "the schema registry at " + registryShown() + " does not answer: " + e, e);
    }
  }

  /** Returns a new client of the schema registry. */
  public SchemaRegistryClient registryClient() {
    return registryClient(Map.of());
  }

  /**
   * Returns a new client of the schema registry for a caller that goes on asking by itself: each
   * call is one, and one that takes long is given up. The settings win here, too.
   */
  public SchemaRegistryClient impatientRegistryClient() {
    return registryClient(
        Map.of(
            SchemaRegistryClientConfig.HTTP_CONNECT_TIMEOUT_MS, "5000",
            SchemaRegistryClientConfig.HTTP_READ_TIMEOUT_MS, "5000",
            SchemaRegistryClientConfig.MAX_RETRIES_CONFIG, "0"));
  }

  private SchemaRegistryClient registryClient(Map<String, String> defaults) {
    Map<String, String> all = new HashMap<>(settings);
    defaults.forEach(
        (name, value) -> {
          if (!settings.containsKey(SchemaRegistryClientConfig.CLIENT_NAMESPACE + name)) {
            all.putIfAbsent(name, value);
          }
        });
    return new CachedSchemaRegistryClient(List.of(schemaRegistry.split(",")), SCHEMAS_CACHED, all);
  }
}
