package org.pathline.streams.policies;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.cell.GroupChanges;
import org.pathline.domain.outcome.CellKey;
import org.pathline.domain.pathway.Outcome;

/**
 * What has changed since a task started, of that which answers and ledgers rest on. Not
 * thread-safe.
 */
final class Changes {
  private final GroupChanges groups = new GroupChanges();

  /** Ids of the districts whose cells are to be read again; null for all of them. */
  private @Nullable Set<String> districts;

  private long sorting;

  /**
   * Notes that an anchored cell of a district changed.
   *
   * @param counted outcomes of which it counts others than before
   */
  void cell(CellKey key, Set<Outcome> counted) {
    groups.note(key, counted);
    if (districts != null) {
      districts.add(Objects.requireNonNull(key.districtId(), "an anchor has a district"));
    }
  }

  /** Notes that any cell may be another, or be under another policy. */
  void all() {
    groups.noteAll();
    districts = null;
  }

  /** Notes that measured sorting changed. */
  void sorting() {
    sorting++;
  }

  /** When the numbers of each group of students changed last, up to now. */
  GroupChanges groups() {
    return groups.upToNow();
  }

  /** How often measured sorting changed. */
  long timesOfSorting() {
    return sorting;
  }

  /** The districts whose cells are to be read again, null for all; from now on none is. */
  @Nullable Set<String> takeDistricts() {
    Set<String> taken = districts;
    districts = new HashSet<>();
    return taken;
  }
}
