package org.pathline.streams.arrival;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.Bounds;
import org.pathline.schemas.Topic;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.codec.BurstWriter;
import org.pathline.streams.codec.PlainBody;
import org.pathline.streams.ingest.IngestTime;
import org.pathline.streams.registry.WireFormat;

/**
 * Joins adjacent facts of each partition that a poll returned to one record, so that Kafka Streams
 * does its bookkeeping once for many.
 *
 * <p>Only plain facts are joined: in the current schema, of the right shape, with plain texts,
 * under their own id as key, and recorded at a time that is plausible for their own timestamp,
 * which a joined record does not keep. Any other record stays as it is between the bursts before
 * and after it, and so takes the usual way to a dead letter, to schema resolution, or to a
 * rejection.
 *
 * <p>A joined record has the offset of its first fact, from which a commit would begin again, and
 * the latest timestamp. Streams processes a record whole within one transaction, and where nothing
 * is left to process it commits the consumer's next offsets, which stay as they are.
 */
public final class JoinAdjacentFacts {
  /** This very object marks what was joined here; a header from outside can never be it. */
  private static final Header JOINED = new RecordHeader("pathline.joined", new byte[0]);

  private static final int MOST_BYTES = 1 << 20;

  /** What is known of one topic of facts. */
  private static final class Source {
    final Topic topic;
    final PlainBody shape;
    int currentId = -1;

    Source(Topic topic) {
      this.topic = topic;
      shape = PlainBody.of(topic.schema());
    }
  }

  private final Map<String, Source> sources = new HashMap<>();
  private final BurstWriter burst = new BurstWriter();
  private final WireFormat wireFormat;
  private final Arrivals arrivals;
  private int facts;
  private @Nullable ConsumerRecord<byte[], byte[]> first;
  private long latest;

  /**
   * Joins what is known to be current.
   *
   * @param arrivals is told how much was joined
   */
  public JoinAdjacentFacts(WireFormat wireFormat, Arrivals arrivals) {
    this.wireFormat = wireFormat;
    this.arrivals = arrivals;
    TopicCatalogue.studentFacts().forEach(topic -> sources.put(topic.name(), new Source(topic)));
  }

  /** Whether a record was joined from several. */
  static boolean isJoined(Headers headers) {
    return headers.lastHeader(JOINED.key()) == JOINED;
  }

  /**
   * What is handed on of the records of one partition.
   *
   * @param records adjacent facts as one
   * @param upTo index of the first record that is not handed on yet; how many there are if all are
   */
  public record Joined(List<ConsumerRecord<byte[], byte[]>> records, int upTo) {}

  /** Tells how many records can be decided. */
  @FunctionalInterface
  public interface Decidable {
    /**
     * Index of the first record that cannot be decided yet; how many there are if all can.
     *
     * @param first all before this one can
     */
    int from(int first);
  }

  /**
   * The records of one partition, adjacent facts as one.
   *
   * @param nowMillis the time of records that say an impossible one
   * @param decidable asked at most once; plain facts can always be decided, so that mostly nobody
   *     needs to go through them for it
   */
  public Joined join(
      String topic,
      List<ConsumerRecord<byte[], byte[]>> records,
      long nowMillis,
      Decidable decidable) {
    Source source = sources.get(topic);
    if (source != null) {
      return join(source, records, nowMillis, decidable);
    }
    int upTo = decidable.from(0);
    return new Joined(PlausibleTimes.of(topic, records.subList(0, upTo), nowMillis), upTo);
  }

  private Joined join(
      Source source,
      List<ConsumerRecord<byte[], byte[]>> records,
      long nowMillis,
      Decidable decidable) {
    List<ConsumerRecord<byte[], byte[]>> joined = new ArrayList<>();
    burst.clear();
    int upTo = records.size();
    boolean asked = false;
    for (int i = 0; i < upTo; i++) {
      ConsumerRecord<byte[], byte[]> each = PlausibleTimes.of(records.get(i), nowMillis);
      if (!isPlain(source, each)) {
        if (!asked) {
          asked = true;
          upTo = decidable.from(i);
          if (i == upTo) {
            break;
          }
        }
        end(joined);
        joined.add(each);
        continue;
      }
      if (burst.isEmpty()) {
        first = each;
        latest = each.timestamp();
        facts = 0;
      }
      facts++;
      latest = Math.max(latest, each.timestamp());
      long publishedAt = IngestTime.of(each.headers(), each.timestamp());
      burst.add(each.key(), publishedAt, each.offset(), each.value(), WireFormat.HEADER);
      if (burst.size() >= MOST_BYTES) {
        end(joined);
      }
    }
    end(joined);
    return new Joined(joined, asked ? upTo : decidable.from(upTo));
  }

  private boolean isPlain(Source source, ConsumerRecord<byte[], byte[]> each) {
    byte[] key = each.key();
    byte[] value = each.value();
    if (key == null || key.length == 0 || value == null || value.length <= WireFormat.HEADER) {
      return false;
    }
    int id = WireFormat.schemaId(value);
    if (id != source.currentId) {
      if (!wireFormat.isKnownAsCurrent(id, source.topic.schema())) {
        return false;
      }
      source.currentId = id;
    }
    return value[0] == 0
        && BurstWriter.beginsWith(key, value, WireFormat.HEADER)
        && source.shape.fits(value, WireFormat.HEADER, value.length)
        && Bounds.isPlausibleRecording(
            PlainBody.recordedAt(value, WireFormat.HEADER), each.timestamp());
  }

  private void end(List<ConsumerRecord<byte[], byte[]>> joined) {
    if (burst.isEmpty()) {
      return;
    }
    arrivals.joined(facts);
    byte[] bytes = burst.toBytes();
    ConsumerRecord<byte[], byte[]> head = Objects.requireNonNull(first);
    joined.add(
        new ConsumerRecord<>(
            head.topic(),
            head.partition(),
            head.offset(),
            latest,
            TimestampType.LOG_APPEND_TIME,
            0,
            bytes.length,
            null,
            bytes,
            new RecordHeaders(new Header[] {JOINED}),
            head.leaderEpoch(),
            Optional.empty()));
    first = null;
  }
}
