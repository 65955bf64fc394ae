package org.pathline.streams.registry;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import org.pathline.schemas.Topic;
import org.pathline.schemas.TopicCatalogue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Schemas by id, and ids of the contract's own schemas, as the registry knows them.
 *
 * <p>Thread-safe. What the registry once answered is never asked again. A topology asks in a thread
 * of this class before it takes a record in ({@link #ask}), and so never waits for an answer; where
 * nobody asked before, {@link #byId} asks at once.
 */
public final class ContractSchemas implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ContractSchemas.class);
  private static final int CONFLICT = 409;
  private static final int UNPROCESSABLE = 422;
  private static final long FIRST_WAIT_MILLIS = 100;
  private static final long LONGEST_WAIT_MILLIS = 5_000;
  private static final long SAY_EVERY_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final @Nullable SchemaRegistryClient registry;
  private final RegistryCalls calls;
  private final SchemaQuestions questions;
  private final Map<Integer, RegistryAnswer> answers = new ConcurrentHashMap<>();
  private final AbsentIds absent = new AbsentIds();
  private final Map<String, Integer> ids = new ConcurrentHashMap<>();

  /** Schemas of a registry. */
  public ContractSchemas(SchemaRegistryClient registry) {
    this.registry = registry;
    calls = new RegistryCalls(registry);
    questions = new SchemaQuestions(this, calls);
  }

  private ContractSchemas() {
    registry = null;
    calls = new RegistryCalls(null);
    questions = new SchemaQuestions(this, calls);
  }

  /** Schemas of no registry: enough to build a topology and describe it, not to run it. */
  public static ContractSchemas ofNoRegistry() {
    ContractSchemas schemas = new ContractSchemas();
    TopicCatalogue.all().forEach(topic -> schemas.ids.put(topic.subject(), 0));
    return schemas;
  }

  /** Whether the registry has answered what the schema with an id is. */
  public boolean isKnown(int id) {
    return answers.containsKey(id);
  }

  /**
   * Begins to ask for schemas, in another thread.
   *
   * @param firstId id of the first record that cannot be handed on
   * @param unknown ids that are not known, {@code firstId} among them
   * @param polledNanos moment at which the records that name them were polled
   */
  public SchemaQuestion ask(int firstId, Collection<Integer> unknown, long polledNanos) {
    int[] sorted = unknown.stream().mapToInt(Integer::intValue).distinct().sorted().toArray();
    SchemaQuestion question = new SchemaQuestion(firstId, sorted, polledNanos);
    questions.ask(question);
    return question;
  }

  /** Asks no longer. */
  public void stopAsking(SchemaQuestion question) {
    questions.close(question);
  }

  /** Why the registry's last answer for an id does not tell; null where it was not heard yet. */
  public @Nullable String lastAnswer(int id) {
    return questions.lastAnswer(id);
  }

  /** Notes that a record goes on its way whose schema the registry was asked for and has not. */
  public void passAsAbsent(int id) {
    absent.add(id);
  }

  /** Notes what the registry has answered. */
  void learn(int id, RegistryAnswer answer) {
    answers.put(id, answer);
  }

  /**
   * Writer's schema with an id; asks the registry where that was not done before.
   *
   * @throws UnknownSchemaException when the registry has none with that id
   * @throws RegistryUnavailableException when it does not tell
   */
  public Schema byId(int id) {
    RegistryAnswer answer = answers.get(id);
    if (answer == null) {
      answer = absent.contains(id) ? new RegistryAnswer.Absent() : askAtOnce(id);
    }
    if (answer instanceof RegistryAnswer.Found found) {
      return found.schema();
    }
    if (answer instanceof RegistryAnswer.OtherType other) {
      throw new UnknownSchemaException(
          "schema " + id + " is not an Avro schema, but " + other.type());
    }
    throw new UnknownSchemaException("the registry has no schema " + id);
  }

  private RegistryAnswer askAtOnce(int id) {
    RegistryAnswer answer = calls.schema(id);
    if (answer instanceof RegistryAnswer.Absent) {
      pause(SchemaQuestions.ONCE_MORE_MILLIS, "schema " + id);
      answer = calls.schema(id);
    }
    if (answer instanceof RegistryAnswer.Unclear unclear) {
      throw new RegistryUnavailableException(
          "the registry does not tell of schema " + id + ": " + unclear.why());
    }
    if (answer instanceof RegistryAnswer.Absent) {
      absent.add(id);
    } else {
      learn(id, answer);
    }
    return answer;
  }

  /**
   * Id under which a topic's current schema is registered; registers it where it is not, and waits
   * for the registry as long as it takes.
   *
   * @throws IllegalStateException when the registry refuses the schema itself
   */
  public int idOf(Topic topic) {
    return ids.computeIfAbsent(
        topic.subject(), subject -> register(subject, new AvroSchema(topic.schema())));
  }

  private int register(String subject, AvroSchema schema) {
    long saidNanos = System.nanoTime() - SAY_EVERY_NANOS;
    for (long wait = FIRST_WAIT_MILLIS; ; wait = Math.min(2 * wait, LONGEST_WAIT_MILLIS)) {
      String why;
      try {
        return Objects.requireNonNull(registry).register(subject, schema);
      } catch (RestClientException e) {
        // Time does not help with these; with a password or a proxy, somebody may.
        if (e.getStatus() == CONFLICT || e.getStatus() == UNPROCESSABLE) {
          throw new IllegalStateException(
              "the registry refuses " + subject + ": " + e.getMessage(), e);
        }
        why = RegistryCalls.words(e);
      } catch (IOException e) {
        why = RegistryCalls.words(e);
      } catch (RuntimeException e) {
        // The client throws such when an answer is JSON but not what it should be.
        why = RegistryCalls.words(e);
      }
      if (System.nanoTime() - saidNanos >= SAY_EVERY_NANOS) {
        saidNanos = System.nanoTime();
        LOG.warn("waiting for the registry to tell the id of {}: {}", subject, why);
      }
      pause(wait, subject);
    }
  }

  private static void pause(long millis, String what) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RegistryUnavailableException("interrupted while asking the registry for " + what);
    }
  }

  /** Ends the thread that asks. */
  @Override
  public void close() {
    questions.close();
  }
}
