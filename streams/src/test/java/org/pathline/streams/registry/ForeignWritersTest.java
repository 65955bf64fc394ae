package org.pathline.streams.registry;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.management.ThreadMXBean;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactType;
import org.pathline.oracle.GoodFact;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.registry.UndecodableException.Reason;

/** Facts by writers of whatever schema: decoded, or refused in little memory, never worse. */
class ForeignWritersTest {
  private static final FactType TYPE = FactType.SEARCHES;
  private static final String TOPIC = TopicCatalogue.SEARCHES.name();
  private static final long MOST_MEMORY = 4L << 20;

  private final SchemaRegistryClient registry =
      new MockSchemaRegistryClient(List.of(new AvroSchemaProvider()));
  private final FactDeserializer deserializer =
      new FactDeserializer(new WireFormat(new ContractSchemas(registry)));

  private byte[] value(Schema writer, byte[] body) throws Exception {
    return WireFormat.value(
        registry.register("s" + writer.hashCode(), new AvroSchema(writer)), body);
  }

  /** The current schema of searches with one more field. */
  private static Schema withField(String type) {
    Schema current = GoodFact.schema(TYPE);
    List<Schema.Field> fields = new ArrayList<>();
    current.getFields().forEach(field -> fields.add(new Schema.Field(field, field.schema())));
    fields.add(new Schema.Field("extra", new Schema.Parser().parse(type), null, (Object) null));
    return Schema.createRecord(current.getName(), null, current.getNamespace(), false, fields);
  }

