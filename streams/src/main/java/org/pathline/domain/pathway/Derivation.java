package org.pathline.domain.pathway;

import java.util.List;

/** Derives a pathway as a pure function of the facts that stand, under fixed settings. */
public interface Derivation {
  /** The settings. */
  Settings settings();

  /**
   * Which rules and reference lists derive: the same text only where they give the same pathways.
   */
  String rules();

  /**
   * Pathway of a student, or null where no fact stands.
   *
   * @param aliasIds other ids of the student that received facts, sorted
   */
  Pathway derive(String studentId, List<String> aliasIds, StandingFacts facts);
}
