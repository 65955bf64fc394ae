package org.pathline.domain.release;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
  private final double width;
  private final Pattern pattern;

  /** By count: what must stay withheld for its proof. */
  private final Map<Integer, BitSet> proofs = new HashMap<>();

  /** By count: for the proof of which other it was withheld. */
  private final Map<Integer, Integer> withheldFor = new HashMap<>();

  private final BitSet hopeless = new BitSet();

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
    for (int size = 2; !unproved(null).isEmpty() && size / 2 < neighbourhoods.size(); size *= 2) {
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
    for (int count : around.counts(atoms)) {
      within.set(count);
    }
    if (unproved(within).isEmpty()) {
      return;
    }
    try (Moves moves = new Moves(knowledge, around, base, pattern, atoms, width)) {
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
        Comparator<Integer> byValue =
            Comparator.comparingDouble(target -> sum(knowledge.counts().get(target)));
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
      printAgain(moves, within);
    }
  }

  private double sum(Count count) {
    double sum = 0;
    for (int variable : count.variables()) {
      sum += base[variable];
    }
    return sum;
  }

  /** Withheld counts without a proof, of those within. */
  private List<Integer> unproved(@org.jspecify.annotations.Nullable BitSet within) {
    List<Integer> unproved = new ArrayList<>();
    for (int i = 0; i < knowledge.counts().size(); i++) {
      if ((within == null || within.get(i))
          && isTarget(i)
          && !proofs.containsKey(i)
          && !hopeless.get(i)) {
        unproved.add(i);
      }
    }
    return unproved;
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
    boolean any = wide.stream().anyMatch(i -> isTarget(i) && !proofs.containsKey(i));
    if (!any) {
      return;
    }
    move.changed().stream().forEach(i -> pattern.set(i, State.WITHHELD));
    pattern.settle();
    wide.stream()
        .filter(i -> isTarget(i) && !proofs.containsKey(i))
        .forEach(i -> proofs.put(i, move.changed()));
  }

  /** Prints again, largest first, what others do not need. */
  private void printAgain(Moves moves, BitSet within) {
    List<Integer> candidates = new ArrayList<>();
    for (int index : moves.open()) {
      if (pattern.state(index) == State.WITHHELD && !pattern.isPrimary(index)) {
        candidates.add(index);
      }
    }
    candidates.sort(
        Comparator.<Integer>comparingDouble(i -> -knowledge.counts().get(i).value())
            .thenComparingInt(i -> i));
    for (int candidate : candidates) {
      Count count = knowledge.counts().get(candidate);
      List<Integer> affected = new ArrayList<>();
      boolean elsewhere = false;
      for (Map.Entry<Integer, BitSet> proof : proofs.entrySet()) {
        if (proof.getKey() != candidate && proof.getValue().get(candidate)) {
          affected.add(proof.getKey());
          elsewhere |= !within.get(proof.getKey()) || !moves.contains(proof.getKey());
        }
      }
      if (!elsewhere) {
        affected.sort(Comparator.naturalOrder());
        tryWithout(moves, candidate, count, affected);
      }
    }
  }

  private void tryWithout(Moves moves, int candidate, Count count, List<Integer> affected) {
    State before = pattern.state(candidate);
    BitSet ownProof = proofs.remove(candidate);
    pattern.set(candidate, State.PRINTED);
    Map<Integer, BitSet> replaced = new HashMap<>();
    Integer first = withheldFor.get(candidate);
    boolean holds =
        first == null || !affected.contains(first) || replace(moves, first, affected, replaced);
    for (int turn = 0;
        holds && turn < GLANCES && replaced.size() + MANY < affected.size();
        turn++) {
      replace(moves.many(missing(affected, replaced), pattern, false, turn), affected, replaced);
    }
    for (int target : affected) {
      holds = holds && (replaced.containsKey(target) || replace(moves, target, affected, replaced));
    }
    if (holds) {
      proofs.putAll(replaced);
    } else {
      pattern.set(candidate, before);
      if (ownProof != null) {
        proofs.put(candidate, ownProof);
      }
    }
  }

  private static List<Integer> missing(List<Integer> affected, Map<Integer, BitSet> replaced) {
    return affected.stream().filter(target -> !replaced.containsKey(target)).toList();
  }

  /** Whether a target has another proof, with what is withheld now. */
  private boolean replace(
      Moves moves, int target, List<Integer> affected, Map<Integer, BitSet> replaced) {
    replace(moves.one(target, pattern, false), affected, replaced);
    return replaced.containsKey(target);
  }

  private void replace(Moves.Move move, List<Integer> affected, Map<Integer, BitSet> replaced) {
    if (move.changed().stream().allMatch(i -> pattern.state(i) == State.WITHHELD)) {
      for (int target : affected) {
        if (move.wide().get(target)) {
          replaced.putIfAbsent(target, move.changed());
        }
      }
    }
  }
}
