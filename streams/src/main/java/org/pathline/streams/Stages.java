package org.pathline.streams;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.pathline.schemas.Topic;

/**
 * What topologies put behind a processor. A processor with several such children forwards to one of
 * them by the name of its node.
 */
public final class Stages {
  private Stages() {}

  /** Publishes what is forwarded to a node. */
  public static void publish(KStream<byte[], byte[]> processor, Topic topic, String node) {
    processor.to(
        topic.name(), Produced.with(Serdes.ByteArray(), Serdes.ByteArray()).withName(node));
  }

  /** Publishes what is forwarded to a node, in partitions that a partitioner chooses. */
  public static void publish(
      KStream<byte[], byte[]> processor,
      Topic topic,
      String node,
      StreamPartitioner<byte[], byte[]> partitioner) {
    processor.to(
        topic.name(),
        Produced.with(Serdes.ByteArray(), Serdes.ByteArray())
            .withStreamPartitioner(partitioner)
            .withName(node));
  }

  /** Sends what is forwarded to {@link #into} a repartition topic on through it, by its key. */
  public static KStream<byte[], byte[]> repartition(
      KStream<byte[], byte[]> processor, String name, int partitions) {
    return processor.repartition(repartitioned(name, partitions));
  }

  /** Sends it to every partition. */
  public static KStream<byte[], byte[]> repartitionToAll(
      KStream<byte[], byte[]> processor, String name, int partitions) {
    return processor.repartition(
        repartitioned(name, partitions)
            .withStreamPartitioner(
                (topic, key, value, all) ->
                    Optional.of(IntStream.range(0, all).boxed().collect(Collectors.toSet()))));
  }

  /** Node to forward to for a repartition topic: the name that Streams gives the first of its. */
  public static String into(String name) {
    return name + "-repartition-filter";
  }

  private static Repartitioned<byte[], byte[]> repartitioned(String name, int partitions) {
    return Repartitioned.<byte[], byte[]>as(name)
        .withKeySerde(Serdes.ByteArray())
        .withValueSerde(Serdes.ByteArray())
        .withNumberOfPartitions(partitions);
  }
}
