package org.pathline.domain.effect.design;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.design.Reason.Code;

/**
 * From evidence to the grade of a design.
 *
 * <p>The worst reason decides, all are told, and neither size nor sign of an estimate is asked for.
 *
 * @param grade the grade
 * @param reasons what holds the design back, the worst first; none for the best grade
 */
public record Grading(DesignGrade grade, List<Reason> reasons) {

  /** Grade of a design. */
  public static Grading of(Evidence evidence, Thresholds thresholds) {
    Reasons reasons = new Reasons(evidence, thresholds);
    reasons.size();
    reasons.coverage();
    reasons.power();
    reasons.drift();
    reasons.composition();
    reasons.comparisons();
    DesignGrade grade = reasons.worst();
    if (evidence.estimatorsDisagree()) {
      // One grade lower than without it, but disagreement is no lack of data.
      DesignGrade lower =
          grade == DesignGrade.SUPPORTED ? DesignGrade.LIMITED : DesignGrade.NOT_SUPPORTED;
      reasons.add(
          Code.ESTIMATORS_DISAGREE,
          lower,
          "the two estimators differ in sign, each by more than one standard error from 0");
    }
    reasons.found.sort(Comparator.comparing(Reason::grade));
    return new Grading(reasons.worst(), List.copyOf(reasons.found));
  }

  private static final class Reasons {
    private final Evidence evidence;
    private final Thresholds thresholds;
    private final List<Reason> found = new ArrayList<>();

    Reasons(Evidence evidence, Thresholds thresholds) {
      this.evidence = evidence;
      this.thresholds = thresholds;
    }

    void add(Code code, DesignGrade grade, String format, Object... figures) {
      found.add(new Reason(code, grade, String.format(Locale.ROOT, format, figures)));
    }

    DesignGrade worst() {
      return found.stream()
          .map(Reason::grade)
          .min(Comparator.naturalOrder())
          .orElse(DesignGrade.SUPPORTED);
    }

    /** A number that must not be below one threshold, and for the best grade not below another. */
    private void atLeast(
        Code code, @Nullable Integer number, int least, int supported, String what) {
      if (number == null) {
        return;
      }
      if (number < least) {
        add(
            code,
            DesignGrade.INSUFFICIENT_EVIDENCE,
            "%d %s; at least %d are needed",
            number,
            what,
            least);
      } else if (number < supported) {
        add(code, DesignGrade.LIMITED, "%d %s, fewer than %d", number, what, supported);
      }
    }

    void size() {
      int schools = thresholds.supportedSchools();
      atLeast(
          Code.FEW_TREATED_SCHOOLS,
          evidence.treatedSchools(),
          thresholds.schools(),
          schools,
          "treated schools");
      atLeast(
          Code.FEW_COMPARISON_SCHOOLS,
          evidence.comparisonSchools(),
          thresholds.schools(),
          schools,
          "comparison schools");
      // Where districts adopt they are what was treated, and as many are needed as schools else.
      int least = evidence.districtWide() ? thresholds.districts() : 0;
      int districts = evidence.districtWide() ? schools : thresholds.supportedDistricts();
      atLeast(
          Code.FEW_TREATED_DISTRICTS,
          evidence.treatedDistricts(),
          least,
          districts,
          "treated districts");
      atLeast(
          Code.FEW_COMPARISON_DISTRICTS,
          evidence.comparisonDistricts(),
          least,
          thresholds.supportedDistricts(),
          "comparison districts");
      preCohorts();
      if (evidence.postCohorts() == 0) {
        add(
            Code.NO_POST_COHORT,
            DesignGrade.INSUFFICIENT_EVIDENCE,
            "no cohort under the policy is observed yet");
      }
    }

    private void preCohorts() {
      if (evidence.shareBelowPreCohorts() > thresholds.fewPreCohortsShare()) {
        add(
            Code.FEW_PRE_COHORTS,
            DesignGrade.INSUFFICIENT_EVIDENCE,
            "%.0f %% of treated schools have fewer than %d cohorts before the policy",
            100 * evidence.shareBelowPreCohorts(),
            thresholds.preCohorts());
      } else if (evidence.shareBelowOneMore() > thresholds.fewPreCohortsShare()) {
        add(
            Code.FEW_PRE_COHORTS,
            DesignGrade.LIMITED,
            "%.0f %% of treated schools have no more than %d cohorts before the policy",
            100 * evidence.shareBelowOneMore(),
            thresholds.preCohorts());
      }
    }

