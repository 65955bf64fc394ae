package org.pathline.simulate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.pathline.domain.fact.AssessmentResult;
import org.pathline.domain.fact.CourseGrade;
import org.pathline.domain.fact.Employment;
import org.pathline.domain.fact.Envelope;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.Graduation;
import org.pathline.domain.fact.OutsideCourse;
import org.pathline.domain.fact.PostsecondaryDegree;
import org.pathline.domain.fact.PostsecondaryEnrollment;
import org.pathline.domain.fact.PostsecondarySearch;
import org.pathline.domain.fact.SchoolEnrollment;
import org.pathline.domain.fact.SectionEnrollment;
import org.pathline.domain.fact.StudentRecord;

/** All that finally stands of one student: each fact once, in its last version. */
final class Life {
  private static final double SHARE_WITH_RECORD_ID = 0.12;

  final List<StudentRecord> students = new ArrayList<>(1);
  final List<SchoolEnrollment> enrollments = new ArrayList<>(14);
  final List<SectionEnrollment> sections = new ArrayList<>(24);
  final List<CourseGrade> grades = new ArrayList<>(40);
  final List<AssessmentResult> assessments = new ArrayList<>(14);
  final List<OutsideCourse> outsideCourses = new ArrayList<>(1);
  final List<Graduation> graduations = new ArrayList<>(1);
  final List<PostsecondaryEnrollment> terms = new ArrayList<>();
  final List<PostsecondaryDegree> degrees = new ArrayList<>(1);
  final List<PostsecondarySearch> searches = new ArrayList<>(2);
  final List<Employment> employment = new ArrayList<>(4);

  private final String id;
  private final List<Alias> aliases;
  private final Draws dice;
  private int recordIds;

  Life(String id, List<Alias> aliases, Draws dice) {
    this.id = id;
    this.aliases = aliases;
    this.dice = dice;
  }

  /** Id that the student's records carry on a day. */
  String idOn(LocalDate day) {
    String current = id;
    for (Alias alias : aliases) {
      if (!day.isBefore(alias.from())) {
        current = alias.id();
      }
    }
    return current;
  }

  List<Alias> aliases() {
    return aliases;
  }

  /** Envelope of a fact that took effect on one day and was recorded on another. */
  Envelope envelope(LocalDate effective, LocalDate recorded, String source) {
    String factId = dice.chance(SHARE_WITH_RECORD_ID) ? "r" + ++recordIds : null;
    return new Envelope(idOn(effective), Days.noon(recorded), source, false, factId);
  }

  /** Envelope of a fact that never has a record id. */
  Envelope plainEnvelope(String studentId, LocalDate recorded, String source) {
    return new Envelope(studentId, Days.noon(recorded), source, false, null);
  }

  /** Every fact, kind by kind. */
  List<Fact> facts() {
    List<Fact> all = new ArrayList<>(128);
    all.addAll(students);
    all.addAll(enrollments);
    all.addAll(sections);
    all.addAll(grades);
    all.addAll(assessments);
    all.addAll(outsideCourses);
    all.addAll(graduations);
    all.addAll(terms);
    all.addAll(degrees);
    all.addAll(searches);
    all.addAll(employment);
    return all;
  }

  /** The part of this life that the state files under one id, for ids that were never joined. */
  Life under(String studentId) {
    Life part = new Life(studentId, List.of(), dice);
    keep(students, part.students, studentId);
    keep(enrollments, part.enrollments, studentId);
    keep(sections, part.sections, studentId);
    keep(grades, part.grades, studentId);
    keep(assessments, part.assessments, studentId);
    keep(outsideCourses, part.outsideCourses, studentId);
    keep(graduations, part.graduations, studentId);
    keep(terms, part.terms, studentId);
    keep(degrees, part.degrees, studentId);
    keep(searches, part.searches, studentId);
    keep(employment, part.employment, studentId);
    return part;
  }

  private static <F extends Fact> void keep(List<F> from, List<F> to, String studentId) {
    for (F fact : from) {
      if (fact.envelope().studentId().equals(studentId)) {
        to.add(fact);
      }
    }
  }
}
