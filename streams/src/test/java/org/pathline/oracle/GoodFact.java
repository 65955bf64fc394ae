package org.pathline.oracle;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactType;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.codec.FactCodec;

/** A fact of each type that keeps every rule, by the names of the fields of its schema. */
public final class GoodFact {
  private static final Map<String, Object> VALUES = new TreeMap<>();

  static {
    VALUES.put("recordedAt", Recorded.at(0));
    VALUES.put("retracted", false);
    VALUES.put("gradeLevel", "09");
    VALUES.put("gradeFrom", "06");
    VALUES.put("gradeTo", "08");
    VALUES.put("schoolYear", 2011);
    VALUES.put("effectiveFrom", 2010);
    VALUES.put("effectiveTo", 2012);
    VALUES.put("courseCode", "02052");
    VALUES.put("mark", "B+");
    VALUES.put("gradePoints", 3.3);
    VALUES.put("creditsAttempted", 1.0);
    VALUES.put("creditsEarned", 0.5);
    VALUES.put("percentile", 76.5);
    VALUES.put("wages", 9_000.5);
    VALUES.put("passed", true);
    VALUES.put("recordFound", true);
    VALUES.put("cipCodes", List.of("11.0701"));
    VALUES.put("quarter", "2015Q3");
    VALUES.put("occupationCode", "15-1252");
    VALUES.put("industryCode", "5415");
  }

  private GoodFact() {}

  /** Schema of a type of facts. */
  public static Schema schema(FactType type) {
    return TopicCatalogue.ofNoun(type.noun()).schema();
  }

  /** Values of all fields, the optional ones too. */
  public static Map<String, Object> values(FactType type) {
    Map<String, Object> values = new TreeMap<>();
    for (Schema.Field field : schema(type).getFields()) {
      values.put(field.name(), value(field));
    }
    return values;
  }

  private static Object value(Schema.Field field) {
    Object value = VALUES.get(field.name());
    Schema present = present(field);
    if (value != null) {
      return value;
    }
    return switch (present.getType()) {
      case STRING -> field.name() + "-7";
      case INT -> 15_000;
      case ENUM -> new GenericData.EnumSymbol(present, present.getEnumSymbols().get(0));
      default -> throw new AssertionError("no good value is known for " + field);
    };
  }

  /** Schema of a field where it is present. */
  public static Schema present(Schema.Field field) {
    return field.schema().isUnion() ? field.schema().getTypes().get(1) : field.schema();
  }

  /** Body with values. */
  public static byte[] body(FactType type, Map<String, Object> values) {
    GenericData.Record record = new GenericData.Record(schema(type));
    values.forEach(record::put);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    try {
      new GenericDatumWriter<>(schema(type)).write(record, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Fact with values. */
  public static Fact of(FactType type, Map<String, Object> values) {
    byte[] body = body(type, values);
    return new FactCodec().decode(type, body, 0, body.length);
  }

  /** Fact in which one field has another value. */
  public static Fact with(FactType type, String field, Object value) {
    Map<String, Object> values = values(type);
    values.put(field, value);
    return of(type, values);
  }
}
