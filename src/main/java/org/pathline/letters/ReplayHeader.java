package org.pathline.letters;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.pathline.topics.RecordPlace;

/**
 * What marks a replayed record: the place of the record that it repeats.
 *
 * <p>A record that is replayed keeps its headers. So one that was replayed more than once names the
 * first place first.
 */
final class ReplayHeader {
  static final String NAME = "pathline-replayed-from";

  private ReplayHeader() {}

  static Header of(RecordPlace place) {
    return new RecordHeader(NAME, place.toString().getBytes(UTF_8));
  }

  /** Places that headers name, the first one first; none in headers of what was never replayed. */
  static List<RecordPlace> places(Headers headers) {
    List<RecordPlace> places = new ArrayList<>();
    for (Header header : headers.headers(NAME)) {
      if (header.value() != null) {
        try {
          places.add(RecordPlace.parse(new String(header.value(), UTF_8)));
        } catch (IllegalArgumentException notOurs) {
          // Anybody may send a header of this name; it marks nothing.
          continue;
        }
      }
    }
    return List.copyOf(places);
  }
}
