package org.pathline.domain.fact;

/** The kinds of facts, one topic each; the order is the order in which facts are kept. */
public enum FactType {
  STUDENTS("students"),
  ENROLLMENTS("enrollments"),
  SECTIONS("sections"),
  GRADES("grades"),
  ASSESSMENTS("assessments"),
  OUTSIDE_COURSES("outside-courses"),
  GRADUATIONS("graduations"),
  POSTSECONDARY("postsecondary"),
  DEGREES("degrees"),
  SEARCHES("searches"),
  EMPLOYMENT("employment"),
  IDENTITIES("identities"),
  POLICIES("policies");

  private final String noun;

  FactType(String noun) {
    this.noun = noun;
  }

  /** Noun of the topic and of the import file, such as {@code outside-courses}. */
  public String noun() {
    return noun;
  }

  /** Whether facts of this type are kept with a student; links and policies are not. */
  public boolean isStudentFact() {
    return this != IDENTITIES && this != POLICIES;
  }
}
