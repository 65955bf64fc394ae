package org.pathline.delivery;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactOrder;
import org.pathline.domain.fact.FactType;

/**
 * One fact of one student id, by its identity: what the source has published of it, what others
 * have, and what is delivered now; or of which a row was delivered that became no fact.
 */
final class HeldFact {
  /** Where a version of a fact comes from. */
  enum Side {
    /** The source's own, on Kafka. */
    PUBLISHED,
    /** Of another source, on Kafka. */
    FOREIGN,
    DELIVERED,
    /** A row that was refused: only its ids are known. */
    REFUSED,
    /** A row that could not be explained: the same. */
    UNEXPLAINED;

    /** Whether what is there are facts, and not only their ids. */
    boolean hasFacts() {
      return this != REFUSED && this != UNEXPLAINED;
    }
  }

  private final FactOrder.Encoding encoding;
  private final Fact any;
  private final @Nullable Fact[] last = new Fact[Side.values().length];

  /** Of a fact of which one version is known. */
  HeldFact(Side side, Fact fact, FactOrder.Encoding encoding) {
    this.encoding = encoding;
    any = fact;
    add(side, fact);
  }

  /** Adds a version; the one that stands among those of its side is kept. */
  void add(Side side, Fact fact) {
    Fact before = last[side.ordinal()];
    if (before == null || FactOrder.supersedes(fact, before, encoding)) {
      last[side.ordinal()] = fact;
    }
  }

  boolean isVersionOf(Fact fact) {
    return any.type() == fact.type()
        && any.envelope().studentId().equals(fact.envelope().studentId())
        && FactOrder.BY_IDENTITY.compare(any, fact) == 0;
  }

  FactType type() {
    return any.type();
  }

  String studentId() {
    return any.envelope().studentId();
  }

  /** Whether two are the same fact, perhaps of two student ids. */
  boolean hasIdentityOf(HeldFact other) {
    return type() == other.type() && FactOrder.BY_IDENTITY.compare(any, other.any) == 0;
  }

  /** The source's last version, also where it is a retraction; null where it has published none. */
  @Nullable Fact published() {
    return last[Side.PUBLISHED.ordinal()];
  }

  /** The delivered version, also where it is a retraction; null where there is none. */
  @Nullable Fact delivered() {
    return last[Side.DELIVERED.ordinal()];
  }

  /** Whether the delivery has the fact. */
  boolean isDelivered() {
    Fact delivered = delivered();
    return delivered != null && !delivered.envelope().retracted();
  }

  /** Whether the fact stands, and in a version of the source's own. */
  boolean isStanding() {
    Fact published = published();
    return published != null && !published.envelope().retracted() && prevails(published);
  }

  /** Whether any version of it is known, and not only a row of it that became no fact. */
  boolean isKnown() {
    return published() != null || delivered() != null;
  }

  /** Whether a row of it became no fact. */
  boolean isLeftOut() {
    return isRefused() || last[Side.UNEXPLAINED.ordinal()] != null;
  }

  /** Whether a row of it was refused. */
  boolean isRefused() {
    return last[Side.REFUSED.ordinal()] != null;
  }

  /** The id that the publisher gave it; null where it has none. */
  @Nullable String factId() {
    return any.envelope().hasFactId() ? any.envelope().factId() : null;
  }

  /** The identity in words; natural keys of two facts may read alike. */
  String identity() {
    return any.identity();
  }

  /** Whether it stands in a version of another source, as far as that depends on others. */
  boolean isHeldByOthers() {
    Fact foreign = last[Side.FOREIGN.ordinal()];
    return foreign != null && !foreign.envelope().retracted();
  }

  /** Whether another source has published a version. */
  boolean isForeignToo() {
    return last[Side.FOREIGN.ordinal()] != null;
  }

  /** Whether a version would stand against those of other sources. */
  boolean prevails(Fact version) {
    Fact foreign = last[Side.FOREIGN.ordinal()];
    return foreign == null || FactOrder.supersedes(version, foreign, encoding);
  }

  /** The source's version that stands. */
  Fact standing() {
    return Objects.requireNonNull(published());
  }
}
