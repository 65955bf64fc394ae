package org.pathline.domain.policy;

import java.util.Objects;
import org.pathline.domain.effect.cell.RegimeAt;
import org.pathline.domain.effect.cell.SchoolId;
import org.pathline.domain.fact.Regime;
import org.pathline.domain.fact.Subject;
import org.pathline.domain.outcome.CellKey;

/**
 * The regime in force for the students of outcome cells: that of their school in their anchor year
 * and anchor grade.
 */
public final class CellRegimes {
  private final StandingPolicies policies;

  /** Regimes that standing policies declare. */
  public CellRegimes(StandingPolicies policies) {
    this.policies = policies;
  }

  /** Regime of an anchored cell. */
  public DeclaredRegime of(CellKey key) {
    return declaration(
            Objects.requireNonNull(key.districtId()),
            Objects.requireNonNull(key.schoolId()),
            key.subject(),
            gradeLevel(key.settings().anchorGrade()),
            Objects.requireNonNull(key.anchorYear()))
        .regime();
  }

  /** Regimes of schools for one subject and anchor grade. */
  public RegimeAt at(Subject subject, int anchorGrade) {
    String gradeLevel = gradeLevel(anchorGrade);
    return (SchoolId school, int anchorYear) -> {
      Declaration declaration =
          declaration(school.districtId(), school.schoolId(), subject, gradeLevel, anchorYear);
      return new RegimeAt.InForce(
          switch (declaration.regime()) {
            case TRACKED -> Regime.TRACKED;
            case PARTIALLY_TRACKED -> Regime.PARTIALLY_TRACKED;
            case DETRACKED -> Regime.DETRACKED;
            case UNDECLARED -> null;
            case UNKNOWN -> Regime.UNKNOWN;
          },
          declaration.level() == Declaration.Level.DISTRICT);
    };
  }

  private Declaration declaration(
      String districtId, String schoolId, Subject subject, String gradeLevel, int anchorYear) {
    return policies.inForce(districtId, schoolId, subject, gradeLevel, anchorYear);
  }

  /** An anchor grade as facts write grades. */
  private static String gradeLevel(int anchorGrade) {
    return anchorGrade < 10 ? "0" + anchorGrade : Integer.toString(anchorGrade);
  }
}
