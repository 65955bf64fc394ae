package org.pathline.streams.sums;

import java.util.Map;
import java.util.function.Consumer;
import org.pathline.domain.fact.Violation;
import org.pathline.events.Pathway;

/**
 * How contributions of students are derived, added up and stored.
 *
 * @param <C> what one student contributes
 * @param <S> sums of contributions
 */
public interface Contributing<C, S> {
  /** What a student contributes; whatever it throws sets the student aside. */
  C of(Pathway pathway);

  /** What about a contribution exceeds a bound; null where nothing does. */
  Violation excess(C contribution);

  /** Bytes of a contribution, equal ones for equal contributions; null where it is nothing. */
  byte[] stored(C contribution);

  /** Contribution from its bytes. */
  C contribution(byte[] stored);

  /**
   * Adds a contribution to the sums of its keys, or takes it away where the sign is -1.
   *
   * <p>Exact, whatever the order; what was added before an exception is taken away by the same call
   * with the other sign.
   *
   * @return by about how many bytes of memory the sums have grown
   */
  long add(C contribution, int sign, Map<String, S> sums);

  /** Whether sums have come to nothing. */
  boolean isZero(S sums);

  /** Hands over the bytes of sums, of large ones in several portions that add up to them. */
  void portions(S sums, Consumer<byte[]> action);
}
