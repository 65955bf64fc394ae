package org.pathline.streams.policies;

import java.util.EnumSet;
import java.util.Set;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.policy.StandingPolicies;
import org.pathline.streams.codec.FactCodec;
import org.pathline.streams.follow.FollowPolicies;

/** What the processors of a task share: the policies, and the outcomes whose answers are due. */
final class PendingStudies implements FollowPolicies.Follower {
  private final StandingPolicies policies = new StandingPolicies(new FactCodec());
  private final Set<Outcome> due = EnumSet.noneOf(Outcome.class);
  private long latestIngest;

  @Override
  public StandingPolicies policies() {
    return policies;
  }

  /** Outcomes whose answers are to be computed; may be changed. */
  Set<Outcome> due() {
    return due;
  }

  /** A policy moves whole cells between regimes, whatever their outcome. */
  @Override
  public void changed(StandingPolicies.Change change) {
    due.addAll(Outcome.all());
  }

  @Override
  public void received(long ingestTime) {
    latestIngest = Math.max(latestIngest, ingestTime);
  }

  long latestIngest() {
    return latestIngest;
  }
}
