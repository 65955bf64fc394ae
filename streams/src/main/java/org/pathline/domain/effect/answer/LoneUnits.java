package org.pathline.domain.effect.answer;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.grouptime.GroupTimeEffect;
import org.pathline.domain.effect.grouptime.GroupTimeEffects;

/**
 * Group-time effects of one unit, or against one unit: they have no error of their own, and the
 * error of a mean over them is too small by what is not known.
 *
 * @param effects those effects
 */
public record LoneUnits(List<GroupTimeEffect> effects) {
  static LoneUnits of(GroupTimeEffects all) {
    return new LoneUnits(all.effects().stream().filter(all::restsOnOneUnit).toList());
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

  /** Whether a row rests on such. */
  boolean isUnder(EffectRow row) {
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
