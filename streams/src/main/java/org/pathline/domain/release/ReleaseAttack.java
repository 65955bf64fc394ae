package org.pathline.domain.release;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.pathline.domain.release.Count.Kind;

/** The attack on releases as they were published. */
public final class ReleaseAttack {
  private ReleaseAttack() {}

  /**
   * A withheld count and what can be told of it.
   *
   * @param release index of the release that withheld it
   * @param count what it counts
   */
  public record Finding(int release, String count, Range range) {}

  /**
   * What an attack found.
   *
   * @param withheld how many counts are withheld in all
   * @param narrowest the narrowest ranges, narrowest first
   */
  public record Findings(int withheld, List<Finding> narrowest) {
    /** Width of the narrowest range; infinite where nothing is withheld. */
    public double width() {
      return narrowest.isEmpty() ? Double.POSITIVE_INFINITY : narrowest.get(0).range().width();
    }
  }

  /**
   * Attacks releases of the same students together.
   *
   * @param releases earliest first
   * @param howMany how many ranges to find
   * @param progress takes how many withheld counts were looked at
   * @throws IllegalStateException when the figures of a release contradict each other
   */
  public static Findings of(List<Tables> releases, int howMany, IntConsumer progress) {
    return of(releases, howMany, Attack.LARGE, progress);
  }

  static Findings of(List<Tables> releases, int howMany, int large, IntConsumer progress) {
    ReleaseKnowledge known = ReleaseKnowledge.of(releases);
    List<Integer> releaseOf = new ArrayList<>();
    List<Count> counts = known.knowledge.counts();
    for (int i = 0; i < known.layers.size(); i++) {
      int end = i + 1 < known.layers.size() ? known.layers.get(i + 1).firstCount() : counts.size();
      while (releaseOf.size() < end) {
        releaseOf.add(i);
      }
    }
    Attack attack =
        new Attack(
            known.knowledge,
            known.pattern,
            known.neighbourhoods(known.pattern::isHidden),
            large,
            i -> known.pattern.isHidden(i) && counts.get(i).kind() == Kind.STUDENTS);
    return new Findings(
        attack.targets(),
        attack.narrowest(howMany, progress).stream()
            .map(
                finding ->
                    new Finding(
                        releaseOf.get(finding.count()),
                        counts.get(finding.count()).name(),
                        finding.range()))
            .toList());
  }
}
