package org.pathline.domain.release;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.pathline.domain.pathway.Outcome;

/**
 * Tables with what must be withheld withheld.
 *
 * @param tables what may be shown
 * @param counts how many counts the tables have
 * @param sensitive how many are withheld because they, or what they would tell, are small
 * @param complementary how many are withheld because they would tell others
 * @param narrow withheld counts whose range is narrow whatever this release withholds, because of
 *     earlier ones
 */
public record Release(
    Tables tables, int counts, int sensitive, int complementary, List<String> narrow) {

  /** In so many orders counts of a small table are shown; more than that find little more. */
  private static final int LOOKS = 4;

  /** Is told how many parts of how many are done. */
  public interface Progress {
    /** So many parts of so many are done. */
    void done(int parts, int of);
  }

  /** Counts that are not shown. */
  public int withheld() {
    return sensitive + complementary;
  }

  /**
   * Protects tables.
   *
   * @param earlier what was released before of the same students, earliest first
   * @param tables dimensions of each table
   * @param units students by the values of all dimensions, in the order of {@link #dimensions}
   * @param more groups whose members are to be withheld besides small ones
   * @throws IllegalArgumentException when the tables have too many combinations of values
   */
  public static Release protect(
      List<Tables> earlier,
      List<List<String>> tables,
      List<Outcome> outcomes,
      List<Unit> units,
      ReleaseRules rules,
      Predicate<Group> more,
      Progress progress) {
    List<String> dimensions = dimensions(earlier, tables);
    Tables open = Tables.of(tables, outcomes, units);
    ReleaseKnowledge known = ReleaseKnowledge.before(earlier, open, units, dimensions, rules);
    OpenTables openTables = new OpenTables(known, open, rules);
    double[] base = openTables.base(units, dimensions);
    if (!earlier.isEmpty()) {
      PlausiblePast.complete(known, base, known.firstOfLast());
    }
    Pattern begun = openTables.begin(more);
    BitSet counts = openTables.counts();
    int sensitive = hidden(counts, begun);
    openTables.asBefore(earlier, begun);
    Around around = new Around(known.knowledge);
    List<int[]> neighbourhoods =
        known.neighbourhoods(i -> known.knowledge.counts().get(i).open() && begun.isHidden(i));
    Pattern best = null;
    BitSet narrow = new BitSet();
    // A small table is worth several looks, in several orders.
    for (int turn = 0; turn < (neighbourhoods.size() == 1 ? LOOKS : 1); turn++) {
      Pattern pattern = begun.copy();
      BitSet hopeless =
          new Protection(known.knowledge, around, base, rules.minWidth(), pattern, turn)
              .run(neighbourhoods, done -> progress.done(done, neighbourhoods.size()));
      if (best == null || hidden(counts, pattern) < hidden(counts, best)) {
        best = pattern;
        narrow = hopeless;
      }
    }
    Pattern shown = Objects.requireNonNull(best);
    return new Release(
        openTables.shown(shown),
        counts.cardinality(),
        sensitive,
        hidden(counts, shown) - sensitive,
        narrow.stream().mapToObj(i -> known.knowledge.counts().get(i).name()).toList());
  }

  private static int hidden(BitSet counts, Pattern pattern) {
    return (int) counts.stream().filter(pattern::isHidden).count();
  }

  /** Dimensions of these and earlier tables in the order that units have their values in. */
  public static List<String> dimensions(List<Tables> earlier, List<List<String>> tables) {
    List<List<String>> all = new ArrayList<>(tables);
    earlier.forEach(release -> all.addAll(release.tables()));
    return Tables.dimensions(all);
  }
}
