package org.pathline.streams.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathline.streams.StreamsSettings;

/**
 * What {@link CommitBuffer} takes for granted of Kafka Streams: that it is called before each
 * commit and may then forward, through named children, into that very commit.
 */
class CommitBufferTest {
  private static final String BUFFER = "gathered";

  @TempDir Path directory;

  /** Gathers values and forwards them joined, before the commit, and never while processing. */
  private static final class Gather implements Processor<String, String, String, String> {
    private final boolean tellsTheBuffer;
    private List<String> gathered;

    Gather(boolean tellsTheBuffer) {
      this.tellsTheBuffer = tellsTheBuffer;
    }

    @Override
    public void init(ProcessorContext<String, String> context) {
      CommitBuffer<List<String>> buffer = context.getStateStore(BUFFER);
      gathered = buffer.content();
      if (tellsTheBuffer) {
        buffer.beforeCommit(
            context,
            () -> {
              if (!gathered.isEmpty()) {
                context.forward(new Record<>("all", String.join("+", gathered), 7L));
                gathered.clear();
              }
            });
      }
    }

    @Override
    public void process(Record<String, String> record) {
      gathered.add(record.value() + "1");
      gathered.add(record.value() + "2");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {StreamsConfig.EXACTLY_ONCE_V2, StreamsConfig.AT_LEAST_ONCE})
  void theActionRunsBeforeEachCommitAndWhatItForwardsIsPartOfIt(String guarantee) {
    // With exactly-once the driver shows only what a committed transaction holds.
    try (TopologyTestDriver driver = driver(guarantee, true)) {
      TestOutputTopic<String, String> out =
          driver.createOutputTopic("out", new StringDeserializer(), new StringDeserializer());
      var in = driver.createInputTopic("in", new StringSerializer(), new StringSerializer());
      in.pipeInput("k", "a");
      in.pipeInput("k", "b");
      assertThat(out.readValuesToList()).containsExactly("a1+a2!", "b1+b2!");
    }
  }

  @Test
  void withoutTheActionNothingComesOut() {
    try (TopologyTestDriver driver = driver(StreamsConfig.EXACTLY_ONCE_V2, false)) {
      driver
          .createInputTopic("in", new StringSerializer(), new StringSerializer())
          .pipeInput("k", "a");
      assertThat(
              driver
                  .createOutputTopic("out", new StringDeserializer(), new StringDeserializer())
                  .isEmpty())
          .isTrue();
    }
  }

  private TopologyTestDriver driver(String guarantee, boolean tellsTheBuffer) {
    Properties properties =
        new StreamsSettings(
                "gather",
                "nowhere:1",
                directory,
                1,
                Map.of(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, guarantee))
            .properties();
    return new TopologyTestDriver(topology(tellsTheBuffer), properties);
  }

  private static Topology topology(boolean tellsTheBuffer) {
    StreamsBuilder builder = new StreamsBuilder();
    builder.addStateStore(CommitBuffer.builder(BUFFER, ArrayList<String>::new));
    builder.stream("in", Consumed.with(Serdes.String(), Serdes.String()).withName("in"))
        .process(() -> new Gather(tellsTheBuffer), Named.as("gather"), BUFFER)
        .mapValues(value -> value + "!", Named.as("mark"))
        .to("out", Produced.with(Serdes.String(), Serdes.String()).withName("out"));
    return builder.build();
  }
}
