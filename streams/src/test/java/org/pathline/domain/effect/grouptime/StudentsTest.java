package org.pathline.domain.effect.grouptime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.LUDecomposition;
import org.pathline.domain.effect.Clusters;
import org.pathline.domain.effect.Panel;
import org.pathline.domain.effect.PanelUnit;
import org.pathline.domain.effect.Specification;
import org.pathline.domain.effect.Specification.Base;
import org.pathline.domain.effect.Specification.Comparison;
import org.pathline.domain.effect.Specification.Method;
import org.pathline.domain.effect.Weighting;

/** Sums of cells give what the students in them give, one by one. */
class StudentsTest {
  private static final double TOLERANCE = 1e-10;

  /** One student of an expanded panel. */
  private record Student(int unit, int time, double[] x, double outcome) {}

  @Example
  void twoSchoolsAndTwoCohortsByHand() {
    // Treated: 4 of 10, then 9 of 30. Comparison: 5 of 20, then 12 of 40.
    // ATT = (0.3 - 0.4) - (0.3 - 0.25) = -0.15.
    Panel panel =
        new Panel.Builder(Weighting.STUDENT)
            .unit(new PanelUnit("treated", "treated", 2011, 1, List.of()))
            .unit(new PanelUnit("other", "other", PanelUnit.NEVER, 1, List.of()))
            .add("treated", 2010, 10, 4)
            .add("treated", 2011, 30, 9)
            .add("other", 2010, 20, 5)
            .add("other", 2011, 40, 12)
            .build();
    GroupTimeEffects effects = GroupTimeEffects.of(panel, Specification.DEFAULT);
    assertThat(effects.effects()).hasSize(1);
    assertThat(effects.at(2011, 2011).orElseThrow().estimate().value())
        .isCloseTo(-0.15, within(1e-15));
    // With one school in each arm no school differs from its own mean: there is no error to see.
    assertThat(effects.effects().get(0).estimate().standardError(Clusters.of(panel)))
        .isCloseTo(0, within(1e-15));
  }

  @Property(tries = 8)
  void cellsGiveWhatTheirStudentsGive(
      @ForAll @LongRange(min = 1, max = 1_000_000) long seed, @ForAll Method method) {
    SimulatedPanel world = new SimulatedPanel(seed, Weighting.STUDENT, 30, 3, 1);
    Panel panel = world.panel();
    GroupTimeEffects effects =
        GroupTimeEffects.of(
            panel, new Specification(Comparison.NEVER_TREATED, Base.VARYING, method, 0));
    for (GroupTimeEffect effect : effects.effects()) {
      double expected = oneByOne(world, effect, method);
      assertThat(effect.estimate().value())
          .as("seed %d, ATT(%d,%d)", seed, effect.group(), effect.time())
          .isCloseTo(expected, within(TOLERANCE));
      if (method == Method.DOUBLY_ROBUST) {
        // The negative control: another estimator's students do not.
        assertThat(effect.estimate().value())
            .isNotCloseTo(oneByOne(world, effect, Method.REGRESSION), within(TOLERANCE));
      }
    }
  }

  /** The textbook estimators on single students, in long form. */
  private static double oneByOne(SimulatedPanel world, GroupTimeEffect effect, Method method) {
    List<Student> group = new ArrayList<>();
    List<Student> others = new ArrayList<>();
    for (int s = 0; s < world.units.size(); s++) {
      PanelUnit unit = world.units.get(s);
      List<Student> into =
          unit.adopted() == effect.group() ? group : world.adoptsInTime(unit) ? null : others;
      for (int time : new int[] {effect.base(), effect.time()}) {
        for (int i = 0; into != null && i < world.size[s][time - 2000]; i++) {
          into.add(
              new Student(
                  s,
                  time,
                  new double[] {1, unit.covariates().get(0)},
                  i < world.total[s][time - 2000] ? 1 : 0));
        }
      }
    }
    double[] gamma = logit(group, others);
    double effectSum = 0;
    for (int period = 0; period < 2; period++) {
      int time = period == 0 ? effect.base() : effect.time();
      Predicate<Student> then = student -> student.time() == time;
      List<Student> treated = group.stream().filter(then).toList();
      List<Student> compared = others.stream().filter(then).toList();
      double[] ofOthers = leastSquares(compared);
      double[] ofGroup = leastSquares(treated);
      ToDoubleFunction<Student> one = student -> 1;
      ToDoubleFunction<Student> odds = student -> Math.exp(dot(gamma, student.x()));
      double part =
          switch (method) {
            case REGRESSION ->
                mean(treated, one, Student::outcome)
                    - mean(group, one, student -> dot(ofOthers, student.x()));
            case INVERSE_PROBABILITY ->
                mean(treated, one, Student::outcome) - mean(compared, odds, Student::outcome);
            case DOUBLY_ROBUST -> {
              ToDoubleFunction<Student> left =
                  student -> student.outcome() - dot(ofOthers, student.x());
              ToDoubleFunction<Student> gain =
                  student -> dot(ofGroup, student.x()) - dot(ofOthers, student.x());
              yield mean(treated, one, left)
                  - mean(compared, odds, left)
                  + mean(group, one, gain)
                  - mean(treated, one, gain);
            }
          };
      effectSum += period == 0 ? -part : part;
    }
    return effectSum;
  }

  private static double mean(
      List<Student> students, ToDoubleFunction<Student> weight, ToDoubleFunction<Student> value) {
    double sum = 0;
    double total = 0;
    for (Student each : students) {
      sum += weight.applyAsDouble(each) * value.applyAsDouble(each);
      total += weight.applyAsDouble(each);
    }
    return sum / total;
  }

  private static double[] leastSquares(List<Student> students) {
    double[][] matrix = new double[2][2];
    double[] right = new double[2];
    for (Student each : students) {
      for (int k = 0; k < 2; k++) {
        right[k] += each.x()[k] * each.outcome();
        for (int l = 0; l < 2; l++) {
          matrix[k][l] += each.x()[k] * each.x()[l];
        }
      }
    }
    return solve(matrix, right);
  }

  private static double[] logit(List<Student> group, List<Student> others) {
    double[] gamma = new double[2];
    for (int step = 0; step < 60; step++) {
      double[][] matrix = new double[2][2];
      double[] score = new double[2];
      for (List<Student> students : List.of(group, others)) {
        for (Student each : students) {
          double p = 1 / (1 + Math.exp(-dot(gamma, each.x())));
          for (int k = 0; k < 2; k++) {
            score[k] += ((students == group ? 1 : 0) - p) * each.x()[k];
            for (int l = 0; l < 2; l++) {
              matrix[k][l] += p * (1 - p) * each.x()[k] * each.x()[l];
            }
          }
        }
      }
      double[] change = solve(matrix, score);
      gamma[0] += change[0];
      gamma[1] += change[1];
    }
    return gamma;
  }

  private static double[] solve(double[][] matrix, double[] right) {
    return new LUDecomposition(new Array2DRowRealMatrix(matrix))
        .getSolver()
        .solve(new ArrayRealVector(right))
        .toArray();
  }

  private static double dot(double[] one, double[] other) {
    return one[0] * other[0] + one[1] * other[1];
  }
}
