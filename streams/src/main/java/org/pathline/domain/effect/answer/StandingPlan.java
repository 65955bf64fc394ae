package org.pathline.domain.effect.answer;

import java.time.Instant;

/**
 * A plan that stands.
 *
 * @param since when the broker stored it for the first time, which no producer chooses
 */
public record StandingPlan(Plan plan, Instant since) {
  /** Most questions of a plan that are answered without being asked for. */
  public static final int MOST_QUESTIONS = 200;

  /** Whether the plan's family is small enough to be answered whenever a cell changes. */
  public boolean isBounded() {
    return (long) plan.outcomes().size() * plan.subgroups().size() <= MOST_QUESTIONS;
  }
}
