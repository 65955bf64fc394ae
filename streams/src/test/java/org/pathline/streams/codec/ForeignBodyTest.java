package org.pathline.streams.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

/** Any schema, any bytes: what passes is what Avro reads, and what Avro reads is plain. */
class ForeignBodyTest {
  private static final long SEED = 20_261_126L;
  private static final int SCHEMAS = 400;
  private static final int MUTATIONS = 60;

  private final Random random = new Random(SEED);
  private int names;

  @Test
  void whatAvroWritesPassesAndWhatPassesAvroReadsToItsEnd() throws IOException {
    System.out.println("seed " + SEED);
    int passed = 0;
    int refused = 0;
    int refusedThoughReadable = 0;
    for (int i = 0; i < SCHEMAS; i++) {
      Schema schema = record(3);
      ForeignBody.checkSchema(schema);
      byte[] body = encode(schema, value(schema), random.nextBoolean());
      ForeignBody.check(schema, body, 0);
      for (int mutation = 0; mutation < MUTATIONS && body.length > 0; mutation++) {
        byte[] bytes = body.clone();
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
          bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        if (passes(schema, bytes)) {
          passed++;
          assertThat(readsToItsEnd(schema, bytes)).as("%s", schema).isTrue();
        } else {
          refused++;
          // Avro alone might take gigabytes for some of these, so only short claims are tried.
          refusedThoughReadable += bytes.length < 40 && readsSafely(schema, bytes) ? 1 : 0;
        }
      }
    }
    assertThat(passed).isGreaterThan(1_000);
    assertThat(refused).isGreaterThan(1_000);
    System.out.println(
        passed + " passed, " + refused + " refused, of them readable " + refusedThoughReadable);
  }

  private static boolean passes(Schema schema, byte[] bytes) {
    try {
      ForeignBody.check(schema, bytes, 0);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean readsToItsEnd(Schema schema, byte[] bytes) throws IOException {
    BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(bytes, null);
    new GenericDatumReader<>(schema).read(null, decoder);
    return decoder.isEnd();
  }

  private static boolean readsSafely(Schema schema, byte[] bytes) {
    for (byte each : bytes) {
      if (each < 0) {
        return false;
      }
    }
    try {
      return readsToItsEnd(schema, bytes);
    } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException e) {
      return false;
    }
  }

  @Test
  void aRecordWithinItselfIsFineUntilItIsTooDeep() throws IOException {
    Schema list =
        new Schema.Parser()
            .parse(
                """
        {"type": "record", "name": "Node", "fields": [
          {"name": "next", "type": ["null", "Node"]}]}""");
    ForeignBody.checkSchema(list);
    assertThat(passes(list, chain(10))).isTrue();
    assertThatThrownBy(() -> ForeignBody.check(list, chain(500_000), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("deep");
  }

  private static byte[] chain(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length - 1; i++) {
      bytes[i] = 2;
    }
    return bytes;
  }

  @Test
  void schemasThatAreTooDeepOrTooLargeAreRefused() {
    Schema deep = Schema.create(Schema.Type.INT);
    for (int i = 0; i < 20_000; i++) {
      deep = Schema.createArray(deep);
    }
    Schema tooDeep = deep;
    assertThatThrownBy(() -> ForeignBody.checkSchema(tooDeep))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("levels");
    List<Schema> branches = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      branches.add(Schema.createFixed("F" + i, null, null, 1));
    }
    Schema large = Schema.createUnion(branches);
    assertThatThrownBy(() -> ForeignBody.checkSchema(large))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("types");
  }

  @Test
  void recordsOfNothingThatDoubleAtEachLevelAreRefusedInTime() {
    Schema nothing = SchemaBuilder.record("R0").fields().endRecord();
    Schema doubled = nothing;
    for (int i = 1; i <= 40; i++) {
      doubled =
          SchemaBuilder.record("R" + i)
              .fields()
              .name("a")
              .type(doubled)
              .noDefault()
              .name("b")
              .type(doubled)
              .noDefault()
              .endRecord();
    }
    Schema schema = doubled;
    ForeignBody.checkSchema(schema);
    assertThatThrownBy(() -> ForeignBody.check(schema, new byte[0], 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("more values than bytes");
  }

  private Schema record(int depth) {
    SchemaBuilder.FieldAssembler<Schema> fields = SchemaBuilder.record("R" + names++).fields();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      fields = fields.name("f" + i).type(schema(depth - 1)).noDefault();
    }
    return fields.endRecord();
  }

  private Schema schema(int depth) {
    int kind = random.nextInt(depth > 0 ? 14 : 10);
    return switch (kind) {
      case 0 -> Schema.create(Schema.Type.NULL);
      case 1 -> Schema.create(Schema.Type.BOOLEAN);
      case 2 -> Schema.create(Schema.Type.INT);
      case 3 -> Schema.create(Schema.Type.LONG);
      case 4 -> Schema.create(Schema.Type.FLOAT);
      case 5 -> Schema.create(Schema.Type.DOUBLE);
      case 6 -> Schema.create(Schema.Type.BYTES);
      case 7 -> Schema.create(Schema.Type.STRING);
      case 8 -> Schema.createFixed("X" + names++, null, null, random.nextInt(5));
      case 9 -> Schema.createEnum("E" + names++, null, null, List.of("A", "B", "C"));
      case 10 -> Schema.createArray(schema(depth - 1));
      case 11 -> Schema.createMap(schema(depth - 1));
      case 12 -> Schema.createUnion(Schema.create(Schema.Type.NULL), record(depth - 1));
      default -> record(depth - 1);
    };
  }

  private Object value(Schema schema) {
    return switch (schema.getType()) {
      case NULL -> null;
      case BOOLEAN -> random.nextBoolean();
      case INT -> random.nextInt() >> random.nextInt(32);
      case LONG -> random.nextLong() >> random.nextInt(64);
      case FLOAT -> random.nextFloat();
      case DOUBLE -> random.nextDouble();
      case BYTES -> ByteBuffer.wrap(new byte[random.nextInt(5)]);
      case STRING -> "ñ学a".substring(0, random.nextInt(4));
      case FIXED -> new GenericData.Fixed(schema, new byte[schema.getFixedSize()]);
      case ENUM ->
          new GenericData.EnumSymbol(schema, schema.getEnumSymbols().get(random.nextInt(3)));
      case ARRAY -> {
        List<Object> values = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          values.add(value(schema.getElementType()));
        }
        yield values;
      }
      case MAP -> {
        Map<String, Object> values = new HashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          values.put("k" + i, value(schema.getValueType()));
        }
        yield values;
      }
      case UNION -> random.nextBoolean() ? null : value(schema.getTypes().get(1));
      case RECORD -> {
        GenericData.Record record = new GenericData.Record(schema);
        schema.getFields().forEach(field -> record.put(field.pos(), value(field.schema())));
        yield record;
      }
    };
  }

  private static byte[] encode(Schema schema, Object value, boolean sized) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder =
        sized
            ? EncoderFactory.get().blockingBinaryEncoder(bytes, null)
            : EncoderFactory.get().binaryEncoder(bytes, null);
    new GenericDatumWriter<>(schema).write(value, encoder);
    encoder.flush();
    return bytes.toByteArray();
  }
}
