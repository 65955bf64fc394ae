package org.pathline.domain.pathway;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.CourseGrade;
import org.pathline.domain.fact.Mark;

/**
 * Which grades of a student decide what became of a course, and whether they pass it.
 *
 * <p>Of each section in a school year the grades of its coarsest term decide ({@link TermLength}):
 * quarters lead to the semester's mark and semesters to the year's, and count in it already. Where
 * the section attempts credit and says what was earned, credit decides instead of the mark.
 */
final class CourseMarks {
  /** Takes the grades one after the other. */
  interface Reader {
    /**
     * Takes a grade.
     *
     * @param decides whether it is one of the coarsest term of its section
     * @param passes whether it decides and passes the course
     */
    void read(CourseGrade grade, boolean decides, boolean passes);
  }

  private static final Comparator<CourseGrade> BY_SECTION =
      Comparator.comparing(CourseGrade::sectionId).thenComparingInt(CourseGrade::schoolYear);

  private CourseMarks() {}

  /** Reads all grades of a student, those of one section and school year together. */
  static void read(List<CourseGrade> grades, Reader reader) {
    List<CourseGrade> ordered = new ArrayList<>(grades);
    ordered.sort(BY_SECTION);
    for (int from = 0; from < ordered.size(); ) {
      int to = from + 1;
      while (to < ordered.size() && BY_SECTION.compare(ordered.get(from), ordered.get(to)) == 0) {
        to++;
      }
      readSection(ordered.subList(from, to), reader);
      from = to;
    }
  }

  private static void readSection(List<CourseGrade> section, Reader reader) {
    TermLength coarsest = TermLength.OTHER;
    boolean attempted = false;
    boolean earned = false;
    for (CourseGrade grade : section) {
      TermLength length = TermLength.of(grade.term());
      coarsest = length.compareTo(coarsest) < 0 ? length : coarsest;
      attempted |= isPositive(grade.creditsAttempted());
      earned |= isPositive(grade.creditsEarned());
    }
    boolean stated = false;
    for (CourseGrade grade : section) {
      stated |= grade.creditsEarned() != null && TermLength.of(grade.term()) == coarsest;
    }
    boolean creditDecides = attempted && (stated || earned);
    for (CourseGrade grade : section) {
      boolean decides = TermLength.of(grade.term()) == coarsest;
      boolean passes =
          creditDecides
              ? stated ? isPositive(grade.creditsEarned()) : earned
              : Mark.of(grade.mark()).passes();
      reader.read(grade, decides, decides && passes);
    }
  }

  private static boolean isPositive(@Nullable Double credits) {
    return credits != null && credits > 0;
  }
}
