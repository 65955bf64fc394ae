package org.pathline.domain.fact;

/** Subject of a course, an assessment or a policy. */
public enum Subject {
  MATHEMATICS,
  SCIENCE,
  COMPUTER_SCIENCE,
  ENGLISH,
  SOCIAL_STUDIES,
  OTHER,
  UNKNOWN;

  /**
   * Subject of a course by its SCED subject area, the first two characters of the code: 01 English,
   * 02 mathematics, 03 life and physical sciences, 04 social sciences and history, 10 computer and
   * information sciences; every other area is {@link #OTHER}. Areas of prior-to-secondary courses
   * are the secondary ones plus 50. Source: NCES, SCED version 12.
   */
  public static Subject ofCourse(String courseCode) {
    return switch (CourseArea.of(courseCode)) {
      case 1 -> ENGLISH;
      case 2 -> MATHEMATICS;
      case 3 -> SCIENCE;
      case 4 -> SOCIAL_STUDIES;
      case 10 -> COMPUTER_SCIENCE;
      default -> OTHER;
    };
  }
}
