package org.pathline.letters;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.pathline.domain.key.Sha256;
import org.pathline.events.DeadLetter;
import org.pathline.topics.RecordPlace;

/** Dead letters as the topologies write them. */
public final class Letters {
  private Letters() {}

  /**
   * Content of a letter of which length and digest are told.
   *
   * @param held how many bytes of the value the letter holds
   */
  public static DeadLetter content(RecordPlace place, String reason, byte[] value, int held) {
    return DeadLetter.newBuilder(content(place, reason, value))
        .setValue(value == null ? null : ByteBuffer.wrap(Arrays.copyOf(value, held)))
        .setValueLength(value == null ? -1 : value.length)
        .setValueSha256(value == null ? "" : Sha256.digits(value))
        .build();
  }

  /** Content of a letter of the first versions, which held all and told no digest. */
  public static DeadLetter content(RecordPlace place, String reason, byte[] value) {
    return DeadLetter.newBuilder()
        .setTopic(place.topic())
        .setPartition(place.partition())
        .setOffset(place.offset())
        .setTimestamp(Instant.now())
        .setReason(reason)
        .setDetail("made by a test")
        .setApplicationId("pathline-pathways-v1")
        .setValue(value == null ? null : ByteBuffer.wrap(value))
        .build();
  }

  static Letter of(DeadLetter content, byte[] key, Header... headers) {
    return new Letter(
        new RecordPlace(content.getTopic(), content.getPartition(), content.getOffset()),
        Instant.now(),
        key,
        new RecordHeaders(List.of(headers)),
        content);
  }
}
