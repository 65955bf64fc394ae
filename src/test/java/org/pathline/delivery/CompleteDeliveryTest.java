package org.pathline.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pathline.delivery.Deliveries.said;
import static org.pathline.delivery.Facts.at;
import static org.pathline.delivery.Facts.grade;
import static org.pathline.delivery.Facts.job;
import static org.pathline.delivery.Facts.link;
import static org.pathline.delivery.Facts.named;
import static org.pathline.delivery.Facts.of;
import static org.pathline.delivery.Facts.seat;
import static org.pathline.delivery.Facts.stay;
import static org.pathline.delivery.Facts.student;
import static org.pathline.delivery.Facts.withdrawn;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.pathline.delivery.Change.Kind;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactType;

/** What a complete delivery changes, without a cluster. */
class CompleteDeliveryTest {
  private static final String ALL = "source=sis";

  private final Deliveries deliveries = new Deliveries();

  private static long count(Difference difference, Kind kind) {
    return difference.total().of(kind);
  }

  @Test
  void whatIsMissingIsWithdrawnAndStandsAgainWhenItIsBackThoughItWasRecordedLongAgo() {
    Fact stays = stay("s1", "D1A", "08", "2014-08-20");
    Fact mark = grade("s1", "x", "S1", 2015, "B");
    deliveries.publish(stays, mark);
    Difference first = deliveries.deliver(ALL, List.of(stays));
    assertThat(count(first, Kind.WITHDRAWN)).isOne();
    assertThat(count(first, Kind.UNCHANGED)).isOne();
    assertThat(said(deliveries.standing())).isEqualTo(said(List.of(stays)));

    assertThat(count(deliveries.deliver(ALL, List.of(stays, mark)), Kind.NEW)).isOne();
    assertThat(said(deliveries.standing())).isEqualTo(said(List.of(stays, mark)));
    assertThat(deliveries.deliver(ALL, List.of(stays, mark)).total().isNothing()).isTrue();
  }

  @Test
  void aChangeStandsAlsoWhereItSaysThatItWasRecordedEarlier() {
    Fact mark = grade("s1", "x", "S1", 2015, "B");
    deliveries.publish(mark);
    Fact changed = at(grade("s1", "x", "S1", 2015, "A"), 10);
    assertThat(count(deliveries.deliver(ALL, List.of(changed)), Kind.CHANGED)).isOne();
    assertThat(said(deliveries.standing())).isEqualTo(said(List.of(changed)));
    assertThat(deliveries.deliver(ALL, List.of(changed)).total().isNothing()).isTrue();
  }

  @Test
  void aNewTimeOfRecordingAloneIsNoChange() {
    Fact mark = grade("s1", "x", "S1", 2015, "B");
    deliveries.publish(mark);
    assertThat(deliveries.deliver(ALL, List.of(at(mark, 50_000))).total().isNothing()).isTrue();
  }

  @Test
  void aWithdrawalInTheDeliveryIsOne() {
    Fact mark = grade("s1", "x", "S1", 2015, "B");
    deliveries.publish(mark);
    Difference difference = deliveries.deliver(ALL, List.of(withdrawn(mark, 2_000)));
    assertThat(count(difference, Kind.WITHDRAWN)).isOne();
    assertThat(deliveries.standing()).isEmpty();
  }

  @Test
  void newIdsOfRecordsAndSectionsAndMovedDaysAreTheSameRecordsUnderOtherKeys() {
    List<Fact> old =
        List.of(
            named(stay("s1", "D1A", "08", "2014-08-20"), "r1"),
            stay("s1", "D1B", "09", "2015-08-20"),
            seat("s1", "x", "D1A", 2015, "02052"),
            grade("s1", "x", "S1", 2015, "B"),
            grade("s1", "x", "S2", 2015, "B"));
    old.forEach(deliveries::publish);
    List<Fact> now =
        List.of(
            named(stay("s1", "D1A", "08", "2014-08-20"), "r77"),
            stay("s1", "D1B", "09", "2015-08-23"),
            seat("s1", "NEW/1", "D1A", 2015, "02052"),
            named(grade("s1", "NEW/1", "S1", 2015, "B"), "g1"),
            named(grade("s1", "NEW/1", "S2", 2015, "B"), "g2"));
    Difference difference = deliveries.deliver(ALL, now);
    assertThat(count(difference, Kind.REKEYED)).isEqualTo(5);
    assertThat(difference.withdrawals()).isZero();
    assertThat(difference.doubt()).isNull();
    assertThat(said(deliveries.standing())).isEqualTo(said(now));
    assertThat(deliveries.deliver(ALL, now).total().isNothing()).isTrue();
  }

