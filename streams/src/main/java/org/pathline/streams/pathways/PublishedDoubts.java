package org.pathline.streams.pathways;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import org.pathline.domain.fact.Doubt.Kind;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.Shortened;
import org.pathline.domain.pathway.StudentDoubts.Found;
import org.pathline.events.Doubt;
import org.pathline.streams.codec.Fingerprint;
import org.pathline.streams.registry.WireFormat;

/** What is doubtful of students, as it is published: an entry for each student and kind. */
final class PublishedDoubts {
  private static final long NONE = 0;

  /**
   * What is remembered of the entries of a student: in these bits of which kinds there are, by
   * their ordinal, and in the others a fingerprint.
   */
  private static final long KINDS = (1L << Byte.SIZE) - 1;

  private static final Kind[] ALL = Kind.values();

  private final int schemaId;

  PublishedDoubts(int schemaId) {
    this.schemaId = schemaId;
  }

  /**
   * Publishes what differs from what was published last.
   *
   * @param before what this returned last for the student; 0 where it never did
   * @return what is to be remembered
   */
  long tell(String id, long before, List<Found> found, StudentFold.Publisher publisher) {
    if (before == NONE && found.isEmpty()) {
      return NONE;
    }
    byte[][] entries = new byte[ALL.length][];
    long kinds = 0;
    long fingerprint = 0;
    for (Found each : found) {
      byte[] entry = entry(id, each);
      entries[each.kind().ordinal()] = entry;
      kinds |= 1L << each.kind().ordinal();
      fingerprint = fingerprint * 31 + Fingerprint.of(entry);
    }
    long now = fingerprint & ~KINDS | kinds;
    if (now == before) {
      return before;
    }
    for (Kind kind : ALL) {
      byte[] entry = entries[kind.ordinal()];
      if (entry != null || (before & 1L << kind.ordinal()) != 0) {
        publisher.publish(Destination.DOUBTS, (kind + " " + id).getBytes(UTF_8), entry);
      }
    }
    return now;
  }

  private byte[] entry(String id, Found found) {
    Fact fact = found.fact();
    return WireFormat.value(
        schemaId,
        Doubt.newBuilder()
            .setStudentId(id)
            .setKind(found.kind().name())
            .setCount(found.count())
            .setFactTopic(fact.type().noun())
            .setFactKey(Shortened.id(fact.identity()))
            .setSource(Shortened.text(fact.envelope().source()))
            .setField(found.first().field())
            .setDetail(Shortened.text(found.first().detail()))
            .build());
  }
}
