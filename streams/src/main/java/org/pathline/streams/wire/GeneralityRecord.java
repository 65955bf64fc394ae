package org.pathline.streams.wire;

import static org.pathline.domain.statistics.Interval.high;
import static org.pathline.domain.statistics.Interval.low;

import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.answer.Generality;
import org.pathline.events.EffectCharacteristic;
import org.pathline.events.EffectGenerality;
import org.pathline.events.GeneralityGrade;
import org.pathline.events.GeneralityReason;

/** For which schools an effect holds, as it is published within the answer. */
final class GeneralityRecord {
  private GeneralityRecord() {}

  static @Nullable EffectGenerality of(@Nullable Generality generality) {
    return generality == null
        ? null
        : EffectGenerality.newBuilder()
            .setGrade(GeneralityGrade.valueOf(generality.grade().name()))
            .setReasons(
                generality.reasons().stream()
                    .map(
                        each ->
                            new GeneralityReason(
                                each.code().name(),
                                GeneralityGrade.valueOf(each.grade().name()),
                                each.text()))
                    .toList())
            .setTarget(generality.target())
            .setTargetSchools(generality.targetSchools())
            .setUnknownSchools(generality.unknownSchools())
            .setIndex(generality.index())
            .setWithoutComparable(generality.withoutComparable())
            .setCharacteristics(
                generality.differences().stream()
                    .map(
                        each ->
                            new EffectCharacteristic(
                                each.characteristic().name(),
                                each.treated(),
                                each.target(),
                                each.standardised()))
                    .toList())
            .setReweighted(EffectRecord.figure(generality.reweighted()))
            .setEffectiveSchools(generality.effectiveSchools())
            .setMean(EffectRecord.figure(generality.mean()))
            .setTau(generality.tau())
            .setTauLow(low(generality.tauInterval()))
            .setTauHigh(high(generality.tauInterval()))
            .setLikeTreatedLow(low(generality.likeTreated()))
            .setLikeTreatedHigh(high(generality.likeTreated()))
            .setPredictionLow(low(generality.prediction()))
            .setPredictionHigh(high(generality.prediction()))
            .setBroadIndex(generality.thresholds().broadIndex())
            .setLocalIndex(generality.thresholds().localIndex())
            .setBroadWithout(generality.thresholds().broadWithout())
            .setLocalWithout(generality.thresholds().localWithout())
            .setEffectiveSchoolsNeeded(generality.thresholds().effectiveSchools())
            .build();
  }
}
