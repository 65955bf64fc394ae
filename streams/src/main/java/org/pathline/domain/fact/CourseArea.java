package org.pathline.domain.fact;

/**
 * SCED subject areas, the first two characters of a course code.
 *
 * <p>Areas of prior-to-secondary courses are the secondary ones plus 50, and their courses mean the
 * same: 52052 is Algebra I in middle school without credit for high school, as 02052 is with it.
 * Source: NCES, SCED version 12.
 */
public final class CourseArea {
  /** Area of a code that begins with none. */
  public static final int NONE = -1;

  private static final int LAST = 24;
  private static final int PRIOR_TO_SECONDARY = 50;

  private CourseArea() {}

  /**
   * Number of the secondary area of a course; {@link #NONE} where the code begins with no number.
   */
  public static int of(String courseCode) {
    int area = printed(courseCode);
    return area > PRIOR_TO_SECONDARY ? area - PRIOR_TO_SECONDARY : area;
  }

  /** Whether the area of a course is one of SCED. */
  public static boolean isKnown(String courseCode) {
    int area = of(courseCode);
    return area >= 1 && area <= LAST;
  }

  /** The secondary code that means the same; the code itself where it is one. */
  public static String secondary(String courseCode) {
    int area = printed(courseCode);
    if (area <= PRIOR_TO_SECONDARY) {
      return courseCode;
    }
    int secondary = area - PRIOR_TO_SECONDARY;
    return (secondary < 10 ? "0" : "") + secondary + courseCode.substring(2);
  }

  private static int printed(String courseCode) {
    if (courseCode.length() < 2) {
      return NONE;
    }
    int tens = courseCode.charAt(0) - '0';
    int ones = courseCode.charAt(1) - '0';
    return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? NONE : tens * 10 + ones;
  }
}
