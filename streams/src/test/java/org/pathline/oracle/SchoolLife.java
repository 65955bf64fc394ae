package org.pathline.oracle;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.pathline.domain.fact.AssessmentResult;
import org.pathline.domain.fact.CourseGrade;
import org.pathline.domain.fact.CourseLevel;
import org.pathline.domain.fact.DiplomaType;
import org.pathline.domain.fact.ExitType;
import org.pathline.domain.fact.GradeLevel;
import org.pathline.domain.fact.Graduation;
import org.pathline.domain.fact.Indicator;
import org.pathline.domain.fact.OutsideCourse;
import org.pathline.domain.fact.PaidBy;
import org.pathline.domain.fact.RaceEthnicity;
import org.pathline.domain.fact.SchoolEnrollment;
import org.pathline.domain.fact.SectionEnrollment;
import org.pathline.domain.fact.Sex;
import org.pathline.domain.fact.StudentRecord;
import org.pathline.domain.fact.Subject;

/** A person's years in school: enrolments, courses, assessments and diplomas. */
final class SchoolLife {
  private static final List<String> DISTRICTS = List.of("D1", "D2", "D3");
  private static final List<String> SCHOOLS = List.of("S1", "S10", "S2");
  private static final ExitType[] LAST_EXITS = {
    ExitType.DROPPED_OUT,
    ExitType.TRANSFERRED_OUT,
    ExitType.TRANSFERRED_OUT,
    ExitType.EMIGRATED,
    ExitType.DIED,
    ExitType.UNDOCUMENTED,
    null
  };
  private static final String[] MARKS = {
    "A+", "A", "A-", "B+", "B", "B-", "C+", "C", "C-", "D+", "D", "D-", "P", "93", "92.9", "100",
    "60", "87.25", "73", "69.999"
  };
  private static final String[] FAILED_MARKS = {"F", "NP", "W", "I", "59", "59.99", "0"};
  private static final List<List<String>> TERMS =
      List.of(
          List.of("S1", "S2"),
          List.of("Q1", "Q2", "Q3", "Q4"),
          List.of("Q1", "Q3", "Y1"),
          List.of("T1", "T2", "T3", "Final"),
          List.of("S1", "Q4", "E1"),
          List.of("Semester 2 Final", "Q1 Final"),
          List.of("E1", "1"));
  private static final double[] PERCENTILES = {
    0, 33.3, 33.333333333333336, 33.34, 66.6, 66.66666666666667, 66.67, 100
  };

  private final Pen pen;
  private final Dice dice;
  private final List<String> courseOfRung = new ArrayList<>();
  private final boolean marksPublished;
  private int nextRung;
  private String district;
  private String school;

  SchoolLife(Pen pen, Map<String, Integer> ladder) {
    this.pen = pen;
    this.dice = pen.dice();
    marksPublished = !dice.percent(5);
    for (int rung = 0; rung <= 6; rung++) {
      int wanted = rung;
      courseOfRung.add(
          ladder.keySet().stream()
              .filter(code -> ladder.get(code) == wanted)
              .sorted()
              .findFirst()
              .orElseThrow());
    }
  }

  /** Writes the years in school; the result is the year in which grade 12 was due. */
  int live() {
    int first = dice.percent(4) ? 0 : dice.percent(8) ? dice.of(9, 10) : dice.of(5, 6, 7);
    int last = dice.percent(12) ? dice.between(first, 11) : 12;
    int due = dice.between(2010, 2013);
    int year = due - 12 + first;
    nextRung = dice.of(-1, 0, 0, 1, 1, 2);
    move();
    who(LocalDate.of(year - 1, 8, 15));
    boolean skipsEight = dice.percent(5);
    for (int grade = first; grade <= last; grade++) {
      if (grade == 8 && skipsEight && last > 8) {
        continue;
      }
      year(grade, year++, grade == last);
      if (grade == 8 && dice.percent(15) || dice.percent(2)) {
        year(grade, year++, grade == last);
      }
    }
    diplomas(due, last == 12);
    return due;
  }

  private void move() {
    district = dice.of(DISTRICTS);
    school = dice.of(SCHOOLS);
  }

