package org.pathline.streams.rosters;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.pathline.domain.sorting.RosterSums;
import org.pathline.domain.sorting.SectionSums;
import org.pathline.streams.codec.RosterCodec;
import org.pathline.streams.codec.RosterCodec.Stored;
import org.pathline.streams.spread.Spread;
import org.pathline.streams.spread.Spread.Extent;

/**
 * Rosters in their store: each in one record, the sections of a large one in records of their own.
 */
final class RosterStore {
  /** A roster that has become so small lies in one record again. */
  private static final int SMALL_BYTES = Spread.MOST_INLINE_BYTES / 4;

  private final KeyValueStore<Bytes, byte[]> store;
  private final RosterCodec codec = new RosterCodec();
  private final Spread<SectionSums> spread;

  RosterStore(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
    spread = new Spread<>(store, codec);
  }

  Stored get(String key) {
    return codec.decode(store.get(Bytes.wrap(key.getBytes(UTF_8))));
  }

  /** Roster from a record of the store that is not a part. */
  Stored decode(byte[] record) {
    return codec.decode(record);
  }

  /** The roster with a change of its sums, to be put; sections that are spread are written here. */
  Stored changed(String key, RosterSums change) {
    Stored stored = get(key);
    if (stored.isSpread()) {
      return changedParts(key, stored, change);
    }
    stored.sums().add(change);
    return new Stored(
        stored.published(), stored.sums().sections().size(), stored.sums(), Extent.NONE);
  }

  private Stored changedParts(String key, Stored stored, RosterSums change) {
    SortedMap<String, SectionSums> changes = change.sections();
    long added = 0;
    for (Map.Entry<String, SectionSums> section : changes.entrySet()) {
      added += codec.length(section.getKey(), section.getValue());
    }
    int[] more = {0};
    Extent extent =
        spread.change(
            key.getBytes(UTF_8),
            stored.extent(),
            changes.keySet(),
            added,
            (sections, id) -> {
              SectionSums sums = sections.get(id);
              SectionSums changed = Objects.requireNonNull(changes.get(id));
              if (sums == null) {
                sections.put(id, changed);
                more[0]++;
                return;
              }
              sums.add(changed);
              if (sums.isZero()) {
                sections.remove(id);
                more[0]--;
              }
            });
    return new Stored(stored.published(), stored.sections() + more[0], new RosterSums(), extent);
  }

  /** Sums of all sections. */
  RosterSums sums(String key, Stored roster) {
    if (!roster.isSpread()) {
      return roster.sums();
    }
    RosterSums sums = new RosterSums();
    spread.forEachPart(key.getBytes(UTF_8), roster.extent(), part -> part.forEach(sums::add));
    return sums;
  }

  /** Writes a roster's record, and its sections where they now lie elsewhere. */
  void put(String key, Stored roster) {
    byte[] base = key.getBytes(UTF_8);
    byte[] record = codec.encode(roster);
    if (roster.isSpread() && roster.extent().bytes() < SMALL_BYTES) {
      RosterSums sums = sums(key, roster);
      spread.delete(base, roster.extent());
      record = codec.encode(new Stored(roster.published(), roster.sections(), sums, Extent.NONE));
    } else if (record.length > Spread.MOST_INLINE_BYTES) {
      Stored empty = new Stored(roster.published(), 0, new RosterSums(), Extent.NONE);
      record = codec.encode(changedParts(key, empty, roster.sums()));
    }
    store.put(Bytes.wrap(base), record);
  }

  /** Forgets a roster. */
  void delete(String key, Stored roster) {
    byte[] base = key.getBytes(UTF_8);
    spread.delete(base, roster.extent());
    store.delete(Bytes.wrap(base));
  }
}
