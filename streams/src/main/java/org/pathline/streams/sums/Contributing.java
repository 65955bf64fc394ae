package org.pathline.streams.sums;

import java.util.Map;

/**
 * How contributions of students are added up and stored.
 *
 * @param <C> what one student contributes
 * @param <S> sums of contributions
 */
public interface Contributing<C, S> {
  /** Bytes of a contribution, equal ones for equal contributions; null where it is nothing. */
  byte[] stored(C contribution);

  /** Contribution from its bytes. */
  C contribution(byte[] stored);

  /** Adds a contribution to the sums of its keys, or takes it away where the sign is -1. */
  void add(C contribution, int sign, Map<String, S> sums);

  /** Whether sums have come to nothing. */
  boolean isZero(S sums);

  /** Bytes of sums. */
  byte[] bytes(S sums);
}
