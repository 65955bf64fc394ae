package org.pathline.streams.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactRules;
import org.pathline.domain.pathway.FactVersions;
import org.pathline.domain.pathway.Holding;
import org.pathline.domain.pathway.StudentState;
import org.pathline.oracle.Histories;

class StudentStateCodecTest {
  private final StudentStateCodec codec = new StudentStateCodec();
  private final FactCodec facts = new FactCodec();

  @Property(tries = 200)
  void aStateComesBackAsItWas(@ForAll long seed) {
    Map<String, List<Fact>> byId = new HashMap<>();
    for (Fact fact : Histories.of(seed, 3).delivery()) {
      if (fact.type().isStudentFact() && FactRules.check(fact).isEmpty()) {
        byId.computeIfAbsent(fact.envelope().studentId(), id -> new ArrayList<>()).add(fact);
      }
    }
    StudentState state = StudentState.EMPTY;
    for (Map.Entry<String, List<Fact>> entry : byId.entrySet()) {
      FactVersions versions = FactVersions.EMPTY.fold(entry.getValue(), facts);
      StudentState own = StudentState.EMPTY.withOwn(Holding.of(versions)).withGoesOnAs("other");
      assertThat(codec.decode(entry.getKey(), codec.encode(null, own))).isEqualTo(own);
      state = state.withReceived(entry.getKey(), Holding.of(versions));
    }
    assertThat(codec.decode("s", codec.encode(null, state))).isEqualTo(state);
  }

  @Property(tries = 200)
  void aStateThatGrowsBatchByBatchComesBackAsItWas(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 9) int size) {
    List<Fact> all =
        Histories.of(seed, 1).delivery().stream()
            .filter(fact -> fact.type().isStudentFact() && FactRules.check(fact).isEmpty())
            .map(this::underOneId)
            .toList();
    byte[] bytes = null;
    FactVersions expected = FactVersions.EMPTY;
    for (int from = 0; from < all.size(); from += size) {
      List<Fact> batch = all.subList(from, Math.min(all.size(), from + size));
      expected = expected.fold(batch, facts);
      StudentState before = codec.decode("s", bytes);
      StudentState after = before.withOwn(Holding.of(before.own().versions().fold(batch, facts)));
      bytes = codec.encode(before, after);
      assertThat(codec.decode("s", bytes).own().versions()).isEqualTo(expected);
    }
  }

  /** The first field of the encoding is the id. */
  private Fact underOneId(Fact fact) {
    byte[] bytes = facts.encode(fact);
    int id = fact.envelope().studentId().getBytes(StandardCharsets.UTF_8).length;
    byte[] renamed = new byte[bytes.length - id + 1];
    renamed[0] = 2;
    renamed[1] = 's';
    System.arraycopy(bytes, id + 1, renamed, 2, bytes.length - id - 1);
    return facts.decode(fact.type(), renamed, 0, renamed.length);
  }

  @Test
  void noBytesAreTheEmptyState() {
    assertThat(codec.decode("s", null)).isEqualTo(StudentState.EMPTY);
  }

  @Test
  void bytesOfAnotherFormAreRefused() {
    assertThatThrownBy(() -> codec.decode("s", new byte[] {9}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("unknown form 9");
  }

  @Test
  void aLargeStateIsPackedAndSaysItsSize() {
    byte[] bytes = codec.encode(null, large());
    assertThat(bytes[0]).isEqualTo((byte) 0x7f);
    assertThat(Packing.size(bytes)).isGreaterThan(bytes.length);
    assertThat(codec.decode("s", bytes)).isEqualTo(large());
  }

  @Test
  void everyDamageOfAPackedStateIsAnErrorOrAState() {
    byte[] bytes = codec.encode(null, large());
    for (int at = 1; at < 5; at++) {
      byte[] damaged = bytes.clone();
      damaged[at] = 0x55;
      assertThatThrownBy(() -> codec.decode("s", damaged))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("packed record");
    }
    byte[] cut = Arrays.copyOf(bytes, bytes.length - 1);
    assertThatThrownBy(() -> codec.decode("s", cut))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("packed record");
  }

  private static StudentState large() {
    StudentState state = StudentState.EMPTY;
    for (int i = 0; i < 100; i++) {
      state = state.withReceived("other-id-" + i, Holding.spread(3, i));
    }
    return state;
  }
}
