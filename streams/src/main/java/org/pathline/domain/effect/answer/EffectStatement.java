package org.pathline.domain.effect.answer;

/** What an answer says of an effect, apart from how much its design can bear. */
public enum EffectStatement {
  /** The interval holds only changes for the worse; of a gap, that it widens. */
  HARM,
  /** The interval holds only changes for the better; of a gap, that it narrows. */
  BENEFIT,
  /** The interval holds 0; effects below the minimum detectable one would be missed. */
  NONE_DETECTABLE,
  /** The design cannot bear a statement. */
  INCONCLUSIVE
}