  private void who(LocalDate day) {
    if (dice.percent(4)) {
      return;
    }
    pen.write(
        new StudentRecord(
            pen.envelope(day),
            dice.of(RaceEthnicity.ASIAN, RaceEthnicity.BLACK, RaceEthnicity.WHITE),
            dice.of(Sex.values()),
            dice.of(Indicator.values()),
            dice.of(Indicator.values())));
    if (dice.percent(10)) {
      who(day.plusYears(1));
    }
  }

  private void year(int grade, int year, boolean last) {
    stays(grade, year, last);
    if (grade >= 4) {
      mathematics(grade, year);
    }
    if (grade >= 5 && grade <= 11) {
      assessments(grade, year);
    }
    if (dice.percent(25)) {
      course("science-" + year, "03051", grade, year, dice.of("A", "F"), CourseLevel.H);
    }
    if (dice.percent(10)) {
      outside(year);
    }
  }

  private void stays(int grade, int year, boolean last) {
    LocalDate countDay = LocalDate.of(year - 1, 10, 1);
    LocalDate entry =
        dice.percent(8) ? dice.around(countDay) : LocalDate.of(year - 1, 8, dice.between(15, 31));
    LocalDate leaving = LocalDate.of(year, 6, dice.between(5, 20));
    String level = dice.percent(2) ? "UG" : GradeLevel.of(grade);
    if (grade == 8 && dice.percent(8)) {
      // A change on the count day itself, which some systems export as an end and as a begin.
      entry = countDay.plusDays(dice.between(2, 30));
      stay(level, LocalDate.of(year - 1, 8, 20), countDay, ExitType.TRANSFERRED_IN_STATE);
      move();
      stay(level, countDay, entry, ExitType.TRANSFERRED_IN_STATE);
      move();
    } else if (dice.percent(grade == 8 ? 35 : 8)) {
      LocalDate second =
          dice.percent(50) ? dice.around(countDay.plusDays(1)) : dice.day(countDay, leaving);
      if (second.isAfter(entry)) {
        LocalDate exit = dice.percent(45) ? null : second.minusDays(dice.of(1, 1, -30, 0, 0));
        stay(level, entry, exit, dice.of(ExitType.TRANSFERRED_IN_STATE, null));
        move();
        entry = second;
        if (entry.getYear() < year && dice.percent(grade == 8 ? 60 : 20)) {
          // A short stay whose end is the first day of the next, as some systems export it.
          LocalDate third = entry.plusDays(dice.between(2, 30));
          stay(level, entry, third, ExitType.TRANSFERRED_IN_STATE);
          move();
          entry = third;
        }
      }
    } else if (dice.percent(4)) {
      stay(level, entry, dice.of(leaving, null), null);
      move();
    }
    if (last && grade < 12) {
      LocalDate exit =
          dice.percent(20) ? null : dice.day(entry, leaving.isAfter(entry) ? leaving : entry);
      stay(level, entry, exit, dice.of(LAST_EXITS));
      return;
    }
    LocalDate exit =
        dice.percent(20) ? null : dice.percent(4) ? LocalDate.of(year, 7, 15) : leaving;
    if (last && dice.percent(25)) {
      LocalDate horizon = LocalDate.of(year, 8, 31);
      stay(level, entry, dice.percent(30) ? null : dice.around(horizon), dice.of(LAST_EXITS));
    } else {
      stay(level, entry, exit, last ? ExitType.GRADUATED : dice.of(ExitType.COMPLETED, null));
    }
    if (grade == 9 && dice.percent(40)) {
      move();
    }
  }

  private void stay(String level, LocalDate entry, LocalDate exit, ExitType type) {
    LocalDate kept = exit != null && exit.isBefore(entry) ? entry : exit;
    pen.write(
        new SchoolEnrollment(pen.envelope(entry), district, school, level, entry, kept, type));
  }

