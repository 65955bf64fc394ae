package org.pathline.domain.release;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import org.pathline.domain.release.Count.State;

/**
 * Complementary suppression: withholds more counts until the attacker's range of each withheld one
 * is wide enough, and then prints again what need not have been withheld.
 *
 * <p>Works in neighbourhoods one after the other. Each width is proved by two tables (see {@link
 * Moves}), and to withhold more never spoils a proof, so that whatever was proved stays true.
 */
final class Protection {
  /** Solutions that are asked of many targets at once, before each is asked for alone. */
  private static final int GLANCES = 3;

  private static final int MANY = 8;

  private final Knowledge knowledge;
  private final Around around;
  private final double[] base;
  private final double[] totals;
  private final double width;
  private final Pattern pattern;

  /** By count: what must stay withheld for its proof. */
  private final Map<Integer, int[]> proofs = new HashMap<>();

  /** By count: whose proofs need that it stays withheld. */
  private final Map<Integer, Set<Integer>> needed = new HashMap<>();

  /** By count: for the proof of which other it was withheld. */
  private final Map<Integer, Integer> withheldFor = new HashMap<>();

  private final BitSet hopeless = new BitSet();

  /** Counts whose proof was found in this neighbourhood. */
  private final BitSet provedHere = new BitSet();

  /** What proved something in this neighbourhood. */
  private final List<Moves.Move> taken = new ArrayList<>();

  /**
   * Protection of what is withheld already.
   *
   * @param base what is so, or what could be so, of each variable; fits all that is shown
   * @param pattern what is shown to begin with; changed
   */
  Protection(Knowledge knowledge, Around around, double[] base, double width, Pattern pattern) {
    this.knowledge = knowledge;
    this.around = around;
    this.base = base;
    this.totals = new double[knowledge.counts().size()];
    for (int i = 0; i < totals.length; i++) {
      for (int variable : knowledge.counts().get(i).variables()) {
        totals[i] += base[variable];
      }
    }
    this.width = width;
    this.pattern = pattern;
  }

  /**
   * Protects, neighbourhood by neighbourhood.
   *
   * @param neighbourhoods atoms in groups; every atom in one
   * @param ascending whether small counts are protected first
   * @param progress is told how many neighbourhoods are done
   * @return counts whose range stays narrower whatever is withheld, because of earlier releases
   */
  BitSet run(List<int[]> neighbourhoods, boolean ascending, IntConsumer progress) {
    for (int i = 0; i < neighbourhoods.size(); i++) {
      protect(neighbourhoods.get(i), ascending, neighbourhoods.size() == 1);
      progress.accept(i + 1);
    }
    // What a neighbourhood could not do, more of them together can.
    for (int size = 2; !unproved().isEmpty() && size / 2 < neighbourhoods.size(); size *= 2) {
      for (int i = 0; i < neighbourhoods.size(); i += size) {
        int[] atoms =
            neighbourhoods.subList(i, Math.min(i + size, neighbourhoods.size())).stream()
                .flatMapToInt(Arrays::stream)
                .toArray();
        protect(atoms, ascending, i == 0 && size >= neighbourhoods.size());
      }
    }
    return hopeless;
  }

  private void protect(int[] atoms, boolean ascending, boolean all) {
    BitSet within = new BitSet();
    Local local = new Local(knowledge, around, base, totals, atoms);
    for (int count : local.counts) {
      within.set(count);
    }
    if (unproved(within).isEmpty()) {
      return;
    }
    taken.clear();
    provedHere.clear();
    try (Moves moves = new Moves(knowledge, local, pattern, width)) {
      // Without a new count first, so that what is safe costs nothing.
      for (int turn = 0; turn < GLANCES; turn++) {
        take(moves.many(unproved(within), pattern, false, turn), within);
      }
      for (int turn = 0; turn < GLANCES && unproved(within).size() > MANY; turn++) {
        take(moves.many(unproved(within), pattern, true, turn), within);
        take(moves.many(unproved(within), pattern, false, turn + 1), within);
      }
      BitSet tried = new BitSet();
      for (List<Integer> targets = unproved(within); !targets.isEmpty(); ) {
        targets.removeIf(tried::get);
        if (targets.isEmpty()) {
          break;
        }
        Comparator<Integer> byValue = Comparator.comparingDouble(target -> totals[target]);
        int target = targets.stream().min(ascending ? byValue : byValue.reversed()).orElseThrow();
        tried.set(target);
        Moves.Move move = moves.one(target, pattern, true);
        if (move.wide().get(target)) {
          move.changed().stream()
              .filter(i -> pattern.state(i) != State.WITHHELD)
              .forEach(i -> withheldFor.put(i, target));
          take(move, within);
        } else if (all) {
          hopeless.set(target);
        }
        targets = unproved(within);
      }
    }
    try (Ranges ranges = new Ranges(knowledge, local, base, pattern, width)) {
      for (Moves.Move move : taken) {
        ranges.add(move.tables()[0]);
        ranges.add(move.tables()[1]);
      }
      printAgain(ranges, within);
    }
  }

