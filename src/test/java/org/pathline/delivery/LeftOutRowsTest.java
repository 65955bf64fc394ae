package org.pathline.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pathline.delivery.Deliveries.said;
import static org.pathline.delivery.Facts.at;
import static org.pathline.delivery.Facts.grade;
import static org.pathline.delivery.Facts.link;
import static org.pathline.delivery.Facts.named;
import static org.pathline.delivery.Facts.of;
import static org.pathline.delivery.Facts.seat;
import static org.pathline.delivery.Facts.stay;
import static org.pathline.delivery.Facts.student;
import static org.pathline.delivery.Facts.withdrawn;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.pathline.delivery.Change.Kind;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactType;
import org.pathline.publish.LeftOut;

/** What a complete delivery does with facts of which rows are there that became none. */
class LeftOutRowsTest {
  private static final String ALL = "source=sis";

  private final Deliveries deliveries = new Deliveries();

  private static LeftOut refused(FactType type, @Nullable String id, @Nullable String factId) {
    return new LeftOut(type, id, factId, true);
  }

  private static LeftOut unexplained(FactType type, @Nullable String id, @Nullable String factId) {
    return new LeftOut(type, id, factId, false);
  }

  private static long count(Difference difference, Kind kind) {
    return difference.total().of(kind);
  }

  @Test
  void aFactWhoseRowWasLeftOutIsKeptAndEveryOtherIsWithdrawn() {
    Fact one = named(seat("s1", "x", "D1A", 2015, "02052"), "r1");
    Fact two = named(seat("s1", "y", "D1A", 2015, "02052"), "r2");
    Fact three = named(seat("s1", "z", "D1A", 2015, "02052"), "r3");
    deliveries.publish(one, two, three);
    deliveries.leavingOut(
        refused(FactType.SECTIONS, "s1", "r1"), unexplained(FactType.SECTIONS, "s1", "r2"));
    Difference difference = deliveries.deliver(ALL, List.of());
    assertThat(count(difference, Kind.KEPT)).isEqualTo(2);
    assertThat(count(difference, Kind.WITHDRAWN)).isOne();
    assertThat(difference.named(Kind.KEPT)).hasSize(2);
    assertThat(difference.withdrawnStudents()).isZero();
    assertThat(difference.leftOut().of(FactType.SECTIONS))
        .isEqualTo(new LeftOutCounts.Counts(1, 1, 0));
    assertThat(said(deliveries.standing())).isEqualTo(said(List.of(one, two)));
    // Once the rows are mended, or gone, all is as ever.
    assertThat(count(deliveries.leavingOut().deliver(ALL, List.of(one)), Kind.WITHDRAWN)).isOne();
    assertThat(said(deliveries.standing())).isEqualTo(said(List.of(one)));
  }

  @Test
  void anUnexplainedRowOfWhichNothingWasPublishedKeepsNothing() {
    Fact seat = named(seat("s1", "x", "D1A", 2015, "02052"), "r1");
    deliveries.publish(seat);
    deliveries.leavingOut(unexplained(FactType.SECTIONS, "s1", "physical-education"));
    assertThat(count(deliveries.deliver(ALL, List.of()), Kind.WITHDRAWN)).isOne();
  }

  @Test
  void aRefusedRowUnderAnUnknownIdKeepsWhateverOfItsStudentAndTopicItMayBe() {
    Fact mark = named(grade("s1", "x", "S1", 2015, "B"), "old-1");
    Fact ofAnother = named(grade("s2", "x", "S1", 2015, "B"), "old-2");
    Fact seat = named(seat("s1", "x", "D1A", 2015, "02052"), "old-3");
    deliveries.publish(mark, ofAnother, seat);
    deliveries.leavingOut(refused(FactType.GRADES, "s1", "new-1"));
    Difference difference = deliveries.deliver(ALL, List.of());
    assertThat(count(difference, Kind.KEPT)).isOne();
    assertThat(said(deliveries.standing())).isEqualTo(said(List.of(mark)));
  }

  @Test
  void aRowWithoutAFactIdKeepsWhateverOfItsStudentAndTopicIsMissing() {
    Fact first = stay("s1", "D1A", "08", "2014-08-20");
    Fact second = stay("s1", "D1B", "09", "2015-08-20");
    Fact moved = stay("s1", "D1B", "09", "2015-08-23");
    deliveries.publish(first, second, student("s1"), student("s2"));
    deliveries.leavingOut(
        refused(FactType.ENROLLMENTS, "s1", null), unexplained(FactType.STUDENTS, "s2", null));
    Difference difference = deliveries.deliver(ALL, List.of(moved));
    assertThat(count(difference, Kind.REKEYED)).isOne();
    assertThat(count(difference, Kind.KEPT)).isEqualTo(2);
    assertThat(count(difference, Kind.WITHDRAWN)).isOne();
    assertThat(said(deliveries.standing())).isEqualTo(said(List.of(first, moved, student("s2"))));
  }

