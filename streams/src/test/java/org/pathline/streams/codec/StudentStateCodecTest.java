package org.pathline.streams.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactRules;
import org.pathline.domain.pathway.FactVersions;
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
      StudentState own = StudentState.EMPTY.withOwn(versions).withGoesOnAs("other");
      assertThat(codec.decode(entry.getKey(), codec.encode(own))).isEqualTo(own);
      state = state.withReceived(entry.getKey(), versions);
    }
    assertThat(codec.decode("s", codec.encode(state))).isEqualTo(state);
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
}