  private static byte[] goodBody() {
    return GoodFact.body(TYPE, GoodFact.values(TYPE));
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      bytes.writeBytes(part);
    }
    return bytes.toByteArray();
  }

  private static byte[] longs(long... numbers) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    try {
      for (long number : numbers) {
        encoder.writeLong(number);
      }
      encoder.flush();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }

  private void isUndecodable(byte[] value) {
    // Once before it is measured: the first time, classes are loaded and the schema is fetched.
    assertThat(catchThrowable(() -> deserializer.deserialize(TOPIC, value))).isNotNull();
    long before = allocated();
    Throwable thrown = catchThrowable(() -> deserializer.deserialize(TOPIC, value));
    assertThat(allocated() - before).isLessThan(MOST_MEMORY);
    assertThat(thrown).isInstanceOf(UndecodableException.class);
    assertThat(((UndecodableException) thrown).reason()).isEqualTo(Reason.UNDECODABLE);
  }

  @Test
  void anUnknownFieldOfAnyTypeIsSkipped() throws Exception {
    Fact good = GoodFact.of(TYPE, GoodFact.values(TYPE));
    Map<String, byte[]> extras =
        Map.of(
            "\"string\"",
            longs(0),
            "{\"type\":\"array\",\"items\":\"null\"}",
            longs(1_000, 0),
            "{\"type\":\"map\",\"values\":\"int\"}",
            longs(0),
            "[\"null\",\"string\",\"long\"]",
            longs(2, 4_711),
            "{\"type\":\"fixed\",\"name\":\"F\",\"size\":3}",
            new byte[3],
            "{\"type\":\"bytes\",\"logicalType\":\"decimal\",\"precision\":9,\"scale\":2}",
            join(longs(2), new byte[2]));
    for (Map.Entry<String, byte[]> extra : extras.entrySet()) {
      byte[] value = value(withField(extra.getKey()), join(goodBody(), extra.getValue()));
      assertThat(deserializer.deserialize(TOPIC, value)).as(extra.getKey()).isEqualTo(good);
    }
  }

  @Test
  void claimsOfMoreThanTheBytesHoldAreUndecodableInLittleMemory() throws Exception {
    long two = 2_000_000_000L;
    String nulls = "{\"type\":\"array\",\"items\":\"null\"}";
    String nothings =
        "{\"type\":\"array\",\"items\":{\"type\":\"record\",\"name\":\"N\",\"fields\":[]}}";
    String ints = "{\"type\":\"array\",\"items\":\"int\"}";
    String map = "{\"type\":\"map\",\"values\":\"null\"}";
    List<byte[]> hostile = new ArrayList<>();
    for (String type : List.of(nulls, nothings, ints, map)) {
      for (long claim :
          List.of(two, Long.MAX_VALUE, (long) Integer.MAX_VALUE, 20_000L, Long.MIN_VALUE)) {
        hostile.add(value(withField(type), join(goodBody(), longs(claim, 0))));
        hostile.add(value(withField(type), join(goodBody(), longs(-Math.abs(claim), 1, 0))));
        hostile.add(value(withField(type), join(goodBody(), longs(-Math.abs(claim), -1, 0))));
      }
      hostile.add(value(withField(type), join(goodBody(), longs(-1, two, 0, 0))));
    }
    for (String type :
        List.of(
            "\"string\"",
            "\"bytes\"",
            "{\"type\":\"bytes\",\"logicalType\":\"decimal\",\"precision\":9,\"scale\":2}")) {
      for (long claim : List.of(two, Long.MAX_VALUE, -1L, Long.MIN_VALUE, 1L)) {
        hostile.add(value(withField(type), join(goodBody(), longs(claim))));
      }
    }
    hostile.add(
        value(withField("{\"type\":\"fixed\",\"name\":\"F\",\"size\":2000000000}"), goodBody()));
    hostile.add(value(withField("[\"null\",\"int\"]"), join(goodBody(), longs(2))));
    hostile.add(value(withField("[\"null\",\"int\"]"), join(goodBody(), longs(-1))));
    hostile.add(
        value(
            withField("{\"type\":\"enum\",\"name\":\"E\",\"symbols\":[\"A\"]}"),
            join(goodBody(), longs(7))));
    hostile.add(
        value(
            withField(
                "{\"type\":\"record\",\"name\":\"Node\",\"fields\":[{\"name\":\"next\","
                    + "\"type\":[\"null\",\"Node\"]}]}"),
            join(goodBody(), chain(200_000))));
    hostile.forEach(this::isUndecodable);
    // The control: the same field, filled honestly, is read.
    assertThat(
            deserializer.deserialize(
                TOPIC, value(withField(ints), join(goodBody(), longs(1, 7, 0)))))
        .isNotNull();
  }

  private static byte[] chain(int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, 0, length - 1, (byte) 2);
    return bytes;
  }

  @Test
  void theCurrentSchemaIsNoEasierToDeceive() throws Exception {
    Schema current = GoodFact.schema(FactType.DEGREES);
    Map<String, Object> values = GoodFact.values(FactType.DEGREES);
    byte[] body = GoodFact.body(FactType.DEGREES, values);
    int id = registry.register("degrees", new AvroSchema(current));
    String topic = TopicCatalogue.DEGREES.name();
    int refused = 0;
    for (int at = 0; at < body.length; at++) {
      byte[] claim = longs(2_000_000_000L);
      byte[] bytes =
          join(Arrays.copyOf(body, at), claim, Arrays.copyOfRange(body, at + 1, body.length));
      long before = allocated();
      Throwable thrown =
          catchThrowable(() -> deserializer.deserialize(topic, WireFormat.value(id, bytes)));
      assertThat(allocated() - before).isLessThan(MOST_MEMORY);
      if (thrown != null) {
        assertThat(thrown).isInstanceOf(UndecodableException.class);
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(body.length / 2);
  }

  @Test
  void stringsMustBeUtf8WhoeverWroteThem() throws Exception {
    byte[] latin1 = "Nu\u00f1ez1".getBytes(ISO_8859_1);
    Schema current = GoodFact.schema(TYPE);
    Map<String, Object> values = GoodFact.values(TYPE);
    values.put("studentId", "Nu-ez1");
    byte[] body = GoodFact.body(TYPE, values);
    body[3] = latin1[2];
    isUndecodable(WireFormat.value(registry.register("now", new AvroSchema(current)), body));
    isUndecodable(value(withField("\"int\""), join(body, longs(1))));
    // Bytes may be read as a string, and are held to the same.
    Schema asBytes = withStudentIdAsBytes();
    isUndecodable(value(asBytes, body));
    body[3] = 'n';
    Fact fact = deserializer.deserialize(TOPIC, value(asBytes, body));
    assertThat(fact.envelope().studentId()).isEqualTo("Nunez1");
    values.put("studentId", "Nu\u00f1ez1 学校 💡");
    Fact valid =
        deserializer.deserialize(
            TOPIC, value(withField("\"int\""), join(GoodFact.body(TYPE, values), longs(1))));
    assertThat(valid.envelope().studentId()).isEqualTo("Nu\u00f1ez1 学校 💡");
  }

  private static Schema withStudentIdAsBytes() {
    Schema current = GoodFact.schema(TYPE);
    List<Schema.Field> fields = new ArrayList<>();
    for (Schema.Field field : current.getFields()) {
      Schema type =
          field.name().equals("studentId") ? Schema.create(Schema.Type.BYTES) : field.schema();
      fields.add(new Schema.Field(field.name(), type, null, (Object) null));
    }
    return Schema.createRecord(current.getName(), null, current.getNamespace(), false, fields);
  }

  @Test
  void schemasThatAreNoRecordsOrCannotBeBroughtToTheCurrentOneAreRefused() throws Exception {
    Schema current = GoodFact.schema(TYPE);
    for (Schema other :
        List.of(
            Schema.create(Schema.Type.INT),
            Schema.create(Schema.Type.STRING),
            Schema.createUnion(Schema.create(Schema.Type.NULL), current),
            Schema.createArray(current))) {
      byte[] value = value(other, goodBody());
      assertThatThrownBy(() -> deserializer.deserialize(TOPIC, value))
          .isInstanceOfSatisfying(
              UndecodableException.class,
              e -> assertThat(e.reason()).isEqualTo(Reason.OTHER_RECORD_TYPE));
    }
    for (Schema namesake :
        List.of(
            Schema.createFixed(current.getName(), null, current.getNamespace(), 4),
            Schema.createEnum(current.getName(), null, current.getNamespace(), List.of("A")),
            Schema.createRecord(current.getName(), null, current.getNamespace(), false, List.of()),
            ofOtherType("recordedAt", Schema.Type.STRING),
            ofOtherType("recordFound", Schema.Type.DOUBLE),
            ofOtherType("searchedThrough", Schema.Type.LONG))) {
      isUndecodable(value(namesake, new byte[4]));
      isUndecodable(value(namesake, goodBody()));
      isUndecodable(value(namesake, new byte[0]));
      isUndecodable(value(namesake, filled(namesake)));
    }
  }

  private static Schema ofOtherType(String name, Schema.Type type) {
    Schema current = GoodFact.schema(TYPE);
    List<Schema.Field> fields = new ArrayList<>();
    for (Schema.Field field : current.getFields()) {
      Schema schema = field.name().equals(name) ? Schema.create(type) : field.schema();
      fields.add(new Schema.Field(field.name(), schema, null, (Object) null));
    }
    return Schema.createRecord(current.getName(), null, current.getNamespace(), false, fields);
  }

  /** A body that is sound for the schema, so that only bringing it to the current one can fail. */
  private static byte[] filled(Schema schema) throws IOException {
    Object datum =
        switch (schema.getType()) {
          case FIXED -> new GenericData.Fixed(schema, new byte[4]);
          case ENUM -> new GenericData.EnumSymbol(schema, "A");
          default -> {
            GenericData.Record record = new GenericData.Record(schema);
            Map<String, Object> values = GoodFact.values(TYPE);
            for (Schema.Field field : schema.getFields()) {
              Object value = values.get(field.name());
              record.put(
                  field.name(),
                  switch (field.schema().getType()) {
                    case STRING -> String.valueOf(value);
                    case DOUBLE -> 1.0;
                    case LONG -> 15_000L;
                    default -> value;
                  });
            }
            yield record;
          }
        };
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    new GenericDatumWriter<>(schema).write(datum, encoder);
    encoder.flush();
    return bytes.toByteArray();
  }

  @Test
  void aValueWithoutAHeaderOrOfNothingIsUndecodable() throws Exception {
    int id = registry.register("now", new AvroSchema(GoodFact.schema(TYPE)));
    for (int length = 0; length < WireFormat.HEADER; length++) {
      isUndecodable(new byte[length]);
    }
    isUndecodable(ByteBuffer.allocate(5).put((byte) 1).putInt(id).array());
    isUndecodable(WireFormat.value(id, new byte[0]));
  }
}
