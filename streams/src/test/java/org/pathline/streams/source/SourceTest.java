package org.pathline.streams.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pathline.events.DeadLetter;
import org.pathline.schemas.Topic;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.Contract;
import org.pathline.streams.StreamsSettings;
import org.pathline.streams.registry.ContractSchemas;
import org.pathline.streams.registry.RegistryUnavailableException;
import org.pathline.streams.registry.UndecodableException;

/** Records of the contract in front of the first processor. */
class SourceTest {
  private static final Topic GRADES = TopicCatalogue.GRADES;
  private static final Topic DEGREES = TopicCatalogue.DEGREES;

  private final Contract contract =
      Contract.of(
          new ContractSchemas(new MockSchemaRegistryClient(List.of(new AvroSchemaProvider()))), 1);
  private final List<String> processed = new ArrayList<>();
  private TopologyTestDriver driver;

  @TempDir private Path directory;

  private final class Note implements FirstProcessor<String> {
    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {}

    @Override
    public void process(Record<byte[], byte[]> record, String value) {
      processed.add(value);
    }
  }

  /** Text, where it does not begin with an exclamation mark, or with a question mark. */
  private static String decode(String topic, byte[] bytes) {
    String text = new String(bytes, UTF_8);
    if (text.startsWith("!")) {
      throw UndecodableException.because("it begins with an exclamation mark", null);
    }
    if (text.startsWith("?")) {
      throw new IllegalStateException("secret " + text);
    }
    return text;
  }

  private void start(Source<String> source, Map<String, String> settings) {
    StreamsBuilder builder = new StreamsBuilder();
    source.process(builder, contract, "note", Note::new);
    Properties properties =
        new StreamsSettings("sources", "nowhere:1", directory, 1, settings).properties();
    driver = new TopologyTestDriver(builder.build(), properties);
  }

  private static Source<String> source(Deserializer<String> values) {
    return Source.of("source", List.of(GRADES, DEGREES), values);
  }

  @AfterEach
  void end() {
    driver.close();
  }

  private void publish(Topic topic, byte[] key, String value) {
    TestInputTopic<byte[], byte[]> input =
        driver.createInputTopic(topic.name(), new ByteArraySerializer(), new ByteArraySerializer());
    input.pipeInput(key, value.getBytes(UTF_8));
  }

  private void publish(Topic topic, String value) {
    publish(topic, "key".getBytes(UTF_8), value);
  }

  private List<DeadLetter> deadLetters() {
    TestOutputTopic<byte[], byte[]> letters =
        driver.createOutputTopic(
            TopicCatalogue.DEAD_LETTERS.name(),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    return letters.readValuesToList().stream()
        .map(
            letter ->
                contract
                    .wireFormat()
                    .<DeadLetter>record(letter, TopicCatalogue.DEAD_LETTERS.schema()))
        .toList();
  }

  @Test
  void aDeadLetterIsSentWhenTheTurnOfItsRecordHasComeAndNotBefore() {
    // A task with two partitions waits for the other one, so a record can be the next and yet
    // wait.
    start(source(SourceTest::decode), Map.of(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, "3600000"));
    publish(GRADES, "!a");
    assertThat(deadLetters()).as("its offset is not in the commit that comes now").isEmpty();
    publish(DEGREES, "b");
    assertThat(deadLetters())
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.getTopic()).isEqualTo(GRADES.name());
              assertThat(letter.getOffset()).isZero();
              assertThat(letter.getReason()).isEqualTo("UNDECODABLE");
              assertThat(letter.getApplicationId()).isEqualTo("sources");
            });
    assertThat(processed).as("it waits behind").isEmpty();
    publish(GRADES, "c");
    assertThat(processed).containsExactly("b");
    assertThat(deadLetters()).isEmpty();
  }

  @Test
  void aTopologyGoesOnBehindRecordsThatCannotBeDecodedAndOnWhichTheProgramFails() {
    start(source(SourceTest::decode), Map.of());
    for (String value : List.of("a", "!b", "c", "?d", "e")) {
      publish(GRADES, value);
    }
    assertThat(processed).containsExactly("a", "c", "e");
    List<DeadLetter> letters = deadLetters();
    assertThat(letters)
        .extracting(DeadLetter::getReason)
        .containsExactly("UNDECODABLE", "INTERNAL_ERROR");
    assertThat(letters.get(1).getDetail())
        .startsWith("java.lang.IllegalStateException at SourceTest.java:")
        .doesNotContain("secret");
    assertThat(letters.get(1).getValue().array()).isEqualTo("?d".getBytes(UTF_8));
  }

  @Test
  void aRecordWithoutAKeyOrWithOneThatNobodyKeepsIsADeadLetterWithAllThatItHolds() {
    start(source(SourceTest::decode).keyedBy(PresentKeys.deserializer()), Map.of());
    publish(GRADES, null, "a");
    publish(GRADES, new byte[PresentKeys.LONGEST + 1], "b");
    publish(GRADES, new byte[PresentKeys.LONGEST], "c");
    assertThat(processed).containsExactly("c");
    List<DeadLetter> letters = deadLetters();
    assertThat(letters)
        .extracting(DeadLetter::getDetail)
        .containsExactly("the record has no key", "the key has 16385 bytes");
    assertThat(letters.get(1).getValue().array()).isEqualTo("b".getBytes(UTF_8));
  }

  @Test
  void whatAnotherTopologyTellsIsLeftOutOnly() {
    start(source(SourceTest::decode).untold(), Map.of());
    publish(GRADES, "!a");
    publish(GRADES, "b");
    assertThat(processed).containsExactly("b");
    assertThat(deadLetters()).isEmpty();
  }

  @Test
  void whatSaysNothingAgainstTheRecordFailsTheTaskAndLosesNothing() {
    List<RuntimeException> failures = new ArrayList<>();
    start(
        source(
            (topic, bytes) -> {
              throw failures.get(0);
            }),
        Map.of());
    List<RuntimeException> all =
        List.of(
            new RegistryUnavailableException("away"),
            new InterruptException("interrupted"),
            new TimeoutException("slow"),
            new SerializationException("of somebody else"));
    assertThat(Thread.interrupted()).as("who makes such an exception interrupts himself").isTrue();
    for (RuntimeException each : all) {
      failures.add(0, each);
      assertThatThrownBy(() -> publish(GRADES, "a"))
          .as(each.toString())
          .isInstanceOf(StreamsException.class)
          .hasCause(each);
    }
    assertThat(deadLetters()).isEmpty();
    assertThat(processed).isEmpty();
  }
}
