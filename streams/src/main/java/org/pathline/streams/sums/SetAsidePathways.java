package org.pathline.streams.sums;

import java.util.Objects;
import java.util.function.BiConsumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.pathline.domain.fact.Violation;
import org.pathline.events.Pathway;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.check.SetAsideBook;
import org.pathline.streams.check.SetAsideSinks;
import org.pathline.streams.check.SetAsides;
import org.pathline.streams.check.SetAsides.Kind;
import org.pathline.streams.commit.OnceAfterStart;
import org.pathline.streams.registry.WireFormat;
import org.pathline.streams.spread.Pieces;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Students without a contribution, with their pathways, which a later release takes up again. */
public final class SetAsidePathways {
  private static final Logger LOG = LoggerFactory.getLogger(SetAsidePathways.class);
  private static final byte PATHWAYS = 2;

  /**
   * Where they are kept and told.
   *
   * @param storeName store of them and nothing else
   */
  public record Place(
      String storeName, SetAsides setAsides, SetAsideSinks sinks, WireFormat wireFormat) {
    SetAsidePathways in(ProcessorContext<byte[], byte[]> context) {
      return new SetAsidePathways(this, context);
    }
  }

  private final ProcessorContext<byte[], byte[]> context;
  private final WireFormat wireFormat;
  private final SetAsideBook book;
  private final Pieces pathways;

  private SetAsidePathways(Place place, ProcessorContext<byte[], byte[]> context) {
    this.context = context;
    wireFormat = place.wireFormat();
    KeyValueStore<Bytes, byte[]> store = context.getStateStore(place.storeName());
    book = new SetAsideBook(place.setAsides(), Kind.STUDENT, place.sinks(), store, context);
    pathways = new Pieces(store, PATHWAYS);
  }

  void keep(Record<byte[], byte[]> record, Violation why) {
    book.setAside(record.key(), why, record);
    pathways.put(record.key(), record.value());
  }

  void forget(Record<byte[], ?> record) {
    if (book.has(record.key())) {
      book.takeBack(record.key(), record);
      pathways.delete(record.key());
    }
  }

  /**
   * Hands over what is set aside once, soon after the start: the release that starts may have
   * mended the rule.
   */
  void onceAfterStart(BiConsumer<Record<byte[], byte[]>, Pathway> action) {
    if (book.isEmpty()) {
      return;
    }
    OnceAfterStart.run(context, now -> pathways.forEachKey(key -> handOver(key, now, action)));
  }

  private void handOver(byte[] key, long now, BiConsumer<Record<byte[], byte[]>, Pathway> action) {
    byte[] value = Objects.requireNonNull(pathways.get(key));
    Pathway pathway;
    try {
      pathway = wireFormat.record(value, TopicCatalogue.PATHWAYS.schema());
    } catch (RuntimeException unreadable) {
      // It could be read when it arrived: the registry does not answer just now. The next start
      // may.
      LOG.warn("a pathway that is set aside cannot be read, and stays so", unreadable);
      return;
    }
    action.accept(new Record<>(key, value, now), pathway);
  }
}
