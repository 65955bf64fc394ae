package org.pathline.domain.pathway;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The outcomes, in the order in which they are published; definitions in {@link OutcomeRules}. */
public enum Outcome {
  ADVANCED_COURSE("advancedCourse"),
  ALGEBRA_BY_8("algebraBy8"),
  CALCULUS_BY_12("calculusBy12"),
  GRADE_POINTS("gradePoints"),
  ON_TIME_GRADUATION("onTimeGraduation"),
  COLLEGE_16_MONTHS("college16Months"),
  STEM_ENTRY_2("stemEntry2"),
  STEM_ENTRY_6("stemEntry6"),
  STEM_PERSISTENCE_6("stemPersistence6"),
  STEM_SWITCHED_6("stemSwitched6"),
  STEM_LEFT_6("stemLeft6"),
  STEM_DEGREE_6("stemDegree6"),
  STEM_OCCUPATION_10("stemOccupation10"),
  STEM_ENTRY_2_COLLEGE("stemEntry2College"),
  STEM_ENTRY_6_COLLEGE("stemEntry6College");

  private static final List<Outcome> ALL = List.of(values());

  private static final Map<String, Outcome> BY_LABEL =
      ALL.stream().collect(Collectors.toUnmodifiableMap(Outcome::label, Function.identity()));

  private final String label;

  Outcome(String label) {
    this.label = label;
  }

  /** Name in commands, columns and records. */
  public String label() {
    return label;
  }

  /** Every outcome, in order. */
  public static List<Outcome> all() {
    return ALL;
  }

  /** Outcome with a label. */
  public static Optional<Outcome> labelled(String label) {
    return Optional.ofNullable(BY_LABEL.get(label));
  }
}
