package org.pathline.domain.effect.dose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.pathline.domain.effect.Clusters;
import org.pathline.domain.effect.Summand;
import org.pathline.domain.effect.generality.SchoolEffects;

/**
 * How often statements on doses are made, and are right, in worlds whose truth is known.
 *
 * <p>{@code -Ddose.worlds=1000 -Ddose.schools=60,240,1000} for rates that can be quoted.
 */
class DoseRatesTest {
  private static final int WORLDS = Integer.getInteger("dose.worlds", 60);
  private static final int[] SCHOOLS =
      Arrays.stream(System.getProperty("dose.schools", "60,240").split(","))
          .mapToInt(Integer::parseInt)
          .toArray();
  private static final double BEST = 0.5;

  private static List<DoseShape> shapes(int schools, DoubleUnaryOperator effect) {
    List<DoseShape> shapes = new ArrayList<>();
    for (int seed = 1; seed <= WORLDS; seed++) {
      DoseWorlds.World world = DoseWorlds.of(schools, effect, seed);
      double[] weight = new double[schools];
      Arrays.fill(weight, 1);
      DoseCurve curve =
          DoseCurve.of(
              new SchoolEffects(List.of(new Summand(1, world.panel())), 0),
              world.dose(),
              weight,
              new int[schools],
              DoseShape.grid(world.dose(), 0.05, 0.95, 20),
              DoseCurve.Shape.of(schools / 2));
      shapes.add(
          DoseShape.of(
              curve,
              Clusters.of(world.panel()),
              false,
              DoseCurve.degreesOfFreedom(curve),
              seed,
              999));
    }
    return shapes;
  }

  private static double share(List<DoseShape> shapes, Predicate<DoseShape> predicate) {
    return (double) shapes.stream().filter(predicate).count() / shapes.size();
  }

  private static boolean says(DoseShape shape) {
    return shape.statement().compareTo(DoseStatement.NONE_TOLD_APART) > 0;
  }

  private static boolean names(DoseShape shape) {
    return shape.statement() == DoseStatement.OPTIMUM_WITHIN;
  }

  private static boolean isRight(DoseShape shape) {
    return shape.optimumLow() <= BEST && BEST <= shape.optimumHigh();
  }

  private static void print(String name, int schools, List<DoseShape> shapes) {
    System.out.printf(
        Locale.ROOT,
        "dose %-10s %4d schools, worlds 1-%d | says something %.3f | names an optimum %.3f | right"
            + " of those %.3f%n",
        name,
        schools,
        WORLDS,
        share(shapes, DoseRatesTest::says),
        share(shapes, DoseRatesTest::names),
        share(shapes.stream().filter(DoseRatesTest::names).toList(), DoseRatesTest::isRight));
  }

  private static double atMost(double rate) {
    return rate + 3.7 * Math.sqrt(rate * (1 - rate) / WORLDS) + 0.5 / WORLDS;
  }

  @Test
  void whereDosesDoNotMatterLittleIsSaid() {
    for (int schools : SCHOOLS) {
      List<DoseShape> shapes = shapes(schools, dose -> -0.05);
      print("null", schools, shapes);
      assertThat(share(shapes, DoseRatesTest::says)).isLessThanOrEqualTo(atMost(0.05));
    }
  }

  @Test
  void anOptimumThatIsNamedIsRight() {
    for (int schools : SCHOOLS) {
      List<DoseShape> shapes = shapes(schools, dose -> 0.08 - 0.5 * (dose - BEST) * (dose - BEST));
      print("optimum", schools, shapes);
      List<DoseShape> named = shapes.stream().filter(DoseRatesTest::names).toList();
      assertThat(named.stream().filter(each -> !isRight(each)).count())
          .isLessThanOrEqualTo((long) Math.ceil(named.size() * atMost(0.05)));
    }
  }

  @Test
  void whereMoreIsAlwaysBetterNoOptimumIsNamed() {
    List<DoseShape> shapes = shapes(SCHOOLS[SCHOOLS.length - 1], dose -> 0.15 * dose);
    print("line", SCHOOLS[SCHOOLS.length - 1], shapes);
    assertThat(share(shapes, DoseRatesTest::says)).isGreaterThan(0.5);
    assertThat(share(shapes, DoseRatesTest::names)).isLessThanOrEqualTo(atMost(0.025));
  }
}
