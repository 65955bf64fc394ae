package org.pathline.domain.effect.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.pathline.domain.effect.answer.CellWorld.Recipe;
import org.pathline.domain.effect.cell.SchoolId;
import org.pathline.domain.effect.cell.Students;
import org.pathline.domain.effect.cell.Study;
import org.pathline.domain.effect.dose.SchoolSorting;

/**
 * A state of many schools and 12 cohorts is answered, all of its schools in the sample; how long
 * that takes is printed.
 *
 * <p>400 schools by default; {@code -Drates.schools=4000} for a large state.
 */
class LargeStudyTest {
  private static final int SCHOOLS = Integer.getInteger("rates.schools", 400);

  @Test
  void everySchoolOfAStateIsInItsAnswer() {
    Recipe recipe = new Recipe(SCHOOLS / 10, 5, false, 12, 30, -0.02, 0, 0, 0.95, 0.95);
    CellWorld world = new CellWorld(recipe, 1);
    EffectQuestion question = EffectQuestion.of(CellWorld.SCOPE, Students.ALL);
    SchoolSorting sorting = sorting(world);
    for (int i = 0; i < 3; i++) {
      Cpu cpu = new Cpu();
      Study study = EffectAnswer.study(question, world.cells(), world.regimes());
      EffectAnswer answer = EffectAnswer.of(question, study, question.thresholds());
      long answered = cpu.millis();
      DoseAnswer dose = DoseAnswer.of(question, study, sorting, answer, DoseAnswer.Groups.THIRDS);
      long dosed = cpu.millis();
      assertThat(answer.sample().treatedSchools()).isEqualTo(SCHOOLS / 2);
      assertThat(dose.units()).isEqualTo(SCHOOLS / 2);
      System.out.printf(
          Locale.ROOT,
          "answer: %d schools, %d cells, %d ms of processor time, and %d for its dose%n",
          SCHOOLS,
          world.cells().size(),
          answered,
          dosed);
    }
  }

  /** Every roster of every year is measured; sorting falls with the policy. */
  private static SchoolSorting sorting(CellWorld world) {
    Random random = new Random(1);
    Map<SchoolId, SortedMap<Integer, Double>> omega2 = new HashMap<>();
    world
        .cells()
        .forEach(
            cell ->
                omega2
                    .computeIfAbsent(
                        new SchoolId(cell.key().districtId(), cell.key().schoolId()),
                        absent -> new TreeMap<>())
                    .computeIfAbsent(cell.key().anchorYear(), absent -> random.nextDouble()));
    return new SchoolSorting(omega2);
  }

  /** Processor time of this thread since it was asked last. */
  private static final class Cpu {
    private long last = now();

    private static long now() {
      return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    long millis() {
      long before = last;
      last = now();
      return Duration.ofNanos(last - before).toMillis();
    }
  }
}
