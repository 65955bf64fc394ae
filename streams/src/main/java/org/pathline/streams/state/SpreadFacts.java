package org.pathline.streams.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactOrder;
import org.pathline.domain.pathway.FactVersions;
import org.pathline.domain.pathway.Holding;
import org.pathline.streams.codec.Fingerprint;
import org.pathline.streams.codec.StudentStateCodec;

/**
 * Versions of an id that are too many for one record of the store, spread over records of their own
 * by a hash of each fact's identity.
 *
 * <p>A placeholder such as {@code 0} may collect a million facts. Whatever comes for it rewrites
 * the touched parts only, and no record is larger than a broker takes. The parts double as they
 * grow; they are never joined again, since what was retracted has to be remembered as well.
 */
public final class SpreadFacts {
  /**
   * When versions are spread; for tests to be tried with few facts.
   *
   * @param ownAtHand bytes of an id's own versions up to which they stay in the record of its state
   * @param receivedAtHand the same of the versions of one other id: there may be a hundred
   * @param part bytes of a part above which it is split
   * @param fewestToSplit fewer facts are not worth two parts, however long their texts are
   */
  public record Sizes(int ownAtHand, int receivedAtHand, int part, int fewestToSplit) {
    /** The sizes of every topology: a record stays under half of the 1 MiB that a broker takes. */
    public static final Sizes DEFAULT = new Sizes(64 << 10, 4 << 10, 64 << 10, 64);
  }

  /** Stands for the id itself where it is asked whose versions are meant. */
  public static final String OWN = "";

  private static final int MOST_PARTS = 1 << 20;

  /** No id holds a control character, so no key of a part is an id. */
  private static final char SEPARATOR = 0;

  private final KeyValueStore<Bytes, byte[]> store;
  private final StudentStateCodec codec;
  private final FactOrder.Encoding encoding;
  private final Sizes sizes;

  /** Spread facts in the store that holds the states, too. */
  public SpreadFacts(
      KeyValueStore<Bytes, byte[]> store,
      StudentStateCodec codec,
      FactOrder.Encoding encoding,
      Sizes sizes) {
    this.sizes = sizes;
    this.store = store;
    this.codec = codec;
    this.encoding = encoding;
  }

  /** When versions are spread. */
  public Sizes sizes() {
    return sizes;
  }

  /** Whether a key of the store is that of a part. */
  public static boolean isKeyOfAPart(byte[] key) {
    for (byte each : key) {
      if (each == SEPARATOR) {
        return true;
      }
    }
    return false;
  }

  /** Id of the student to whom a part belongs; empty for any other key. */
  public static Optional<String> idOfAPart(String key) {
    int end = key.indexOf(SEPARATOR);
    return end < 0 ? Optional.empty() : Optional.of(key.substring(0, end));
  }

  /** Id that received the facts of a part; empty for any other key. */
  public static Optional<String> receiverOfAPart(String key) {
    int end = key.indexOf(SEPARATOR);
    int last = key.lastIndexOf(SEPARATOR);
    if (end <= 0 || last == end) {
      return Optional.empty();
    }
    return Optional.of(last == end + 1 ? key.substring(0, end) : key.substring(end + 1, last));
  }

  private static Bytes key(String id, String fromId, int part) {
    return Bytes.wrap((id + SEPARATOR + fromId + SEPARATOR + part).getBytes(UTF_8));
  }

  /** Versions of a part; empty where it has none. */
  public FactVersions part(String id, String fromId, int part) {
    String receivedBy = fromId.equals(OWN) ? id : fromId;
    return codec.decodeVersions(receivedBy, store.get(key(id, fromId, part)));
  }

  /** Sets the versions of a part, as they were handed over. */
  public void setPart(String id, String fromId, int part, byte[] versions) {
    store.put(key(id, fromId, part), versions);
  }

  /** The versions of a spread holding that fulfil a condition, read part by part. */
  public FactVersions read(String id, String fromId, Holding holding, Predicate<Fact> condition) {
    List<Fact> kept = new ArrayList<>();
    for (int part = 0; part < holding.parts(); part++) {
      part(id, fromId, part).only(condition).forEach(kept::add);
    }
    return FactVersions.EMPTY.fold(kept, encoding);
  }

