package org.pathline.streams.check;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Produced;
import org.pathline.schemas.Topic;
import org.pathline.schemas.TopicCatalogue;

/**
 * The two sinks of a processor that sets something aside: for its entries and for its rejections.
 *
 * @param nouns what the processor sets aside, in the plural
 */
public record SetAsideSinks(String nouns) {
  /** Name of the sink of entries. */
  public String entries() {
    return "publish-set-aside-" + nouns;
  }

  /** Name of the sink of rejections. */
  public String rejections() {
    return "publish-rejected-" + nouns;
  }

  /** Adds the sinks behind a processor, which forwards to them by name. */
  public void addTo(KStream<byte[], byte[]> processor) {
    add(processor, TopicCatalogue.SET_ASIDE, entries());
    add(processor, TopicCatalogue.REJECTIONS, rejections());
  }

  private static void add(KStream<byte[], byte[]> processor, Topic topic, String name) {
    processor.to(
        topic.name(), Produced.with(Serdes.ByteArray(), Serdes.ByteArray()).withName(name));
  }
}
