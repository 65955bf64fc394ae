package org.pathline.domain.effect.dose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.QRDecomposition;
import org.pathline.domain.effect.cell.SchoolId;
import org.pathline.domain.effect.dose.SortingAssociation.Bin;

/** Outcome by measured sorting, within schools and years. */
class SortingAssociationTest {
  private static final double[] OMEGA2 = {0.05, 0.2, 0.4, 0.7};

  private static List<SortedCohort> simulated(Random random, int schools, int years) {
    List<SortedCohort> cohorts = new ArrayList<>();
    for (int s = 0; s < schools; s++) {
      double level = random.nextDouble();
      for (int t = 0; t < years; t++) {
        int bin = random.nextInt(OMEGA2.length);
        double n = 20 + random.nextInt(50);
        double p = level + 0.02 * t - 0.1 * bin + 0.05 * random.nextGaussian();
        cohorts.add(
            new SortedCohort(new SchoolId("D" + s % 3, "S" + s), 2000 + t, n, n * p, OMEGA2[bin]));
      }
    }
    return cohorts;
  }

  @Property(tries = 15)
  void differencesAreThoseOfARegressionOnDummies(@ForAll long seed) {
    List<SortedCohort> cohorts = simulated(new Random(seed), 12, 5);
    List<Bin> bins = SortingAssociation.of(cohorts).bins();
    double[] expected = onDummies(cohorts, 12, 5);
    assertThat(bins).hasSize(OMEGA2.length);
    assertThat(bins.get(0).difference()).isZero();
    for (int b = 1; b < bins.size(); b++) {
      assertThat(bins.get(b).difference())
          .as("seed %d, bin %d", seed, b)
          .isCloseTo(expected[b - 1], within(1e-9));
      // The negative control: the raw means differ from it, since schools do.
      double raw = bins.get(b).mean() - bins.get(0).mean();
      assertThat(raw).isNotCloseTo(expected[b - 1], within(1e-9));
    }
    Collections.shuffle(cohorts, new Random(seed + 1));
    assertThat(SortingAssociation.of(cohorts).bins()).isEqualTo(bins);
  }

  private static double[] onDummies(List<SortedCohort> cohorts, int schools, int years) {
    int bins = OMEGA2.length - 1;
    double[][] x = new double[cohorts.size()][bins + schools + years - 1];
    double[] y = new double[cohorts.size()];
    for (int i = 0; i < cohorts.size(); i++) {
      SortedCohort each = cohorts.get(i);
      double root = Math.sqrt(each.observed());
      for (int b = 1; b <= bins; b++) {
        x[i][b - 1] = each.omega2() == OMEGA2[b] ? root : 0;
      }
      x[i][bins + Integer.parseInt(each.school().schoolId().substring(1))] = root;
      if (each.anchorYear() > 2000) {
        x[i][bins + schools + each.anchorYear() - 2001] = root;
      }
      y[i] = root * each.total() / each.observed();
    }
    return new QRDecomposition(new Array2DRowRealMatrix(x))
        .getSolver()
        .solve(new ArrayRealVector(y))
        .toArray();
  }

  @Example
  void theIntervalHoldsTheTruthAboutAsOftenAsItSays() {
    int held = 0;
    for (int seed = 0; seed < 200; seed++) {
      Bin last = SortingAssociation.of(simulated(new Random(seed), 40, 6)).bins().get(3);
      held += last.interval().low() <= -0.3 && -0.3 <= last.interval().high() ? 1 : 0;
    }
    assertThat(held).isBetween(180, 199);
  }

  @Example
  void schoolsThatNeverChangeTellNothing() {
    List<SortedCohort> cohorts = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      cohorts.add(new SortedCohort(new SchoolId("D", "mixed"), 2000 + t, 50, 10, 0.02));
      cohorts.add(new SortedCohort(new SchoolId("D", "sorted"), 2000 + t, 50, 20, 0.8));
    }
    List<Bin> bins = SortingAssociation.of(cohorts).bins();
    assertThat(bins).extracting(Bin::mean).containsExactly(0.2, 0.4);
    assertThat(bins.get(1).difference()).isNull();
    assertThat(bins.get(1).interval()).isNull();
    assertThat(SortingAssociation.of(List.of()).bins()).isEmpty();
  }
}
