package org.pathline.streams.wire;

import static org.pathline.domain.statistics.Interval.high;
import static org.pathline.domain.statistics.Interval.low;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.answer.DoseAnswer;
import org.pathline.domain.effect.dose.DoseShape;
import org.pathline.events.DoseFinding;
import org.pathline.events.DoseStatement;
import org.pathline.events.DoseType;
import org.pathline.events.EffectByDose;
import org.pathline.events.EffectDose;

/** How an effect depends on its dose, as it is published. */
final class DoseRecord {
  private DoseRecord() {}

  /** Record of an answer; null where no school has a dose. */
  static @Nullable EffectDose of(@Nullable DoseAnswer answer) {
    return answer == null || answer.units() == 0
        ? null
        : new EffectDose(
            answer.units(),
            answer.findings().stream().map(DoseRecord::finding).toList(),
            answer.rows().stream()
                .map(
                    row ->
                        new EffectByDose(
                            row.of(),
                            DoseType.valueOf(row.kind().label()),
                            row.from(),
                            row.to(),
                            row.estimate(),
                            row.standardError(),
                            low(row.interval()),
                            high(row.interval()),
                            low(row.band()),
                            high(row.band())))
                .toList(),
            List.of(DoseAnswer.PARALLEL, DoseAnswer.STRONG_PARALLEL));
  }

  private static DoseFinding finding(DoseAnswer.Finding finding) {
    DoseShape shape = finding.shape();
    return new DoseFinding(
        finding.of(),
        DoseStatement.valueOf(shape.statement().name()),
        shape.statement().text(),
        shape.critical(),
        shape.optimumLow(),
        shape.optimumHigh(),
        shape.best());
  }
}
