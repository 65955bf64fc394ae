package org.pathline.domain.pathway;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.CourseGrade;
import org.pathline.domain.fact.CourseLevel;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactOrder;
import org.pathline.domain.fact.GradeLevel;
import org.pathline.domain.fact.Mark;
import org.pathline.domain.fact.OutsideCourse;
import org.pathline.domain.fact.PaidBy;
import org.pathline.domain.fact.SchoolEnrollment;
import org.pathline.domain.fact.SchoolYear;
import org.pathline.domain.fact.SectionEnrollment;
import org.pathline.domain.fact.Subject;
import org.pathline.domain.pathway.Pathway.Channel;
import org.pathline.domain.pathway.Pathway.CourseYear;
import org.pathline.domain.pathway.Pathway.GradePace;
import org.pathline.domain.pathway.Pathway.Pace;
import org.pathline.domain.reference.Ladder;

/** What one student's course facts say: history, pace, acceleration, advanced courses, points. */
final class CourseHistory {
  private static final int GRADES = 13;
  private static final int LAST_GRADE = 12;
  private static final int GRADES_OF_POINTS = 2;

  /** A passed course with a rung, in the grade in which it counts. */
  private record Pass(int grade, int rung, Channel channel, LocalDate on, Fact proof) {}

  private static final class Year {
    int grade = GradeLevel.NONE;
    int rung = Ladder.NO_RUNG;
    int rungPassed = Ladder.NO_RUNG;
    CourseLevel level = CourseLevel.UNKNOWN;
    String bestMark = "";
    double bestPoints = Double.NEGATIVE_INFINITY;
    boolean passed;
  }

  /** Years in order of their keys; a student has few, and neighbours come one after the other. */
  private static final class Years {
    private int[] keys = new int[32];
    private Year[] values = new Year[32];
    private int count;
    private int last;

    Year at(int key) {
      if (last < count && keys[last] == key) {
        return values[last];
      }
      int found = Arrays.binarySearch(keys, 0, count, key);
      if (found < 0) {
        found = -found - 1;
        insert(found, key);
      }
      last = found;
      return values[found];
    }

    private void insert(int at, int key) {
      if (count == keys.length) {
        keys = Arrays.copyOf(keys, 2 * count);
        values = Arrays.copyOf(values, 2 * count);
      }
      System.arraycopy(keys, at, keys, at + 1, count - at);
      System.arraycopy(values, at, values, at + 1, count - at);
      keys[at] = key;
      values[at] = new Year();
      count++;
    }
  }

  private static final Subject[] SUBJECTS = Subject.values();
  private static final Channel[] CHANNELS = Channel.values();
  private static final Comparator<Pass> PROOF =
      Comparator.comparing(Pass::on).thenComparing(Pass::proof, FactOrder.BY_TOPIC_AND_IDENTITY);

  private final Ladder ladder;
  private final Settings settings;
  private final Years years = new Years();
  private final List<Pass> passes = new ArrayList<>();
  private int firstGrade = Integer.MAX_VALUE;
  private int lastGrade = Integer.MIN_VALUE;
  private boolean advanced;
  private long points;
  private int pointed;

  CourseHistory(StandingFacts facts, EnrollmentSpells stays, Ladder ladder, Settings settings) {
    this.ladder = ladder;
    this.settings = settings;
    for (SchoolEnrollment enrollment : facts.enrollments()) {
      note(GradeLevel.number(enrollment.gradeLevel()));
    }
    for (SectionEnrollment section : facts.sections()) {
      add(section);
    }
    CourseMarks.read(facts.grades(), this::add);
    for (OutsideCourse course : facts.outsideCourses()) {
      add(course, stays.gradeOn(course.completionDate()));
    }
  }

  private void note(int grade) {
    if (grade != GradeLevel.NONE) {
      firstGrade = Math.min(firstGrade, Math.max(1, grade));
      lastGrade = Math.max(lastGrade, grade);
    }
  }

  private void add(SectionEnrollment section) {
    int grade = GradeLevel.number(section.gradeLevel());
    note(grade);
    Subject subject = Subject.ofCourse(section.courseCode());
    course(
        year(subject, section.schoolYear(), Channel.SCHOOL),
        grade,
        section.courseLevel(),
        rung(subject, section.courseCode()));
    noteAdvanced(subject, grade, section.courseLevel());
  }

  private void add(CourseGrade grade, @Nullable Mark deciding, boolean passes) {
    int number = GradeLevel.number(grade.gradeLevel());
    note(number);
    Subject subject = Subject.ofCourse(grade.courseCode());
    int rung = rung(subject, grade.courseCode());
    Year year = year(subject, grade.schoolYear(), Channel.SCHOOL);
    course(year, number, grade.courseLevel(), rung);
    noteAdvanced(subject, number, grade.courseLevel());
    if (deciding == null) {
      return;
    }
    double worth = grade.gradePoints() != null ? grade.gradePoints() : deciding.points();
    if (worth > year.bestPoints
        || (worth == year.bestPoints && grade.mark().compareTo(year.bestMark) < 0)) {
      year.bestPoints = worth;
      year.bestMark = grade.mark();
    }
    if (passes) {
      year.passed = true;
      if (rung != Ladder.NO_RUNG) {
        year.rungPassed = Math.max(year.rungPassed, rung);
        pass(number, rung, Channel.SCHOOL, SchoolYear.end(grade.schoolYear()), grade);
      }
    }
    if (worth != Mark.NO_POINTS
        && subject == ladder.subject()
        && number >= settings.anchorGrade()
        && number <= settings.anchorGrade() + GRADES_OF_POINTS) {
      points += GradePoints.whole(worth);
      pointed++;
    }
  }

