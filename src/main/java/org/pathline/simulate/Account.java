package org.pathline.simulate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is true of one student in the end, as {@link Bookkeeping} found it. */
final class Account {
  /** Outcomes in the order of the arrays. */
  static final List<String> OUTCOMES =
      List.of(
          ("advancedCourse algebraBy8 calculusBy12 gradePoints onTimeGraduation "
                  + "college16Months stemEntry2 stemEntry6 stemEntry2College stemEntry6College "
                  + "stemPersistence6 stemSwitched6 stemLeft6 stemDegree6 stemOccupation10")
              .split(" "));

  /** Milestones in the order of the array. */
  static final List<String> MILESTONES =
      List.of(
          ("ALGEBRA_BY_8 CALCULUS_BY_12 ON_TIME_GRADUATION COLLEGE_16_MONTHS "
                  + "FIRST_MAJOR_STEM STEM_ENTRY STEM_PERSISTENCE STEM_DEGREE STEM_OCCUPATION")
              .split(" "));

  String raceEthnicity = "UNKNOWN";
  String priorAchievement = "UNKNOWN";

  /** Null for a student who was never seen in the anchor grade. */
  @Nullable String schoolId;

  int anchorYear;

  /** Channel of the first acceleration, or NONE. */
  String channel = "NONE";

  /** Mean grade points in units of 1e-9, where there are any. */
  long gradePointNanos;

  final boolean[] eligible = new boolean[OUTCOMES.size()];
  final boolean[] observed = new boolean[OUTCOMES.size()];
  final boolean[] attained = new boolean[OUTCOMES.size()];
  final boolean[] milestones = new boolean[MILESTONES.size()];

  boolean isAnchored() {
    return schoolId != null;
  }

  void outcome(String name, boolean isEligible, boolean isObserved, boolean isAttained) {
    int at = OUTCOMES.indexOf(name);
    eligible[at] = isEligible;
    observed[at] = isEligible && isObserved;
    attained[at] = isEligible && isObserved && isAttained;
  }

  void milestone(String name, boolean held) {
    milestones[MILESTONES.indexOf(name)] = held;
  }
}
