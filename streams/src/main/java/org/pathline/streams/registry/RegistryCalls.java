package org.pathline.streams.registry;

import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.entities.SubjectVersion;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Single calls of a registry, and what each answer means. */
final class RegistryCalls {
  private static final int NOT_FOUND = 404;
  private static final int NO_SUCH_SUBJECT = 40401;
  private static final int NO_SUCH_VERSION = 40402;
  private static final int NO_SUCH_SCHEMA = 40403;
  private static final int LONGEST = 300;

  private final @Nullable SchemaRegistryClient client;

  /**
   * Calls of a registry.
   *
   * @param client null where there is no registry, and none may be called
   */
  RegistryCalls(@Nullable SchemaRegistryClient client) {
    this.client = client;
  }

  private SchemaRegistryClient client() {
    return Objects.requireNonNull(client);
  }

  /**
   * Asks for a schema.
   *
   * <p>Only the registry's own "no such schema" counts as one: a 404 without its error code may be
   * the page of a proxy, and whatever cannot be understood may be read well a moment later.
   */
  RegistryAnswer schema(int id) {
    try {
      return answer(client().getSchemaById(id));
    } catch (RestClientException e) {
      return saysThatThereIsNone(e)
          ? new RegistryAnswer.Absent()
          : new RegistryAnswer.Unclear(words(e));
    } catch (IOException e) {
      return ofOtherType(id, e);
    } catch (RuntimeException e) {
      // The client throws such when an answer is JSON but not what it should be.
      return ofOtherType(id, e);
    } catch (StackOverflowError e) {
      return new RegistryAnswer.Unclear("a schema that is nested too deeply");
    }
  }

  private RegistryAnswer answer(ParsedSchema schema) {
    if (!(schema instanceof AvroSchema avro)) {
      return new RegistryAnswer.OtherType(schema.schemaType());
    }
    if (avro.rawSchema() == null) {
      // What the client makes of JSON that is no answer, and keeps.
      client().reset();
      return new RegistryAnswer.Unclear("an answer without a schema");
    }
    return new RegistryAnswer.Found(avro.rawSchema());
  }

  private static boolean saysThatThereIsNone(RestClientException e) {
    return e.getStatus() == NOT_FOUND
        && (e.getErrorCode() == NO_SUCH_SCHEMA || e.getErrorCode() == NO_SUCH_SUBJECT);
  }

  /** What cannot be parsed as Avro may not be meant to be: the registry is asked for its type. */
  private RegistryAnswer ofOtherType(int id, Exception unparsed) {
    if (isOfTheConnection(unparsed)) {
      return new RegistryAnswer.Unclear(words(unparsed));
    }
    try {
      Collection<SubjectVersion> places = client().getAllVersionsById(id);
      for (SubjectVersion place : places) {
        String type =
            client()
                .getSchemaMetadata(place.getSubject(), place.getVersion(), true)
                .getSchemaType();
        if (type != null && !type.equals(AvroSchema.TYPE)) {
          return new RegistryAnswer.OtherType(type);
        }
      }
    } catch (IOException | RestClientException | RuntimeException e) {
      // It was only asked whether there is a better explanation.
      return new RegistryAnswer.Unclear(words(unparsed));
    }
    return new RegistryAnswer.Unclear(words(unparsed));
  }

  private static boolean isOfTheConnection(Exception e) {
    return e instanceof java.net.SocketException
        || e instanceof java.io.InterruptedIOException
        || e instanceof java.net.UnknownHostException
        || e instanceof javax.net.ssl.SSLException;
  }

  /** Subjects, deleted ones included. */
  Collection<String> subjects() throws IOException, RestClientException {
    return client().getAllSubjects(true);
  }

  /** Versions of a subject, deleted ones included; none where it is gone meanwhile. */
  List<Integer> versions(String subject) throws IOException, RestClientException {
    try {
      return client().getAllVersions(subject, true);
    } catch (RestClientException e) {
      if (isGone(e)) {
        return List.of();
      }
      throw e;
    }
  }

  /** Id of a version of a subject; -1 where it is gone meanwhile. */
  int idOf(String subject, int version) throws IOException, RestClientException {
    try {
      return client().getSchemaMetadata(subject, version, true).getId();
    } catch (RestClientException e) {
      if (isGone(e)) {
        return -1;
      }
      throw e;
    }
  }

  /** The registry's own codes for a subject and for a version that it does not have. */
  private static boolean isGone(RestClientException e) {
    return e.getErrorCode() == NO_SUCH_SUBJECT || e.getErrorCode() == NO_SUCH_VERSION;
  }

  /** An answer in a few words, without the pages that a proxy may send. */
  static String words(Exception e) {
    String text =
        e instanceof RestClientException refused
            ? "HTTP " + refused.getStatus() + ": " + e.getMessage()
            : e.toString();
    String line = text.replaceAll("\\s+", " ");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }
}
