package org.pathline.streams.registry;

import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.pathline.streams.registry.UndecodableException.Reason;

/**
 * A deserializer whose own faults are told apart from bytes that cannot be decoded.
 *
 * <p>An exception that nobody thought of says nothing against the record: it becomes {@link
 * Reason#INTERNAL_ERROR}, so that the record is kept and can be replayed by a program that is
 * mended. What Kafka's clients and the registry throw passes as it is.
 *
 * @param <T> what is decoded
 */
public final class GuardedDeserializer<T> implements Deserializer<T> {
  private final Deserializer<T> deserializer;

  /** Guard of a deserializer. */
  public GuardedDeserializer(Deserializer<T> deserializer) {
    this.deserializer = deserializer;
  }

  @Override
  public T deserialize(String topic, byte[] bytes) {
    return guarded(() -> deserializer.deserialize(topic, bytes));
  }

  @Override
  public T deserialize(String topic, Headers headers, byte[] bytes) {
    return guarded(() -> deserializer.deserialize(topic, headers, bytes));
  }

  private T guarded(Supplier<T> decoding) {
    try {
      return decoding.get();
    } catch (KafkaException | RegistryUnavailableException e) {
      throw e;
    } catch (RuntimeException fault) {
      throw new UndecodableException(Reason.INTERNAL_ERROR, FaultPlace.of(fault), fault);
    }
  }

  @Override
  public void close() {
    deserializer.close();
  }
}
