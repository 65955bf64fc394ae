package org.pathline.streams.sums;

import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.Violation;
import org.pathline.events.Pathway;
import org.pathline.streams.ingest.ReadPosition;

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
  @Nullable Violation excess(C contribution);

  /** Bytes of a contribution, equal ones for equal contributions; null where it is nothing. */
  byte @Nullable [] stored(C contribution);

  /** Contribution from its bytes. */
  C contribution(byte[] stored);

  /**
   * Adds a contribution to the sums of its keys, or takes it away where the sign is -1.
   *
   * <p>Exact, whatever the order; what was added before an exception is taken away by the same call
   * with the other sign.
   *
   * @param sums of a key, made where there are none yet
   * @return by about how many bytes of memory the sums have grown, but for what each new key takes
   */
  long add(C contribution, int sign, Function<String, S> sums);

  /** Sums of nothing. */
  S nothing();

  /** Whether sums have come to nothing. */
  boolean isZero(S sums);

  /**
   * What the key of a sum has in common with all those whose changes are to be seen together: the
   * key of the records that bring them.
   */
  String together(String key);

  /**
   * Hands over the values of the records that bring changes of sums that belong together.
   *
   * @param sums by their keys, none of them nothing
   * @param read how far in the pathways they go
   */
  void changes(SortedMap<String, S> sums, ReadPosition read, Consumer<byte[]> action);
}
