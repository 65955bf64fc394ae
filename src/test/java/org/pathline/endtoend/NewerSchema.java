package org.pathline.endtoend;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.pathline.schemas.TopicCatalogue;

/** The schema of students as a publisher of a later release might have it. */
final class NewerSchema {
  private NewerSchema() {}

  /** Schema of students with one more text, which has a default. */
  static Schema withField(String name) {
    return with("{\"name\":\"" + name + "\",\"type\":\"string\",\"default\":\"\"}");
  }

  /** Schema of students with one more array, by default empty, of a primitive type. */
  static Schema withArray(String name, String elements) {
    return with(
        "{\"name\":\""
            + name
            + "\",\"type\":{\"type\":\"array\",\"items\":\""
            + elements
            + "\"},\"default\":[]}");
  }

  private static Schema with(String field) {
    ObjectMapper json = new ObjectMapper();
    try {
      ObjectNode node = (ObjectNode) json.readTree(TopicCatalogue.STUDENTS.schema().toString());
      node.withArray("fields").add(json.readTree(field));
      return new Schema.Parser().parse(node.toString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Avro of a student under such a schema; ASIAN, FEMALE and neither poor nor a learner. */
  static byte[] student(Schema newer, String id, String field, Object value) throws IOException {
    GenericData.Record student =
        new GenericRecordBuilder(newer)
            .set("studentId", id)
            .set("recordedAt", Instant.parse("2020-01-01T00:00:00Z").toEpochMilli())
            .set("source", "newer publisher")
            .set("raceEthnicity", symbol(newer, "raceEthnicity", "ASIAN"))
            .set("sex", symbol(newer, "sex", "FEMALE"))
            .set("economicallyDisadvantaged", symbol(newer, "economicallyDisadvantaged", "NO"))
            .set("englishLearner", symbol(newer, "englishLearner", "NO"))
            .set(field, value)
            .build();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    new GenericDatumWriter<>(newer).write(student, encoder);
    encoder.flush();
    return bytes.toByteArray();
  }

  private static Object symbol(Schema record, String field, String symbol) {
    return new GenericData.EnumSymbol(record.getField(field).schema(), symbol);
  }
}
