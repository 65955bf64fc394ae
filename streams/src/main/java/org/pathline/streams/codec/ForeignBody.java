package org.pathline.streams.codec;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import org.apache.avro.Schema;

/**
 * Bytes held against the schema of whoever wrote them, before Avro makes anything of them.
 *
 * <p>Avro believes the lengths that it reads, and follows schemas however deep: a few bytes that
 * claim two billion elements, or a record within itself ten thousand times, would end the process.
 * What passes here can be decoded by Avro in memory that grows with the bytes. Not thread-safe.
 */
public final class ForeignBody {
  private static final int DEEPEST = 64;
  private static final int MOST_TYPES = 10_000;
  private static final int LONGEST_NUMBER = 10;
  private static final int LONGEST_INT = 5;

  /** Values in a body that take no byte: nulls outside of unions, and records of nothing. */
  private static final int MOST_EMPTY_VALUES = 10_000;

  private final byte[] bytes;
  private final int to;
  private int at;
  private int emptyValuesLeft = MOST_EMPTY_VALUES;

  private ForeignBody(byte[] bytes, int from) {
    this.bytes = bytes;
    this.to = bytes.length;
    this.at = from;
  }

  /**
   * Checks that a schema is not so deep or large that Avro could not work with it. A schema that
   * names itself within itself is fine.
   *
   * @throws IllegalArgumentException when it is
   */
  public static void checkSchema(Schema writer) {
    record Place(Schema schema, int depth) {}

    Set<Schema> named = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Place> places = new ArrayDeque<>();
    places.add(new Place(writer, 1));
    for (int types = 0; !places.isEmpty(); types++) {
      Place place = places.remove();
      Schema schema = place.schema;
      if (place.depth > DEEPEST || types > MOST_TYPES) {
        throw new IllegalArgumentException(
            "its schema has more than "
                + (place.depth > DEEPEST ? DEEPEST + " levels" : MOST_TYPES + " types"));
      }
      switch (schema.getType()) {
        case RECORD -> {
          if (named.add(schema)) {
            schema
                .getFields()
                .forEach(field -> places.add(new Place(field.schema(), place.depth + 1)));
          }
        }
        case ARRAY -> places.add(new Place(schema.getElementType(), place.depth + 1));
        case MAP -> places.add(new Place(schema.getValueType(), place.depth + 1));
        case UNION ->
            schema.getTypes().forEach(type -> places.add(new Place(type, place.depth + 1)));
        default -> {
          // Has nothing within.
        }
      }
    }
  }

  /**
   * Checks that the bytes from a place to their end are one body of a schema that has passed {@link
   * #checkSchema}.
   *
   * @throws IllegalArgumentException when they are not; the message quotes none of them
   */
  public static void check(Schema writer, byte[] bytes, int from) {
    ForeignBody body = new ForeignBody(bytes, from);
    body.walk(writer, 1);
    if (body.at != body.to) {
      throw new IllegalArgumentException("bytes remain after the record");
    }
  }

  private void walk(Schema schema, int depth) {
    if (depth > DEEPEST) {
      throw new IllegalArgumentException("values within values, more than " + DEEPEST + " deep");
    }
    int begin = at;
    switch (schema.getType()) {
      case NULL -> {
        // Takes no byte.
      }
      case BOOLEAN -> {
        skip(1);
        require((bytes[at - 1] & ~1) == 0, "a boolean that is neither true nor false");
      }
      case INT -> readInt();
      case LONG -> readLong();
      case FLOAT -> skip(Float.BYTES);
      case DOUBLE -> skip(Double.BYTES);
      case BYTES -> skip(readLong());
      case STRING -> skipString();
      case FIXED -> skip(schema.getFixedSize());
      case ENUM -> {
        int symbol = readInt();
        require(symbol >= 0 && symbol < schema.getEnumSymbols().size(), "an unknown symbol");
      }
      case UNION -> {
        int branch = readInt();
        require(branch >= 0 && branch < schema.getTypes().size(), "an unknown branch of a union");
        Schema type = schema.getTypes().get(branch);
        if (type.getType() != Schema.Type.NULL) {
          walk(type, depth + 1);
        }
      }
      case RECORD -> {
        for (Schema.Field field : schema.getFields()) {
          walk(field.schema(), depth + 1);
        }
      }
      case ARRAY -> skipBlocks(schema.getElementType(), false, depth);
      case MAP -> skipBlocks(schema.getValueType(), true, depth);
    }
    if (at == begin) {
      require(emptyValuesLeft-- > 0, "more values than bytes");
    }
  }

  private void skipBlocks(Schema element, boolean keyed, int depth) {
    for (long count = readLong(); count != 0; count = readLong()) {
      long size = count < 0 ? readLong() : -1;
      int begin = at;
      long elements = Math.abs(count);
      require(
          elements > 0 && elements <= to - at + emptyValuesLeft,
          "a claim of more elements than bytes");
      for (long i = 0; i < elements; i++) {
        if (keyed) {
          skipString();
        }
        walk(element, depth + 1);
      }
      // Who skips a block goes by its size, who reads it by its elements; both must end here.
      require(count > 0 || size == at - begin, "a block of another size than it claims");
    }
  }

  private void skipString() {
    int begin = skip(readLong());
    require(Utf8.isValid(bytes, begin, at), "a string that is not UTF-8");
  }

  /** Goes on by some bytes; says where they begin. */
  private int skip(long count) {
    require(count >= 0 && count <= to - at, "a claim of more bytes than there are");
    int begin = at;
    at += (int) count;
    return begin;
  }

  private int readInt() {
    int begin = at;
    long number = readLong();
    require(at - begin <= LONGEST_INT && number == (int) number, "a number that is no int");
    return (int) number;
  }

  private long readLong() {
    long raw = 0;
    for (int i = 0; i < LONGEST_NUMBER; i++) {
      require(at < to, "a number that does not end");
      byte next = bytes[at++];
      raw |= (next & 0x7fL) << (7 * i);
      if (next >= 0) {
        return (raw >>> 1) ^ -(raw & 1);
      }
    }
    throw new IllegalArgumentException("a number of more than ten bytes");
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException("the bytes hold " + otherwise);
    }
  }
}
