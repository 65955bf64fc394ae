package org.pathline.delivery;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactType;

/**
 * What a delivery makes of one fact.
 *
 * @param kind what happens to it
 * @param before the version that stands; null where none does
 * @param after the delivered version; null where the delivery has none
 * @param place where and when it belongs
 * @param inScope whether it is one of those of which the delivery is complete
 * @param toSend what must be sent, withdrawals first
 * @param overruled whether the delivered version does not stand even so, because another source has
 *     a later one
 */
public record Change(
    Kind kind,
    @Nullable Fact before,
    @Nullable Fact after,
    FactPlace place,
    boolean inScope,
    List<Fact> toSend,
    boolean overruled) {

  /** What can happen to a fact. */
  public enum Kind {
    NEW,
    CHANGED,
    UNCHANGED,
    /** The same content under another key, {@code factId} or student id. */
    REKEYED,
    WITHDRAWN,
    /** Not delivered as a fact, and not withdrawn: a row of it is there, or another source's. */
    KEPT;

    /** The kind in lower case, as it is printed. */
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** Type of the fact. */
  public FactType type() {
    return fact().type();
  }

  /** The fact as it is now, or was. */
  public Fact fact() {
    if (after != null) {
      return after;
    }
    if (before == null) {
      throw new IllegalStateException("a change of nothing");
    }
    return before;
  }
}