  @Test
  void aFactThatIsDeliveredInAnotherRowIsTakenAndAWithdrawalIsOne() {
    Fact mark = named(grade("s1", "x", "S1", 2015, "B"), "r1");
    Fact other = named(grade("s1", "y", "S1", 2015, "B"), "r2");
    Fact changed = at(named(grade("s1", "x", "S1", 2015, "A"), "r1"), 2_000);
    deliveries.publish(mark, other);
    deliveries.leavingOut(
        refused(FactType.GRADES, "s1", "r1"), refused(FactType.GRADES, "s1", "r2"));
    Difference difference = deliveries.deliver(ALL, List.of(changed, withdrawn(other, 2_000)));
    assertThat(count(difference, Kind.KEPT)).isZero();
    assertThat(said(deliveries.standing())).isEqualTo(said(List.of(changed)));
  }

  @Test
  void rowsUnderAnotherIdOfTheStudentAreOfTheSameFacts() {
    Fact mark = named(grade("s1", "x", "S1", 2015, "B"), "r1");
    Fact stay = stay("s1", "D1A", "08", "2014-08-20");
    Fact link = link("s1", "n1");
    deliveries.publish(mark, stay);
    deliveries.leavingOut(
        unexplained(FactType.GRADES, "n1", "r1"), refused(FactType.ENROLLMENTS, "n1", null));
    Difference difference = deliveries.deliver(ALL, List.of(link));
    assertThat(count(difference, Kind.KEPT)).isEqualTo(2);
    assertThat(said(deliveries.standing())).isEqualTo(said(List.of(mark, stay, link)));
  }

  @Test
  void aRefusedLinkKeepsThatLinkAndStillJoins() {
    Fact link = link("s1", "n1");
    Fact other = link("s2", "n2");
    Fact stay = stay("s1", "D1A", "08", "2014-08-20");
    deliveries.publish(link, other, stay);
    deliveries.leavingOut(refused(FactType.IDENTITIES, "s1", null));
    Difference difference = deliveries.deliver(ALL, List.of(stay("n1", "D1A", "08", "2014-08-20")));
    assertThat(count(difference, Kind.REKEYED)).isOne();
    assertThat(count(difference, Kind.KEPT)).isOne();
    assertThat(difference.named(Kind.WITHDRAWN).get(0).fact().envelope().studentId())
        .isEqualTo("s2");
  }

  @Test
  void rowsOfNobodyAreDoubtedWhereFactsOfTheirTopicWouldBeWithdrawn() {
    Fact[] marks = new Fact[100];
    for (int i = 0; i < marks.length; i++) {
      marks[i] = grade("s" + i, "x", "S1", 2015, "B");
    }
    deliveries.publish(marks);
    List<Fact> oneLess = List.of(marks).subList(1, marks.length);
    deliveries.leavingOut(refused(FactType.SECTIONS, null, "r1"));
    assertThat(difference(oneLess).doubt()).isNull();
    deliveries.leavingOut(refused(FactType.GRADES, "NULL", "r1"));
    assertThat(difference(List.of(marks)).doubt()).isNull();
    assertThat(difference(oneLess).doubt())
        .contains("1 rows of grades", "do not say whose they are", "among the 1 that it");
  }

  private Difference difference(List<Fact> delivery) {
    LeftOutCounts counts = new LeftOutCounts();
    deliveries.leftOut().forEach(counts::add);
    Difference difference = new Difference(counts);
    deliveries.changes(ALL, delivery).forEach(difference::add);
    return difference;
  }

  @Test
  void aFactThatAnotherSourceHasWithdrawnLaterIsSaidNotToStand() {
    Fact mine = student("s1");
    deliveries.publish(mine, withdrawn(of(mine, "other"), 2_000));
    Difference difference =
        deliveries.deliver(ALL, List.of(mine, stay("s1", "D1A", "08", "2014-08-20")));
    assertThat(difference.overruled()).isOne();
    difference = deliveries.deliver(ALL, List.of(at(mine, 3_000)));
    assertThat(difference.overruled()).isZero();
    assertThat(said(deliveries.standing())).isEqualTo(said(List.of(mine)));
  }

  @Test
  void aWithdrawalThatDoesNotSayWhoseItIsGivesWayToADeliveryThatHasTheFact() {
    Fact mark = named(grade("s1", "x", "S1", 2015, "B"), "r1");
    deliveries.publish(mark, of(withdrawn(mark, 5_000), ""));
    assertThat(count(deliveries.deliver(ALL, List.of(mark)), Kind.NEW)).isOne();
    assertThat(said(deliveries.standing())).isEqualTo(said(List.of(mark)));
  }

  @Test
  void whatAnotherSourceHoldsTooIsNotWithdrawnForIt() {
    Fact mine = at(student("s1"), 2_000);
    Fact theirs = of(student("s1"), "other");
    Fact stay = stay("s1", "D1A", "08", "2014-08-20");
    deliveries.publish(theirs, mine, stay);
    Difference difference = deliveries.deliver(ALL, List.of());
    assertThat(count(difference, Kind.KEPT)).isOne();
    assertThat(said(deliveries.standing())).isEqualTo(said(List.of(mine)));
    deliveries.publish(withdrawn(theirs, 1_500));
    assertThat(count(deliveries.deliver(ALL, List.of()), Kind.WITHDRAWN)).isOne();
    assertThat(deliveries.standing()).isEmpty();
  }
}
