package org.pathline.imports;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.pathline.domain.fact.Doubt;
import org.pathline.publish.Doubted;

/** What is doubtful in records of another system, by kind, with the place of the first. */
public final class PlacedDoubts {
  private final Map<Doubt.Kind, Doubted> doubts = new EnumMap<>(Doubt.Kind.class);

  /**
   * Counts a doubt.
   *
   * @param line where its record begins, from 1
   */
  public void add(Doubt doubt, BundleFile file, long line) {
    Doubted one = new Doubted(doubt.kind(), 1, file.path().toString(), line, doubt);
    doubts.merge(doubt.kind(), one, Doubted::and);
  }

  /** Forgets all, before the records are read anew. */
  void clear() {
    doubts.clear();
  }

  /** All there are. */
  public List<Doubted> all() {
    return List.copyOf(doubts.values());
  }
}
