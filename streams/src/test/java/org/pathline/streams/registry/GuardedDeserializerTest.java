package org.pathline.streams.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;
import org.junit.jupiter.api.Test;
import org.pathline.events.DeadLetter;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.registry.UndecodableException.Reason;

/** Faults of the program while it decodes. */
class GuardedDeserializerTest {
  private static byte[] decode(String topic, byte[] bytes) {
    if (bytes[0] == '!') {
      throw new IllegalStateException("secret " + new String(bytes, UTF_8));
    }
    return bytes;
  }

  @Test
  void aFaultIsToldByItsClassAndLineAndNoneOfItsText() {
    var guarded = new GuardedDeserializer<>(GuardedDeserializerTest::decode);
    assertThatThrownBy(() -> guarded.deserialize("topic", "!N1".getBytes(UTF_8)))
        .isInstanceOfSatisfying(
            UndecodableException.class,
            e -> assertThat(e.reason()).isEqualTo(Reason.INTERNAL_ERROR))
        .hasMessageMatching("java.lang.IllegalStateException at GuardedDeserializerTest.java:\\d+");
    assertThat(guarded.deserialize("topic", new byte[] {7})).containsExactly(7);
  }

  @Test
  void whatIsNoFaultOfTheProgramPassesAsItIs() {
    for (RuntimeException each :
        List.of(
            new UndecodableException(Reason.NULL_VALUE, "null", null),
            new RegistryUnavailableException("away"),
            new InterruptException("interrupted"),
            new TimeoutException("slow"))) {
      var guarded =
          new GuardedDeserializer<>(
              (topic, bytes) -> {
                throw each;
              });
      assertThatThrownBy(() -> guarded.deserialize("topic", null, new byte[0])).isSameAs(each);
    }
  }

  @Test
  void aTopologyGoesOnBehindARecordOnWhichTheProgramFails() throws Exception {
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream(
            "in",
            Consumed.with(Serdes.ByteArray(), ReadOnly.serde(GuardedDeserializerTest::decode))
                .withName("in"))
        .to("out", Produced.with(Serdes.ByteArray(), Serdes.ByteArray()).withName("out"));
    Properties properties = new Properties();
    properties.putAll(
        Map.of(
            StreamsConfig.APPLICATION_ID_CONFIG,
            "guarded",
            StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
            DeadLetterHandler.class,
            DeadLetterHandler.SCHEMA_ID,
            "7"));
    try (TopologyTestDriver driver = new TopologyTestDriver(builder.build(), properties)) {
      var in = driver.createInputTopic("in", new ByteArraySerializer(), new ByteArraySerializer());
      for (String value : List.of("a", "!b", "c")) {
        in.pipeInput(value.getBytes(UTF_8));
      }
      var out =
          driver.createOutputTopic("out", new ByteArrayDeserializer(), new ByteArrayDeserializer());
      assertThat(out.readValuesToList()).containsExactly("a".getBytes(UTF_8), "c".getBytes(UTF_8));
      var letters =
          driver.createOutputTopic(
              TopicCatalogue.DEAD_LETTERS.name(),
              new ByteArrayDeserializer(),
              new ByteArrayDeserializer());
      byte[] letter = letters.readValue();
      DeadLetter decoded =
          new SpecificDatumReader<DeadLetter>(DeadLetter.getClassSchema())
              .read(null, DecoderFactory.get().binaryDecoder(letter, 5, letter.length - 5, null));
      assertThat(decoded.getReason()).isEqualTo("INTERNAL_ERROR");
      assertThat(decoded.getDetail()).doesNotContain("secret");
      assertThat(decoded.getValue().array()).isEqualTo("!b".getBytes(UTF_8));
      assertThat(letters.isEmpty()).isTrue();
    }
  }
}
