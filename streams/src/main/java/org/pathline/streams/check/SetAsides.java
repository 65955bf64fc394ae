package org.pathline.streams.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.pathline.domain.fact.Violation;
import org.pathline.events.Rejection;
import org.pathline.events.SetAside;
import org.pathline.streams.registry.WireFormat;

/**
 * What a topology leaves out of its results for now: one student, roster, cell, answer or policy.
 *
 * <p>Two records tell of it: a rejection once, when it is set aside, and an entry of the topic
 * {@code pathline.set-aside.v1} for as long as it is.
 *
 * @param topology its name, such as {@code pathways}
 * @param setAsideId schema id of {@link SetAside}
 * @param rejectionId schema id of {@link Rejection}
 */
public record SetAsides(String topology, int setAsideId, int rejectionId) {
  /** What can be left out. */
  public enum Kind {
    STUDENT,
    /** All ids that are linked to one; the entry has the id as which they go on. */
    HUB,
    /** The links of one alias, of which none is followed. */
    LINKS,
    ROSTER,
    CELL,
    ANSWER,
    POLICY
  }

  /** Ids are bounded by the rules; one that came before the rules, or past them, is cut here. */
  private static final int LONGEST_ID = 512;

  /** Key of an entry. */
  public byte[] key(Kind kind, String id) {
    return (topology + " " + kind + " " + bounded(id)).getBytes(UTF_8);
  }

  /** Value of an entry; to take an entry back, publish its key with a null. */
  public byte[] entry(Kind kind, String id, Violation why) {
    return WireFormat.value(
        setAsideId,
        SetAside.newBuilder()
            .setTopology(topology)
            .setKind(kind.name())
            .setId(bounded(id))
            .setReason(why.reason().name())
            .setDetail(why.detail())
            .build());
  }

  /** Value of the rejection that says once why something is set aside; it names no fact. */
  public byte[] rejection(String id, Violation why) {
    return WireFormat.value(rejectionId, Rejections.saying(why).setStudentId(bounded(id)).build());
  }

  /** Key of a rejection. */
  public byte[] rejectionKey(String id) {
    return bounded(id).getBytes(UTF_8);
  }

  private static String bounded(String id) {
    return id.length() <= LONGEST_ID ? id : id.substring(0, LONGEST_ID) + "…";
  }
}
