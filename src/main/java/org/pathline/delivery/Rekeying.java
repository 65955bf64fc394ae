package org.pathline.delivery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactType;
import org.pathline.publish.FactRow;

/**
 * Finds facts of one student and type whose key has changed and nothing else.
 *
 * <p>Tried in this order: the same fact under another id of the student; the same in all but its
 * {@code factId} or student id; the same in all but one part of its natural key; and where at least
 * three cells of its content say something, the same content. The school year, the term of a mark
 * and the quarter of wages are never taken for a key that has changed: a delivery of the next year
 * is not this year's under other keys.
 */
final class Rekeying {
  private static final int TELLING_CELLS = 3;

  private final List<HeldFact> gone;
  private final List<HeldFact> come;
  private final Map<HeldFact, HeldFact> pairs = new IdentityHashMap<>();

  private Rekeying(List<HeldFact> gone, List<HeldFact> come) {
    this.gone = new ArrayList<>(gone);
    this.come = new ArrayList<>(come);
  }

  /**
   * What each of the facts goes on as.
   *
   * @param gone facts that stand and are not delivered
   * @param come facts that are delivered and do not stand
   */
  static Map<HeldFact, HeldFact> of(List<HeldFact> gone, List<HeldFact> come) {
    Rekeying rekeying = new Rekeying(gone, come);
    rekeying.pair(Rekeying::whole);
    FactType type = gone.get(0).type();
    if (!rekeying.gone.isEmpty() && !rekeying.come.isEmpty()) {
      int parts = FactRow.keyColumns(type).size();
      for (int part = 0; part < parts; part++) {
        int left = part;
        if (!isPeriod(type, left)) {
          rekeying.pair(fact -> withoutKeyPart(fact, left));
        }
      }
      rekeying.pair(Rekeying::contentIfTelling);
    }
    return rekeying.pairs;
  }

  private void pair(Function<Fact, @Nullable List<String>> form) {
    Map<List<String>, List<HeldFact>> free = new HashMap<>();
    for (HeldFact each : come) {
      List<String> key = form.apply(Objects.requireNonNull(each.delivered()));
      if (key != null) {
        free.computeIfAbsent(key, absent -> new ArrayList<>()).add(each);
      }
    }
    for (Iterator<HeldFact> each = gone.iterator(); each.hasNext() && !come.isEmpty(); ) {
      HeldFact from = each.next();
      List<HeldFact> candidates = free.get(form.apply(from.standing()));
      if (candidates != null && !candidates.isEmpty()) {
        HeldFact to = candidates.remove(0);
        pairs.put(from, to);
        come.remove(to);
        each.remove();
      }
    }
  }

  /** All cells, and the school year: no change of key moves a fact into another one. */
  private static List<String> whole(Fact fact) {
    List<String> cells = FactRow.payload(fact);
    cells.add(String.valueOf(FactPlace.of(fact).schoolYear()));
    return cells;
  }

  private static List<String> withoutKeyPart(Fact fact, int part) {
    List<String> cells = whole(fact);
    cells.set(FactRow.keyColumns(fact.type()).get(part), "");
    return cells;
  }

  /** Two facts that say little may say the same by chance. */
  private static @Nullable List<String> contentIfTelling(Fact fact) {
    List<String> cells = whole(fact);
    FactRow.keyColumns(fact.type()).stream()
        .filter(column -> !isPeriod(fact.type(), column))
        .forEach(column -> cells.set(column, ""));
    return cells.stream().filter(cell -> !cell.isEmpty()).count() > TELLING_CELLS ? cells : null;
  }

  /** A mark of another term, or wages of another quarter, are other facts however alike. */
  private static boolean isPeriod(FactType type, int column) {
    return (type == FactType.GRADES || type == FactType.EMPLOYMENT) && column == 1;
  }
}
