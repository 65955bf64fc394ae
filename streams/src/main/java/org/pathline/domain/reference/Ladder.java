package org.pathline.domain.reference;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.HashMap;
import java.util.Map;
import org.pathline.domain.fact.CourseArea;
import org.pathline.domain.fact.Subject;

/**
 * A subject's ladder of courses: which rung a SCED course code stands on.
 *
 * <p>Mathematics: 0 below Algebra I, 1 Algebra I, 2 Geometry, 3 Algebra II, 4 beyond Algebra II, 5
 * Precalculus, 6 Calculus.
 */
public final class Ladder {
  static final String FILE = "ladder-mathematics.csv";

  /** Rung of a course that is on no rung. */
  public static final int NO_RUNG = -1;

  /** Rung of Algebra I on the mathematics ladder. */
  public static final int ALGEBRA = 1;

  /** Rung of Calculus on the mathematics ladder. */
  public static final int CALCULUS = 6;

  private static final int GRADE_BEFORE_FIRST_RUNG = 8;

  private final Map<String, Integer> rungs;
  private final Subject subject;

  private Ladder(Subject subject, Map<String, Integer> rungs) {
    this.subject = subject;
    this.rungs = rungs;
  }

  /** The mathematics ladder. */
  public static Ladder mathematics() {
    Map<String, Integer> rungs = new HashMap<>();
    for (NamedCsvRecord row : ReferenceTable.rows(FILE)) {
      rungs.put(row.getField("sced_course_code"), Integer.parseInt(row.getField("rung")));
    }
    return new Ladder(Subject.MATHEMATICS, rungs);
  }

  /** Subject whose courses are on this ladder. */
  public Subject subject() {
    return subject;
  }

  /** Rung of a course, secondary or prior to it; or {@link #NO_RUNG}. */
  public int rung(String courseCode) {
    Integer rung = rungs.get(CourseArea.secondary(courseCode));
    return rung == null ? NO_RUNG : rung;
  }

  /**
   * Rung that a student on pace has passed by the end of a grade: 0 until grade 8, then one each.
   */
  public static int onGradeRung(int grade) {
    return Math.max(0, grade - GRADE_BEFORE_FIRST_RUNG);
  }
}
