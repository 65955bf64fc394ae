package org.pathline.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.pathline.domain.fact.FactType;
import org.pathline.oracle.GoodFact;
import org.pathline.streams.registry.WireFormat;

/** Good records of any topic, changed at random somewhere: bits, lengths, ids, keys, headers. */
final class Mutation {
  /** All links name one student, who may have a hundred ids before they are set aside. */
  private static final int STUDENTS = 80;

  /** Ids of schemas that exist, and some that do not. */
  private static final int SCHEMA_IDS = 40;

  /** A value that a producer takes still, with its key and a header. */
  private static final int LARGEST_VALUE = 1_047_800;

  /** A varint of two billion. */
  private static final byte[] CLAIM = {(byte) 0x80, (byte) 0xd0, (byte) 0xac, (byte) 0xf3, 0x0e};

  private final FactWriter writer;
  private final Random random;

  Mutation(FactWriter writer, Random random) {
    this.writer = writer;
    this.random = random;
  }

  /** A record that was good before it was changed. */
  ProducerRecord<byte[], byte[]> next() {
    FactType type = FactType.values()[random.nextInt(FactType.values().length)];
    Map<String, Object> values = GoodFact.values(type);
    String idField = GoodFact.schema(type).getFields().get(0).name();
    String id = "hostile-" + random.nextInt(STUDENTS);
    values.put(idField, id);
    byte[] value =
        WireFormat.value(writer.schemaId(FactWriter.topic(type)), GoodFact.body(type, values));
    byte[] key = id.getBytes(UTF_8);
    int change = random.nextInt(20);
    switch (change) {
      case 0 -> value = Arrays.copyOf(value, random.nextInt(value.length));
      case 1 -> value = Arrays.copyOf(value, value.length + 1 + random.nextInt(9));
      // Few of them in the id: each that is unknown is asked for, which has its own trial.
      case 2 ->
          value[random.nextInt(5) > 0 ? 0 : random.nextInt(WireFormat.HEADER)] =
              (byte) random.nextInt();
      case 3 -> value = random(random.nextInt(60));
      case 4 -> key = random(random.nextInt(9));
      case 5 -> key = null;
      case 6 -> value = null;
      case 7 -> {
        int at = body(value, CLAIM.length);
        System.arraycopy(CLAIM, 0, value, at, CLAIM.length);
      }
      case 8 -> {
        byte[] rest = Arrays.copyOfRange(value, WireFormat.HEADER, value.length);
        value = WireFormat.value(random.nextInt(SCHEMA_IDS), rest);
      }
      case 9 -> {
        // Some bytes less or more in the middle.
        int at = body(value, 1);
        byte[] tail = Arrays.copyOfRange(value, at, value.length);
        int gap = random.nextInt(7) - 3;
        byte[] other = Arrays.copyOf(value, Math.max(WireFormat.HEADER, at + gap) + tail.length);
        System.arraycopy(tail, 0, other, other.length - tail.length, tail.length);
        value = other;
      }
      case 10 -> {
        if (random.nextInt(20) == 0) {
          value = Arrays.copyOf(value, LARGEST_VALUE - random.nextInt(10_000));
        }
      }
      case 11, 12, 13 -> value[body(value, 1)] ^= (byte) (1 << random.nextInt(8));
      case 14 -> {
        // As it was, but for its headers.
      }
      default -> {
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
          value[body(value, 1)] = (byte) random.nextInt();
        }
      }
    }
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(FactWriter.topic(type).name(), key, value);
    for (int headers = change == 14 ? random.nextInt(200) : random.nextInt(2);
        headers > 0;
        headers--) {
      record.headers().add("h" + random.nextInt(5), random.nextBoolean() ? null : random(500));
    }
    return record;
  }

  private int body(byte[] value, int room) {
    return WireFormat.HEADER + random.nextInt(value.length - WireFormat.HEADER - room + 1);
  }

  private byte[] random(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
