package org.pathline.streams.pathways;

import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.pathway.FactVersions;
import org.pathline.domain.pathway.Holding;
import org.pathline.streams.codec.StudentStateCodec;
import org.pathline.streams.state.SpreadFacts;

/** What another id handed over last, whole, in parts or only counted; few students have any. */
final class HandOver {
  private final String fromId;
  private byte @Nullable [] whole;
  private int parts;
  private int standing;
  private final SortedMap<Integer, byte[]> changed = new TreeMap<>();

  HandOver(String fromId) {
    this.fromId = fromId;
  }

  /** Takes all versions in one. */
  void take(Transfer.HandedOver all) {
    whole = all.versions();
    parts = 0;
    changed.clear();
  }

  /** Takes a part; those of another division are no longer of use. */
  void take(Transfer.HandedOverPart part) {
    whole = null;
    if (part.parts() != parts) {
      changed.clear();
    }
    parts = part.parts();
    standing = part.standing();
    changed.put(part.part(), part.versions());
  }

  /** Takes the number of facts alone. */
  void take(Transfer.Counted counted) {
    whole = null;
    parts = 0;
    standing = counted.standing();
    changed.clear();
  }

  /**
   * What the receiving id holds after this, with its parts written.
   *
   * @param before what it held of this id
   */
  Holding holding(String id, Holding before, StudentStateCodec codec, SpreadFacts spread) {
    if (before.isSpread() && before.parts() != parts) {
      spread.delete(id, fromId, before);
    }
    if (whole != null) {
      FactVersions versions = codec.decodeVersions(fromId, whole);
      return whole.length > spread.sizes().receivedAtHand()
          ? spread.spread(id, fromId, versions, whole.length, new TreeMap<>())
          : Holding.of(versions);
    }
    if (parts == 0) {
      return Holding.counted(standing);
    }
    changed.forEach((part, versions) -> spread.setPart(id, fromId, part, versions));
    return Holding.spread(parts, standing);
  }
}
