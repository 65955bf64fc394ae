package org.pathline.domain.release;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntConsumer;
import org.pathline.domain.release.Count.State;

/**
 * Complementary suppression: withholds counts until the attacker's range of each withheld one is
 * wide enough.
 *
 * <p>Works in neighbourhoods one after the other. First everything in a neighbourhood is withheld,
 * and then one count after the other is shown, the largest first, where all that stay withheld keep
 * their width. That is the order of secondary suppression by Gaussian elimination (Langsrud 2024),
 * with a width instead of a linear combination. Only where to withhold all of a neighbourhood is
 * not enough, counts that reach beyond it are withheld, too: the cheapest ones (see {@link Moves}).
 *
 * <p>Each width is proved by two tables, and to withhold more never spoils a proof, so that
 * whatever was proved stays true.
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
  private final int turn;
  private final Proofs proofs = new Proofs();
  private final BitSet hopeless = new BitSet();

  /** Counts of this neighbourhood that are withheld only until it is clear whether they must be. */
  private final BitSet undecided = new BitSet();

  /** Counts whose proof was found in this neighbourhood. */
  private final BitSet provedHere = new BitSet();

  /** Counts that must keep their width in this neighbourhood. */
  private BitSet targets = new BitSet();

  /** The one that was too narrow last; -1 before. */
  private int suspect = -1;

  /** What proved something since counts were last shown. */
  private final List<Moves.Move> taken = new ArrayList<>();

  /**
   * Protection of what is withheld already.
   *
   * @param base what is so, or what could be so, of each variable; fits all that is shown
   * @param pattern what is shown to begin with; changed
   * @param turn 0 shows the largest counts first; others show them in orders near to that
   */
  Protection(
      Knowledge knowledge, Around around, double[] base, double width, Pattern pattern, int turn) {
    this.knowledge = knowledge;
    this.around = around;
    this.base = base;
    this.totals = knowledge.totals(base);
    this.width = width;
    this.pattern = pattern;
    this.turn = turn;
  }

  /**
   * Protects, neighbourhood by neighbourhood.
   *
   * @param neighbourhoods atoms in groups; every atom in one
   * @param progress is told how many neighbourhoods are done
   * @return counts whose range stays narrower whatever is withheld, because of earlier releases
   */
  BitSet run(List<int[]> neighbourhoods, IntConsumer progress) {
    for (int i = 0; i < neighbourhoods.size(); i++) {
      protect(neighbourhoods.get(i), true, neighbourhoods.size() == 1);
      progress.accept(i + 1);
    }
    // What a neighbourhood could not do, more of them together can.
    for (int size = 2; !unproved().isEmpty() && size / 2 < neighbourhoods.size(); size *= 2) {
      for (int i = 0; i < neighbourhoods.size(); i += size) {
        int[] atoms =
            neighbourhoods.subList(i, Math.min(i + size, neighbourhoods.size())).stream()
                .flatMapToInt(Arrays::stream)
                .toArray();
        protect(atoms, false, i == 0 && size >= neighbourhoods.size());
      }
    }
    return hopeless;
  }

  private void protect(int[] atoms, boolean fresh, boolean all) {
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
    if (fresh) {
      withholdAll(local);
    }
    if (isEnough(local, within)) {
      return;
    }
    withholdMore(local, within, all);
    show(local, within);
    if (!unproved(within).isEmpty()) {
      // What had to stay withheld may be narrow itself.
      withholdMore(local, within, all);
      show(local, within);
    }
  }

  /** Withholds what lies wholly in a neighbourhood, until it is clear whether it must be. */
  private void withholdAll(Local local) {
    for (int index : local.counts) {
      Count count = knowledge.counts().get(index);
      if (count.open()
          && count.printable()
          && (pattern.state(index) != State.WITHHELD || !isProvedOrSensitive(index))
          && local.part(index).length == count.variables().length) {
        pattern.set(index, State.WITHHELD);
        undecided.set(index);
      }
    }
  }

  /** Others are withheld as an earlier release withheld them; that may not be needed. */
  private boolean isProvedOrSensitive(int index) {
    return pattern.isPrimary(index) || proofs.has(index);
  }

  /** Shows what may be shown, if what is withheld now is enough for all. */
  private boolean isEnough(Local local, BitSet within) {
    try (Ranges ranges = ranges(local)) {
      for (int target : unproved(within)) {
        if (ranges.isWide(target)) {
          proofs.put(target, ranges.proof(target));
          provedHere.set(target);
        }
      }
      if (unproved(within).isEmpty()) {
        show(ranges, within);
      }
    }
    return unproved(within).isEmpty();
  }

  private Ranges ranges(Local local) {
    return new Ranges(knowledge, local, base, pattern, undecided, width);
  }

  private void show(Local local, BitSet within) {
    try (Ranges ranges = ranges(local)) {
      for (Moves.Move move : taken) {
        ranges.add(move.tables()[0]);
        ranges.add(move.tables()[1]);
      }
      show(ranges, within);
      // What is shown now contradicts some of these tables.
      taken.clear();
    }
  }

  private void withholdMore(Local local, BitSet within, boolean all) {
    try (Moves moves = new Moves(knowledge, local, pattern, width)) {
      // Without a new count first, so that what is safe costs nothing.
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
        int target =
            targets.stream().min(Comparator.comparingDouble(each -> totals[each])).orElseThrow();
        tried.set(target);
        Moves.Move move = moves.one(target, pattern, true);
        if (move.wide().get(target)) {
          take(move, within);
        } else if (all) {
          hopeless.set(target);
        }
        targets = unproved(within);
      }
    }
  }

  /** Withheld counts without a proof, of those within. */
  private List<Integer> unproved(BitSet within) {
    List<Integer> unproved = new ArrayList<>();
    for (int i = within.nextSetBit(0); i >= 0; i = within.nextSetBit(i + 1)) {
      if (isTarget(i) && !proofs.has(i) && !hopeless.get(i)) {
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

  /** A count that is not printed and that is in a table, or is sensitive without being in one. */
  private boolean isTarget(int index) {
    return switch (knowledge.counts().get(index).kind()) {
      case STUDENTS ->
          pattern.isPrimary(index) || (pattern.isHidden(index) && !undecided.get(index));
      case IMPLIED -> pattern.isPrimary(index);
      case POINTS -> false;
    };
  }

  /** Withholds what a move changes, and takes it as the proof of what it makes wide. */
  private void take(Moves.Move move, BitSet within) {
    BitSet wide = (BitSet) move.wide().clone();
    wide.and(within);
    wide.stream().filter(i -> !isTarget(i) || proofs.has(i)).forEach(wide::clear);
    if (wide.isEmpty()) {
      return;
    }
    taken.add(move);
    int[] changed = move.changed().stream().toArray();
    for (int i : changed) {
      pattern.set(i, State.WITHHELD);
    }
    pattern.settle(changed);
    wide.stream().forEach(i -> proofs.put(i, changed));
    provedHere.or(wide);
  }

  /** Shows what others do not need withheld: counts before coded rates, the largest first. */
  private void show(Ranges ranges, BitSet within) {
    List<Integer> candidates = new ArrayList<>();
    targets.clear();
    for (int i = within.nextSetBit(0); i >= 0; i = within.nextSetBit(i + 1)) {
      if (ranges.mayBeShown(i)) {
        candidates.add(i);
      }
      targets.set(i, isTarget(i) && provedHere.get(i));
    }
    candidates.sort(
        Comparator.<Integer, Boolean>comparing(this::isCoded)
            .thenComparingDouble(i -> -totals[i] * weight(i))
            .thenComparingInt(i -> i));
    if (!candidates.isEmpty()) {
      show(ranges, within, candidates, false);
    }
    for (int i = targets.nextSetBit(0); i >= 0; i = targets.nextSetBit(i + 1)) {
      // Where nothing was shown, what proved it before still does.
      if (ranges.isWide(i)) {
        proofs.put(i, ranges.proof(i));
        provedHere.set(i);
      }
    }
  }

  /**
   * Shows what of some candidates may be shown, one after the other. Where all may be shown at once
   * each may be shown after those before it, so that halves are tried before their members.
   *
   * @param tooMany whether it is clear that not all of them may be shown
   */
  private boolean show(Ranges ranges, BitSet within, List<Integer> candidates, boolean tooMany) {
    if (!tooMany && tryWithout(ranges, within, candidates)) {
      return true;
    }
    if (candidates.size() == 1) {
      int candidate = candidates.get(0);
      undecided.clear(candidate);
      if (isTarget(candidate) && !proofs.has(candidate) && ranges.isWide(candidate)) {
        targets.set(candidate);
      }
      return false;
    }
    int half = candidates.size() / 2;
    boolean first = show(ranges, within, candidates.subList(0, half), false);
    show(ranges, within, candidates.subList(half, candidates.size()), first);
    return false;
  }

  /** Between 1 and 4, by chance but always the same; 1 in the first turn. */
  private double weight(int index) {
    long hash = (index + 1L) * (turn + 1) * 0x9E3779B97F4A7C15L;
    return turn == 0 ? 1 : 1 + 3 * ((hash >>> 11) * 0x1p-53);
  }

  /** Whether a count is shown by a coded rate or a mean, if at all. */
  private boolean isCoded(int index) {
    return pattern.isPrimary(index) || knowledge.counts().get(index).kind() == Count.Kind.POINTS;
  }

  /** A coded rate says nothing where its denominator is withheld, or nobody is in it. */
  private boolean mayBeShownNow(int index) {
    Count count = knowledge.counts().get(index);
    return !isCoded(index) || (count.hasBand() && pattern.state(count.bandOf()) == State.PRINTED);
  }

  private boolean tryWithout(Ranges ranges, BitSet within, List<Integer> candidates) {
    BitSet keep = (BitSet) targets.clone();
    for (int candidate : candidates) {
      if (!mayBeShownNow(candidate)) {
        return false;
      }
      // Proofs of earlier neighbourhoods that need it are found anew here, where that can be.
      for (int target : proofs.neededBy(candidate)) {
        if (target != candidate && isTarget(target)) {
          if (!within.get(target)) {
            return false;
          }
          keep.set(target);
        }
      }
    }
    for (int candidate : candidates) {
      ranges.show(candidate, true);
      if (!isCoded(candidate)) {
        keep.clear(candidate);
      }
    }
    if (!areWide(ranges, keep)) {
      candidates.forEach(candidate -> ranges.show(candidate, false));
      return false;
    }
    for (int candidate : candidates) {
      undecided.clear(candidate);
      if (isCoded(candidate)) {
        pattern.set(candidate, State.BANDED);
      } else {
        pattern.set(candidate, State.PRINTED);
        proofs.forget(candidate);
      }
    }
    targets = keep;
    ranges.settle();
    return true;
  }

  private boolean areWide(Ranges ranges, BitSet some) {
    // What was too narrow last is the likeliest to be so again.
    if (suspect >= 0 && some.get(suspect) && !ranges.isWide(suspect)) {
      return false;
    }
    for (int i = some.nextSetBit(0); i >= 0; i = some.nextSetBit(i + 1)) {
      if (!ranges.isWide(i)) {
        suspect = i;
        return false;
      }
    }
    return true;
  }
}
