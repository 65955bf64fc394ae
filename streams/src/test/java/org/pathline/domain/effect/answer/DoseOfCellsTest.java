package org.pathline.domain.effect.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.pathline.domain.effect.answer.CellWorld.Recipe;
import org.pathline.domain.effect.answer.DoseAnswer.Groups;
import org.pathline.domain.effect.cell.SchoolId;
import org.pathline.domain.effect.cell.Students;
import org.pathline.domain.effect.cell.Study;
import org.pathline.domain.effect.dose.DoseStatement;
import org.pathline.domain.effect.dose.SchoolSorting;
import org.pathline.domain.fact.Regime;
import org.pathline.events.DoseType;
import org.pathline.events.EffectByDose;
import org.pathline.events.EffectDose;
import org.pathline.streams.wire.EffectRecord;

/** The dose of schools from measured sorting, and what of it is published. */
class DoseOfCellsTest {
  private static final EffectQuestion QUESTION = EffectQuestion.of(CellWorld.SCOPE, Students.ALL);

  /** Sorting of .6 before and of .6 less a school's own drop under the policy. */
  private static SchoolSorting sorting(CellWorld world, int schools) {
    Map<SchoolId, SortedMap<Integer, Double>> omega2 = new HashMap<>();
    world
        .cells()
        .forEach(
            cell -> {
              SchoolId school = new SchoolId(cell.key().districtId(), cell.key().schoolId());
              if (omega2.containsKey(school) || omega2.size() < schools) {
                int year = cell.key().anchorYear();
                boolean under = world.regimes().at(school, year).regime() == Regime.DETRACKED;
                double drop = (school.hashCode() & 63) / 128.0;
                omega2
                    .computeIfAbsent(school, absent -> new TreeMap<>())
                    .put(year, under ? 0.6 - drop : 0.6);
              }
            });
    return new SchoolSorting(omega2);
  }

  private static DoseAnswer dose(CellWorld world, SchoolSorting sorting, Groups groups) {
    Study study = EffectAnswer.study(QUESTION, world.cells(), world.regimes());
    EffectAnswer answer = EffectAnswer.of(QUESTION, study, QUESTION.thresholds());
    return DoseAnswer.of(QUESTION, study, sorting, answer, groups);
  }

  @Test
  void everyRowAndFindingIsPublishedAndAGroupOfItsOwnIsAPartOfThem() {
    CellWorld world = new CellWorld(Recipe.NOTHING.effect(-0.1), 3);
    SchoolSorting sorting = sorting(world, Integer.MAX_VALUE);
    DoseAnswer all = dose(world, sorting, Groups.THIRDS);
    assertThat(all.units()).isEqualTo(40);
    assertThat(all.findings()).hasSize(5);
    DoseAnswer own = dose(world, sorting, Groups.OWN);
    assertThat(own.findings()).isEqualTo(all.findings().subList(0, 1));
    assertThat(own.rows())
        .usingRecursiveComparison()
        .isEqualTo(all.rows().stream().filter(row -> row.of().equals("all")).toList());
    Study study = EffectAnswer.study(QUESTION, world.cells(), world.regimes());
    EffectDose published =
        EffectRecord.of(
                EffectAnswer.of(QUESTION, study, QUESTION.thresholds()), all, List.of("a plan"))
            .getDose();
    assertThat(published.getSchools()).isEqualTo(40);
    assertThat(published.getRows()).hasSameSizeAs(all.rows());
    List<EffectByDose> bins =
        published.getRows().stream()
            .filter(row -> row.getType() == DoseType.bin && row.getOf().equals("all"))
            .toList();
    assertThat(bins).hasSize(3);
    // The effect is the same at every dose, so every bin shows it.
    assertThat(bins)
        .allSatisfy(
            bin -> {
              assertThat(bin.getEstimate()).isBetween(-0.14, -0.06);
              assertThat(bin.getDoseTo()).isGreaterThan(bin.getDose());
              assertThat(bin.getBandLow()).isLessThan(bin.getLow());
            });
  }

  @Test
  void fewDosesIdentifyNoShapeAndCostNoCurves() {
    CellWorld world = new CellWorld(Recipe.NOTHING.effect(-0.1), 3);
    DoseAnswer few = dose(world, sorting(world, 40), Groups.THIRDS);
    assertThat(few.units()).isEqualTo(20);
    assertThat(few.rows()).isEmpty();
    assertThat(few.findings())
        .hasSize(5)
        .allMatch(each -> each.shape().statement() == DoseStatement.NOT_IDENTIFIED);
    assertThat(dose(world, SchoolSorting.NONE, Groups.THIRDS).units()).isZero();
  }
}
