package org.pathline.streams.registry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.pathline.streams.codec.ForeignBody;
import org.pathline.streams.registry.UndecodableException.Reason;

/**
 * Confluent's wire format: a zero byte, the schema id as four bytes, the Avro body.
 *
 * <p>Thread-safe. Bodies that were written with the current schema are used as they are; others are
 * brought to it by Avro's schema resolution.
 */
public final class WireFormat {
  /** Length of the header before the body. */
  public static final int HEADER = 5;

  private final ContractSchemas schemas;
  private final Map<Schema, Map<Integer, Boolean>> sameAsCurrent = new ConcurrentHashMap<>();
  private final ThreadLocal<Map<Schema, Map<Integer, DatumReader<?>>>> readers =
      ThreadLocal.withInitial(IdentityHashMap::new);

  /** Wire format with the schemas of a registry. */
  public WireFormat(ContractSchemas schemas) {
    this.schemas = schemas;
  }

  /**
   * Whether the body behind the header was written with the current schema.
   *
   * @throws UndecodableException when there is no such header, schema or record type
   */
  public boolean isCurrent(byte @Nullable [] value, Schema current) {
    if (value == null) {
      throw new UndecodableException(Reason.NULL_VALUE, "the value is null", null);
    }
    if (value.length < HEADER || value[0] != 0) {
      throw new UndecodableException(
          Reason.UNDECODABLE, "the value does not begin with a zero byte and a schema id", null);
    }
    int id = schemaId(value);
    Map<Integer, Boolean> known =
        sameAsCurrent.computeIfAbsent(current, absent -> new ConcurrentHashMap<>());
    Boolean same = known.get(id);
    if (same == null) {
      Schema writer = writer(id);
      checkSchema(writer);
      if (!writer.getFullName().equals(current.getFullName())) {
        throw new UndecodableException(
            Reason.OTHER_RECORD_TYPE,
            "the value is a " + writer.getFullName() + ", not a " + current.getFullName(),
            null);
      }
      same = writer.equals(current);
      known.put(id, same);
    }
    return same;
  }

  /** Schema id in a header. */
  public static int schemaId(byte[] value) {
    return ByteBuffer.wrap(value, 1, 4).getInt();
  }

  /** Whether a value under an id has shown that the id is one of the current schema. */
  public boolean isKnownAsCurrent(int id, Schema current) {
    Map<Integer, Boolean> known = sameAsCurrent.get(current);
    return known != null && known.getOrDefault(id, false);
  }

  private Schema writer(int id) {
    try {
      return schemas.byId(id);
    } catch (UnknownSchemaException e) {
      throw new UndecodableException(Reason.UNKNOWN_SCHEMA, e.getMessage(), e);
    }
  }

  /** Body in the encoding of the current schema, from a value that was written with another. */
  public byte[] toCurrent(byte[] value, Schema current) {
    Schema writer = writer(schemaId(value));
    Object datum = read(value, writer, new BytesOfStringsReader(writer, current));
    return encode(out -> new GenericDatumWriter<>(current).write(datum, out));
  }

  /** Record of a generated class. */
  public <T extends SpecificRecord> T record(byte[] value, Schema current) {
    isCurrent(value, current);
    int id = schemaId(value);
    Schema writer = writer(id);
    DatumReader<T> reader = reader(id, writer, current);
    return read(value, writer, reader);
  }

  /** This thread's reader of a schema; to resolve two schemas costs more than to read a record. */
  @SuppressWarnings("unchecked")
  private <T> DatumReader<T> reader(int id, Schema writer, Schema current) {
    return (DatumReader<T>)
        readers
            .get()
            .computeIfAbsent(current, absent -> new HashMap<>())
            .computeIfAbsent(id, absent -> new SpecificDatumReader<>(writer, current));
  }

  /**
   * Keeps strings as their bytes: what was written as bytes may be read as a string, and need not
   * be UTF-8.
   */
  private static final class BytesOfStringsReader extends GenericDatumReader<Object> {
    private static final GenericData DATA = new GenericData();

    static {
      // Avro's fast reader does not ask which class strings are to have.
      DATA.setFastReaderEnabled(false);
    }

    BytesOfStringsReader(Schema writer, Schema reader) {
      super(writer, reader, DATA);
    }

    @Override
    protected Class<?> findStringClass(Schema schema) {
      return CharSequence.class;
    }
  }

  private static void checkSchema(Schema writer) {
    try {
      ForeignBody.checkSchema(writer);
    } catch (IllegalArgumentException e) {
      throw new UndecodableException(Reason.UNDECODABLE, e.getMessage(), e);
    }
  }

  private static <T> T read(byte[] value, Schema writer, DatumReader<T> reader) {
    try {
      ForeignBody.check(writer, value, HEADER);
    } catch (IllegalArgumentException e) {
      throw new UndecodableException(Reason.UNDECODABLE, e.getMessage(), e);
    }
    BinaryDecoder decoder =
        DecoderFactory.get().binaryDecoder(value, HEADER, value.length - HEADER, null);
    try {
      T datum = reader.read(null, decoder);
      return datum;
    } catch (IOException | RuntimeException e) {
      // What Avro throws at schemas that it cannot bring to another is no closed set.
      throw new UndecodableException(
          Reason.UNDECODABLE, "the value cannot be brought to the current schema: " + e, e);
    }
  }

  /** Value of a record under a schema id. */
  public static byte[] value(int schemaId, SpecificRecord datum) {
    byte[] body = encode(out -> new SpecificDatumWriter<>(datum.getSchema()).write(datum, out));
    return value(schemaId, body);
  }

  /** Value of an encoded body under a schema id. */
  public static byte[] value(int schemaId, byte[] body) {
    return ByteBuffer.allocate(HEADER + body.length)
        .put((byte) 0)
        .putInt(schemaId)
        .put(body)
        .array();
  }

  @FunctionalInterface
  private interface Writing {
    void to(BinaryEncoder out) throws IOException;
  }

  private static byte[] encode(Writing writing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    try {
      writing.to(encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
