package org.pathline.streams.pathways;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;
import org.pathline.domain.erasure.ErasedIds;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactRules;
import org.pathline.domain.fact.IdentityLink;
import org.pathline.domain.identity.IdentityGraph;
import org.pathline.domain.pathway.Settings;
import org.pathline.domain.pathway.StudentLimits;
import org.pathline.oracle.Deliveries;
import org.pathline.oracle.Histories;
import org.pathline.proof.ArrivedLinks;
import org.pathline.proof.Effort;
import org.pathline.proof.RealLists;
import org.pathline.proof.World;
import org.pathline.streams.check.GuardedRules;
import org.pathline.streams.check.SetAsides;
import org.pathline.streams.codec.FactCodec;
import org.pathline.streams.codec.StudentStateCodec;
import org.pathline.streams.state.SpreadFacts;
import org.pathline.streams.wire.PathwayRecord;

/**
 * Many arrivals between two commits, which a test driver cannot show because it commits after each
 * record: facts, resolutions and transfers meet in any interleaving that keeps each queue's order.
 */
@AddLifecycleHook(Effort.class)
class BurstsTest {
  private record Message(String key, byte[] value) {}

  /** The fold with queues where the internal topics are. */
  private static final class Task {
    private final PathwayRecord encoder = new PathwayRecord(1, 2);
    private final FactCodec codec = new FactCodec();
    private final StudentFold fold;
    private final boolean dropsTransfers;
    private final PendingStudents pending = new PendingStudents();
    private final KeyValueStore<Bytes, byte[]> store =
        Stores.inMemoryKeyValueStore("student-facts").get();
    private final IdentityGraph graph;
    private final ArrivedLinks links = new ArrivedLinks();
    private final Deque<Message> transfers = new ArrayDeque<>();
    private final Deque<Message> resolutions = new ArrayDeque<>();
    private final SortedMap<String, byte[]> pathways = new TreeMap<>();

    Task(Settings settings, boolean dropsTransfers) {
      this(settings, dropsTransfers, StudentLimits.DEFAULT, SpreadFacts.Sizes.DEFAULT);
    }

    Task(Settings settings, boolean dropsTransfers, StudentLimits limits, SpreadFacts.Sizes sizes) {
      graph = new IdentityGraph(limits.mostIds());
      SpreadFacts spread = new SpreadFacts(store, new StudentStateCodec(), codec, sizes);
      GuardedRules rules = new GuardedRules();
      fold =
          new StudentFold(
              codec,
              new StudentPathways(
                  RealLists.derivation(settings),
                  rules,
                  codec,
                  encoder,
                  spread,
                  new SetAsides("pathways", 3, 4),
                  limits),
              rules,
              encoder,
              new PublishedDoubts(5),
              spread,
              new ErasedIds());
      this.dropsTransfers = dropsTransfers;
    }

    void arrive(Fact fact) {
      if (fact instanceof IdentityLink link) {
        graph
            .link(link.envelope().studentId(), links.canonicalAfter(link))
            .resolutions()
            .forEach((id, to) -> resolutions.add(new Message(id, to.getBytes())));
      } else {
        pending.addFact(
            pending.of(fact.envelope().studentId(), 0, 0), fact.type(), 0, codec.encode(fact));
      }
    }

    void receiveTransfer() {
      Message next = transfers.remove();
      pending.addTransfer(pending.of(next.key(), 0, 0), Transfer.ofBytes(next.value()));
    }

    void receiveResolution() {
      Message next = resolutions.remove();
      pending.of(next.key(), 0, 0).resolvedTo = new String(next.value());
    }

    void commit() {
      pending.drain(
          arrived -> {
            Bytes key = Bytes.wrap(arrived.studentId.getBytes(UTF_8));
            byte[] folded =
                fold.fold(
                    arrived,
                    arrivals ->
                        pending.forEachFact(
                            arrived,
                            (type, offset, bytes, from, length) ->
                                arrivals.fact(
                                    codec.decode(type, arrived.studentId, bytes, from, length),
                                    length)),
                    store.get(key),
                    this::publish);
            if (folded == null) {
              store.delete(key);
            } else {
              store.put(key, folded);
            }
          });
    }

    private void publish(Destination destination, byte[] key, byte[] value) {
      String id = new String(key, UTF_8);
      if (destination == Destination.TRANSFERS && !dropsTransfers) {
        transfers.add(new Message(id, value));
      } else if (destination == Destination.PATHWAYS && value == null) {
        pathways.remove(id);
      } else if (destination == Destination.PATHWAYS) {
        pathways.put(id, value);
      }
    }

    int parts() {
      int parts = 0;
      try (var all = store.all()) {
        while (all.hasNext()) {
          parts += SpreadFacts.isKeyOfAPart(all.next().key.get()) ? 1 : 0;
        }
      }
      return parts;
    }

