package org.pathline.oracle;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/**
 * Records that can be decoded and say anything at all: each value is good, or at an end of what its
 * type can hold, or of a length at a limit.
 */
public final class AnyRecord {
  private static final String[] TEXTS = {
    "",
    " ",
    "|",
    "%",
    "null",
    "0",
    "\u0000",
    "\u0001a",
    "a\u0085b",
    "tab\tbed",
    "line\nbreak",
    "\ufffd",
    "\ufeffmark",
    "\uffff",
    "é",
    "e\u0301",
    "語",
    "😀",
    "\u202eright to left",
    "2010-2011",
    "12",
    "13",
    "2015Q3",
    "27.0101",
    "A+",
    "-1",
    "1e309"
  };

  private static final int[] LENGTHS = {127, 128, 129, 511, 512, 513, 999, 1_000, 1_001, 40_000};
  private static final int[] SIZES = {0, 1, 2, 3, 5, 99, 100, 101, 700};
  private static final int[] INTS = {
    0, 1, -1, 9, 2010, 2011, 1899, 1900, 2199, 2200, 15_000, Integer.MAX_VALUE, Integer.MIN_VALUE
  };
  private static final long[] LONGS = {
    0, 1, -1, 1_000, Long.MAX_VALUE, Long.MIN_VALUE, 253_402_300_799_999L, 315_532_799_999L
  };
  private static final double[] DOUBLES = {
    0,
    -0.0,
    1,
    -1,
    100,
    100.00000001,
    5,
    1e9,
    1e308,
    Double.MIN_VALUE,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY
  };

  private final Random random;

  /** Values of the fields of that name and of no other, from which one is drawn mostly. */
  private final Map<String, List<?>> good;

  /** One value in so many is no good one. */
  private final int oddOneIn;

  /**
   * Records that are drawn.
   *
   * @param good good values by the names of fields
   */
  public AnyRecord(Random random, Map<String, List<?>> good, int oddOneIn) {
    this.random = random;
    this.good = good;
    this.oddOneIn = oddOneIn;
  }

  /** Record of a schema; fields with a value here have it. */
  public GenericData.Record of(Schema schema, Map<String, ?> given) {
    GenericData.Record record = new GenericData.Record(schema);
    for (Schema.Field field : schema.getFields()) {
      record.put(
          field.name(),
          given.containsKey(field.name())
              ? given.get(field.name())
              : value(field.name(), field.schema()));
    }
    return record;
  }

  /** Body of a record in Avro's encoding. */
  public static byte[] body(GenericData.Record record) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    try {
      new GenericDatumWriter<>(record.getSchema()).write(record, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private Object value(String name, Schema schema) {
    List<?> known = good.get(name);
    if (schema.getType() != Schema.Type.ARRAY && known != null && random.nextInt(oddOneIn) > 0) {
      return known.get(random.nextInt(known.size()));
    }
    boolean odd = random.nextInt(oddOneIn) == 0;
    return switch (schema.getType()) {
      case NULL -> null;
      case BOOLEAN -> random.nextBoolean();
      case INT -> odd ? INTS[random.nextInt(INTS.length)] : random.nextInt(20);
      case LONG -> odd ? LONGS[random.nextInt(LONGS.length)] : (Object) (long) random.nextInt(20);
      case FLOAT -> (float) DOUBLES[random.nextInt(DOUBLES.length)];
      case DOUBLE -> odd ? DOUBLES[random.nextInt(DOUBLES.length)] : random.nextInt(40) / 10.0;
      case STRING -> odd ? oddText() : text();
      case BYTES -> ByteBuffer.wrap(whole(odd).toByteArray());
      case FIXED -> new GenericData.Fixed(schema, new byte[schema.getFixedSize()]);
      case ENUM ->
          new GenericData.EnumSymbol(
              schema, schema.getEnumSymbols().get(random.nextInt(schema.getEnumSymbols().size())));
      case UNION -> value(name, schema.getTypes().get(random.nextInt(schema.getTypes().size())));
      case RECORD -> of(schema, Map.of());
      case ARRAY -> {
        List<Object> values = new ArrayList<>();
        for (int left = odd ? SIZES[random.nextInt(SIZES.length)] : 2; left > 0; left--) {
          values.add(value(name, schema.getElementType()));
        }
        yield values;
      }
      case MAP -> {
        Map<String, Object> values = new HashMap<>();
        values.put(text(), value(name, schema.getValueType()));
        yield values;
      }
    };
  }

  private String text() {
    return "t" + random.nextInt(4);
  }

  private String oddText() {
    String text = TEXTS[random.nextInt(TEXTS.length)];
    if (text.isEmpty() || random.nextInt(3) > 0) {
      return text;
    }
    int length = LENGTHS[random.nextInt(LENGTHS.length)];
    return text.repeat(length / text.length() + 1).substring(0, length);
  }

  private BigInteger whole(boolean odd) {
    return odd
        ? new BigInteger(new int[] {8, 64, 640, 100_000}[random.nextInt(4)], random)
            .multiply(BigInteger.valueOf(random.nextInt(3) - 1))
        : BigInteger.valueOf(random.nextLong());
  }
}
