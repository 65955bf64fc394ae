package org.pathline.contract;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.pathline.cluster.ClusterException;
import org.pathline.contract.Finding.State;
import org.pathline.schemas.Topic;
import org.pathline.schemas.TopicCatalogue;

/**
 * Checks and registers the value schemas of the catalogue, one subject a topic.
 *
 * <p>Each subject is set to {@code FULL_TRANSITIVE}, whatever the registry's own default: any
 * version can then read what any other wrote.
 */
public final class SchemaContract {
  private static final String COMPATIBILITY = "FULL_TRANSITIVE";
  private static final int NOT_FOUND = 404;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int CONFLICT = 409;
  private static final int UNPROCESSABLE = 422;

  private final SchemaRegistryClient registry;

  /** A contract with a registry that speaks Confluent's API. */
  public SchemaContract(SchemaRegistryClient registry) {
    this.registry = registry;
  }

  /**
   * Registers what is missing and sets compatibility where it differs.
   *
   * @return one finding a topic, in the order of the catalogue
   * @throws ClusterException when the registry does not answer
   */
  public List<Finding> register() {
    return all(true);
  }

  /**
   * Says what is missing or differs, and changes nothing.
   *
   * @return one finding a topic, in the order of the catalogue
   * @throws ClusterException when the registry does not answer
   */
  public List<Finding> check() {
    return all(false);
  }

  private List<Finding> all(boolean change) {
    List<Finding> findings = new ArrayList<>();
    for (Topic topic : TopicCatalogue.all()) {
      try {
        findings.add(change ? register(topic) : check(topic));
      } catch (IOException | RestClientException e) {
        throw failed(topic, e);
      }
    }
    return findings;
  }

  /**
   * Id of a topic's value schema, registered when it is not yet.
   *
   * <p>A registered schema is only looked up, so that a publisher needs no right to write.
   *
   * @throws ClusterException when the registry refuses the schema or does not answer
   */
  public int idOf(Topic topic) {
    try {
      OptionalInt id = registeredId(topic);
      if (id.isPresent()) {
        return id.getAsInt();
      }
      Finding finding = register(topic);
      if (!finding.isGood()) {
        throw new ClusterException(finding.line());
      }
      return registry.getId(topic.subject(), schema(topic));
    } catch (IOException | RestClientException e) {
      throw failed(topic, e);
    }
  }

  private Finding register(Topic topic) throws IOException, RestClientException {
    String subject = topic.subject();
    OptionalInt id = registeredId(topic);
    if (id.isPresent()) {
      String compatibility = registry.getCompatibility(subject);
      if (compatibility.equals(COMPATIBILITY)) {
        return new Finding(subject, State.EXISTS, words(id.getAsInt()));
      }
      registry.updateCompatibility(subject, COMPATIBILITY);
      return new Finding(
          subject, State.FIXED, "compatibility: was " + compatibility + ", is " + COMPATIBILITY);
    }
    int registered;
    try {
      registered = registry.register(subject, schema(topic));
    } catch (RestClientException e) {
      if (e.getStatus() == CONFLICT || e.getStatus() == UNPROCESSABLE) {
        return new Finding(
            subject, State.REFUSED, "the registry refuses the schema: " + e.getMessage());
      }
      throw e;
    }
    // After the schema: a registry may know no settings of a subject that has no version.
    registry.updateCompatibility(subject, COMPATIBILITY);
    return new Finding(subject, State.CREATED, words(registered));
  }

  private Finding check(Topic topic) throws IOException, RestClientException {
    String subject = topic.subject();
    OptionalInt id = registeredId(topic);
    if (id.isPresent()) {
      String compatibility = registry.getCompatibility(subject);
      return compatibility.equals(COMPATIBILITY)
          ? new Finding(subject, State.EXISTS, words(id.getAsInt()))
          : new Finding(
              subject,
              State.DIFFERS,
              "compatibility: is " + compatibility + ", should be " + COMPATIBILITY);
    }
    List<String> reasons = List.of();
    try {
      if (!registry.getAllVersions(subject).isEmpty()) {
        reasons = registry.testCompatibilityVerbose(subject, schema(topic));
      }
    } catch (RestClientException e) {
      if (e.getStatus() != NOT_FOUND) {
        throw e;
      }
    }
    return reasons.isEmpty()
        ? new Finding(
            subject, State.MISSING, "the schema is not registered; run `pathline schemas`")
        : new Finding(
            subject,
            State.REFUSED,
            "the registry would refuse the schema: " + String.join("; ", reasons));
  }

  private OptionalInt registeredId(Topic topic) throws IOException, RestClientException {
    try {
      return OptionalInt.of(registry.getId(topic.subject(), schema(topic)));
    } catch (RestClientException e) {
      if (e.getStatus() == NOT_FOUND) {
        return OptionalInt.empty();
      }
      throw e;
    }
  }

  private static AvroSchema schema(Topic topic) {
    return new AvroSchema(topic.schema());
  }

  private static String words(int id) {
    return "id " + id + ", compatibility " + COMPATIBILITY;
  }

  private static ClusterException failed(Topic topic, Exception e) {
    if (e instanceof RestClientException answer
        && (answer.getStatus() == UNAUTHORIZED || answer.getStatus() == FORBIDDEN)) {
      return new ClusterException(
          "the schema registry refuses the login or what it may do (HTTP "
              + answer.getStatus()
              + ") on "
              + topic.subject()
              + ": check basic.auth.credentials.source and basic.auth.user.info in --config",
          e);
    }
    return new ClusterException(
        "the schema registry failed on "
            + topic.subject()
            + ": "
            + (e.getMessage() == null ? e.toString() : e.getMessage())
            + "; is it up, and is this its address?",
        e);
  }
}
