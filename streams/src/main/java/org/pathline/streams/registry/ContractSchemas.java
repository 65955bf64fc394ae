package org.pathline.streams.registry;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.pathline.schemas.Topic;
import org.pathline.schemas.TopicCatalogue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Schemas by id, and ids of the contract's own schemas, as the registry knows them.
 *
 * <p>Thread-safe. Each id is asked for once. While the registry cannot be reached, a lookup waits
 * and tries again: records whose schema is known keep flowing, and no record is given up because of
 * an outage.
 */
public final class ContractSchemas {
  private static final Logger LOG = LoggerFactory.getLogger(ContractSchemas.class);
  private static final int NOT_FOUND = 404;
  private static final long FIRST_WAIT_MILLIS = 100;
  private static final long LONGEST_WAIT_MILLIS = 5_000;

  private final SchemaRegistryClient registry;
  private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();
  private final Map<String, Integer> ids = new ConcurrentHashMap<>();

  /** Schemas of a registry. */
  public ContractSchemas(SchemaRegistryClient registry) {
    this.registry = registry;
  }

  /** Schemas of no registry: enough to build a topology and describe it, not to run it. */
  public static ContractSchemas ofNoRegistry() {
    ContractSchemas schemas = new ContractSchemas(null);
    TopicCatalogue.all().forEach(topic -> schemas.ids.put(topic.subject(), 0));
    return schemas;
  }

  /**
   * Writer's schema with an id.
   *
   * @throws UnknownSchemaException when the registry has none with that id
   */
  public Schema byId(int id) {
    Schema known = schemas.get(id);
    if (known != null) {
      return known;
    }
    Schema found =
        patiently(
            "schema " + id,
            () -> {
              if (registry.getSchemaById(id) instanceof AvroSchema avro) {
                return avro.rawSchema();
              }
              throw new UnknownSchemaException("schema " + id + " is not an Avro schema");
            });
    schemas.put(id, found);
    return found;
  }

  /** Id under which a topic's current schema is registered; registers it where it is not. */
  public int idOf(Topic topic) {
    return ids.computeIfAbsent(
        topic.subject(),
        subject ->
            patiently(subject, () -> registry.register(subject, new AvroSchema(topic.schema()))));
  }

  @FunctionalInterface
  private interface Lookup<T> {
    T ask() throws IOException, RestClientException;
  }

  private static <T> T patiently(String what, Lookup<T> lookup) {
    for (long wait = FIRST_WAIT_MILLIS; ; wait = Math.min(2 * wait, LONGEST_WAIT_MILLIS)) {
      try {
        return lookup.ask();
      } catch (RestClientException e) {
        if (e.getStatus() == NOT_FOUND) {
          throw new UnknownSchemaException("the registry has no " + what);
        }
        if (e.getStatus() < 500) {
          throw new IllegalStateException(
              "the registry refuses " + what + ": " + e.getMessage(), e);
        }
        LOG.warn("the registry fails on {}, trying again: {}", what, e.getMessage());
      } catch (IOException e) {
        LOG.warn("the registry cannot be reached for {}, trying again: {}", what, e.getMessage());
      }
      try {
        Thread.sleep(wait);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while waiting for the registry: " + what, e);
      }
    }
  }
}
