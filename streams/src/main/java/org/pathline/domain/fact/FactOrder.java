package org.pathline.domain.fact;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;

/**
 * The two orders that make arrival order irrelevant: by identity, and among versions of one fact.
 *
 * <p>Of two versions the one recorded later stands; where both were recorded at the same
 * millisecond, the one whose encoding is greater, byte by byte as unsigned numbers.
 */
public final class FactOrder {

  /** Encoding of a fact that decides between versions of the same millisecond. */
  @FunctionalInterface
  public interface Encoding {
    /** Complete, deterministic encoding of the fact. */
    byte[] encode(Fact fact);
  }

  /** Order of facts of one type by identity; zero means two versions of one fact. */
  public static final Comparator<Fact> BY_IDENTITY = FactOrder::compareIdentity;

  /** Order of facts of all types. */
  public static final Comparator<Fact> BY_TOPIC_AND_IDENTITY =
      Comparator.comparing((Fact fact) -> fact.type().noun()).thenComparing(BY_IDENTITY);

  private FactOrder() {}

  private static int compareIdentity(Fact one, Fact two) {
    boolean named = one.envelope().hasFactId();
    if (named != two.envelope().hasFactId()) {
      return named ? 1 : -1;
    }
    return named
        ? Objects.requireNonNull(one.envelope().factId()).compareTo(two.envelope().factId())
        : one.compareNaturalKey(two);
  }

  /** Whether the first of two versions stands rather than the second. */
  public static boolean supersedes(Fact one, Fact two, Encoding encoding) {
    long first = one.envelope().recordedAt();
    long second = two.envelope().recordedAt();
    if (first != second) {
      return first > second;
    }
    return !one.equals(two)
        && Arrays.compareUnsigned(encoding.encode(one), encoding.encode(two)) > 0;
  }
}
