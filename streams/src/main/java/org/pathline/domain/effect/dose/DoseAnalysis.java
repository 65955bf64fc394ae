package org.pathline.domain.effect.dose;

import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.dose.DoseCurve.Shape;

/** How the curve of schools' doses is fitted. */
public final class DoseAnalysis {
  private static final int ENOUGH_FOR_A_KNOT = 200;

  private DoseAnalysis() {}

  /** Quadratics where few schools are treated, then cubics with a knot. */
  public static Shape shapeFor(int treated) {
    return treated < ENOUGH_FOR_A_KNOT ? new Shape(2, 0, true) : new Shape(3, 1, true);
  }

  /** Degrees of freedom of the error of a curve; 0 without one. */
  public static int degreesOfFreedom(@Nullable DoseCurve curve) {
    return curve == null ? 0 : curve.units() - 5;
  }
}
