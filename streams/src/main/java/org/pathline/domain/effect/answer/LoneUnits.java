package org.pathline.domain.effect.answer;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.Clusters;
import org.pathline.domain.effect.grouptime.GroupTimeEffect;
import org.pathline.domain.effect.grouptime.GroupTimeEffects;

/**
 * Group-time effects of one unit, or against one unit, or of units of one cluster: they have no
 * error of their own, and the error of a mean over them is too small by what is not known.
 *
 * @param effects those effects
 * @param times of the panel
 */
public record LoneUnits(List<GroupTimeEffect> effects, Set<Integer> times) {
  /**
   * Of some effects.
   *
   * @param part of a unit, by index: what is compared part by part
   */
  static LoneUnits of(GroupTimeEffects all, Clusters clusters, IntUnaryOperator part) {
    return new LoneUnits(
        all.effects().stream()
            .filter(effect -> all.restsOnOneCluster(effect, clusters, part))
            .toList(),
        Arrays.stream(all.sample().panel().times()).boxed().collect(Collectors.toSet()));
  }

  /** Of no effects. */
  static LoneUnits none() {
    return new LoneUnits(List.of(), Set.of());
  }

  /** Whether an effect is not one of them. */
  boolean isNone(GroupTimeEffect effect) {
    return !effects.contains(effect);
  }

  /** Adoptions of the groups that are concerned. */
  public SortedSet<Integer> groups() {
    SortedSet<Integer> groups = new TreeSet<>();
    effects.forEach(effect -> groups.add(effect.group()));
    return groups;
  }

  /** Whether the mean over all effects after adoption rests on such. */
  public boolean areUnderOverall() {
    return effects.stream().anyMatch(GroupTimeEffect::isPost);
  }

  /** A row, without its error where it rests on such. */
  EffectRow row(EffectRow row) {
    return isUnder(row) ? row.withoutError() : row;
  }

  /**
   * The same of an event against the last time before adoption: it is of all groups that are there
   * at its time.
   */
  EffectRow lead(EffectRow row) {
    return effects.stream()
            .anyMatch(effect -> !effect.isPost() && row.time() != null && sees(effect, row.time()))
        ? row.withoutError()
        : row;
  }

  private boolean sees(GroupTimeEffect effect, int event) {
    return times.contains(effect.group() + event);
  }

  private boolean isUnder(EffectRow row) {
    return effects.stream().anyMatch(effect -> isPart(effect, row));
  }

  private static boolean isPart(GroupTimeEffect effect, EffectRow row) {
    return switch (row.type()) {
      case ATTGT -> is(effect.group(), row.group()) && is(effect.time(), row.time());
      case EVENT -> is(effect.time() - effect.group(), row.time());
      case GROUP -> effect.isPost() && is(effect.group(), row.group());
      case CALENDAR -> effect.isPost() && is(effect.time(), row.time());
      case OVERALL -> effect.isPost();
    };
  }

  private static boolean is(int of, @Nullable Integer ofRow) {
    return ofRow != null && ofRow == of;
  }
}
