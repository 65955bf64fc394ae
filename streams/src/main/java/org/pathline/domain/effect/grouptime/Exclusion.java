package org.pathline.domain.effect.grouptime;

import java.util.List;

/**
 * Units that take no part, and why.
 *
 * @param units their ids in ascending order, at least one
 */
public record Exclusion(Reason reason, List<String> units) {

  /** Why a unit takes no part. */
  public enum Reason {
    /** No value at some time, where units are followed over all times. */
    MISSING_TIMES,
    /** Treated from the first time on, or so soon that anticipation leaves no time before. */
    NO_TIME_BEFORE_ADOPTION
  }
}