    void coverage() {
      Double difference = evidence.differentialCoverage();
      Double treated = evidence.treatedCoverage();
      Double comparison = evidence.comparisonCoverage();
      if (difference == null || treated == null || comparison == null) {
        return;
      }
      double lower = Math.min(treated, comparison);
      if (lower < thresholds.supportedCoverage()) {
        add(
            Code.LOW_COVERAGE,
            lower < thresholds.coverage() ? DesignGrade.INSUFFICIENT_EVIDENCE : DesignGrade.LIMITED,
            "the outcome of %.1f %% of treated and %.1f %% of comparison students is known",
            100 * treated,
            100 * comparison);
      }
      if (difference > thresholds.supportedDifferential()) {
        add(
            Code.DIFFERENTIAL_COVERAGE,
            difference > thresholds.differentialCoverage()
                ? DesignGrade.INSUFFICIENT_EVIDENCE
                : DesignGrade.LIMITED,
            "the share of students whose outcome is known differs by %.1f points between the arms",
            100 * difference);
      }
    }

    void power() {
      if (evidence.treatedStudents() != null
          && evidence.treatedStudents() < thresholds.treatedStudents()) {
        add(
            Code.FEW_TREATED_STUDENTS,
            DesignGrade.INSUFFICIENT_EVIDENCE,
            "the treated students are worth %.0f independent ones; at least %.0f are needed",
            evidence.treatedStudents(),
            thresholds.treatedStudents());
      }
      if (evidence.overlapRefused()) {
        add(
            Code.NO_OVERLAP,
            DesignGrade.INSUFFICIENT_EVIDENCE,
            "treated schools have no counterparts of like characteristics");
      }
      if (!evidence.estimable()) {
        add(
            Code.NOT_ESTIMABLE,
            DesignGrade.INSUFFICIENT_EVIDENCE,
            "there is no estimate with a standard error");
      }
      if (thresholds.smallestEffect() != null && evidence.detectable() != null) {
        double most = thresholds.detectableFactor() * thresholds.smallestEffect();
        if (evidence.detectable() > most) {
          add(
              Code.LOW_POWER,
              DesignGrade.INSUFFICIENT_EVIDENCE,
              "only effects of %.3f and more are likely to be found; %.3f would be of interest",
              evidence.detectable(),
              thresholds.smallestEffect());
        }
      }
    }

    void drift() {
      Double p = evidence.slopeP();
      Double adjusted = evidence.adjustedSlopeP();
      if (p == null) {
        add(
            Code.DRIFT_UNTESTED,
            DesignGrade.LIMITED,
            "whether treated schools drifted before the policy cannot be tested");
      } else if (p < thresholds.slopeLevel()
          && (adjusted == null || adjusted < thresholds.slopeLevel())) {
        add(
            Code.DRIFT_BEFORE,
            DesignGrade.NOT_SUPPORTED,
            "treated schools drifted from the others before the policy (p = %.4f)",
            p);
      }
      if (evidence.tolerableDrift() != null
          && evidence.plausibleDrift() != null
          && evidence.tolerableDrift() < evidence.plausibleDrift()) {
        add(
            Code.DRIFT_COULD_EXPLAIN,
            DesignGrade.LIMITED,
            "a drift of %.4f per cohort would explain the effect, and up to %.4f cannot be"
                + " excluded",
            evidence.tolerableDrift(),
            evidence.plausibleDrift());
      }
      breakdown();
    }

    private void breakdown() {
      Double breakdown = evidence.breakdown();
      if (!evidence.estimable() || (breakdown != null && breakdown >= thresholds.breakdown())) {
        return;
      }
      if (breakdown == null) {
        add(
            Code.BREAKS_DOWN,
            DesignGrade.LIMITED,
            "too little is seen before the policy to say how much drift the effect would stand");
      } else if (breakdown == 0) {
        add(
            Code.BREAKS_DOWN,
            DesignGrade.LIMITED,
            "no effect can be told from none, and drift could hide one");
      } else {
        add(
            Code.BREAKS_DOWN,
            DesignGrade.LIMITED,
            "drift that changes %.2f times as much as it did before the policy would explain the"
                + " effect; it should stand %.2f times",
            breakdown,
            thresholds.breakdown());
      }
    }

    void composition() {
      Double shift = evidence.compositionShift();
      if (shift != null && shift > thresholds.compositionShift()) {
        add(
            Code.COMPOSITION_SHIFT,
            evidence.standardised() ? DesignGrade.LIMITED : DesignGrade.NOT_SUPPORTED,
            "the mix of prior achievement moved by %.1f points with the policy%s",
            100 * shift,
            evidence.standardised() ? "; see the effect at one mix" : "");
      }
    }

    void comparisons() {
      Double forbidden = evidence.forbiddenShare();
      if (forbidden != null && forbidden > thresholds.forbiddenShare()) {
        add(
            Code.FORBIDDEN_COMPARISONS,
            DesignGrade.LIMITED,
            "a two-way fixed effects regression would take %.0f %% of its weight from comparisons"
                + " with schools already treated",
            100 * forbidden);
      }
    }
  }
}
