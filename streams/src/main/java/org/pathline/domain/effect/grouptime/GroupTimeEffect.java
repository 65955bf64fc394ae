package org.pathline.domain.effect.grouptime;

import org.pathline.domain.effect.Estimate;

/**
 * ATT(g,t): the effect on the units of one group at one time.
 *
 * @param group g: adoption of the group
 * @param time t
 * @param base the time compared with
 * @param estimate 0 without error where t is the universal base itself
 */
public record GroupTimeEffect(int group, int time, int base, Estimate estimate) {

  /** Whether the time is the universal base, where the effect is 0 by definition. */
  public boolean isReference() {
    return base == time;
  }

  /** Whether the time is not before adoption. */
  public boolean isPost() {
    return time >= group;
  }
}
