package org.pathline.streams.check;

import org.apache.kafka.streams.kstream.KStream;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.Stages;

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
    Stages.publish(processor, TopicCatalogue.SET_ASIDE, entries());
    Stages.publish(processor, TopicCatalogue.REJECTIONS, rejections());
  }
}
