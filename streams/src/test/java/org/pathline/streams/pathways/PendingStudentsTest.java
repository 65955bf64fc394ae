package org.pathline.streams.pathways;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactType;
import org.pathline.domain.fact.OutsideCourse;
import org.pathline.domain.fact.PaidBy;
import org.pathline.oracle.Histories;
import org.pathline.streams.codec.FactCodec;
import org.pathline.streams.pathways.PendingStudents.Pending;

class PendingStudentsTest {
  private static final long SEED = 20_261_124L;
  private static final int ROUNDS = 3;

  private final FactCodec codec = new FactCodec();
  private final PendingStudents pending = new PendingStudents();

  @Test
  void eachStudentsFactsComeBackInTheOrderOfTheirArrivalRoundAfterRound() {
    System.out.println("seed " + SEED);
    Random random = new Random(SEED);
    long most = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Map<String, List<Fact>> arrived = new TreeMap<>();
      for (Fact each : Histories.of(SEED + round, 60).delivery()) {
        Fact fact = random.nextInt(50) == 0 ? large(each, random) : each;
        String id = fact.envelope().studentId();
        arrived.computeIfAbsent(id, absent -> new ArrayList<>()).add(fact);
        pending.addFact(pending.of(id, round, round), fact.type(), 0, codec.encode(fact));
      }
      most = Math.max(most, pending.bytes());
      assertThat(drained()).isEqualTo(arrived);
      assertThat(pending.isEmpty()).isTrue();
      assertThat(pending.bytes()).isZero();
    }
    assertThat(most)
        .as("bytes, of which an array holds a quarter of a million")
        .isGreaterThan(1_000_000);
  }

  private Map<String, List<Fact>> drained() {
    Map<String, List<Fact>> drained = new TreeMap<>();
    pending.drain(student -> drained.put(student.studentId, facts(student)));
    return drained;
  }

  private List<Fact> facts(Pending student) {
    List<Fact> facts = new ArrayList<>();
    pending.forEachFact(
        student,
        (type, offset, bytes, from, length) ->
            facts.add(codec.decode(type, student.studentId, bytes, from, length)));
    return facts;
  }

  /** A fact that nearly fills an array of bytes, or is larger than one. */
  private static Fact large(Fact fact, Random random) {
    return new OutsideCourse(
        fact.envelope(),
        "p".repeat(200_000 + random.nextInt(200_000)),
        "02052",
        LocalDate.of(2020, 1, 1),
        PaidBy.FAMILY,
        true);
  }

  @Test
  void anOffsetOfAnySizeIsKept() {
    long offset = (1L << 55) + 4_711;
    Pending student = pending.of("a", 0, 0);
    Fact fact =
        Histories.of(SEED, 3).delivery().stream()
            .filter(each -> each.type() == FactType.GRADES)
            .findFirst()
            .orElseThrow();
    Pending owner = pending.of(fact.envelope().studentId(), 0, 0);
    pending.addFact(owner, fact.type(), offset, codec.encode(fact));
    List<Long> offsets = new ArrayList<>();
    pending.forEachFact(owner, (type, at, bytes, from, length) -> offsets.add(at));
    pending.forEachFact(student, (type, at, bytes, from, length) -> offsets.add(-1L));
    assertThat(offsets).containsExactly(offset);
  }
}
