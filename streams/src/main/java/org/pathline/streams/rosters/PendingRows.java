package org.pathline.streams.rosters;

import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.ClassroomPolicy;
import org.pathline.domain.policy.StandingPolicies;
import org.pathline.domain.sorting.RosterKey;
import org.pathline.domain.sorting.RosterSums;
import org.pathline.streams.codec.FactCodec;
import org.pathline.streams.follow.FollowPolicies;
import org.pathline.streams.sums.PendingSums;

/** What the processors of a task share between two commits: changed rosters, and the policies. */
final class PendingRows implements FollowPolicies.Follower {
  /** Beginning of the keys of all rosters. */
  static final String ALL = "";

  /** Where policies of more schools change at once, all rosters are looked through instead. */
  private static final int MOST_TOUCHED = 10_000;

  private final PendingSums<RosterSums> changed = new PendingSums<>();
  private final Set<String> touched = new TreeSet<>();
  private final StandingPolicies policies = new StandingPolicies(new FactCodec());

  /** Changes of the sums of rosters, by key. */
  PendingSums<RosterSums> changed() {
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

  private void touch(@Nullable ClassroomPolicy policy) {
    if (touched.size() >= MOST_TOUCHED) {
      touched.clear();
      touched.add(ALL);
    }
    if (policy != null && !touched.contains(ALL)) {
      String schoolId = policy.schoolId();
      touched.add(
          schoolId == null || policy.isOfDistrict()
              ? RosterKey.ofDistrict(policy.districtId())
              : RosterKey.ofSchool(policy.districtId(), schoolId));
    }
  }

  @Override
  public void received(long ingestTime) {
    changed.span().received(ingestTime);
  }
}
