package org.pathline.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pathline.delivery.Facts.grade;
import static org.pathline.delivery.Facts.stay;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pathline.domain.fact.Envelope;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.Payload;

/** What is told of a scope that is not of what it seems to be. */
class ScopeDoubtsTest {
  private final Fact stays = stay("s1", "D1A", "08", "2014-08-20");

  private static Fact of(String source, Fact fact) {
    Envelope e = fact.envelope();
    return Payload.in(
        fact, new Envelope(e.studentId(), e.recordedAt(), source, e.retracted(), e.factId()));
  }

  @ParameterizedTest
  @CsvSource({
    "sis, SIS",
    "sis, s-i-s",
    "district-7, district_7",
    "district-7, District 7",
    "district-7, district‑7",
    "sis, ѕіѕ",
    "cope, соре",
    "école, ecole",
    "ps1, ps1.",
  })
  void namesThatDifferOnlyInHowTheyLookAreNear(String one, String other) {
    assertThat(SourceNames.areNear(one, other)).isTrue();
    assertThat(SourceNames.areNear(other, one)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"sis, sis", "sis, sis2", "district-7, district-77", "d07, d7", "sis, ssi", "-, ."})
  void othersAreNot(String one, String other) {
    assertThat(SourceNames.areNear(one, other)).isFalse();
  }

  private String refusal(String scope, Set<String> known, Fact delivered, Fact... published) {
    try (Reconciliation facts = new Reconciliation(Scope.parse(scope))) {
      if (delivered != null) {
        facts.deliver(delivered);
      }
      for (Fact fact : published) {
        facts.noteSource(fact);
      }
      return new ScopeDoubts(Scope.parse(scope), facts, known).refusal();
    }
  }

  @Test
  void whatAnotherSpellingOfTheSourceHasPublishedRefusesTheDelivery() {
    Fact ofSis = of("SIS", stays);
    Fact published = of("sis", stays);
    assertThat(refusal("source=SIS", Set.of(), ofSis, published))
        .contains("1 facts were published by 'sis' and 0 by 'SIS'", "--other-source 'sis'");
    assertThat(refusal("source=SIS", Set.of(), ofSis, published, ofSis)).contains("and 1 by 'SIS'");
    assertThat(refusal("source=SIS", Set.of("sis"), ofSis, published)).isNull();
    assertThat(refusal("source=SIS", Set.of(), ofSis, of("sis-2", stays))).isNull();
  }

  @Test
  void aScopeOfWhatNobodyHasIsRefused() {
    assertThat(refusal("source=sis,district=D9", Set.of(), stays, stays))
        .contains("facts of district=D9; there are facts of D1");
    assertThat(refusal("source=sis,year=2031|2015", Set.of(), stays, stays))
        .contains("facts of year=2031; there are facts of 2015");
    assertThat(refusal("source=sis,district=D1,year=2015", Set.of(), stays)).isNull();
    assertThat(refusal("source=sis,district=D1,year=2015", Set.of(), null, stays)).isNull();
    assertThat(refusal("source=sis", Set.of(), null)).contains("it has no facts");
    assertThat(refusal("source=sis", Set.of(), null, of("powerschool", stays)))
        .contains("'sis' has published none; sources that have are powerschool");
    assertThat(refusal("source=sis", Set.of(), null, stays)).isNull();
  }

  @Test
  void whatLiesOutsideTheScopeIsCounted() {
    Deliveries deliveries = new Deliveries();
    Fact mark = grade("s1", "x", "S1", 2015, "B");
    Difference difference =
        deliveries.deliver("source=sis,topic=grades,year=2016", java.util.List.of(mark));
    assertThat(difference.outside()).isOne();
    try (Reconciliation facts =
        new Reconciliation(Scope.parse("source=sis,topic=grades|employment"))) {
      assertThat(
              new ScopeDoubts(Scope.parse("source=sis,topic=grades|employment"), facts, Set.of())
                  .notes(difference))
          .contains("the delivery has no facts")
          .contains("there are no employment, neither delivered nor published")
          .anyMatch(note -> note.startsWith("1 facts of the delivery lie outside the scope"));
    }
  }
}