  @Test
  void aStudentUnderANewIdThatIsLinkedMovesWithEveryFact() {
    deliveries.publish(
        student("s1"), stay("s1", "D1A", "08", "2014-08-20"), grade("s1", "x", "S1", 2015, "B"));
    List<Fact> now =
        List.of(
            link("s1", "n1"),
            student("n1"),
            stay("n1", "D1A", "08", "2014-08-20"),
            grade("n1", "y", "S1", 2015, "B"));
    Difference difference = deliveries.deliver(ALL, now);
    assertThat(count(difference, Kind.REKEYED)).isEqualTo(3);
    assertThat(difference.renamedStudents()).isOne();
    assertThat(difference.withdrawals()).isZero();
    assertThat(said(deliveries.standing())).isEqualTo(said(now));
    // Versions of one fact compete across the ids of a student; the new one must win there, too.
    long stay =
        deliveries.standing().stream()
            .filter(fact -> fact.type() == FactType.ENROLLMENTS)
            .mapToLong(fact -> fact.envelope().recordedAt())
            .findFirst()
            .orElseThrow();
    assertThat(stay).isGreaterThan(student("s1").envelope().recordedAt() + 1);
    assertThat(deliveries.deliver(ALL, now).total().isNothing()).isTrue();
  }

  @Test
  void theNextYearOrQuarterIsNotThisOneUnderAnotherKey() {
    deliveries.publish(
        job("s1", "E", "2015Q3", 9_000.0),
        stay("s1", "D1A", "08", "2014-08-20"),
        grade("s1", "x", "S1", 2015, "B"));
    Difference difference =
        deliveries.deliver(
            ALL,
            List.of(
                job("s1", "E", "2015Q4", 9_000.0),
                stay("s1", "D1A", "08", "2015-08-20"),
                grade("s1", "x", "S2", 2015, "B")));
    assertThat(count(difference, Kind.REKEYED)).isZero();
    assertThat(difference.withdrawals()).isEqualTo(3);
    assertThat(difference.doubt()).contains("3 of the 3").contains("more than 2 %");
  }

  @Test
  void whatIsOutsideTheScopeStays() {
    Fact seat2014 = seat("s1", "w", "D1A", 2014, "02052");
    Fact seat2015 = seat("s1", "x", "D1A", 2015, "02052");
    Fact mark2015 = grade("s1", "x", "S1", 2015, "B");
    Fact otherDistrict = seat("s1", "z", "D2A", 2015, "02052");
    Fact otherMark = grade("s1", "z", "S1", 2015, "C");
    Fact who = student("s1");
    deliveries.publish(seat2014, seat2015, mark2015, otherDistrict, otherMark, who);
    Difference difference = deliveries.deliver("source=sis,district=D1,year=2015", List.of());
    assertThat(difference.withdrawals()).isEqualTo(2);
    assertThat(said(deliveries.standing()))
        .isEqualTo(said(List.of(seat2014, otherDistrict, otherMark, who)));
    deliveries.deliver("source=sis,topic=grades", List.of());
    assertThat(said(deliveries.standing())).isEqualTo(said(List.of(seat2014, otherDistrict, who)));
  }

  @Test
  void aStudentWhoMovedBetweenDistrictsOfTheScopeIsGoneFromBoth() {
    Fact who = student("s1");
    Fact early = stay("s1", "D1A", "08", "2014-08-20");
    Fact late = stay("s1", "D2A", "08", "2015-01-20");
    deliveries.publish(who, early, late);
    assertThat(deliveries.deliver("source=sis,district=D1,year=2015", List.of()).withdrawals())
        .isOne();
    assertThat(said(deliveries.standing())).isEqualTo(said(List.of(who, late)));
    deliveries.deliver("source=sis,district=D1", List.of(early, late, who));
    assertThat(deliveries.deliver("source=sis,district=D1|D2", List.of()).withdrawnStudents())
        .isOne();
    assertThat(deliveries.standing()).isEmpty();
  }

  @Test
  void aStudentWhoIsGoneFromADistrictIsGoneWithAllThatBelongsThere() {
    Fact other = student("s2");
    Fact elsewhere = stay("s2", "D2A", "08", "2014-08-20");
    deliveries.publish(
        student("s1"),
        stay("s1", "D1A", "08", "2014-08-20"),
        grade("s1", "x", "S1", 2015, "B"),
        other,
        elsewhere);
    Difference difference = deliveries.deliver("source=sis,district=D1", List.of());
    assertThat(difference.withdrawnStudents()).isOne();
    assertThat(said(deliveries.standing())).isEqualTo(said(List.of(other, elsewhere)));
  }

