package org.pathline.publish;

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
