package org.pathline.domain.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pathline.domain.fact.ClassroomPolicy;
import org.pathline.domain.fact.FactOrder;
import org.pathline.domain.fact.GradeLevel;
import org.pathline.domain.fact.KeyVersions;
import org.pathline.domain.fact.Subject;

/**
 * The policies that stand, from all versions that were received.
 *
 * <p>Mutable. The same versions in any order, any number of times, give the same answers.
 */
public final class StandingPolicies {
  /** School before district, then the later beginning, then the smaller policy id. */
  private static final Comparator<ClassroomPolicy> PRECEDENCE =
      Comparator.comparing(ClassroomPolicy::isOfDistrict)
          .thenComparing(ClassroomPolicy::effectiveFrom, Comparator.reverseOrder())
          .thenComparing(policy -> policy.envelope().studentId());

  private final KeyVersions<ClassroomPolicy> folding;
  private final Map<String, List<ClassroomPolicy>> versions = new TreeMap<>();
  private final Map<String, Map<String, ClassroomPolicy>> standingByDistrict = new HashMap<>();

  /**
   * What stood under a policy id and what stands now, which differ.
   *
   * @param before null where none stood
   * @param after null where none stands
   */
  public record Change(ClassroomPolicy before, ClassroomPolicy after) {}

  /** No policies yet. */
  public StandingPolicies(FactOrder.Encoding encoding) {
    folding = new KeyVersions<>(encoding);
  }

  /** Takes in a version of a policy; null where it changes nothing that stands. */
  public Change receive(ClassroomPolicy version) {
    List<ClassroomPolicy> ofId =
        versions.computeIfAbsent(version.envelope().studentId(), absent -> new ArrayList<>());
    ClassroomPolicy before = folding.greatest(ofId);
    folding.fold(ofId, version);
    ClassroomPolicy after = folding.greatest(ofId);
    if (after == before) {
      return null;
    }
    if (before != null) {
      standingByDistrict.get(before.districtId()).remove(before.envelope().studentId());
    }
    if (after != null) {
      standingByDistrict
          .computeIfAbsent(after.districtId(), absent -> new HashMap<>())
          .put(after.envelope().studentId(), after);
    }
    return new Change(before, after);
  }

  /** Versions of a policy id, the greatest of each identity. */
  public List<ClassroomPolicy> versions(String policyId) {
    return List.copyOf(versions.getOrDefault(policyId, List.of()));
  }

  /**
   * The policy in force: of the school before that of its district, of several the one that took
   * effect last. The last school year in which a policy is effective belongs to it. A policy of
   * another district is none of this school, whatever the school's id.
   *
   * @param gradeLevel as facts write it
   * @param schoolYear by the year in which it ends
   */
  public Declaration inForce(
      String districtId, String schoolId, Subject subject, String gradeLevel, int schoolYear) {
    ClassroomPolicy first = null;
    for (ClassroomPolicy policy : standingByDistrict.getOrDefault(districtId, Map.of()).values()) {
      if (policy.subject() == subject
          && (policy.isOfDistrict() || policy.schoolId().equals(schoolId))
          && policy.effectiveFrom() <= schoolYear
          && (policy.effectiveTo() == null || schoolYear <= policy.effectiveTo())
          && covers(policy, gradeLevel)
          && (first == null || PRECEDENCE.compare(policy, first) < 0)) {
        first = policy;
      }
    }
    return first == null ? Declaration.NONE : Declaration.of(first);
  }

  /** An ungraded roster lies in no range of grades. */
  private static boolean covers(ClassroomPolicy policy, String gradeLevel) {
    int grade = GradeLevel.number(gradeLevel);
    return grade != GradeLevel.NONE
        && GradeLevel.number(policy.gradeFrom()) <= grade
        && grade <= GradeLevel.number(policy.gradeTo());
  }
}
