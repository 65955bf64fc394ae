package org.pathline.domain.pathway;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactOrder;
import org.pathline.domain.fact.FactType;

/**
 * The greatest version of each fact that one id has received, retractions included; immutable.
 *
 * <p>Folding is idempotent and commutative: the same facts in any order, any number of times, give
 * equal versions.
 */
public final class FactVersions {
  private static final int TYPES = FactType.values().length;
  private static final Fact[] NONE = {};

  /** Versions of an id that has received nothing. */
  public static final FactVersions EMPTY = new FactVersions(emptyTypes());

  private final Fact[][] byType;

  private FactVersions(Fact[][] byType) {
    this.byType = byType;
  }

  private static Fact[][] emptyTypes() {
    Fact[][] types = new Fact[TYPES][];
    Arrays.fill(types, NONE);
    return types;
  }

  /**
   * Versions from facts that are already in order of identity within each type, one per identity.
   *
   * @param byType facts of each type, by ordinal of {@link FactType}; missing types are empty
   */
  public static FactVersions ofSorted(Fact[][] byType) {
    Fact[][] types = emptyTypes();
    for (int i = 0; i < byType.length; i++) {
      types[i] = byType[i] == null ? NONE : byType[i];
    }
    return new FactVersions(types);
  }

  /** Versions after the arrivals; this same object where none of them changes anything. */
  public FactVersions fold(List<Fact> arrivals, FactOrder.Encoding encoding) {
    List<List<Fact>> changed = new ArrayList<>(Collections.nCopies(TYPES, null));
    boolean any = false;
    for (Fact arrival : arrivals) {
      int type = arrival.type().ordinal();
      List<Fact> versions = changed.get(type);
      int found =
          versions == null
              ? Arrays.binarySearch(byType[type], arrival, FactOrder.BY_IDENTITY)
              : Collections.binarySearch(versions, arrival, FactOrder.BY_IDENTITY);
      Fact present =
          found < 0 ? null : versions == null ? byType[type][found] : versions.get(found);
      if (present != null && !FactOrder.supersedes(arrival, present, encoding)) {
        continue;
      }
      if (versions == null) {
        versions = new ArrayList<>(byType[type].length + arrivals.size());
        Collections.addAll(versions, byType[type]);
        changed.set(type, versions);
        any = true;
      }
      if (present != null) {
        versions.set(found, arrival);
      } else {
        versions.add(-found - 1, arrival);
      }
    }
    if (!any) {
      return this;
    }
    Fact[][] types = byType.clone();
    for (int i = 0; i < TYPES; i++) {
      if (changed.get(i) != null) {
        types[i] = changed.get(i).toArray(NONE);
      }
    }
    return new FactVersions(types);
  }

  /** Versions of one type in order of identity; not to be changed. */
  public Fact[] ofType(FactType type) {
    return byType[type.ordinal()];
  }

  /** How many versions there are. */
  public int size() {
    int size = 0;
    for (Fact[] facts : byType) {
      size += facts.length;
    }
    return size;
  }

  /** How many facts are not retracted. */
  public int standing() {
    int standing = 0;
    for (Fact[] facts : byType) {
      for (Fact fact : facts) {
        standing += fact.envelope().retracted() ? 0 : 1;
      }
    }
    return standing;
  }

  /** Whether there is a version of the same fact. */
  public boolean hasVersionOf(Fact fact) {
    return Arrays.binarySearch(byType[fact.type().ordinal()], fact, FactOrder.BY_IDENTITY) >= 0;
  }

  /** The versions that fulfil a condition; this same object where all do. */
  public FactVersions only(Predicate<Fact> condition) {
    Fact[][] types = byType.clone();
    boolean all = true;
    for (int i = 0; i < TYPES; i++) {
      Fact[] kept = Arrays.stream(types[i]).filter(condition).toArray(Fact[]::new);
      if (kept.length < types[i].length) {
        types[i] = kept;
        all = false;
      }
    }
    return all ? this : new FactVersions(types);
  }

  /** Hands on each version. */
  public void forEach(Consumer<Fact> action) {
    for (Fact[] facts : byType) {
      for (Fact fact : facts) {
        action.accept(fact);
      }
    }
  }

  /** Whether nothing was ever received. */
  public boolean isEmpty() {
    for (Fact[] facts : byType) {
      if (facts.length > 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * Facts that stand for one student who received facts under several ids: versions of one fact
   * compete across the ids, and retracted facts are left out.
   */
  public static StandingFacts standing(List<FactVersions> ids, FactOrder.Encoding encoding) {
    FactVersions merged = ids.isEmpty() ? EMPTY : ids.get(0);
    for (int i = 1; i < ids.size(); i++) {
      List<Fact> others = new ArrayList<>();
      for (Fact[] facts : ids.get(i).byType) {
        Collections.addAll(others, facts);
      }
      merged = merged.fold(others, encoding);
    }
    Fact[][] standing = new Fact[TYPES][];
    for (int i = 0; i < TYPES; i++) {
      standing[i] = withoutRetracted(merged.byType[i]);
    }
    return new StandingFacts(standing);
  }

  private static Fact[] withoutRetracted(Fact[] facts) {
    int kept = 0;
    for (Fact fact : facts) {
      if (!fact.envelope().retracted()) {
        kept++;
      }
    }
    if (kept == facts.length) {
      return facts;
    }
    Fact[] standing = new Fact[kept];
    int i = 0;
    for (Fact fact : facts) {
      if (!fact.envelope().retracted()) {
        standing[i++] = fact;
      }
    }
    return standing;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FactVersions that && Arrays.deepEquals(byType, that.byType);
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(byType);
  }

  @Override
  public String toString() {
    return Arrays.deepToString(byType);
  }
}
