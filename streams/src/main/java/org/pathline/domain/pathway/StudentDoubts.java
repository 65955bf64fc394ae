package org.pathline.domain.pathway;

import static org.pathline.domain.fact.DoubtRules.contradictFromYearToYear;
import static org.pathline.domain.fact.DoubtRules.contradictInOneYear;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.CourseGrade;
import org.pathline.domain.fact.Doubt;
import org.pathline.domain.fact.DoubtRules;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactType;
import org.pathline.domain.fact.GradeLevel;
import org.pathline.domain.fact.SchoolEnrollment;
import org.pathline.domain.fact.SchoolYear;

/**
 * What is doubtful in the facts of one student that stand; a function of these facts alone, and so
 * neither of their order nor of a clock.
 */
public final class StudentDoubts {
  /**
   * What is doubtful of one kind.
   *
   * @param count facts that are doubted for themselves; 1 where the facts together are
   * @param first the doubt of the first of them
   * @param fact the first of them, in order of type and identity
   */
  public record Found(int count, Doubt first, Fact fact) {
    /** What is doubted. */
    public Doubt.Kind kind() {
      return first.kind();
    }

    private Found andAnother() {
      return new Found(count + 1, first, fact);
    }
  }

  private static final FactType[] DOUBTED_FOR_THEMSELVES = {
    FactType.ENROLLMENTS, FactType.SECTIONS, FactType.GRADES, FactType.OUTSIDE_COURSES
  };
  private static final int NOBODY = Integer.MIN_VALUE;

  private StudentDoubts() {}

  /**
   * What is doubtful, at most once for each kind, in the order of the kinds.
   *
   * @param linked whether facts came from other ids of the student
   */
  public static List<Found> of(StandingFacts facts, boolean linked) {
    Found[] found = new Found[Doubt.Kind.values().length];
    int kinds = linked ? 0 : addUnjoined(facts, found);
    for (FactType type : DOUBTED_FOR_THEMSELVES) {
      for (Fact fact : facts.<Fact>ofType(type)) {
        kinds += add(DoubtRules.of(fact), fact, found);
      }
    }
    for (CourseGrade grade : facts.grades()) {
      kinds += add(DoubtRules.ofMark(grade), grade, found);
    }
    kinds += addContradicted(facts.enrollments(), found);
    if (kinds == 0) {
      return List.of();
    }
    List<Found> all = new ArrayList<>();
    for (Found each : found) {
      if (each != null) {
        all.add(each);
      }
    }
    return all;
  }

  private static int add(@Nullable Doubt doubt, Fact fact, Found[] found) {
    if (doubt == null) {
      return 0;
    }
    int kind = doubt.kind().ordinal();
    found[kind] = found[kind] == null ? new Found(1, doubt, fact) : found[kind].andAnother();
    return 1;
  }

  private static int addUnjoined(StandingFacts facts, Found[] found) {
    Fact first = null;
    for (FactType type : FactType.values()) {
      List<Fact> ofType = facts.ofType(type);
      if (ofType.isEmpty()) {
        continue;
      }
      if (DoubtRules.knowsStudent(type)) {
        return 0;
      }
      first = first == null ? ofType.get(0) : first;
    }
    if (first == null) {
      return 0;
    }
    found[Doubt.Kind.UNJOINED_ID.ordinal()] = new Found(1, DoubtRules.unjoined(), first);
    return 1;
  }

  /** Compares the stays of each school year with each other and with those next to it. */
  private static int addContradicted(List<SchoolEnrollment> stays, Found[] found) {
    if (stays.size() < 2) {
      return 0;
    }
    int firstYear = Integer.MAX_VALUE;
    int lastYear = Integer.MIN_VALUE;
    for (SchoolEnrollment stay : stays) {
      int year = SchoolYear.of(stay.entryDate());
      firstYear = Math.min(firstYear, year);
      lastYear = Math.max(lastYear, year);
    }
    int[] lowest = new int[lastYear - firstYear + 1];
    int[] highest = new int[lowest.length];
    Arrays.fill(lowest, Integer.MAX_VALUE);
    Arrays.fill(highest, NOBODY);
    for (SchoolEnrollment stay : stays) {
      int grade = GradeLevel.number(stay.gradeLevel());
      if (grade != GradeLevel.NONE) {
        int year = SchoolYear.of(stay.entryDate()) - firstYear;
        lowest[year] = Math.min(lowest[year], grade);
        highest[year] = Math.max(highest[year], grade);
      }
    }
    for (SchoolEnrollment stay : stays) {
      int grade = GradeLevel.number(stay.gradeLevel());
      int year = SchoolYear.of(stay.entryDate()) - firstYear;
      if (grade != GradeLevel.NONE && isContradicted(grade, year, lowest, highest)) {
        found[Doubt.Kind.GRADES_CONTRADICTED.ordinal()] =
            new Found(1, DoubtRules.contradicted(stay), stay);
        return 1;
      }
    }
    return 0;
  }

  private static boolean isContradicted(int grade, int year, int[] lowest, int[] highest) {
    if (contradictInOneYear(grade, lowest[year]) || contradictInOneYear(grade, highest[year])) {
      return true;
    }
    int before = known(highest, year, -1);
    int after = known(highest, year, 1);
    return (before > 0
            && (contradictFromYearToYear(lowest[year - before], grade, before)
                || contradictFromYearToYear(highest[year - before], grade, before)))
        || (after > 0
            && (contradictFromYearToYear(grade, lowest[year + after], after)
                || contradictFromYearToYear(grade, highest[year + after], after)));
  }

  /** School years from one to the nearest of which a grade is known; 0 where there is none near. */
  private static int known(int[] highest, int year, int step) {
    for (int years = 1; years <= DoubtRules.MOST_YEARS_APART; years++) {
      int other = year + step * years;
      if (other < 0 || other >= highest.length) {
        return 0;
      }
      if (highest[other] != NOBODY) {
        return years;
      }
    }
    return 0;
  }
}