  @Test
  void factsOfOtherSourcesAreNeverWithdrawn() {
    Fact mine = grade("s1", "x", "S1", 2015, "B");
    Fact theirs = at(of(grade("s1", "x", "S1", 2015, "C"), "other"), 2_000);
    Fact alsoTheirs = of(grade("s1", "y", "S1", 2015, "C"), "other");
    deliveries.publish(mine, theirs, alsoTheirs);
    assertThat(deliveries.deliver(ALL, List.of()).total().isNothing()).isTrue();
    assertThat(said(deliveries.standing())).isEqualTo(said(List.of(theirs, alsoTheirs)));
  }

  @Test
  void aDeliveryThatWithdrawsMuchOrAWholeTopicIsDoubted() {
    List<Fact> students = new ArrayList<>();
    IntStream.range(0, 100).forEach(i -> students.add(student("s" + i)));
    students.forEach(deliveries::publish);
    deliveries.publish(link("a1", "s1"));
    Difference two = new Difference();
    deliveries.changes(ALL, students.subList(0, 98)).forEach(two::add);
    assertThat(two.withdrawals()).isEqualTo(3);
    assertThat(two.doubt()).contains("3 of the 101");
    List<Fact> withLink = new ArrayList<>(students.subList(0, 98));
    withLink.add(link("a1", "s1"));
    Difference fits = new Difference();
    deliveries.changes(ALL, withLink).forEach(fits::add);
    assertThat(fits.withdrawals()).isEqualTo(2);
    assertThat(fits.doubt()).isNull();
    Difference noLinks = new Difference();
    deliveries.changes(ALL, students).forEach(noLinks::add);
    assertThat(noLinks.doubt()).contains("nothing of identities").contains("is a file missing?");
  }

  @Test
  void naturalKeysThatReadAlikeAreKeptApart() {
    Fact one = grade("s1", "x|S1", "Q1", 2015, "B");
    Fact two = grade("s1", "x", "S1|Q1", 2015, "C");
    deliveries.publish(one, two);
    assertThat(count(deliveries.deliver(ALL, List.of(two)), Kind.WITHDRAWN)).isOne();
    assertThat(said(deliveries.standing())).isEqualTo(said(List.of(two)));
  }

  @Test
  void afterAnyDeliveryWhatStandsIsTheDeliveryHoweverItBeganAndHoweverOftenItDied() {
    long seed = Long.getLong("seed", 20_261_126L);
    System.out.println("seed " + seed);
    for (int world = 0; world < 12; world++) {
      Random dice = new Random(seed + world);
      Deliveries all = new Deliveries();
      for (int i = dice.nextInt(90); i > 0; i--) {
        all.publish(random(dice));
      }
      List<Fact> links = dice.nextBoolean() ? List.of(link("s1", "s0")) : List.of();
      for (int delivery = 0; delivery < 3; delivery++) {
        Deliveries asked = new Deliveries().publish(random(dice));
        for (int i = dice.nextInt(40); i > 0; i--) {
          asked.publish(random(dice));
        }
        links.forEach(asked::publish);
        List<Fact> now = new ArrayList<>(asked.standing());
        Collections.shuffle(now, dice);
        all.deliverInPart(ALL, now, dice.nextInt(4));
        all.deliver(ALL, now);
        assertThat(said(all.standing())).as("world " + world).isEqualTo(said(now));
        assertThat(all.deliver(ALL, now).total().isNothing()).as("world " + world).isTrue();
      }
    }
  }

  private static Fact random(Random dice) {
    String id = "s" + dice.nextInt(3);
    String section = "x" + dice.nextInt(4);
    int year = 2014 + dice.nextInt(2);
    Fact fact =
        switch (dice.nextInt(4)) {
          case 0 -> student(id);
          case 1 -> stay(id, "D1" + dice.nextInt(2), "08", year + "-08-2" + dice.nextInt(3));
          case 2 -> seat(id, section, "D1A", year, "0205" + dice.nextInt(3));
          default -> grade(id, section, "S" + dice.nextInt(2), year, "B");
        };
    fact = at(fact, dice.nextInt(1_000));
    fact = dice.nextInt(5) == 0 ? named(fact, "r" + dice.nextInt(4)) : fact;
    return dice.nextInt(6) == 0 ? withdrawn(fact, dice.nextInt(1_000)) : fact;
  }
}
