package org.pathline.domain.effect.grouptime;

/** A comparison cannot be made. */
final class Refused extends Exception {
  private static final long serialVersionUID = 1;

  private final RefusedEffect.Refusal refusal;

  Refused(RefusedEffect.Refusal refusal) {
    super(refusal.text(), null, false, false);
    this.refusal = refusal;
  }

  RefusedEffect.Refusal refusal() {
    return refusal;
  }
}
