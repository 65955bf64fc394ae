package org.pathline.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.pathline.ask.panel.EventStudyFile;
import org.pathline.domain.effect.sensitivity.Equivalence;
import org.pathline.domain.effect.sensitivity.EventStudy;
import org.pathline.domain.effect.sensitivity.PretestPower;
import org.pathline.domain.effect.sensitivity.Sensitivity;
import org.pathline.domain.effect.sensitivity.Sensitivity.Asked;
import org.pathline.domain.effect.sensitivity.Sensitivity.Robust;
import org.pathline.domain.effect.sensitivity.Sensitivity.Target;
import org.pathline.domain.statistics.Interval;
import org.pathline.domain.statistics.Wilson;

/** The answer to {@code pathline effects --betahat --sigma}. */
public final class EventStudyReport implements Answer {
  private final EventStudyFile file;
  private final Sensitivity sensitivity;
  private final List<List<PretestPower>> pretests;
  private final @Nullable Equivalence equivalence;

  /**
   * Judges an event study.
   *
   * @param multiples M̄
   * @param bends M; null for R's ten
   * @param bound of the test of equivalence, or null
   */
  public EventStudyReport(
      EventStudyFile file,
      List<Double> multiples,
      @Nullable List<Double> bends,
      @Nullable Double bound) {
    this.file = file;
    EventStudy study = file.study();
    List<Asked> asked = new ArrayList<>();
    for (Asked each : Sensitivity.overallAndEvents(study, study.mean())) {
      if (study.standardError(each.weights()) > 0) {
        asked.add(each.event() == null ? new Asked("average", null, each.weights()) : each);
      }
    }
    sensitivity =
        Sensitivity.of(
            study,
            asked,
            multiples,
            bends == null ? Sensitivity.bendsOfR(study) : bends,
            Sensitivity.CriticalValues.DRAWN_AS_R);
    pretests =
        asked.stream()
            .map(each -> PretestPower.ofEvents(study, file.reference(), each.weights()))
            .toList();
    equivalence = Equivalence.of(study, bound);
  }

  /** One interval of one effect. */
  private record Line(
      Target target, String restriction, @Nullable Double bound, @Nullable Interval interval) {}

  private List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    for (Target target : sensitivity.targets()) {
      double half = Wilson.Z * target.standardError();
      lines.add(
          new Line(
              target,
              "original",
              null,
              new Interval(target.estimate() - half, target.estimate() + half)));
      for (Robust each : target.byMultiple()) {
        lines.add(new Line(target, "relativeMagnitudes", each.bound(), each.interval()));
      }
      for (Robust each : target.byBend()) {
        lines.add(new Line(target, "smoothness", each.bound(), each.interval()));
      }
    }
    return lines;
  }

  @Override
  public Report<?> rows() {
    return new Report<>(
            "rows",
            List.of(
                ReportColumn.<Line>text("effect", line -> SensitivityJson.name(line.target())),
                ReportColumn.text("restriction", Line::restriction),
                ReportColumn.estimate("bound", Line::bound),
                ReportColumn.<Line>estimate("estimate", line -> line.target().estimate()),
                ReportColumn.<Line>estimate("low", line -> Interval.low(line.interval())),
                ReportColumn.<Line>estimate("high", line -> Interval.high(line.interval()))),
            lines())
        .notes(notes());
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    notes.add(
        file.study().beforeCount()
            + " times before and "
            + file.study().afterCount()
            + " after the reference "
            + file.reference());
    for (Target each : sensitivity.targets()) {
      if (each.breakdownMultiple() != null) {
        notes.add(
            String.format(
                Locale.ROOT,
                "%s leaves 0 out up to Mbar* = %.3f%s and M* = %s",
                SensitivityJson.name(each),
                each.breakdownMultiple(),
                each.breakdownMultiple() >= Sensitivity.MOST ? " or more" : "",
                Numbers.rounded(6, each.breakdownBend())));
      }
    }
    if (file.study().beforeCount() == 0) {
      notes.add("nothing is known from before the reference, so drift cannot be bounded");
    }
    for (PretestPower each : pretests.isEmpty() ? List.<PretestPower>of() : pretests.get(0)) {
      notes.add(
          String.format(
              Locale.ROOT,
              "looking for significant times before finds a slope of %s in %.0f %%; it would add %s"
                  + " to the first effect above, and %s where it is not found",
              Numbers.rounded(6, each.slope()),
              100 * each.power(),
              Numbers.rounded(6, each.drift()),
              Numbers.rounded(6, each.afterPassing())));
    }
    if (equivalence != null) {
      notes.add(
          "times before are shown to be below "
              + Numbers.rounded(6, equivalence.least())
              + " (equivalence, 5 %)"
              + (equivalence.p() == null
                  ? "; give --bound to test against a bound of yours"
                  : String.format(
                      Locale.ROOT, "; against %s p = %.4f", equivalence.bound(), equivalence.p())));
    }
    return notes;
  }

  @Override
  public ObjectNode json() {
    ObjectNode root = SensitivityJson.of(sensitivity, pretests);
    root.put("reference", file.reference());
    file.study().before().forEach(root.putArray("before")::add);
    file.study().after().forEach(root.putArray("after")::add);
    if (equivalence != null) {
      root.set("equivalence", new ObjectMapper().valueToTree(equivalence));
    }
    return root;
  }
}
