package org.pathline.streams.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pathline.domain.fact.Envelope;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactType;
import org.pathline.schemas.TopicCatalogue;

/** The hand-written codec against the generated records and Avro's own encoder. */
class FactCodecTest {
  private static final long SEED = 20_260_101;
  private static final int ROUNDS = 40;
  private static final String[] TEXTS = {
    "", "S-1", "Müller", "学校", "💡 idea", "x".repeat(63), "y".repeat(64), "ñ".repeat(200)
  };

  private final FactCodec codec = new FactCodec();
  private final Random random = new Random(SEED);

  @ParameterizedTest
  @EnumSource(FactType.class)
  void readsAndWritesWhatAvroDoesWithEveryCombinationOfOptionalFields(FactType type)
      throws IOException {
    System.out.println("seed " + SEED);
    Schema schema = schema(type);
    long optional = schema.getFields().stream().filter(field -> field.schema().isUnion()).count();
    int compared = 0;
    for (int present = 0; present < 1 << optional; present++) {
      for (int round = 0; round < ROUNDS; round++) {
        SpecificRecord record = record(schema, present);
        byte[] bytes = encode(record);
        Fact fact = codec.decode(type, bytes, 0, bytes.length);
        assertThat(codec.encode(fact)).as("encoding of %s", record).isEqualTo(bytes);
        assertThat(decode(schema, codec.encode(fact))).isEqualTo(record);
        assertSameValues(fact, record);
        compared++;
      }
    }
    assertThat(compared).isEqualTo(ROUNDS << optional);
  }

  @ParameterizedTest
  @EnumSource(FactType.class)
  void readsFromTheMiddleOfABuffer(FactType type) throws IOException {
    SpecificRecord record = record(schema(type), -1);
    byte[] body = encode(record);
    byte[] framed = new byte[body.length + 9];
    Arrays.fill(framed, (byte) 0x7f);
    System.arraycopy(body, 0, framed, 5, body.length);
    assertSameValues(codec.decode(type, framed, 5, body.length), record);
  }

  @ParameterizedTest
  @EnumSource(FactType.class)
  void refusesBytesThatEndEarlyOrGoOn(FactType type) throws IOException {
    byte[] bytes = encode(record(schema(type), -1));
    for (int length = 0; length < bytes.length; length++) {
      int cut = length;
      assertThatThrownBy(() -> codec.decode(type, Arrays.copyOf(bytes, cut), 0, cut))
          .as("%d of %d bytes", cut, bytes.length)
          .isInstanceOf(IllegalArgumentException.class);
    }
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
    assertThatThrownBy(() -> codec.decode(type, longer, 0, longer.length))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theComparisonByNameFindsTwoTextsThatChangedPlaces() throws IOException {
    Schema schema = schema(FactType.ENROLLMENTS);
    SpecificRecord record = record(schema, 0);
    record.put(schema.getField("districtId").pos(), "the district");
    record.put(schema.getField("schoolId").pos(), "the school");
    byte[] bytes = encode(record);
    Fact fact = codec.decode(FactType.ENROLLMENTS, bytes, 0, bytes.length);
    assertSameValues(fact, record);
    record.put(schema.getField("districtId").pos(), "the school");
    record.put(schema.getField("schoolId").pos(), "the district");
    assertThatThrownBy(() -> assertSameValues(fact, record)).isInstanceOf(AssertionError.class);
  }

  private static Schema schema(FactType type) {
    return TopicCatalogue.ofNoun(type.noun()).schema();
  }

  /** A record with random values; the n-th optional field is there where the n-th bit is set. */
  private SpecificRecord record(Schema schema, int present) {
    SpecificRecord record = (SpecificRecord) SpecificData.get().newRecord(null, schema);
    int optional = 0;
    for (Schema.Field field : schema.getFields()) {
      Schema type = field.schema();
      Object value;
      if (type.isUnion()) {
        value = (present >> optional & 1) == 1 ? value(type.getTypes().get(1)) : null;
        optional++;
      } else {
        value = value(type);
      }
      record.put(field.pos(), value);
    }
    return record;
  }

  private Object value(Schema type) {
    return switch (type.getType()) {
      case STRING -> TEXTS[random.nextInt(TEXTS.length)];
      case BOOLEAN -> random.nextBoolean();
      case DOUBLE -> random.nextGaussian() * 1000;
      case LONG -> Instant.ofEpochMilli(random.nextLong() >> 20);
      case INT ->
          type.getLogicalType() instanceof LogicalTypes.Date
              ? (Object) LocalDate.ofEpochDay(random.nextInt(60_000) - 20_000)
              : (Object) (random.nextInt(400) - 100);
      case ENUM ->
          SpecificData.get()
              .createEnum(
                  type.getEnumSymbols().get(random.nextInt(type.getEnumSymbols().size())), type);
      case ARRAY -> {
        List<Object> elements = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
          elements.add(value(type.getElementType()));
        }
        yield elements;
      }
      default -> throw new AssertionError("no fact has a field of type " + type);
    };
  }

  private static byte[] encode(SpecificRecord record) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    new SpecificDatumWriter<SpecificRecord>(record.getSchema()).write(record, encoder);
    encoder.flush();
    return bytes.toByteArray();
  }

  private static SpecificRecord decode(Schema schema, byte[] bytes) throws IOException {
    return new SpecificDatumReader<SpecificRecord>(schema)
        .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
  }

  /** Compares by the names of fields, so that two that changed places twice are found. */
  private static void assertSameValues(Fact fact, SpecificRecord record) {
    Envelope envelope = fact.envelope();
    // The key has a name of its own in links and policies, but is always the first field.
    assertThat(envelope.studentId()).isEqualTo(record.get(0));
    assertThat(Instant.ofEpochMilli(envelope.recordedAt())).isEqualTo(get(record, "recordedAt"));
    assertThat(envelope.source()).isEqualTo(get(record, "source"));
    assertThat(envelope.retracted()).isEqualTo(get(record, "retracted"));
    assertThat(envelope.factId()).isEqualTo(get(record, "factId"));
    RecordComponent[] components = fact.getClass().getRecordComponents();
    assertThat(components).hasSize(record.getSchema().getFields().size() - 5 + 1);
    for (RecordComponent component : components) {
      if (component.getType() != Envelope.class) {
        assertThat(comparable(read(component, fact)))
            .as(component.getName())
            .isEqualTo(comparable(get(record, component.getName())));
      }
    }
  }

  private static Object get(SpecificRecord record, String field) {
    return record.get(record.getSchema().getField(field).pos());
  }

  private static Object read(RecordComponent component, Fact fact) {
    try {
      return component.getAccessor().invoke(fact);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  /** The domain has enums of its own; they are the same where their names are. */
  private static Object comparable(Object value) {
    return value instanceof Enum<?> symbol ? symbol.name() : value;
  }
}
