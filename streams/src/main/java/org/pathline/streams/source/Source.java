package org.pathline.streams.source;

import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.jspecify.annotations.Nullable;
import org.pathline.schemas.Topic;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.Contract;
import org.pathline.streams.Stages;
import org.pathline.streams.registry.GuardedDeserializer;

/**
 * Topics of the contract as a topology reads them, each record in the first processor.
 *
 * @param name of the source
 * @param keys refuses keys that are as bad as a broken value
 * @param values decodes values; shared by all threads
 * @param isTold whether this topology tells what cannot be decoded; another one does, where two
 *     read the same records
 * @param <V> what a value holds
 */
public record Source<V>(
    String name,
    List<Topic> topics,
    Deserializer<byte[]> keys,
    Deserializer<V> values,
    boolean isTold) {

  /** Source of a topic with keys of any kind, or none. */
  public static <V> Source<V> of(String name, Topic topic, Deserializer<V> values) {
    return of(name, List.of(topic), values);
  }

  /** Source of some topics with keys of any kind, or none. */
  public static <V> Source<V> of(String name, List<Topic> topics, Deserializer<V> values) {
    return new Source<>(name, topics, new ByteArrayDeserializer(), values, true);
  }

  /** This source where a record is undecodable if its key is. */
  public Source<V> keyedBy(Deserializer<byte[]> keys) {
    return new Source<>(name, topics, keys, values, isTold);
  }

  /** This source where undecodable records are left out, and told by another topology. */
  public Source<V> untold() {
    return new Source<>(name, topics, keys, values, false);
  }

  /** Adds the source and the processor behind it, which forwards by the names of nodes. */
  public KStream<byte[], byte[]> process(
      StreamsBuilder builder,
      Contract contract,
      String node,
      Supplier<FirstProcessor<V>> first,
      String... stores) {
    Deserializer<byte[]> guardedKeys = new GuardedDeserializer<>(keys);
    Deserializer<V> guardedValues = new GuardedDeserializer<>(values);
    DeadLetters deadLetters = new DeadLetters(contract.id(TopicCatalogue.DEAD_LETTERS));
    @Nullable String deadLetterNode = isTold ? "publish-dead-letters-of-" + name : null;
    KStream<byte[], byte[]> processed =
        builder.stream(
                topics.stream().map(Topic::name).toList(),
                Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()).withName(name))
            .process(
                () ->
                    new DecodeFirst<>(
                        first.get(),
                        guardedKeys,
                        guardedValues,
                        contract.activity(),
                        deadLetters,
                        deadLetterNode),
                Named.as(node),
                stores);
    if (deadLetterNode != null) {
      Stages.publish(processed, TopicCatalogue.DEAD_LETTERS, deadLetterNode);
    }
    return processed;
  }
}
