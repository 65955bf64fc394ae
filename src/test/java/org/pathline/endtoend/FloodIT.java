package org.pathline.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pathline.domain.fact.Envelope;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.PostsecondarySearch;
import org.pathline.domain.pathway.Settings;
import org.pathline.oracle.Recorded;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.registry.WireFormat;
import org.pathline.topics.TopicReader;

/**
 * A flood of bad records, each with another schema id that nobody knows, as fast as one producer
 * sends them; {@code -Dflood.records=6000000} is 100,000 a second for a minute.
 */
@Tag("slow")
class FloodIT {
  private static final int RECORDS = Integer.getInteger("flood.records", 200_000);
  private static final int GOOD = 300;
  private static final int FIRST_UNKNOWN = 1_000;

  /** A heap of 1 GiB, and beside it what a process of four topologies takes. */
  private static final long MOST_RESIDENT = 1_792L << 20;

  @Test
  void itTakesBoundedMemoryAndFewCallsAndGoodFactsAmongItCount() throws Exception {
    try (Trial trial = Trial.withTopics();
        RegistryProxy proxy = new RegistryProxy(trial.connection().schemaRegistry());
        FactWriter writer = new FactWriter(trial.connection(), Map.of("compression.type", "lz4"))) {
      String config = trial.config(proxy.url(), List.of());
      try (Program program =
              Program.start(
                  trial.home(), "1g", Map.of(), "run", "--threads=1", "--config=" + config);
          Letters letters = new Letters(trial)) {
        program.awaitSaid("running [");
        Awaited.caughtUp(trial.connection(), program);
        int callsBefore = proxy.calls();
        long began = System.nanoTime();
        List<Fact> good = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
          byte[] key = ("flood-" + i).getBytes(UTF_8);
          writer.send(
              TopicCatalogue.SEARCHES, key, WireFormat.value(FIRST_UNKNOWN + i, new byte[] {0}));
          if (i % (RECORDS / GOOD) == 0) {
            good.add(search(good.size()));
            writer.send(good.get(good.size() - 1));
          }
        }
        writer.flush();
        double sent = Trial.seconds(began);
        awaitCaughtUp(trial, program, letters);
        double seconds = Trial.seconds(began);
        int calls = proxy.calls() - callsBefore;
        System.out.printf(
            "%,d unknown ids sent in %.0f s (%,.0f/s), all told after %.0f s; %,d calls of the"
                + " registry; %,d MB resident at most%n",
            RECORDS, sent, RECORDS / sent, seconds, calls, program.largestResident() >> 20);
        assertThat(letters.count()).isEqualTo(RECORDS);
        // Never more than fifty a second, however many ids.
        assertThat(calls).isLessThan((int) (50 * seconds) + 50);
        assertThat(program.largestResident()).isLessThan(MOST_RESIDENT);
        assertThat(program.err()).doesNotContain(" a thread of ");
        assertThat(Derived.published(trial)).isEqualTo(Derived.expected(good, Settings.DEFAULT));
        aLonelyOneIsToldSoon(writer, letters);
        assertThat(program.terminate().exitCode()).isEqualTo(143);
      }
    }
  }

  /** A large flood takes longer than anybody is patient; it is waited for while it goes on. */
  private static void awaitCaughtUp(Trial trial, Program program, Letters letters)
      throws Exception {
    for (long told = -1; ; ) {
      try {
        Awaited.caughtUp(trial.connection(), program);
        return;
      } catch (AssertionError | ExecutionException notYet) {
        long now = letters.count();
        if (!program.isAlive() || now == told) {
          throw notYet;
        }
        System.out.printf("%,d told%n", now);
        told = now;
      }
    }
  }

  private static void aLonelyOneIsToldSoon(FactWriter writer, Letters letters) throws Exception {
    long began = System.nanoTime();
    writer.store(TopicCatalogue.SEARCHES, "lonely".getBytes(UTF_8), new byte[] {9});
    Awaited.until("one more", () -> letters.count() == RECORDS + 1);
    System.out.printf("a lonely one was told within %.1f s%n", Trial.seconds(began));
  }

  /** Counts dead letters; each is read once, however often they are counted. */
  private static final class Letters implements AutoCloseable {
    private final KafkaConsumer<byte[], byte[]> consumer;
    private long count;

    Letters(Trial trial) {
      consumer =
          new KafkaConsumer<>(
              TopicReader.settings(trial.connection()),
              new ByteArrayDeserializer(),
              new ByteArrayDeserializer());
      List<TopicPartition> partitions =
          consumer.partitionsFor(TopicCatalogue.DEAD_LETTERS.name()).stream()
              .map(each -> new TopicPartition(each.topic(), each.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
    }

    long count() {
      Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        count += consumer.poll(Duration.ofMillis(200)).count();
      }
      return count;
    }

    @Override
    public void close() {
      consumer.close();
    }
  }

  private static Fact search(int number) {
    return new PostsecondarySearch(
        new Envelope("good-" + number, Recorded.at(1), "nsc", false, null),
        LocalDate.of(2020, 9, 1),
        true);
  }
}