  private void add(OutsideCourse course, int grade) {
    Subject subject = Subject.ofCourse(course.courseCode());
    int rung = rung(subject, course.courseCode());
    Channel channel = channel(course.paidBy());
    Year year = year(subject, SchoolYear.of(course.completionDate()), channel);
    course(year, grade, CourseLevel.UNKNOWN, rung);
    if (course.passed()) {
      year.passed = true;
      if (rung != Ladder.NO_RUNG) {
        year.rungPassed = Math.max(year.rungPassed, rung);
        pass(grade, rung, channel, course.completionDate(), course);
      }
    }
  }

  private static Channel channel(PaidBy paidBy) {
    return switch (paidBy) {
      case SCHOOL -> Channel.SCHOOL;
      case PUBLIC -> Channel.OUTSIDE_PUBLIC;
      // A course of which no payer is known was not provided: the family is the cautious reading.
      case FAMILY, UNKNOWN -> Channel.OUTSIDE_FAMILY;
    };
  }

  private int rung(Subject subject, String courseCode) {
    return subject == ladder.subject() ? ladder.rung(courseCode) : Ladder.NO_RUNG;
  }

  private Year year(Subject subject, int schoolYear, Channel channel) {
    int key = (subject.ordinal() * 4096 + schoolYear) * CHANNELS.length + channel.ordinal();
    return years.at(key);
  }

  private static void course(Year year, int grade, CourseLevel level, int rung) {
    year.grade = Math.max(year.grade, grade);
    year.rung = Math.max(year.rung, rung);
    if (level.demand() > year.level.demand()) {
      year.level = level;
    }
  }

  private void noteAdvanced(Subject subject, int grade, CourseLevel level) {
    if (subject == ladder.subject()
        && level.isAdvanced()
        && grade >= settings.anchorGrade()
        && grade <= LAST_GRADE) {
      advanced = true;
    }
  }

  private void pass(int grade, int rung, Channel channel, LocalDate on, Fact proof) {
    if (grade != GradeLevel.NONE) {
      passes.add(new Pass(grade, rung, channel, on, proof));
    }
  }

  /** Whether an advanced course was taken from the anchor grade on. */
  boolean isAdvanced() {
    return advanced;
  }

  /** Mean points times 10^9, rounded half to even; null where no mark has points. */
  @Nullable Long gradePoints() {
    return pointed == 0
        ? null
        : new BigDecimal(BigInteger.valueOf(points))
            .divide(BigDecimal.valueOf(pointed), 0, RoundingMode.HALF_EVEN)
            .longValueExact();
  }

  /** Milestone for passing a rung by the end of a grade, or null. */
  Pathway.@Nullable Reached reached(Milestone milestone, int rung, int byGrade) {
    Pass first = null;
    for (Pass pass : passes) {
      if (pass.rung >= rung
          && pass.grade <= byGrade
          && (first == null || PROOF.compare(pass, first) < 0)) {
        first = pass;
      }
    }
    return first == null
        ? null
        : new Pathway.Reached(milestone, first.on, first.proof.type(), first.proof.identity());
  }

  /** History by subject, school year and place, in that order. */
  List<CourseYear> courses() {
    List<CourseYear> courses = new ArrayList<>(years.count);
    for (int i = 0; i < years.count; i++) {
      int key = years.keys[i];
      Year year = years.values[i];
      int rest = key / CHANNELS.length;
      courses.add(
          new CourseYear(
              SUBJECTS[rest / 4096],
              rest % 4096,
              GradeLevel.of(year.grade),
              year.rung,
              year.rungPassed,
              year.level,
              year.bestMark,
              year.passed,
              CHANNELS[key % CHANNELS.length]));
    }
    return courses;
  }

  /** Pace at each grade from the student's first to the last. */
  List<GradePace> pace() {
    List<GradePace> pace = new ArrayList<>();
    if (lastGrade == Integer.MIN_VALUE) {
      return pace;
    }
    int[] passedIn = new int[GRADES];
    for (Pass pass : passes) {
      int grade = Math.max(0, pass.grade);
      passedIn[grade] = Math.max(passedIn[grade], pass.rung);
    }
    int passed = 0;
    for (int grade = 0; grade <= lastGrade; grade++) {
      passed = Math.max(passed, passedIn[grade]);
      if (grade >= firstGrade) {
        pace.add(new GradePace(grade, passed, pace(passed, Ladder.onGradeRung(grade))));
      }
    }
    return pace;
  }

  private static Pace pace(int passed, int onGrade) {
    return passed > onGrade ? Pace.AHEAD : passed == onGrade ? Pace.ON_GRADE : Pace.BEHIND;
  }

  /**
   * Channel of the first acceleration: of the courses that put the student ahead at the first grade
   * of being ahead, the earliest by grade; in one grade school goes before public before family.
   */
  Channel firstAcceleration(List<GradePace> pace) {
    for (GradePace at : pace) {
      if (at.pace() == Pace.AHEAD) {
        Pass first = null;
        for (Pass pass : passes) {
          if (pass.rung > Ladder.onGradeRung(at.grade())
              && pass.grade <= at.grade()
              && (first == null
                  || pass.grade < first.grade
                  || (pass.grade == first.grade && pass.channel.compareTo(first.channel) < 0))) {
            first = pass;
          }
        }
        return first == null ? Channel.NONE : first.channel;
      }
    }
    return Channel.NONE;
  }
}
