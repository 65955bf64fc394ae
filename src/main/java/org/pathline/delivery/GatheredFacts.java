package org.pathline.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pathline.delivery.HeldFact.Side;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactType;
import org.pathline.domain.fact.IdentityLink;
import org.pathline.streams.codec.FactCodec;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.CompressionType;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * Facts by student in a temporary database on disk, so that memory does not grow with their number.
 *
 * <p>A fact takes about as much of the directory for temporary files as its Avro encoding and its
 * key. What one student id goes on as, by links among the facts, is one student. Not thread-safe.
 */
final class GatheredFacts implements AutoCloseable {
  /** So many facts of one student are looked at together; a placeholder id has more. */
  private static final int MOST_AT_ONCE = 50_000;

  private static final byte LINK = 0;
  private static final byte FACT = 1;
  private static final byte CANONICAL = 2;
  private static final byte END = 0;
  private static final byte[] POLICIES = {1};
  private static final int LONGEST_CHAIN = 100;
  private static final int BATCH = 2_000;
  private static final long WRITE_BUFFER = 32L << 20;
  private static final long CACHE = 16L << 20;
  private static final Side[] SIDES = Side.values();

  static {
    RocksDB.loadLibrary();
  }

  private final Path directory;
  private final LRUCache cache = new LRUCache(CACHE);
  private final Options options;
  private final WriteOptions quick = new WriteOptions().setDisableWAL(true);
  private final RocksDB database;
  private final FactCodec codec = new FactCodec();
  private final WriteBatch batch = new WriteBatch();
  private long sequence;

  /** Nothing yet, in a new directory of the system's directory for temporary files. */
  GatheredFacts() {
    try {
      directory = Files.createTempDirectory("pathline-delivery-");
    } catch (IOException e) {
      throw new UncheckedIOException("no directory for temporary files: " + e.getMessage(), e);
    }
    // Written once and read in order: to compact meanwhile, or to log, would be for nothing.
    options =
        new Options()
            .setCreateIfMissing(true)
            .setWriteBufferSize(WRITE_BUFFER)
            .setMaxWriteBufferNumber(3)
            .setCompressionType(CompressionType.LZ4_COMPRESSION)
            .setDisableAutoCompactions(true)
            .setLevel0SlowdownWritesTrigger(Integer.MAX_VALUE)
            .setLevel0StopWritesTrigger(Integer.MAX_VALUE)
            .setTableFormatConfig(new BlockBasedTableConfig().setBlockCache(cache));
    try {
      database = RocksDB.open(options, directory.toString());
    } catch (RocksDBException e) {
      throw failed(e);
    }
  }

  /** Adds a version of a fact. */
  void add(Side side, Fact fact) {
    ByteBuffer number = ByteBuffer.allocate(1 + Long.BYTES);
    number.put((byte) side.ordinal()).putLong(sequence++);
    byte[] key = concatenated(identityPrefix(group(fact), fact), number.array());
    try {
      batch.put(key, codec.encode(fact));
      if (batch.count() >= BATCH) {
        write();
      }
      if (fact instanceof IdentityLink link && side.hasFacts()) {
        note(link);
      }
    } catch (RocksDBException e) {
      throw failed(e);
    }
  }

  /** Whether the source itself has published or delivers a version of the same fact. */
  boolean hasVersionOf(Fact fact) {
    write();
    byte[] prefix = identityPrefix(group(fact), fact);
    try (RocksIterator all = database.newIterator()) {
      all.seek(prefix);
      return all.isValid() && startsWith(all.key(), prefix);
    }
  }

  /** A link leads on for as long as its last version does; a later one replaces it. */
  private void note(IdentityLink link) throws RocksDBException {
    write();
    byte[] key = linkKey(link.envelope().studentId());
    byte[] before = database.get(key);
    if (before == null || ByteBuffer.wrap(before).getLong() <= link.envelope().recordedAt()) {
      byte[] to = link.envelope().retracted() ? new byte[0] : link.canonicalId().getBytes(UTF_8);
      byte[] time = ByteBuffer.allocate(Long.BYTES).putLong(link.envelope().recordedAt()).array();
      database.put(quick, key, concatenated(time, to));
      database.put(
          quick,
          concatenated(new byte[] {CANONICAL}, link.canonicalId().getBytes(UTF_8)),
          new byte[0]);
    }
  }

  /** Whether a link leads from or to an id, of those that were added so far. */
  boolean isLinked(String id) {
    byte[] bytes = id.getBytes(UTF_8);
    try {
      return database.get(linkKey(id)) != null
          || database.get(concatenated(new byte[] {CANONICAL}, bytes)) != null;
    } catch (RocksDBException e) {
      throw failed(e);
    }
  }

  /** Brings together the facts of ids that are linked; to be called when all are there. */
  void joinLinked() {
    write();
    try (RocksIterator links = database.newIterator()) {
      for (links.seek(new byte[] {LINK}); links.isValid() && links.key()[0] == LINK; links.next()) {
        String alias = new String(links.key(), 1, links.key().length - 1, UTF_8);
        String canonical = goesOnAs(alias);
        if (!canonical.equals(alias)) {
          move(groupPrefix(alias.getBytes(UTF_8)), groupPrefix(canonical.getBytes(UTF_8)));
        }
      }
    } catch (RocksDBException e) {
      throw failed(e);
    }
    write();
  }

