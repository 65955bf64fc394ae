package org.pathline.streams.policies;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.policy.StandingPolicies;
import org.pathline.streams.codec.FactCodec;
import org.pathline.streams.follow.FollowPolicies;

/**
 * What the processors of a task share: the policies, the plans, and the outcomes whose answers are
 * due.
 */
final class PendingStudies implements FollowPolicies.Follower {
  private final StandingPolicies policies = new StandingPolicies(new FactCodec());
  private final StandingPlans plans = new StandingPlans();
  private final Set<Outcome> due = EnumSet.noneOf(Outcome.class);
  private final Changes changes = new Changes();

  /** Grades whose sorting the answers of the last round rest on; null before the first one. */
  private @Nullable Set<String> anchorGrades;

  private long latestIngest;

  @Override
  public StandingPolicies policies() {
    return policies;
  }

  /** Plans of the task. */
  StandingPlans plans() {
    return plans;
  }

  /** Outcomes whose answers are to be computed; may be changed. */
  Set<Outcome> due() {
    return due;
  }

  /** What has changed; may be changed. */
  Changes changes() {
    return changes;
  }

  /** Notes the anchor grades of the cells that stand. */
  void anchorGrades(Set<String> grades) {
    anchorGrades = grades;
  }

  /** Whether answers may rest on the sorting of a grade; cells of another grade make all due. */
  boolean isAnchorGrade(String gradeLevel) {
    return anchorGrades == null || anchorGrades.contains(gradeLevel);
  }

  /** A policy moves whole cells between regimes, whatever their outcome. */
  @Override
  public void changed(StandingPolicies.Change change) {
    due.addAll(Outcome.all());
    changes.all();
  }

  @Override
  public void received(long ingestTime) {
    latestIngest = Math.max(latestIngest, ingestTime);
  }

  long latestIngest() {
    return latestIngest;
  }
}
