package org.pathline.domain.sorting;

import java.util.List;
import org.pathline.domain.fact.Subject;
import org.pathline.domain.key.KeyText;

/**
 * What the sections that are compared with one another have in common.
 *
 * @param districtId district of the students' section enrolments
 * @param schoolYear by the year in which it ends
 */
public record RosterKey(
    String districtId, String schoolId, int schoolYear, String gradeLevel, Subject subject) {

  private static final int PARTS = 5;

  /** Key as text, unique and reversible; it begins with district and school. */
  public String text() {
    return KeyText.join(
        districtId, schoolId, Integer.toString(schoolYear), gradeLevel, subject.name());
  }

  /**
   * Key from its text.
   *
   * @throws IllegalArgumentException when the text is no key
   */
  public static RosterKey parse(String text) {
    List<String> parts = KeyText.split(text, PARTS, "a roster");
    return new RosterKey(
        parts.get(0),
        parts.get(1),
        Integer.parseInt(parts.get(2)),
        parts.get(3),
        Subject.valueOf(parts.get(4)));
  }

  /** Beginning of the texts of all keys of a district. */
  public static String ofDistrict(String districtId) {
    return KeyText.join(districtId) + "|";
  }

  /** Beginning of the texts of all keys of a school. */
  public static String ofSchool(String districtId, String schoolId) {
    return KeyText.join(districtId, schoolId) + "|";
  }
}