  private String goesOnAs(String alias) throws RocksDBException {
    String id = alias;
    for (int steps = 0; steps < LONGEST_CHAIN; steps++) {
      byte[] link = database.get(linkKey(id));
      if (link == null || link.length == Long.BYTES) {
        return id;
      }
      id = new String(link, Long.BYTES, link.length - Long.BYTES, UTF_8);
    }
    // Links in a circle lead nowhere.
    return alias;
  }

  private void move(byte[] from, byte[] to) throws RocksDBException {
    try (RocksIterator facts = database.newIterator()) {
      for (facts.seek(from); facts.isValid() && startsWith(facts.key(), from); facts.next()) {
        byte[] rest = Arrays.copyOfRange(facts.key(), from.length, facts.key().length);
        batch.put(concatenated(to, rest), facts.value());
        batch.delete(facts.key());
        if (batch.count() >= BATCH) {
          write();
        }
      }
    }
  }

  /**
   * Hands on the facts of each student, in the order of the types; those of one with more than any
   * person has, in several parts.
   */
  void forEachStudent(Consumer<List<HeldFact>> action) {
    write();
    List<HeldFact> student = new ArrayList<>();
    byte @Nullable [] group = null;
    try (RocksIterator facts = database.newIterator()) {
      for (facts.seek(new byte[] {FACT}); facts.isValid() && facts.key()[0] == FACT; facts.next()) {
        byte[] key = facts.key();
        int endOfGroup = endOf(key, 1);
        boolean same = group != null && Arrays.equals(group, 0, group.length, key, 0, endOfGroup);
        Side side = SIDES[key[key.length - Long.BYTES - 1]];
        FactType type = FactType.values()[key[endOfGroup + 1]];
        byte[] value = facts.value();
        Fact fact = codec.decode(type, value, 0, value.length);
        HeldFact held = same ? versionsOf(student, fact) : null;
        if (held != null) {
          held.add(side, fact);
          continue;
        }
        if (!student.isEmpty() && (!same || student.size() >= MOST_AT_ONCE)) {
          action.accept(student);
          student = new ArrayList<>();
        }
        group = same ? group : Arrays.copyOf(key, endOfGroup);
        student.add(new HeldFact(side, fact, codec));
      }
    }
    if (!student.isEmpty()) {
      action.accept(student);
    }
  }

  /** Versions of one fact follow each other, but natural keys of two may read alike. */
  private static @Nullable HeldFact versionsOf(List<HeldFact> student, Fact fact) {
    for (int i = student.size() - 1; i >= Math.max(0, student.size() - 2); i--) {
      if (student.get(i).isVersionOf(fact)) {
        return student.get(i);
      }
    }
    return null;
  }

  private static byte[] group(Fact fact) {
    // Policies are few, and may be renamed.
    return fact.type() == FactType.POLICIES
        ? POLICIES
        : fact.envelope().studentId().getBytes(UTF_8);
  }

  private static byte[] groupPrefix(byte[] group) {
    return concatenated(concatenated(new byte[] {FACT}, group), new byte[] {END});
  }

  /** Ids have no control characters, which the rules of facts see to. */
  private static byte[] identityPrefix(byte[] group, Fact fact) {
    ByteArrayOutputStream key = new ByteArrayOutputStream(64);
    key.writeBytes(groupPrefix(group));
    key.write(fact.type().ordinal());
    key.write(fact.envelope().hasFactId() ? 1 : 0);
    key.writeBytes(fact.identity().getBytes(UTF_8));
    key.write(END);
    key.writeBytes(fact.envelope().studentId().getBytes(UTF_8));
    key.write(END);
    return key.toByteArray();
  }

  private static byte[] linkKey(String alias) {
    return concatenated(new byte[] {LINK}, alias.getBytes(UTF_8));
  }

  private static int endOf(byte[] key, int from) {
    int end = from;
    while (key[end] != END) {
      end++;
    }
    return end;
  }

  private static boolean startsWith(byte[] key, byte[] prefix) {
    return key.length >= prefix.length
        && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
  }

  private static byte[] concatenated(byte[] one, byte[] two) {
    byte[] both = Arrays.copyOf(one, one.length + two.length);
    System.arraycopy(two, 0, both, one.length, two.length);
    return both;
  }

  private void write() {
    if (batch.count() == 0) {
      return;
    }
    try {
      database.write(quick, batch);
      batch.clear();
    } catch (RocksDBException e) {
      throw failed(e);
    }
  }

  private UncheckedIOException failed(RocksDBException e) {
    return new UncheckedIOException(
        new IOException("cannot keep facts in " + directory + ": " + e.getMessage(), e));
  }

  @Override
  public void close() {
    batch.close();
    database.close();
    quick.close();
    options.close();
    cache.close();
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      // The system clears its directory for temporary files.
    }
  }
}
