package org.pathline.streams.wire;

import static org.pathline.domain.sorting.ScoreSorting.clamped;

import java.util.ArrayList;
import java.util.List;
import org.pathline.domain.policy.Declaration;
import org.pathline.domain.sorting.RosterKey;
import org.pathline.domain.sorting.ScoreSorting;
import org.pathline.domain.sorting.Segregation;
import org.pathline.domain.sorting.SortingRule;
import org.pathline.events.DeclaredRegime;
import org.pathline.events.SegregatedGroup;
import org.pathline.events.Sorting;
import org.pathline.events.SortingFlag;
import org.pathline.events.Subject;

/** A roster's sorting as it is published; equal sums and policies give equal records. */
public final class SortingRecord {
  private SortingRecord() {}

  /** Record of a roster under the policy in force. */
  public static Sorting of(
      RosterKey key,
      org.pathline.domain.sorting.Sorting sorting,
      Declaration declaration,
      SortingRule rule) {
    ScoreSorting scores = sorting.scores();
    return Sorting.newBuilder()
        .setDistrictId(key.districtId())
        .setSchoolId(key.schoolId())
        .setSchoolYear(key.schoolYear())
        .setGradeLevel(key.gradeLevel())
        .setSubject(Subject.valueOf(key.subject().name()))
        .setSections(sorting.sections())
        .setN(sorting.students())
        .setScored(scores.scored())
        .setScoredSections(scores.sections())
        .setScoredShare(sorting.scoredShare())
        .setEta2(scores.eta2())
        .setEta2Random(scores.eta2Random())
        .setEpsilon2(scores.epsilon2())
        .setOmega2(clamped(scores.omega2()))
        .setOmega2Raw(scores.omega2())
        .setIcc1(clamped(scores.icc1()))
        .setIcc1Raw(scores.icc1())
        .setWithinSectionSd(scores.withinSd())
        .setVarianceRatioRaceEthnicity(sorting.whiteVarianceRatio())
        .setTheilRaceEthnicity(sorting.raceEthnicity().theil())
        .setTheilRaceEthnicityRandom(sorting.raceEthnicity().theilRandom())
        .setRaceEthnicity(
            groups(org.pathline.domain.sorting.Sorting.RACES, sorting.raceEthnicity()))
        .setVarianceRatioEconomicallyDisadvantaged(sorting.disadvantagedVarianceRatio())
        .setTheilEconomicallyDisadvantaged(sorting.economicallyDisadvantaged().theil())
        .setTheilEconomicallyDisadvantagedRandom(sorting.economicallyDisadvantaged().theilRandom())
        .setEconomicallyDisadvantaged(
            groups(
                org.pathline.domain.sorting.Sorting.INCOMES, sorting.economicallyDisadvantaged()))
        .setAdvancedShare(sorting.advancedShare())
        .setRegime(DeclaredRegime.valueOf(declaration.regime().name()))
        .setPolicyId(declaration.policyId())
        .setDeFactoTrackedFrom(rule.deFactoTrackedFrom())
        .setFlags(
            rule.flags(sorting, declaration.regime()).stream()
                .map(flag -> SortingFlag.valueOf(flag.name()))
                .toList())
        .build();
  }

  private static List<SegregatedGroup> groups(
      List<? extends Enum<?>> names, Segregation segregation) {
    List<SegregatedGroup> groups = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      Segregation.Group group = segregation.groups().get(i);
      groups.add(
          new SegregatedGroup(
              names.get(i).name(), group.students(), group.varianceRatio(), group.dissimilarity()));
    }
    return groups;
  }
}
