package org.pathline.streams.follow;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactOrder;
import org.pathline.domain.fact.FactType;
import org.pathline.domain.fact.KeyVersions;
import org.pathline.streams.codec.FactCodec;
import org.pathline.streams.codec.KeyVersionsCodec;
import org.pathline.streams.spread.Spread;
import org.pathline.streams.spread.Spread.Extent;
import org.pathline.streams.state.Reprocess;

/**
 * The versions of the facts of keys other than a student's, in a store: those of a key in one
 * record, or spread over several where they are many. Not thread-safe.
 *
 * @param <F> type of the facts
 */
public final class VersionsOfKeys<F extends Fact> {
  /** Begins the record of a key whose versions are spread; any other begins with a length. */
  private static final byte SPREAD = 2;

  private static final int HEADER = 1 + 2 * Integer.BYTES + Long.BYTES;

  private final KeyValueStore<Bytes, byte[]> store;
  private final KeyVersionsCodec<F> codec;
  private final FactOrder.Encoding encoding = new FactCodec();
  private final KeyVersions<F> folding = new KeyVersions<>(encoding);
  private final Spread<F> spread;
  private final int mostStanding;
  private final Function<F, String> about;

  /**
   * What stands under a key.
   *
   * @param fact the greatest that stands; null where none does, or too many do
   * @param isCrowded whether more stand than one key may have, so that none speaks for it
   */
  public record Standing<F>(@Nullable F fact, boolean isCrowded) {}

  private record Header(int standing, Extent extent) {}

  /**
   * Versions in a store.
   *
   * @param mostStanding facts that may stand under one key
   */
  public VersionsOfKeys(
      KeyValueStore<Bytes, byte[]> store, FactType type, Class<F> recordType, int mostStanding) {
    this(store, type, recordType, mostStanding, version -> "");
  }

  /**
   * Versions in a store, of which those that were replaced are kept where they are about something
   * else, since they stand again when the ones that replaced them are dropped.
   *
   * @param about what a version is about; of one fact the greatest version about each is kept.
   *     Where versions are so many that they are spread, the greatest alone is
   */
  public VersionsOfKeys(
      KeyValueStore<Bytes, byte[]> store,
      FactType type,
      Class<F> recordType,
      int mostStanding,
      Function<F, String> about) {
    this.about = about;
    this.store = store;
    this.mostStanding = mostStanding;
    codec = new KeyVersionsCodec<>(type, recordType);
    spread = new Spread<>(store, new Form());
  }

  /** Fact from its encoding. */
  public F fact(byte[] bytes) {
    return codec.fact(bytes);
  }

  /** Takes in a version. */
  public Standing<F> receive(byte[] key, F version) {
    byte[] record = store.get(Bytes.wrap(key));
    if (isSpread(record)) {
      return receive(key, header(record), List.of(version));
    }
    List<F> versions = codec.decode(record);
    fold(versions, version);
    byte[] folded = codec.encode(versions);
    if (folded.length > Spread.MOST_INLINE_BYTES) {
      return receive(key, new Header(0, Extent.NONE), versions);
    }
    // Written in any case: a version that changes nothing yet may be what a later one replaces.
    store.put(Bytes.wrap(key), folded);
    return standing(versions);
  }

  private Standing<F> receive(byte[] key, Header header, List<F> versions) {
    SortedMap<String, F> byIdentity = new TreeMap<>();
    long added = 0;
    for (F version : versions) {
      byIdentity.merge(identity(version), version, this::greater);
      added += Integer.BYTES + encoding.encode(version).length;
    }
    int[] standing = {header.standing()};
    Extent extent =
        spread.change(
            key,
            header.extent(),
            byIdentity.keySet(),
            added,
            (part, identity) -> {
              F before = part.get(identity);
              F version = Objects.requireNonNull(byIdentity.get(identity));
              if (before == null || FactOrder.supersedes(version, before, encoding)) {
                part.put(identity, version);
                standing[0] += stands(version) - (before == null ? 0 : stands(before));
              }
            });
    Header now = new Header(standing[0], extent);
    store.put(Bytes.wrap(key), bytes(now));
    return standing(key, now);
  }

  private void fold(List<F> versions, F arrival) {
    for (int i = 0; i < versions.size(); i++) {
      F version = versions.get(i);
      if (identity(version).equals(identity(arrival))
          && about.apply(version).equals(about.apply(arrival))) {
        versions.set(i, greater(version, arrival));
        return;
      }
    }
    versions.add(arrival);
  }

