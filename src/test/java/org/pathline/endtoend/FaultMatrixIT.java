package org.pathline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.pathway.Settings;
import org.pathline.oracle.Histories;
import org.pathline.oracle.PolicyHistory;

/**
 * Faults of every kind in random order while the facts of messy histories flow; in the end nothing
 * is lost, nothing is there twice and nothing is wrong.
 *
 * <p>{@code -Dfaults.count=1000 -Dfaults.processes=40 -Dstudents=1000 -Dseed=…}: how many faults,
 * how many of them befall processes, and how many students there are; {@code -Dfaults.minutes=…}
 * begins no fault after so many. With {@code -Dfaults.long=true} the waits are those of the program
 * outside of tests. The table of what was found is written to {@code target/fault-matrix.md}.
 */
@Tag("trial")
class FaultMatrixIT {
  private static final boolean LONG = Boolean.getBoolean("faults.long");
  private static final long SEED = Long.getLong("seed", 20_261_128L);
  private static final int FAULTS = Integer.getInteger("faults.count", LONG ? 1_000 : 24);
  private static final int OF_PROCESSES = Integer.getInteger("faults.processes", LONG ? 40 : 4);
  private static final int STUDENTS = Integer.getInteger("students", LONG ? 1_000 : 80);
  private static final long MINUTES = Long.getLong("faults.minutes", 600);
  private static final int POLICIES = 60;

  /** One in so many faults of the input is awaited, so that the topologies stay close behind. */
  private static final int AWAITED = 4;

  /** Those that are many or large records come up once where the others do thrice. */
  private static final Set<FaultKind> LARGE =
      Set.of(FaultKind.OVERSIZE, FaultKind.PLACEHOLDER_FACTS, FaultKind.PLACEHOLDER_LINKS);

  private static final Random RANDOM = new Random(SEED);
  private static Trial trial;
  private static Published published;
  private static InputFaults input;
  private static int injected;
  private static Map<FaultKind, List<Double>> seconds;
  private static Audit audit;

  @BeforeAll
  static void injectAll() throws Exception {
    System.out.printf(
        "seed %d, %d faults, %d of processes, %d students%n", SEED, FAULTS, OF_PROCESSES, STUDENTS);
    List<Fact> flow = new ArrayList<>(Histories.of(SEED, STUDENTS).delivery());
    for (Fact policy : PolicyHistory.of(SEED, POLICIES)) {
      flow.add(RANDOM.nextInt(flow.size()), policy);
    }
    trial = Trial.withTopics();
    published = new Published(trial.connection());
    input = new InputFaults(published, flow, RANDOM);
    Duration standstill = Duration.ofSeconds(LONG ? 40 : 8);
    try (Probes probes = new Probes(trial, published);
        ProcessFaults processes =
            new ProcessFaults(
                trial, published, probes, RANDOM, LONG ? List.of() : Trial.SHORTENED, standstill)) {
      input.flow(flow.size() / 4);
      int each = flow.size() / 2 / FAULTS + 1;
      long start = System.nanoTime();
      for (FaultKind kind : faults()) {
        long began = System.nanoTime();
        if (TimeUnit.NANOSECONDS.toMinutes(began - start) >= MINUTES) {
          break;
        }
        injected++;
        if (kind.isOfProcesses()) {
          processes.inject(kind);
          // Else the next may come before this one is over.
          if (RANDOM.nextInt(4) > 0) {
            probes.awaitLast();
          }
          System.out.printf("%s: %.1f s%n", kind, Trial.seconds(began));
        } else {
          input.inject(kind);
          probes.begin(kind);
          if (RANDOM.nextInt(AWAITED) == 0) {
            probes.awaitLast();
          }
        }
        input.flow(each);
      }
      input.end();
      published.flush();
      seconds = probes.seconds();
      Awaited.caughtUp(trial.connection(), processes.program());
    }
    audit = Audit.of(trial, published, input.setAside());
    String table = table();
    System.out.println(table);
    Files.writeString(Files.createDirectories(Path.of("target")).resolve("fault-matrix.md"), table);
  }

