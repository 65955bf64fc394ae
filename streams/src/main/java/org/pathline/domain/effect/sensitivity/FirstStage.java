package org.pathline.domain.effect.sensitivity;

/** How the critical value of the least favourable first stage is found. */
interface FirstStage {
  /** Value that the largest statistic exceeds in one case of 200 if no inequality has slack. */
  double critical(Restriction restriction);

  /**
   * Values between which it lies for sure. The larger it is, the less a test rejects, so that most
   * tests are decided without it.
   */
  default double[] bounds(Moments moments) {
    return new double[] {0, Double.MAX_VALUE};
  }
}