  /** Withheld counts without a proof, of those within. */
  private List<Integer> unproved(BitSet within) {
    List<Integer> unproved = new ArrayList<>();
    for (int i = within.nextSetBit(0); i >= 0; i = within.nextSetBit(i + 1)) {
      if (isTarget(i) && !proofs.containsKey(i) && !hopeless.get(i)) {
        unproved.add(i);
      }
    }
    return unproved;
  }

  private List<Integer> unproved() {
    BitSet all = new BitSet();
    all.set(0, knowledge.counts().size());
    return unproved(all);
  }

  private void prove(int target, int[] withheld) {
    forget(target);
    proofs.put(target, withheld);
    for (int count : withheld) {
      needed.computeIfAbsent(count, none -> new HashSet<>()).add(target);
    }
  }

  private void forget(int target) {
    int[] before = proofs.remove(target);
    if (before != null) {
      for (int count : before) {
        needed.getOrDefault(count, Set.of()).remove(target);
      }
    }
  }

  /** A count that is not printed and that is in a table, or is sensitive without being in one. */
  private boolean isTarget(int index) {
    Count count = knowledge.counts().get(index);
    return switch (count.kind()) {
      case STUDENTS -> pattern.isHidden(index);
      case IMPLIED -> pattern.isPrimary(index);
      case POINTS -> false;
    };
  }

  /** Withholds what a move changes, and takes it as the proof of what it makes wide. */
  private void take(Moves.Move move, BitSet within) {
    BitSet wide = (BitSet) move.wide().clone();
    wide.and(within);
    wide.stream().filter(i -> !isTarget(i) || proofs.containsKey(i)).forEach(wide::clear);
    if (wide.isEmpty()) {
      return;
    }
    taken.add(move);
    int[] changed = move.changed().stream().toArray();
    for (int i : changed) {
      pattern.set(i, State.WITHHELD);
    }
    pattern.settle(changed);
    wide.stream().forEach(i -> prove(i, changed));
    provedHere.or(wide);
  }

  /** Prints again, largest first, what others do not need. */
  private void printAgain(Ranges ranges, BitSet within) {
    List<Integer> candidates = new ArrayList<>();
    for (int i = within.nextSetBit(0); i >= 0; i = within.nextSetBit(i + 1)) {
      if (ranges.mayBeShown(i)) {
        candidates.add(i);
      }
    }
    candidates.sort(
        Comparator.<Integer>comparingDouble(i -> -knowledge.counts().get(i).value())
            .thenComparingInt(i -> i));
    if (candidates.isEmpty()) {
      return;
    }
    BitSet targets = new BitSet();
    for (int i = within.nextSetBit(0); i >= 0; i = within.nextSetBit(i + 1)) {
      targets.set(i, isTarget(i) && provedHere.get(i));
    }
    for (int candidate : candidates) {
      // Proofs of earlier neighbourhoods that need it are found anew here, where that can be.
      BitSet more = new BitSet();
      needed.getOrDefault(candidate, Set.of()).forEach(more::set);
      more.clear(candidate);
      more.andNot(targets);
      if (more.stream().allMatch(within::get)) {
        BitSet all = (BitSet) targets.clone();
        all.or(more);
        if (tryWithout(ranges, candidate, all)) {
          targets = all;
        }
      }
    }
    for (int i = targets.nextSetBit(0); i >= 0; i = targets.nextSetBit(i + 1)) {
      prove(i, ranges.proof(i));
    }
  }

  private boolean tryWithout(Ranges ranges, int candidate, BitSet targets) {
    ranges.show(candidate, true);
    targets.clear(candidate);
    // The one that it was withheld for is the likeliest to need it.
    Integer first = withheldFor.get(candidate);
    boolean holds = first == null || !targets.get(first) || ranges.isWide(first);
    for (int i = targets.nextSetBit(0); holds && i >= 0; i = targets.nextSetBit(i + 1)) {
      holds = ranges.isWide(i);
    }
    if (holds) {
      pattern.set(candidate, State.PRINTED);
      forget(candidate);
      ranges.settle();
    } else {
      ranges.show(candidate, false);
    }
    return holds;
  }
}