    boolean isQuiet() {
      return transfers.isEmpty() && resolutions.isEmpty() && pending.isEmpty();
    }
  }

  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  void anyInterleavingOfBurstsEndsInTheSameBytes(@ForAll long seed) {
    Settings settings = RealLists.settings(seed);
    List<Fact> facts = facts(seed, settings);
    SortedMap<String, String> expected = expected(settings, facts);
    List<Fact> again = Deliveries.shuffle(Deliveries.duplicate(facts, 0.2, seed), ~seed);
    assertThat(run(new Task(settings, false), facts, new Random(seed))).isEqualTo(expected);
    assertThat(run(new Task(settings, false), again, new Random(seed))).isEqualTo(expected);
  }

  /**
   * So small that most students' facts are spread, and parts are split again and again. Parts of
   * two facts would double until chance parts each pair: once in a thousand worlds, to 35,000.
   */
  private static final SpreadFacts.Sizes TINY = new SpreadFacts.Sizes(300, 120, 150, 4);

  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  void factsThatAreSpreadOverRecordsEndInTheSameBytes(@ForAll long seed) {
    Settings settings = RealLists.settings(seed);
    List<Fact> facts = facts(seed, settings);
    List<Fact> again = Deliveries.shuffle(Deliveries.duplicate(facts, 0.2, seed), ~seed);
    Task task = new Task(settings, false, StudentLimits.DEFAULT, TINY);
    assertThat(run(task, again, new Random(seed))).isEqualTo(expected(settings, facts));
    assertThat(task.parts()).as("records of parts").isGreaterThan(10);
  }

  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  void whoIsSetAsideDependsOnFactsAndLinksAlone(@ForAll long seed) {
    Settings settings = RealLists.settings(seed);
    List<Fact> facts = facts(seed, settings);
    List<Fact> again = Deliveries.shuffle(Deliveries.duplicate(facts, 0.2, seed), ~seed);
    StudentLimits limits = new StudentLimits(25 + (int) Math.floorMod(seed, 30L), 2, 768 << 10);
    SortedMap<String, String> expected = expected(settings, facts, limits);
    assertThat(run(new Task(settings, false, limits, TINY), facts, new Random(seed)))
        .isEqualTo(expected);
    assertThat(
            run(
                new Task(settings, false, limits, SpreadFacts.Sizes.DEFAULT),
                again,
                new Random(seed)))
        .isEqualTo(expected);
  }

  @Test
  void withSmallLimitsSomeAreSetAsideAndOthersAreNot() {
    List<Fact> facts = facts(7, Settings.DEFAULT);
    StudentLimits limits = new StudentLimits(40, 2, 768 << 10);
    assertThat(expected(Settings.DEFAULT, facts, limits))
        .hasSizeBetween(1, expected(Settings.DEFAULT, facts).size() - 1);
  }

  @Test
  void aTaskThatLosesTransfersIsFoundOut() {
    List<Fact> facts = facts(7, Settings.DEFAULT);
    assertThat(run(new Task(Settings.DEFAULT, true), facts, new Random(7)))
        .isNotEqualTo(expected(Settings.DEFAULT, facts));
  }

  private static List<Fact> facts(long seed, Settings settings) {
    return Histories.of(seed, 12, RealLists.vocabulary(settings)).delivery().stream()
        .filter(fact -> FactRules.check(fact).isEmpty())
        .toList();
  }

  private static SortedMap<String, String> expected(Settings settings, List<Fact> facts) {
    return expected(settings, facts, StudentLimits.DEFAULT);
  }

  private static SortedMap<String, String> expected(
      Settings settings, List<Fact> facts, StudentLimits limits) {
    PathwayRecord encoder = new PathwayRecord(1, 2);
    SortedMap<String, String> bytes = new TreeMap<>();
    World.of(settings, facts, limits)
        .pathways()
        .forEach((id, pathway) -> bytes.put(id, HexFormat.of().formatHex(encoder.encode(pathway))));
    return bytes;
  }

  private static SortedMap<String, String> run(Task task, List<Fact> facts, Random random) {
    Deque<Fact> rest = new ArrayDeque<>(new ArrayList<>(facts));
    int commits = 1 + random.nextInt(60);
    while (!rest.isEmpty() || !task.isQuiet()) {
      switch (random.nextInt(4)) {
        case 0 -> {
          for (int burst = random.nextInt(30); burst > 0 && !rest.isEmpty(); burst--) {
            task.arrive(rest.remove());
          }
        }
        case 1 -> {
          if (!task.transfers.isEmpty()) {
            task.receiveTransfer();
          }
        }
        case 2 -> {
          if (!task.resolutions.isEmpty()) {
            task.receiveResolution();
          }
        }
        default -> {
          if (random.nextInt(commits) == 0) {
            task.commit();
          }
        }
      }
    }
    SortedMap<String, String> text = new TreeMap<>();
    task.pathways.forEach((id, bytes) -> text.put(id, HexFormat.of().formatHex(bytes)));
    return text;
  }
}
