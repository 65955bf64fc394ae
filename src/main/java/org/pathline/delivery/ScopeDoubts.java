package org.pathline.delivery;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.FactType;

/**
 * Whether a scope is of what it seems to be: its source is not another one's name written
 * otherwise, and there are facts of what it names.
 */
final class ScopeDoubts {
  private static final int MOST_NAMED = 5;

  private final Scope scope;
  private final Reconciliation facts;
  private final Set<String> knownAsOthers;

  /**
   * What is to be said of a scope, once its facts were compared.
   *
   * @param knownAsOthers sources that whoever sends it knows to be others
   */
  ScopeDoubts(Scope scope, Reconciliation facts, Set<String> knownAsOthers) {
    this.scope = scope;
    this.facts = facts;
    this.knownAsOthers = knownAsOthers;
  }

  /** Why the delivery is refused; null where it is not. */
  @Nullable String refusal() {
    List<String> near =
        new ArrayList<>(SourceNames.near(scope.source(), facts.otherSources().keySet()));
    near.removeAll(knownAsOthers);
    if (!near.isEmpty()) {
      String other = near.get(0);
      return String.format(
          Locale.ROOT,
          "%,d facts were published by '%s' and %,d by '%s', whose names are nearly the same;"
              + " those of '%s' would stand beside this delivery. If it is the same system, publish"
              + " under its name; if it is another one, say so with --other-source '%s'",
          facts.otherSources().getOrDefault(other, 0L),
          other,
          facts.published(),
          scope.source(),
          other,
          other);
    }
    if (facts.delivered() == 0 && facts.published() == 0) {
      return "it has no facts, and '" + scope.source() + "' has published none" + sources();
    }
    String lacking = lacking("district", scope.districts(), facts.districts());
    return lacking != null ? lacking : lacking("year", scope.schoolYears(), facts.schoolYears());
  }

  private static <T extends Comparable<T>> @Nullable String lacking(
      String what, SortedSet<T> named, SortedSet<T> known) {
    SortedSet<T> lacking = new TreeSet<>(named);
    lacking.removeAll(known);
    return lacking.isEmpty()
        ? null
        : "neither it nor what its source has published has facts of "
            + what
            + "="
            + some(lacking)
            + (known.isEmpty() ? "" : "; there are facts of " + some(known));
  }

  /** What whoever sends it should know. */
  List<String> notes(Difference difference) {
    List<String> notes = new ArrayList<>();
    if (facts.published() == 0) {
      notes.add("'" + scope.source() + "' has published nothing before" + sources());
    }
    if (facts.delivered() == 0) {
      notes.add("the delivery has no facts");
    }
    if (scope.topics().size() < FactType.values().length) {
      for (FactType type : scope.topics()) {
        if (!difference.topics().containsKey(type)) {
          notes.add("there are no " + type.noun() + ", neither delivered nor published");
        }
      }
    }
    difference.leftOut().byTopic().forEach((type, rows) -> notes.add(leftOut(type.noun(), rows)));
    long kept = difference.total().of(Change.Kind.KEPT);
    if (kept > 0) {
      notes.add(
          String.format(
              Locale.ROOT,
              "%,d facts are kept though none of the delivery's is of them: a row of theirs became"
                  + " none, or another source holds them, too",
              kept));
    }
    if (difference.overruled() > 0) {
      notes.add(
          String.format(
              Locale.ROOT,
              "%,d facts of the delivery do not stand: another source has published or withdrawn"
                  + " them later",
              difference.overruled()));
    }
    Change first = difference.firstOutside();
    if (first != null) {
      notes.add(
          String.format(
              Locale.ROOT,
              "%,d facts of the delivery lie outside the scope, the first %s of %s%s; they are"
                  + " sent, and what else was published there stays",
              difference.outside(),
              first.type().noun(),
              first.fact().envelope().studentId(),
              place(first.place())));
    }
    return notes;
  }

  private static String leftOut(String noun, LeftOutCounts.Counts rows) {
    return String.format(
        Locale.ROOT,
        "of %s, %,d rows were refused and %,d could not be carried over%s",
        noun,
        rows.refused(),
        rows.unexplained(),
        rows.ofNobody() == 0
            ? ""
            : String.format(
                Locale.ROOT, "; %,d of them do not say whose they are", rows.ofNobody()));
  }

  private static String place(FactPlace place) {
    return (place.districtId() == null ? "" : ", district " + place.districtId())
        + (place.schoolYear() == null ? "" : ", year " + place.schoolYear());
  }

  private String sources() {
    Map<String, Long> others = facts.otherSources();
    return others.isEmpty() ? "" : "; sources that have are " + some(others.keySet());
  }

  private static String some(Collection<?> values) {
    return values.stream().limit(MOST_NAMED).map(String::valueOf).collect(Collectors.joining(", "))
        + (values.size() > MOST_NAMED ? ", …" : "");
  }
}