  private void mathematics(int grade, int year) {
    int rung = Math.max(0, Math.min(6, nextRung));
    boolean passed = !dice.percent(15);
    String code = dice.percent(4) ? "02991" : courseOfRung.get(rung);
    code = grade <= 8 && dice.percent(30) ? "5" + code.substring(1) : code;
    String mark = passed ? dice.of(MARKS) : dice.of(FAILED_MARKS);
    CourseLevel level =
        dice.percent(70)
            ? CourseLevel.G
            : dice.of(
                CourseLevel.B,
                CourseLevel.E,
                CourseLevel.H,
                CourseLevel.C,
                CourseLevel.X,
                CourseLevel.UNKNOWN);
    course("math-" + year + "-" + level + rung % 2, code, grade, year, mark, level);
    if (passed && (grade >= 7 || dice.percent(20))) {
      nextRung += dice.percent(8) ? 2 : 1;
    }
  }

  private void course(
      String section, String code, int grade, int year, String mark, CourseLevel level) {
    LocalDate begin = LocalDate.of(year - 1, 9, 1);
    String gradeLevel = dice.percent(2) ? "UG" : GradeLevel.of(grade);
    if (dice.percent(85)) {
      pen.write(
          new SectionEnrollment(
              pen.envelope(begin),
              section,
              district,
              school,
              year,
              gradeLevel,
              code,
              level,
              dice.of(begin, null),
              null));
    }
    if (dice.percent(4) || !marksPublished) {
      return;
    }
    for (String term : dice.percent(55) ? List.of("Y") : dice.of(TERMS)) {
      String printed = dice.percent(80) ? mark : dice.of(dice.of(MARKS), dice.of(FAILED_MARKS));
      boolean passes = PrintedCodes.passes(printed);
      Double points = dice.percent(15) ? (passes ? dice.of(1.0, 2.5, 10 / 3.0, 5.0) : 0.0) : null;
      pen.write(
          new CourseGrade(
              pen.envelope(LocalDate.of(year, term.equals("S1") ? 1 : 6, 20)),
              section,
              term,
              year,
              gradeLevel,
              code,
              level,
              printed,
              points,
              dice.of(1.0, 0.0, null, null),
              passes ? dice.of(1.0, 0.5, 0.0, null, null) : dice.of(0.0, null)));
    }
  }

  private void assessments(int grade, int year) {
    LocalDate day = LocalDate.of(year, 4, 15);
    for (int i = dice.of(0, 1, 1, 1, 1, 2); i > 0; i--) {
      double percentile =
          dice.percent(40) ? PERCENTILES[dice.between(0, 7)] : dice.between(0, 10_000) / 100.0;
      pen.write(
          new AssessmentResult(
              pen.envelope(day),
              dice.of("STATE", "MAP"),
              dice.percent(85) ? Subject.MATHEMATICS : Subject.ENGLISH,
              dice.percent(80) ? day : dice.around(day),
              GradeLevel.of(grade),
              percentile));
    }
  }

  private void outside(int year) {
    LocalDate day =
        dice.of(
            LocalDate.of(year - 1, 7, 20),
            LocalDate.of(year, 3, 3),
            LocalDate.of(year, 6, 29),
            LocalDate.of(year, 8, 1));
    boolean passed = dice.percent(85);
    int rung = Math.max(0, Math.min(6, nextRung));
    pen.write(
        new OutsideCourse(
            pen.envelope(day),
            dice.of("Academy", "CollegeNow"),
            courseOfRung.get(rung),
            day,
            dice.of(PaidBy.values()),
            passed));
    if (passed) {
      nextRung++;
    }
  }

  private void diplomas(int due, boolean finished) {
    if (!dice.percent(finished ? 85 : 10)) {
      return;
    }
    LocalDate day =
        dice.percent(30)
            ? dice.around(LocalDate.of(due + dice.of(0, 0, 0, 1), 8, 31))
            : LocalDate.of(due, 6, 12);
    pen.write(
        new Graduation(
            pen.envelope(day),
            dice.of("DIPLOMA", "GED"),
            school,
            day,
            dice.percent(80)
                ? DiplomaType.REGULAR
                : dice.of(DiplomaType.OTHER, DiplomaType.EQUIVALENCY, DiplomaType.UNKNOWN)));
    if (dice.percent(10)) {
      diplomas(due + dice.of(0, 1), true);
    }
  }
}
