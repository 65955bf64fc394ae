package org.pathline.domain.fact;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Folds versions of the few facts that share a record key other than a student's.
 *
 * @param <F> type of the facts
 */
public final class KeyVersions<F extends Fact> {
  private final FactOrder.Encoding encoding;

  /** Folding that tells versions of one millisecond apart by their encoding. */
  public KeyVersions(FactOrder.Encoding encoding) {
    this.encoding = encoding;
  }

  /** Keeps the greatest version per identity; says whether anything changed. */
  public boolean fold(List<F> versions, F arrival) {
    for (int i = 0; i < versions.size(); i++) {
      if (FactOrder.BY_IDENTITY.compare(versions.get(i), arrival) == 0) {
        if (!FactOrder.supersedes(arrival, versions.get(i), encoding)) {
          return false;
        }
        versions.set(i, arrival);
        return true;
      }
    }
    versions.add(arrival);
    return true;
  }

  /** The greatest of the facts that stand, which speaks for the key; null where none stands. */
  public @Nullable F greatest(Collection<F> versions) {
    F greatest = null;
    for (F version : versions) {
      if (!version.envelope().retracted()
          && (greatest == null || FactOrder.supersedes(version, greatest, encoding))) {
        greatest = version;
      }
    }
    return greatest;
  }
}
