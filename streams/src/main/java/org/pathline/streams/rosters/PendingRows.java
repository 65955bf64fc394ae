package org.pathline.streams.rosters;

import java.util.Set;
import java.util.TreeSet;
import org.pathline.domain.fact.ClassroomPolicy;
import org.pathline.domain.policy.StandingPolicies;
import org.pathline.domain.sorting.RosterKey;
import org.pathline.streams.codec.FactCodec;
import org.pathline.streams.codec.RosterCodec;
import org.pathline.streams.follow.FollowPolicies;
import org.pathline.streams.sums.PendingSums;

/** What the processors of a task share between two commits: changed rosters, and the policies. */
final class PendingRows implements FollowPolicies.Follower {
  /** Beginning of the keys of all rosters. */
  static final String ALL = "";

  private final PendingSums<RosterCodec.Stored> changed = new PendingSums<>();
  private final Set<String> touched = new TreeSet<>();
  private final StandingPolicies policies = new StandingPolicies(new FactCodec());
  private long latestIngest;

  /** Rosters whose sums have changed, by key. */
  PendingSums<RosterCodec.Stored> changed() {
    return changed;
  }

  @Override
  public StandingPolicies policies() {
    return policies;
  }

  /** Beginnings of the keys of rosters whose policy may have changed. */
  Set<String> touched() {
    return touched;
  }

  /** Rosters to which a policy applied, or applies now, may have to be labelled anew. */
  @Override
  public void changed(StandingPolicies.Change change) {
    touch(change.before());
    touch(change.after());
  }

  private void touch(ClassroomPolicy policy) {
    if (policy != null) {
      touched.add(
          policy.isOfDistrict()
              ? RosterKey.ofDistrict(policy.districtId())
              : RosterKey.ofSchool(policy.districtId(), policy.schoolId()));
    }
  }

  @Override
  public void received(long ingestTime) {
    latestIngest = Math.max(latestIngest, ingestTime);
  }

  long latestIngest() {
    return latestIngest;
  }
}
