package org.pathline.domain.policy;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.ClassroomPolicy;
import org.pathline.domain.fact.Fact;
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

  /**
   * Under one policy id more policies never stand, as facts of different fact ids may: the id is a
   * placeholder, and labels nothing.
   */
  public static final int MOST_OF_ONE_ID = 64;

  private final FactOrder.Encoding encoding;
  private final KeyVersions<ClassroomPolicy> folding;
  private final Map<String, Versions> versions = new HashMap<>();
  private final Map<String, ClassroomPolicy> standing = new HashMap<>();
  private final Map<String, Map<String, ClassroomPolicy>> standingByDistrict = new HashMap<>();

  /**
   * What stood under a policy id and what stands now, which differ.
   *
   * @param before null where none stood
   * @param after null where none stands
   */
  public record Change(@Nullable ClassroomPolicy before, @Nullable ClassroomPolicy after) {}

  /** No policies yet. */
  public StandingPolicies(FactOrder.Encoding encoding) {
    this.encoding = encoding;
    folding = new KeyVersions<>(encoding);
  }

  /** All versions of one policy id, the greatest of each identity. */
  private final class Versions {
    private final SortedMap<Fact, ClassroomPolicy> byIdentity =
        new TreeMap<>(FactOrder.BY_IDENTITY);
    private int standing;

    void receive(ClassroomPolicy version) {
      ClassroomPolicy before = byIdentity.get(version);
      if (before == null || FactOrder.supersedes(version, before, encoding)) {
        byIdentity.put(version, version);
        standing += stands(version) - (before == null ? 0 : stands(before));
      }
    }

    private static int stands(ClassroomPolicy version) {
      return version.envelope().retracted() ? 0 : 1;
    }

    @Nullable ClassroomPolicy greatest() {
      return standing > MOST_OF_ONE_ID ? null : folding.greatest(byIdentity.values());
    }
  }

  /** Takes in a version of a policy; null where it changes nothing that stands. */
  public @Nullable Change receive(ClassroomPolicy version) {
    String policyId = version.envelope().studentId();
    Versions ofId = versions.computeIfAbsent(policyId, absent -> new Versions());
    ofId.receive(version);
    return stand(policyId, ofId.greatest());
  }

  /**
   * Has a policy stand under an id; null where it stands there already.
   *
   * @param after null where none stands
   */
  public @Nullable Change stand(String policyId, @Nullable ClassroomPolicy after) {
    ClassroomPolicy before =
        after == null ? standing.remove(policyId) : standing.put(policyId, after);
    if (Objects.equals(after, before)) {
      return null;
    }
    if (before != null) {
      Objects.requireNonNull(standingByDistrict.get(before.districtId())).remove(policyId);
    }
    if (after != null) {
      standingByDistrict
          .computeIfAbsent(after.districtId(), absent -> new HashMap<>())
          .put(policyId, after);
    }
    return new Change(before, after);
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
          && (policy.isOfDistrict() || Objects.equals(policy.schoolId(), schoolId))
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
