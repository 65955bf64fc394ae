package org.pathline.streams.policies;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pathline.domain.effect.cell.Cell;
import org.pathline.domain.effect.cell.DistrictCells;
import org.pathline.domain.equity.Ledger;
import org.pathline.domain.fact.Subject;
import org.pathline.domain.outcome.CellKey;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.pathway.Settings;
import org.pathline.domain.policy.CellRegimes;

/**
 * The cells of every district as answers and ledgers take them: a change of one district leaves
 * what is laid out of the others.
 */
final class StandingSchools {
  private final SortedMap<About, SortedMap<String, District>> districts = new TreeMap<>();

  /** What the cells of a study or ledger have in common. */
  record About(Settings settings, Subject subject) implements Comparable<About> {
    private static final Comparator<About> ORDER =
        Comparator.comparingInt((About about) -> about.settings().anchorGrade())
            .thenComparing(about -> about.settings().stemList())
            .thenComparing(About::subject);

    @Override
    public int compareTo(About other) {
      return ORDER.compare(this, other);
    }

    /** Ledger of each district, or of all together. */
    Ledger ledger(CellRegimes regimes, boolean together) {
      return new Ledger(settings, subject, regimes::of, together);
    }
  }

  /**
   * The cells of one district, for studies and for ledgers; another object once one of them, or the
   * policy it is under, has changed.
   */
  record District(DistrictCells cells, Ledger.Sums sums) {}

  /**
   * Lays out the cells of a district in place of those before.
   *
   * @param cells all that have an anchor there; none where the district has no such cell any more
   */
  void put(String districtId, List<Cell> cells, CellRegimes regimes) {
    Map<About, List<Cell>> byAbout = new HashMap<>();
    CellKey before = null;
    List<Cell> together = List.of();
    for (Cell cell : cells) {
      CellKey key = cell.key();
      if (before == null
          || key.subject() != before.subject()
          || !key.settings().equals(before.settings())) {
        together =
            byAbout.computeIfAbsent(
                new About(key.settings(), key.subject()), absent -> new ArrayList<>());
        before = key;
      }
      together.add(cell);
    }
    districts.values().forEach(byDistrict -> byDistrict.remove(districtId));
    byAbout.forEach(
        (about, ofIt) ->
            districts
                .computeIfAbsent(about, absent -> new TreeMap<>())
                .put(
                    districtId,
                    new District(
                        DistrictCells.of(ofIt, Outcome.all()),
                        about.ledger(regimes, false).sums(districtId, ofIt))));
    districts.values().removeIf(Map::isEmpty);
  }

  /** What stands now, in order; a copy. */
  SortedMap<About, SortedMap<String, District>> all() {
    SortedMap<About, SortedMap<String, District>> all = new TreeMap<>();
    districts.forEach(
        (about, of) -> all.put(about, Collections.unmodifiableSortedMap(new TreeMap<>(of))));
    return all;
  }

  /** Forgets all. */
  void clear() {
    districts.clear();
  }
}
