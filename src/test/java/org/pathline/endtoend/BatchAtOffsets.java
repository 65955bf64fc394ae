package org.pathline.endtoend;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.pathline.domain.outcome.CellKey;
import org.pathline.domain.outcome.CellSums;
import org.pathline.domain.outcome.Contribution;
import org.pathline.streams.ingest.ReadPositions;

/**
 * Computes cells of the students who stood before some offsets, from the pathways before them and
 * from nothing that a topology wrote besides.
 *
 * <p>Offsets farther on are reached pathway by pathway from those that were asked for last; offsets
 * farther back are reached from the beginning. Not thread-safe.
 */
final class BatchAtOffsets {
  private static final String ALL = "all";

  private final PublishedPathways published;
  private final Map<String, Counted> counted = new HashMap<>();

  BatchAtOffsets(PublishedPathways published) {
    this.published = published;
  }

  /** Goes on to other offsets in a district; the cells that may have changed. */
  Set<String> goOn(String district, ReadPositions positions) {
    return goOn(district, key -> CellKey.districtOf(key).equals(district), positions);
  }

  private Set<String> goOn(String name, Predicate<String> isWanted, ReadPositions positions) {
    Set<String> touched = new HashSet<>();
    Counted before = counted.get(name);
    if (before == null || !before.goesOnTo(positions)) {
      if (before != null) {
        touched.addAll(before.cells.keySet());
      }
      before = new Counted(isWanted);
      counted.put(name, before);
    }
    before.goOn(positions, touched);
    return touched;
  }

  /** Cells of a district of the students who stood before the offsets that were reached last. */
  SortedMap<String, CellSums> cells(String district) {
    return counted.get(district).cells;
  }

  /** Cells of a district of the students who stood before some offsets. */
  SortedMap<String, CellSums> cells(String district, ReadPositions positions) {
    goOn(district, positions);
    return cells(district);
  }

  /** Students who stood before some offsets, by district; the empty id is that of none. */
  SortedMap<String, Long> students(ReadPositions positions) {
    goOn(ALL, key -> true, positions);
    return new TreeMap<>(counted.get(ALL).students);
  }

  /** Some of the cells. */
  private final class Counted {
    private final Predicate<String> isWanted;
    private final Map<Integer, Integer> taken = new HashMap<>();
    private final Map<Integer, Long> reached = new HashMap<>();
    private final Map<String, Contribution> standing = new HashMap<>();
    private final SortedMap<String, CellSums> cells = new TreeMap<>();
    private final SortedMap<String, Long> students = new TreeMap<>();

    private Counted(Predicate<String> isWanted) {
      this.isWanted = isWanted;
    }

    private boolean goesOnTo(ReadPositions positions) {
      return reached.entrySet().stream()
          .allMatch(each -> positions.next().getOrDefault(each.getKey(), 0L) >= each.getValue());
    }

    private void goOn(ReadPositions positions, Set<String> touched) {
      positions
          .next()
          .forEach(
              (partition, next) -> {
                if (next > reached.getOrDefault(partition, 0L)) {
                  int passed = taken.getOrDefault(partition, 0);
                  for (var each : published.before(partition, next, passed)) {
                    take(each, touched);
                    passed++;
                  }
                  taken.put(partition, passed);
                  reached.put(partition, next);
                }
              });
    }

    private void take(PublishedPathways.Published each, Set<String> touched) {
      Contribution before = standing.remove(each.student());
      if (before != null) {
        touched.add(add(before, -1));
      }
      Contribution after = each.contribution();
      if (after != null && isWanted.test(after.cell().text())) {
        standing.put(each.student(), after);
        touched.add(add(after, 1));
      }
    }

    private String add(Contribution contribution, int sign) {
      String key = contribution.cell().text();
      CellSums sums = cells.computeIfAbsent(key, absent -> new CellSums());
      sums.add(contribution, sign);
      if (sums.isZero()) {
        cells.remove(key);
      }
      String district = contribution.cell().districtId();
      students.merge(district == null ? "" : district, (long) sign, Long::sum);
      students.remove(district == null ? "" : district, 0L);
      return key;
    }
  }
}
