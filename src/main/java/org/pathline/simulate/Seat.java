package org.pathline.simulate;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.CourseLevel;

/** A student's seat in a course of one school year and, once rosters are made, in one section. */
final class Seat {
  final Life life;
  final int student;
  final School school;
  final int year;
  final int grade;
  final String courseCode;
  final CourseLevel level;
  final @Nullable LocalDate entry;
  final @Nullable LocalDate exit;

  /** What seats of one course in one school, year and grade have in common. */
  final String course;

  /** Latest mathematics percentile when the rosters were made. */
  final double percentile;

  /**
   * Marks of the first and the second half year, or of the whole year; null where none was given.
   */
  final @Nullable String fall;

  final @Nullable String spring;
  final @Nullable String whole;

  /** Number of the section among those of the same course; 1 until rosters are made. */
  int section = 1;

  Seat(
      Life life,
      Person person,
      Attendance when,
      School school,
      String courseCode,
      CourseLevel level,
      @Nullable LocalDate entry,
      @Nullable LocalDate exit,
      double percentile,
      @Nullable String fall,
      @Nullable String spring,
      @Nullable String whole) {
    this.life = life;
    this.student = person.number();
    this.school = school;
    this.year = when.year();
    this.grade = when.grade();
    this.courseCode = courseCode;
    this.level = level;
    this.entry = entry;
    this.exit = exit;
    this.percentile = percentile;
    this.fall = fall;
    this.spring = spring;
    this.whole = whole;
    this.course =
        school.id() + "." + year + "." + SchoolYears.level(grade) + "." + courseCode + level;
  }
}
