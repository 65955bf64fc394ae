package org.pathline.publish;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.pathline.domain.fact.Doubt;

/**
 * How often something was doubted, and where first.
 *
 * @param count pairs of ids, ids, stays, students or facts: of what there is one doubt each
 * @param file file of the first
 * @param line physical line of the first, from 1
 * @param first the first doubt
 */
public record Doubted(Doubt.Kind kind, long count, String file, long line, Doubt first) {

  /** Both, in the order of the kinds; of one kind the first of them tells where. */
  static List<Doubted> together(List<Doubted> one, List<Doubted> two) {
    Map<Doubt.Kind, Doubted> all = new EnumMap<>(Doubt.Kind.class);
    Stream.concat(one.stream(), two.stream())
        .forEach(each -> all.merge(each.kind(), each, Doubted::and));
    return List.copyOf(all.values());
  }

  /** The same with more of its kind. */
  public Doubted and(Doubted more) {
    return new Doubted(kind, count + more.count, file, line, first);
  }

  /** The same without any id. */
  Doubted discreet() {
    return kind == Doubt.Kind.SIMILAR_IDS
        ? new Doubted(
            kind,
            count,
            file,
            line,
            new Doubt(kind, first.field(), "it names no record, and another id is nearly the same"))
        : this;
  }

  /** The doubt in a line for people. */
  public String text() {
    return String.format(
        java.util.Locale.ROOT,
        "doubted: %s %,d, first %s:%d: %s: %s",
        kind,
        count,
        file,
        line,
        first.field(),
        first.detail());
  }
}
