package org.pathline.streams.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.Bounds;

/**
 * Whether bytes are one plain body of a schema, told by walking over them and making nothing of
 * them.
 *
 * <p>What fits can be decoded by {@link FactCodec}, and its texts are within the bounds of all
 * texts and hold only characters that ids may hold. The reverse need not be: bytes that Avro allows
 * but its encoders never write, such as arrays in sized blocks, do not fit, nor do titles with line
 * breaks. {@link ForeignBody} is for bodies of any schema. Thread-safe.
 */
public final class PlainBody {
  private enum Kind {
    STRING,
    LONG,
    INT,
    BOOLEAN,
    DOUBLE,
    ENUM,
    ARRAY
  }

  private record Field(Kind kind, boolean optional, int symbols, @Nullable Field element) {}

  private static final int NOT_THERE = -1;
  private static final int LONGEST_NUMBER = 10;

  private final Kind[] kinds;
  private final boolean[] optional;
  private final Field[] fields;

  private PlainBody(List<Field> fields) {
    this.fields = fields.toArray(new Field[0]);
    kinds = new Kind[this.fields.length];
    optional = new boolean[this.fields.length];
    for (int i = 0; i < kinds.length; i++) {
      kinds[i] = this.fields[i].kind;
      optional[i] = this.fields[i].optional;
    }
  }

  /**
   * Shape of the records of a schema.
   *
   * @throws IllegalArgumentException when a field has a type that no fact has
   */
  public static PlainBody of(Schema schema) {
    List<Field> fields = new ArrayList<>();
    for (Schema.Field field : schema.getFields()) {
      fields.add(field(field.schema()));
    }
    return new PlainBody(fields);
  }

  private static Field field(Schema schema) {
    return switch (schema.getType()) {
      case STRING -> new Field(Kind.STRING, false, 0, null);
      case LONG -> new Field(Kind.LONG, false, 0, null);
      case INT -> new Field(Kind.INT, false, 0, null);
      case BOOLEAN -> new Field(Kind.BOOLEAN, false, 0, null);
      case DOUBLE -> new Field(Kind.DOUBLE, false, 0, null);
      case ENUM -> new Field(Kind.ENUM, false, schema.getEnumSymbols().size(), null);
      case ARRAY -> new Field(Kind.ARRAY, false, 0, field(schema.getElementType()));
      case UNION -> optional(schema);
      default -> throw new IllegalArgumentException("no fact has a field of type " + schema);
    };
  }

  private static Field optional(Schema union) {
    List<Schema> types = union.getTypes();
    if (types.size() != 2 || types.get(0).getType() != Schema.Type.NULL) {
      throw new IllegalArgumentException("no fact has a union such as " + union);
    }
    Field present = field(types.get(1));
    return new Field(present.kind, true, present.symbols, present.element);
  }

  /** Whether the bytes from one place up to another are exactly one body. */
  public boolean fits(byte[] bytes, int from, int to) {
    int at = from;
    for (int i = 0; i < kinds.length; i++) {
      if (at >= to) {
        return false;
      }
      if (optional[i]) {
        byte branch = bytes[at++];
        if (branch == 0) {
          continue;
        }
        if (branch != 2) {
          return false;
        }
      }
      at =
          kinds[i] == Kind.STRING
              ? afterString(bytes, at, to)
              : afterOther(fields[i], bytes, at, to);
      if (at == NOT_THERE) {
        return false;
      }
    }
    return at == to;
  }

  /** Second field of a fact that fits: when it was recorded, in milliseconds since 1970 UTC. */
  public static long recordedAt(byte[] bytes, int from) {
    long raw = unsigned(bytes, afterNumber(bytes, from, bytes.length) + (int) number(bytes, from));
    return (raw >>> 1) ^ -(raw & 1);
  }

  private static int afterOther(Field field, byte[] bytes, int at, int to) {
    return switch (field.kind) {
      case STRING -> afterString(bytes, at, to);
      case LONG -> afterNumber(bytes, at, to);
      case INT -> isInt(bytes, at, to) ? afterNumber(bytes, at, to) : NOT_THERE;
      case BOOLEAN -> at < to && (bytes[at] & ~1) == 0 ? at + 1 : NOT_THERE;
      case DOUBLE -> to - at >= Double.BYTES ? at + Double.BYTES : NOT_THERE;
      case ENUM -> afterSymbol(bytes, at, to, field.symbols);
      case ARRAY -> afterArray(Objects.requireNonNull(field.element), bytes, at, to);
    };
  }

  private static int afterString(byte[] bytes, int at, int to) {
    int after = afterNumber(bytes, at, to);
    if (after == NOT_THERE) {
      return NOT_THERE;
    }
    long length = after - at == 1 ? bytes[at] >>> 1 : number(bytes, at);
    boolean negative = (bytes[at] & 1) != 0;
    if (negative || length > to - after || length < 0) {
      return NOT_THERE;
    }
    int end = after + (int) length;
    return Utf8.isPlain(bytes, after, end, Bounds.LONGEST_TEXT) ? end : NOT_THERE;
  }

  private static int afterSymbol(byte[] bytes, int at, int to, int symbols) {
    int after = afterNumber(bytes, at, to);
    if (after == NOT_THERE) {
      return NOT_THERE;
    }
    long symbol = number(bytes, at);
    return (bytes[at] & 1) == 0 && symbol >= 0 && symbol < symbols ? after : NOT_THERE;
  }

  private static int afterArray(Field element, byte[] bytes, int from, int to) {
    int at = from;
    long values = 0;
    while (at < to && bytes[at] != 0) {
      int after = afterNumber(bytes, at, to);
      if (after == NOT_THERE || (bytes[at] & 1) != 0) {
        return NOT_THERE;
      }
      long count = number(bytes, at);
      if (count > Bounds.MOST_VALUES) {
        return NOT_THERE;
      }
      at = after;
      for (long i = 0; i < count && at != NOT_THERE; i++) {
        at = afterOther(element, bytes, at, to);
      }
      values += count;
      if (count < 0 || values > Bounds.MOST_VALUES || at == NOT_THERE) {
        return NOT_THERE;
      }
    }
    return at < to ? at + 1 : NOT_THERE;
  }

  /** A number of seven bits a byte, least significant first. */
  private static int afterNumber(byte[] bytes, int from, int to) {
    int longest = Math.min(to, from + LONGEST_NUMBER);
    for (int at = from; at < longest; at++) {
      if (bytes[at] >= 0) {
        return at + 1;
      }
    }
    return NOT_THERE;
  }

  private static boolean isInt(byte[] bytes, int from, int to) {
    return from < to && (bytes[from] >= 0 || isIntOfMoreBytes(bytes, from, to));
  }

  private static boolean isIntOfMoreBytes(byte[] bytes, int from, int to) {
    return afterNumber(bytes, from, to) != NOT_THERE && unsigned(bytes, from) >>> Integer.SIZE == 0;
  }

  /** The number at a place, without the bit of its sign. */
  private static long number(byte[] bytes, int from) {
    return unsigned(bytes, from) >>> 1;
  }

  private static long unsigned(byte[] bytes, int from) {
    long raw = 0;
    int at = from;
    for (int shift = 0; ; shift += 7) {
      raw |= (bytes[at] & 0x7fL) << shift;
      if (bytes[at++] >= 0) {
        return raw;
      }
    }
  }
}
