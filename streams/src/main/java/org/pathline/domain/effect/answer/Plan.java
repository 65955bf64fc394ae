package org.pathline.domain.effect.answer;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.pathline.domain.effect.Specification;
import org.pathline.domain.effect.cell.Covariate;
import org.pathline.domain.effect.cell.Study;
import org.pathline.domain.effect.cell.Subgroup;
import org.pathline.domain.effect.design.Thresholds;
import org.pathline.domain.fact.Subject;
import org.pathline.domain.key.Sha256;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.pathway.Settings;

/**
 * What somebody means to test, said before the data can be seen.
 *
 * <p>Its family is every outcome with every subgroup, and its level of 5 % holds for all of them
 * together.
 *
 * @param target schools that the answers are meant for, as it is written
 * @param smallestEffect of interest, above 0, in the unit of the outcomes
 */
public record Plan(
    Settings settings,
    Subject subject,
    List<Outcome> outcomes,
    List<Subgroup> subgroups,
    Specification specification,
    List<Covariate> covariates,
    String target,
    double smallestEffect) {
  private static final int JULY = 7;

  /** Checks the plan. */
  public Plan {
    outcomes = outcomes.stream().distinct().sorted().toList();
    subgroups = List.copyOf(subgroups);
    covariates = covariates.stream().distinct().sorted().toList();
    if (outcomes.isEmpty() || subgroups.isEmpty()) {
      throw new IllegalArgumentException("a plan needs at least one outcome and one subgroup");
    }
    if (subgroups.stream().map(Subgroup::text).distinct().count() < subgroups.size()) {
      throw new IllegalArgumentException("a plan names each subgroup once");
    }
    if (!(smallestEffect > 0) || Double.isInfinite(smallestEffect)) {
      throw new IllegalArgumentException(
          "the smallest effect of interest is above 0, such as 0.02 for two points");
    }
    boolean points = outcomes.contains(Outcome.GRADE_POINTS);
    if (points && outcomes.size() > 1) {
      throw new IllegalArgumentException(
          "grade points have another unit than shares, so they need a plan of their own");
    }
  }

  /** Thresholds against which its answers are held. */
  public Thresholds thresholds() {
    return Thresholds.withSmallestEffect(smallestEffect);
  }

  /** Questions of its family, by outcome and then by subgroup. */
  public List<EffectQuestion> questions() {
    List<EffectQuestion> questions = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      Study.Scope scope = new Study.Scope(outcome, settings, subject);
      for (Subgroup subgroup : subgroups) {
        questions.add(EffectQuestion.of(scope, subgroup, specification, covariates));
      }
    }
    return questions;
  }

  /** Everything that the plan binds, in one order: what its hash is of. */
  public String text() {
    return String.format(
            Locale.ROOT,
            "plan 1%nanchorGrade %d%nstemList %s%nsubject %s%noutcomes %s%nsubgroups %s%ncontrol"
                + " %s%nbase %s%nmethod %s%nanticipation %d%ncovariates %s%ntarget %s%nthresholds"
                + " %s%n",
            settings.anchorGrade(),
            settings.stemList(),
            subject,
            outcomes.stream().map(Outcome::label).toList(),
            subgroups.stream().map(Subgroup::text).sorted().toList(),
            specification.comparison(),
            specification.base(),
            specification.method(),
            specification.anticipation(),
            covariates,
            target,
            thresholds())
        .replace("\r\n", "\n");
  }

  /** SHA-256 of {@link #text()} in 64 hexadecimal digits: the name of the plan. */
  public String id() {
    return Sha256.digits(text());
  }

  /**
   * First moment at which an outcome of the students of an anchor year could be seen by anyone.
   *
   * <p>What happens at school can be seen from the beginning of the anchor year's school year on, 1
   * July of the year before; what happens after school from 1 July of the expected graduation on.
   */
  public static Instant observableFrom(Outcome outcome, Settings settings, int anchorYear) {
    boolean atSchool =
        switch (outcome) {
          case ADVANCED_COURSE, ALGEBRA_BY_8, CALCULUS_BY_12, GRADE_POINTS, ON_TIME_GRADUATION ->
              true;
          default -> false;
        };
    int year = atSchool ? anchorYear - 1 : settings.expectedGraduationYear(anchorYear);
    return LocalDate.of(year, JULY, 1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
