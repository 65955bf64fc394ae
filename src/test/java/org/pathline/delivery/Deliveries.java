package org.pathline.delivery;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.pathline.delivery.HeldFact.Side;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactOrder;
import org.pathline.publish.LeftOut;
import org.pathline.streams.codec.FactCodec;

/** What was ever sent to a cluster, and what a complete delivery adds to it; without a cluster. */
final class Deliveries {
  private final FactCodec codec = new FactCodec();
  private final List<Fact> log = new ArrayList<>();
  private final List<LeftOut> leftOut = new ArrayList<>();

  /** Sends facts as they are. */
  Deliveries publish(Fact... facts) {
    log.addAll(List.of(facts));
    return this;
  }

  /** Rows of the next deliveries that become no facts. */
  Deliveries leavingOut(LeftOut... rows) {
    leftOut.clear();
    leftOut.addAll(List.of(rows));
    return this;
  }

  List<LeftOut> leftOut() {
    return leftOut;
  }

  /** Compares a delivery with what was sent, and sends the difference. */
  Difference deliver(String scope, List<? extends Fact> delivery) {
    LeftOutCounts counts = new LeftOutCounts();
    leftOut.forEach(counts::add);
    Difference difference = new Difference(counts);
    List<Fact> sent = new ArrayList<>();
    changes(scope, delivery)
        .forEach(
            student -> {
              difference.add(student);
              student.forEach(change -> sent.addAll(change.toSend()));
            });
    log.addAll(sent);
    return difference;
  }

  /** The changes of each student; nothing is sent. */
  List<List<Change>> changes(String scope, List<? extends Fact> delivery) {
    Scope wanted = Scope.parse(scope);
    List<List<Change>> changes = new ArrayList<>();
    try (GatheredFacts facts = new GatheredFacts()) {
      delivery.forEach(fact -> facts.add(Side.DELIVERED, fact));
      for (LeftOut row : leftOut) {
        Fact fact = row.withoutContent();
        if (fact != null) {
          facts.add(row.refused() ? Side.REFUSED : Side.UNEXPLAINED, fact);
        }
      }
      for (Fact fact : log) {
        boolean own =
            fact.envelope().source().equals(wanted.source()) || fact.envelope().source().isEmpty();
        facts.add(own ? Side.PUBLISHED : Side.FOREIGN, fact);
      }
      facts.joinLinked();
      facts.forEachStudent(
          student -> changes.add(StudentChanges.of(wanted, List.copyOf(student), codec)));
    }
    return changes;
  }

  /** Sends only some of what a delivery would, as one that dies on its way. */
  void deliverInPart(String scope, List<? extends Fact> delivery, int students) {
    changes(scope, delivery).stream()
        .limit(students)
        .forEach(student -> student.forEach(change -> log.addAll(change.toSend())));
  }

  /** Facts that stand: what a folding of the log leaves. */
  List<Fact> standing() {
    List<Fact> last = new ArrayList<>();
    for (Fact fact : log) {
      int at = 0;
      while (at < last.size() && !isVersion(last.get(at), fact)) {
        at++;
      }
      if (at == last.size()) {
        last.add(fact);
      } else if (FactOrder.supersedes(fact, last.get(at), codec)) {
        last.set(at, fact);
      }
    }
    return last.stream().filter(fact -> !fact.envelope().retracted()).toList();
  }

  private static boolean isVersion(Fact one, Fact two) {
    return one.type() == two.type()
        && one.envelope().studentId().equals(two.envelope().studentId())
        && FactOrder.BY_IDENTITY.compare(one, two) == 0;
  }

  /** What facts say apart from when they were recorded, in an order of their own. */
  static List<String> said(List<? extends Fact> facts) {
    return facts.stream()
        .map(
            fact ->
                fact.toString()
                    .replaceAll("recordedAt=\\d+, ", "")
                    .replace("factId=]", "factId=null]"))
        .sorted(Comparator.naturalOrder())
        .toList();
  }
}
