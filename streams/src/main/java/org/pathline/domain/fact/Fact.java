package org.pathline.domain.fact;

/**
 * Something a publisher says of one student (or, for a policy, of one school or district).
 *
 * <p>Two facts of one student and type with the same identity are versions of one fact. The
 * identity is the publisher's {@code factId} where there is one, else the natural key. See {@link
 * FactOrder}.
 */
public sealed interface Fact
    permits StudentRecord,
        SchoolEnrollment,
        SectionEnrollment,
        CourseGrade,
        AssessmentResult,
        OutsideCourse,
        Graduation,
        PostsecondaryEnrollment,
        PostsecondaryDegree,
        PostsecondarySearch,
        Employment,
        IdentityLink,
        ClassroomPolicy {

  /** What every fact carries. */
  Envelope envelope();

  /** Which kind of fact this is, and so which topic holds it. */
  FactType type();

  /**
   * Natural key as text, its parts joined by a bar; empty where a student has only one such fact.
   */
  String naturalKey();

  /**
   * Order of this fact's natural key against that of another fact of the same type.
   *
   * @throws ClassCastException when the other fact is of another type
   */
  int compareNaturalKey(Fact other);

  /** Identity as text, for people: the publisher's id or the natural key. */
  default String identity() {
    String factId = envelope().factId();
    return factId != null && !factId.isEmpty() ? factId : naturalKey();
  }
}
