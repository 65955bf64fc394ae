package org.pathline.domain.effect.answer;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.Estimate;
import org.pathline.domain.effect.Panel;
import org.pathline.domain.effect.PanelUnit;
import org.pathline.domain.effect.Specification;
import org.pathline.domain.effect.answer.EffectAnswer.Companion;
import org.pathline.domain.effect.answer.EffectAnswer.Composition;
import org.pathline.domain.effect.answer.EffectAnswer.Shift;
import org.pathline.domain.effect.cell.Gap;
import org.pathline.domain.effect.cell.Students;
import org.pathline.domain.effect.cell.Subgroup;
import org.pathline.domain.effect.design.Holm;
import org.pathline.domain.fact.Indicator;
import org.pathline.domain.pathway.Pathway.PriorAchievement;

/** Effects on parts of the students, and on the mix of them. */
final class Companions {

  private final Evaluation evaluation;

  /** What questions about one study share of the mix of their students. */
  private record Key(Students part, Students of, Specification specification) {}

  /**
   * The share that some students are of all of them.
   *
   * @param shift effect on it; null where there is none
   * @param weight mean of it over the students under the policy
   */
  private record Mix(@Nullable Estimate shift, double weight) {}

  Companions(Evaluation evaluation) {
    this.evaluation = evaluation;
  }

  /** Overall effect by the estimator that speaks. */
  private @Nullable Estimate spoken(Students students) {
    return isImputed() ? imputation(students) : groupTime(students);
  }

  /** Whether imputation speaks: without covariates, as in {@link Diagnosis#speaks}. */
  private boolean isImputed() {
    return evaluation.question().covariates().isEmpty();
  }

  private Panel panel(Students students) {
    return evaluation.study().panel(students).panel();
  }

  private @Nullable Estimate groupTime(Students students) {
    return evaluation.groupTime(panel(students));
  }

  private @Nullable Estimate imputation(Students students) {
    return evaluation.imputation(panel(students));
  }

  private Mix mix(Students part, Students of) {
    return evaluation
        .study()
        .derived(
            new Key(part, of, evaluation.question().specification()),
            () -> {
              Panel shares = evaluation.study().shares(part, of);
              return new Mix(evaluation.groupTime(shares), treatedMean(shares));
            });
  }

  /**
   * Effects on each third of prior achievement, as one family declared beforehand; on students by
   * disadvantage and on the gap between them, also among those of high achievement, where families
   * can buy what the school no longer offers; of a gap, on both sides of it.
   */
  List<Companion> effects() {
    List<Companion> effects = new ArrayList<>();
    if (evaluation.question().subgroup() instanceof Gap gap) {
      effects.add(companion(gap.reference()));
      effects.add(companion(gap.group()));
      return effects;
    }
    Students students = (Students) evaluation.question().subgroup();
    if (students.priorAchievement() == null) {
      List<Companion> family =
          PriorAchievement.THIRDS.stream().map(students::with).map(this::companion).toList();
      effects.addAll(adjusted(family));
    }
    if (students.economicallyDisadvantaged() == null) {
      effects.add(companion(students.with(Indicator.YES)));
      effects.add(companion(students.with(Indicator.NO)));
      effects.add(gap(students));
      if (students.priorAchievement() == null) {
        effects.add(gap(students.with(PriorAchievement.HIGH)));
      }
    }
    return effects;
  }

  private List<Companion> adjusted(List<Companion> family) {
    List<Companion> tested = new ArrayList<>();
    List<Double> chances = new ArrayList<>();
    for (Companion each : family) {
      Figure spoken = spoken(each);
      Double p = spoken == null ? null : spoken.p();
      if (p != null) {
        tested.add(each);
        chances.add(p);
      }
    }
    double[] adjusted = Holm.adjust(chances.stream().mapToDouble(Double::doubleValue).toArray());
    List<Companion> all = new ArrayList<>();
    for (Companion each : family) {
      int at = tested.indexOf(each);
      all.add(at < 0 ? each : each.adjusted(adjusted[at]));
    }
    return all;
  }

  private @Nullable Figure spoken(Companion companion) {
    return isImputed() ? companion.imputation() : companion.cs();
  }

  private Companion companion(Students students) {
    return new Companion(
        students.text(),
        evaluation.figureOfNullable(groupTime(students)),
        evaluation.figureOfNullable(imputation(students)),
        null,
        null);
  }

  private Companion gap(Students students) {
    String conditions = students.equals(Students.ALL) ? "" : "," + students.text();
    Gap gap = (Gap) Subgroup.parse(Subgroup.GAP + Subgroup.DISADVANTAGED + conditions);
    return new Companion(
        gap.text(),
        evaluation.figureOfNullable(groupTime(gap)),
        evaluation.figureOfNullable(
            GroupTimeSums.plus(imputation(gap.reference()), -1, imputation(gap.group()))),
        null,
        evaluation.sensitivity(panel(gap.reference()), panel(gap.group())));
  }

  /** With covariates a triple difference. */
  private @Nullable Estimate groupTime(Gap gap) {
    return evaluation.question().covariates().isEmpty()
        ? GroupTimeSums.plus(groupTime(gap.reference()), -1, groupTime(gap.group()))
        : evaluation.groupTime(panel(gap.reference()), panel(gap.group()));
  }

  /**
   * Effects on the shares of the thirds, and the effect at one mix; null where the students are of
   * one third anyhow.
   */
  @Nullable Composition composition() {
    List<Shift> shifts = new ArrayList<>();
    double greatest = 0;
    Estimate standardised = null;
    boolean complete = true;
    for (Evaluation.Side side : evaluation.sides()) {
      if (side.students().priorAchievement() != null) {
        return null;
      }
      for (PriorAchievement third : PriorAchievement.values()) {
        Students part = side.students().with(third);
        Mix mix = mix(part, side.students());
        Estimate shift = mix.shift();
        if (shift != null) {
          String of = part.text();
          Figure figure = evaluation.figure(shift);
          shifts.add(new Shift(of, figure));
          if (figure.excludesZero()) {
            greatest = Math.max(greatest, Math.abs(figure.value()));
          }
        }
        double weight = mix.weight();
        if (weight > 0) {
          Estimate effect = spoken(part);
          complete &= effect != null;
          if (effect != null) {
            Estimate weighted = effect.times(side.factor() * weight);
            standardised = standardised == null ? weighted : standardised.plus(1, weighted);
          }
        }
      }
    }
    return new Composition(
        List.copyOf(shifts),
        shifts.isEmpty() ? null : Double.valueOf(greatest),
        greatest > evaluation.thresholds().compositionShift(),
        complete ? evaluation.figureOfNullable(standardised) : null);
  }

  /** Mean over the students under the policy. */
  private static double treatedMean(Panel panel) {
    double size = 0;
    double total = 0;
    for (int s = 0; s < panel.units().size(); s++) {
      PanelUnit unit = panel.units().get(s);
      for (int t = 0; t < panel.timeCount(); t++) {
        if (unit.everAdopts() && panel.time(t) >= unit.adopted()) {
          size += panel.size(s, t);
          total += panel.total(s, t);
        }
      }
    }
    return size > 0 ? total / size : 0;
  }
}
