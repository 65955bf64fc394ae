package org.pathline.domain.policy;

import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.ClassroomPolicy;

/**
 * The policy in force.
 *
 * @param policyId null where nothing is declared
 * @param level who declared it; null where nothing is declared
 */
public record Declaration(DeclaredRegime regime, @Nullable String policyId, @Nullable Level level) {
  /** No policy is in force. */
  public static final Declaration NONE = new Declaration(DeclaredRegime.UNDECLARED, null, null);

  /** Whether a policy is about one school or a whole district. */
  public enum Level {
    SCHOOL,
    DISTRICT
  }

  static Declaration of(ClassroomPolicy policy) {
    return new Declaration(
        DeclaredRegime.of(policy.regime()),
        policy.envelope().studentId(),
        policy.isOfDistrict() ? Level.DISTRICT : Level.SCHOOL);
  }
}
