package org.pathline.simulate;

/**
 * A district and the habits of its record system.
 *
 * @param id district id
 * @param firstGrade grade at which its records begin: 0 (kindergarten) or 6
 * @param numericMarks whether it prints numbers instead of letters
 * @param reportsPoints whether it sends grade points, with half a point more for honors courses
 * @param declaresTracking whether it published a policy for the years before any change
 */
record District(
    String id,
    int firstGrade,
    boolean numericMarks,
    boolean reportsPoints,
    boolean declaresTracking) {

  /** Id of the district's student information system. */
  String source() {
    return "sis-" + id;
  }
}