  @AfterAll
  static void removeTheTrial() {
    if (published != null) {
      published.close();
    }
    if (trial != null) {
      trial.close();
    }
  }

  /** Each kind at least once where there are enough, in random order. */
  private static List<FaultKind> faults() {
    List<FaultKind> ofInput = new ArrayList<>();
    List<FaultKind> ofProcesses = new ArrayList<>();
    Arrays.stream(FaultKind.values())
        // Of a lone broker that is killed Kafka 4.3.1 itself may lose the end of a transaction.
        .filter(kind -> LONG || kind != FaultKind.BROKER_KILLED)
        .forEach(
            kind -> {
              if (kind.isOfProcesses()) {
                ofProcesses.add(kind);
              } else {
                ofInput.addAll(Collections.nCopies(LARGE.contains(kind) ? 1 : 3, kind));
              }
            });
    List<FaultKind> all = new ArrayList<>(drawn(ofInput, FAULTS - OF_PROCESSES));
    // Spread over the others, so that each meets some of them on their way.
    List<FaultKind> processes = drawn(ofProcesses, OF_PROCESSES);
    for (int i = 0; i < processes.size(); i++) {
      int part = all.size() / (processes.size() - i);
      all.add(Math.min(all.size(), i * part + RANDOM.nextInt(part + 1)), processes.get(i));
    }
    return all;
  }

  private static List<FaultKind> drawn(List<FaultKind> kinds, int count) {
    List<FaultKind> drawn = new ArrayList<>();
    while (drawn.size() < count) {
      List<FaultKind> round = new ArrayList<>(kinds);
      Collections.shuffle(round, RANDOM);
      drawn.addAll(round.subList(0, Math.min(round.size(), count - drawn.size())));
    }
    return drawn;
  }

  @Test
  void nothingIsLostNothingIsThereTwiceAndNothingIsWrong() {
    assertThat(audit.found()).as(audit.summary()).isEmpty();
    assertThat(seconds.values().stream().mapToInt(List::size).sum()).isEqualTo(injected);
  }

  @Test
  void oneFactLeftOutIsFound() {
    // Many a message says nothing new, so some are tried until one matters.
    Derived expected = Derived.expected(published.good(), Settings.DEFAULT);
    List<Fact> fewer = List.of();
    for (int tries = 0; tries < 100; tries++) {
      fewer = new ArrayList<>(published.good());
      fewer.remove(RANDOM.nextInt(fewer.size()));
      if (!Derived.expected(fewer, Settings.DEFAULT).equals(expected)) {
        break;
      }
    }
    assertThat(Audit.of(trial, published, fewer, input.setAside()).found()).isNotEmpty();
    assertThat(
            Audit.of(trial, published, Map.of("pathways STUDENT nobody", "TOO_MANY_FACTS")).lost())
        .isEqualTo(1);
  }

  private static String table() {
    List<String> lines = new ArrayList<>();
    lines.add("| fault | times | recovery, median s | recovery, longest s |");
    lines.add("|---|---:|---:|---:|");
    new TreeMap<>(seconds)
        .forEach(
            (kind, took) ->
                lines.add(
                    String.format(
                        Locale.ROOT,
                        "| %s | %d | %.1f | %.1f |",
                        kind,
                        took.size(),
                        took.get(took.size() / 2),
                        took.get(took.size() - 1))));
    lines.add("");
    lines.add(
        String.format(
            Locale.ROOT,
            "Seed %d: %,d faults, %,d records published, %,d of them facts that count, %,d dead"
                + " letters, %,d rejections; **%d lost, %d duplicated, %d wrong**.",
            SEED,
            injected,
            published.records(),
            published.good().size(),
            published.deadLetters().size(),
            published.rejections().size(),
            audit.lost(),
            audit.duplicated(),
            audit.wrong()));
    lines.add("");
    return String.join("\n", lines);
  }
}