  /** Deletes the parts of a holding that is spread. */
  public void delete(String id, String fromId, Holding holding) {
    for (int part = 0; part < holding.parts(); part++) {
      store.delete(key(id, fromId, part));
    }
  }

  /**
   * Spreads versions that are at hand.
   *
   * @param bytes about how many they take
   * @param changed takes the bytes of each part
   */
  public Holding spread(
      String id, String fromId, FactVersions versions, int bytes, Map<Integer, byte[]> changed) {
    int parts = 1;
    while (parts * (sizes.part() / 2) < bytes) {
      parts *= 2;
    }
    List<Fact> facts = new ArrayList<>();
    versions.forEach(facts::add);
    for (int part = 0; part < parts; part++) {
      write(id, fromId, part, FactVersions.EMPTY, changed);
    }
    return fold(id, fromId, Holding.spread(parts, 0), facts, changed);
  }

  /**
   * A holding after more facts have arrived.
   *
   * @param changed takes the bytes of each part that was written; complete where the number of
   *     parts has changed
   */
  public Holding fold(
      String id,
      String fromId,
      Holding holding,
      List<Fact> arrivals,
      Map<Integer, byte[]> changed) {
    Map<Integer, List<Fact>> byPart = new TreeMap<>();
    for (Fact fact : arrivals) {
      byPart.computeIfAbsent(partOf(fact, holding.parts()), absent -> new ArrayList<>()).add(fact);
    }
    int standing = holding.standing();
    boolean full = false;
    for (Map.Entry<Integer, List<Fact>> each : byPart.entrySet()) {
      FactVersions before = part(id, fromId, each.getKey());
      FactVersions after = before.fold(each.getValue(), encoding);
      if (after != before) {
        standing += after.standing() - before.standing();
        full |= write(id, fromId, each.getKey(), after, changed);
      }
    }
    int parts = holding.parts();
    while (full && parts < MOST_PARTS) {
      changed.clear();
      full = split(id, fromId, parts, changed);
      parts *= 2;
    }
    return Holding.spread(parts, standing);
  }

  /**
   * A holding without the versions that fail a condition; this same one where all fulfil it.
   *
   * @param changed takes the bytes of each part that was written
   */
  public Holding only(
      String id,
      String fromId,
      Holding holding,
      Predicate<Fact> condition,
      Map<Integer, byte[]> changed) {
    int standing = 0;
    for (int part = 0; part < holding.parts(); part++) {
      FactVersions before = part(id, fromId, part);
      FactVersions after = before.only(condition);
      standing += after.standing();
      if (after != before) {
        write(id, fromId, part, after, changed);
      }
    }
    return changed.isEmpty() ? holding : Holding.spread(holding.parts(), standing);
  }

  /** Twice as many parts, one at a time; says whether one of them is still too large. */
  private boolean split(String id, String fromId, int parts, Map<Integer, byte[]> changed) {
    boolean full = false;
    for (int part = 0; part < parts; part++) {
      FactVersions both = part(id, fromId, part);
      for (int half : new int[] {part, part + parts}) {
        FactVersions kept = both.only(fact -> partOf(fact, 2 * parts) == half);
        full |= write(id, fromId, half, kept, changed);
      }
    }
    return full;
  }

  /** Writes a part; says whether it is too large. */
  private boolean write(
      String id, String fromId, int part, FactVersions versions, Map<Integer, byte[]> changed) {
    byte[] bytes = codec.encodeVersions(versions);
    setPart(id, fromId, part, bytes);
    changed.put(part, bytes);
    return bytes.length > sizes.part() && versions.size() >= sizes.fewestToSplit();
  }

  /** Part of a fact among a power of two: a function of its identity. */
  private static int partOf(Fact fact, int parts) {
    String identity =
        fact.type().noun() + (fact.envelope().hasFactId() ? " id " : " ") + fact.identity();
    return (int) (Fingerprint.of(identity.getBytes(UTF_8)) & (parts - 1));
  }
}
