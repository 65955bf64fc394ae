package org.pathline.report;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.answer.Figure;
import org.pathline.domain.effect.answer.Plan;
import org.pathline.domain.effect.answer.PlanPower;
import org.pathline.domain.effect.answer.PlannedAnswers;
import org.pathline.domain.effect.answer.PlannedAnswers.Planned;
import org.pathline.domain.effect.cell.Subgroup;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.statistics.Interval;
import org.pathline.topics.PlanTopic.Authored;

/** What `pathline plan` says. */
public final class PlanReports {
  private static final int SHORT = 12;

  private PlanReports() {}

  /** Plans that stand. */
  public static Report<Authored> list(List<Authored> plans) {
    return new Report<>(
        "plans",
        List.of(
            ReportColumn.text("plan", each -> each.plan().id().substring(0, SHORT)),
            ReportColumn.text("since", each -> each.standing().since().toString()),
            ReportColumn.text("author", each -> each.author() == null ? "-" : each.author()),
            ReportColumn.text(
                "outcomes",
                each ->
                    String.join(" ", each.plan().outcomes().stream().map(Outcome::label).toList())),
            ReportColumn.text(
                "subgroups",
                each ->
                    String.join(
                        " ", each.plan().subgroups().stream().map(Subgroup::text).toList())),
            ReportColumn.text("target", each -> each.plan().target()),
            ReportColumn.<Authored>number("smallestEffect", each -> each.plan().smallestEffect())),
        plans);
  }

  /** What a plan could find. */
  public static Report<PlanPower> power(Plan plan, List<PlanPower> powers) {
    return new Report<PlanPower>(
            "power",
            List.of(
                ReportColumn.text("outcome", each -> each.question().scope().outcome().label()),
                ReportColumn.text("subgroup", each -> each.question().subgroup().text()),
                ReportColumn.<PlanPower>number("treated", PlanPower::treated),
                ReportColumn.<PlanPower>number("comparison", PlanPower::comparison),
                ReportColumn.<PlanPower>number("cohorts", PlanPower::cohorts),
                share("falseAlarms", PlanPower::falseAlarms),
                share("power", PlanPower::power),
                share("familyPower", PlanPower::familyPower),
                ReportColumn.estimate("detectable", PlanPower::detectable)),
            powers)
        .note("plan " + plan.id())
        .note(
            "power: of finding an effect of "
                + plan.smallestEffect()
                + " at 5 %; familyPower: as the first of "
                + powers.size()
                + " under Holm; detectable: found four times in five so");
  }

  private static ReportColumn<PlanPower> share(
      String name, java.util.function.ToDoubleFunction<PlanPower> share) {
    return ReportColumn.number(
        name, each -> Numbers.finite(share.applyAsDouble(each)), Numbers::percent);
  }

  /** Answers to a plan. */
  public static Report<Planned> answers(PlannedAnswers answers) {
    return new Report<Planned>(
            "answers",
            List.of(
                ReportColumn.text(
                    "outcome", each -> each.answer().question().scope().outcome().label()),
                ReportColumn.text("subgroup", each -> each.answer().question().subgroup().text()),
                ReportColumn.text("inference", each -> each.inference().name()),
                figure("estimate", Figure::value),
                figure("low", each -> Interval.low(each.interval())),
                figure("high", each -> Interval.high(each.interval())),
                figure("p", Figure::p),
                ReportColumn.estimate("holmP", Planned::adjustedP),
                ReportColumn.text("grade", each -> each.answer().grading().grade().name()),
                ReportColumn.text("statement", each -> each.statement().name()),
                ReportColumn.text(
                    "observableFrom",
                    each ->
                        each.observableFrom() == null ? "-" : each.observableFrom().toString())),
            answers.answers())
        .note("plan " + answers.plan().id() + ", which stands since " + answers.stoodSince())
        .notes(late(answers));
  }

  private static List<String> late(PlannedAnswers answers) {
    return answers.answers().stream()
            .anyMatch(each -> each.inference() == PlannedAnswers.Inference.EXPLORATORY)
        ? List.of(
            "EXPLORATORY: this plan came after its data, or no school adopted; outcomes could be"
                + " seen from the day in observableFrom on")
        : List.of();
  }

  private static ReportColumn<Planned> figure(
      String name, java.util.function.Function<Figure, @Nullable Double> value) {
    return ReportColumn.number(
        name,
        each -> each.answer().overall() == null ? null : value.apply(each.answer().overall()),
        Numbers::estimate);
  }
}
