package org.pathline.simulate;

import java.util.List;
import org.pathline.domain.fact.FactType;

/** Formats in which simulated students can be written, and the facts that each can say. */
public enum BundleFormat {
  /** Import files. */
  CSV(List.of()),
  /** A OneRoster 1.2 bundle. */
  ONEROSTER(List.of(FactType.STUDENTS, FactType.ENROLLMENTS, FactType.SECTIONS, FactType.GRADES)),
  /** Detail files of StudentTracker. */
  NSC(List.of()),
  /** Resources of the Ed-Fi API. */
  EDFI(
      List.of(
          FactType.STUDENTS,
          FactType.ENROLLMENTS,
          FactType.SECTIONS,
          FactType.GRADES,
          FactType.ASSESSMENTS,
          FactType.GRADUATIONS));

  private final List<FactType> facts;

  BundleFormat(List<FactType> facts) {
    this.facts = facts;
  }

  /** Types of which the format says all facts; the rest stays in import files beside it. */
  List<FactType> facts() {
    return facts;
  }
}
