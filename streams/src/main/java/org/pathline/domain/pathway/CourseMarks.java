package org.pathline.domain.pathway;

import java.util.Arrays;
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
     * @param deciding its mark, where it is one of the coarsest term of its section; null elsewhere
     * @param passes whether it decides and passes the course
     */
    void read(CourseGrade grade, @Nullable Mark deciding, boolean passes);
  }

  private CourseMarks() {}

  /** Reads all grades of a student, those of one section and school year together. */
  static void read(List<CourseGrade> grades, Reader reader) {
    CourseGrade[] ordered = grades.toArray(new CourseGrade[0]);
    Arrays.sort(ordered, CourseMarks::bySection);
    TermLength[] lengths = new TermLength[ordered.length];
    for (int from = 0; from < ordered.length; ) {
      int to = from + 1;
      while (to < ordered.length && bySection(ordered[from], ordered[to]) == 0) {
        to++;
      }
      readSection(ordered, lengths, from, to, reader);
      from = to;
    }
  }

  private static int bySection(CourseGrade one, CourseGrade other) {
    int order = one.sectionId().compareTo(other.sectionId());
    return order != 0 ? order : Integer.compare(one.schoolYear(), other.schoolYear());
  }

  private static void readSection(
      CourseGrade[] grades, TermLength[] lengths, int from, int to, Reader reader) {
    TermLength coarsest = TermLength.OTHER;
    boolean attempted = false;
    boolean earned = false;
    for (int i = from; i < to; i++) {
      TermLength length = TermLength.of(grades[i].term());
      lengths[i] = length;
      coarsest = length.compareTo(coarsest) < 0 ? length : coarsest;
      attempted |= isPositive(grades[i].creditsAttempted());
      earned |= isPositive(grades[i].creditsEarned());
    }
    boolean stated = false;
    for (int i = from; i < to; i++) {
      stated |= grades[i].creditsEarned() != null && lengths[i] == coarsest;
    }
    boolean creditDecides = attempted && (stated || earned);
    for (int i = from; i < to; i++) {
      if (lengths[i] != coarsest) {
        reader.read(grades[i], null, false);
        continue;
      }
      Mark mark = Mark.of(grades[i].mark());
      boolean credited = stated ? isPositive(grades[i].creditsEarned()) : earned;
      reader.read(grades[i], mark, creditDecides ? credited : mark.passes());
    }
  }

  private static boolean isPositive(@Nullable Double credits) {
    return credits != null && credits > 0;
  }
}