  private F greater(F one, F other) {
    return FactOrder.supersedes(other, one, encoding) ? other : one;
  }

  /** Hands over what stands under each key. */
  public void forEach(BiConsumer<byte[], Standing<F>> action) {
    try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<Bytes, byte[]> each = all.next();
        if (!Reprocess.isOwnKey(each.key)) {
          action.accept(each.key.get(), standing(each.key.get(), each.value));
        }
      }
    }
  }

  /**
   * What stands under a key once the versions that fail a condition are dropped.
   *
   * <p>A version that was replaced by one that is dropped stands again, where it was kept.
   */
  public Standing<F> only(byte[] key, Predicate<F> condition) {
    byte[] record = store.get(Bytes.wrap(key));
    if (record != null && !isSpread(record)) {
      List<F> versions = codec.decode(record);
      if (versions.removeIf(condition.negate())) {
        if (versions.isEmpty()) {
          store.delete(Bytes.wrap(key));
        } else {
          store.put(Bytes.wrap(key), codec.encode(versions));
        }
      }
      return standing(versions);
    }
    return record == null ? standing(List.of()) : onlySpread(key, header(record), condition);
  }

  private Standing<F> onlySpread(byte[] key, Header header, Predicate<F> condition) {
    SortedMap<String, F> failing = new TreeMap<>();
    int[] kept = new int[1];
    spread.forEachPart(
        key,
        header.extent(),
        part ->
            part.forEach(
                (identity, version) -> {
                  if (condition.test(version)) {
                    kept[0]++;
                  } else {
                    failing.put(identity, version);
                  }
                }));
    if (failing.isEmpty()) {
      return standing(key, header);
    }
    if (kept[0] == 0) {
      spread.delete(key, header.extent());
      store.delete(Bytes.wrap(key));
      return new Standing<>(null, false);
    }
    Extent extent =
        spread.change(
            key, header.extent(), failing.keySet(), 0, (part, identity) -> part.remove(identity));
    int lost = failing.values().stream().mapToInt(VersionsOfKeys::stands).sum();
    Header now = new Header(header.standing() - lost, extent);
    store.put(Bytes.wrap(key), bytes(now));
    return standing(key, now);
  }

  private Standing<F> standing(byte[] key, byte[] record) {
    return isSpread(record) ? standing(key, header(record)) : standing(codec.decode(record));
  }

  private Standing<F> standing(byte[] key, Header header) {
    if (header.standing() > mostStanding) {
      return new Standing<>(null, true);
    }
    List<F> greatest = new ArrayList<>();
    spread.forEachPart(
        key,
        header.extent(),
        part -> {
          F ofPart = folding.greatest(List.copyOf(part.values()));
          if (ofPart != null) {
            greatest.add(ofPart);
          }
        });
    return new Standing<>(folding.greatest(greatest), false);
  }

  private Standing<F> standing(List<F> versions) {
    SortedMap<String, F> current = new TreeMap<>();
    versions.forEach(version -> current.merge(identity(version), version, this::greater));
    int standing = current.values().stream().mapToInt(VersionsOfKeys::stands).sum();
    return standing > mostStanding
        ? new Standing<>(null, true)
        : new Standing<>(folding.greatest(current.values()), false);
  }

  /** A name and a natural key may read the same, and are not. */
  private static String identity(Fact version) {
    return (version.envelope().hasFactId() ? "named " : "of ") + version.identity();
  }

  private static int stands(Fact version) {
    return version.envelope().retracted() ? 0 : 1;
  }

  private static boolean isSpread(byte @Nullable [] record) {
    return record != null && record.length == HEADER && record[0] == SPREAD;
  }

  private static byte[] bytes(Header header) {
    return ByteBuffer.allocate(HEADER)
        .put(SPREAD)
        .putInt(header.standing())
        .putInt(header.extent().parts())
        .putLong(header.extent().bytes())
        .array();
  }

  private static Header header(byte[] record) {
    ByteBuffer buffer = ByteBuffer.wrap(record, 1, record.length - 1);
    return new Header(buffer.getInt(), new Extent(buffer.getInt(), buffer.getLong()));
  }

  private final class Form implements Spread.Form<F> {
    @Override
    public byte[] encodePart(SortedMap<String, F> versions) {
      return codec.encode(List.copyOf(versions.values()));
    }

    @Override
    public SortedMap<String, F> decodePart(byte[] bytes) {
      SortedMap<String, F> versions = new TreeMap<>();
      codec.decode(bytes).forEach(version -> versions.put(identity(version), version));
      return versions;
    }
  }
}
