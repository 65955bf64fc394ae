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

  private final List<List<? extends Fact>> all = new ArrayList<>();
  final List<StudentRecord> students = list();
  final List<SchoolEnrollment> enrollments = list();
  final List<SectionEnrollment> sections = list();
  final List<CourseGrade> grades = list();
  final List<AssessmentResult> assessments = list();
  final List<OutsideCourse> outsideCourses = list();
  final List<Graduation> graduations = list();
  final List<PostsecondaryEnrollment> terms = list();
  final List<PostsecondaryDegree> degrees = list();
  final List<PostsecondarySearch> searches = list();
  final List<Employment> employment = list();
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

  private <F extends Fact> List<F> list() {
    List<F> list = new ArrayList<>(4);
    all.add(list);
    return list;
  }

  /** Every fact, kind by kind. */
  List<Fact> facts() {
    return all.stream().<Fact>flatMap(List::stream).toList();
  }

  /** The part of this life that the state files under one id, for ids that were never joined. */
  Life under(String studentId) {
    Life part = new Life(studentId, List.of(), dice);
    for (int kind = 0; kind < all.size(); kind++) {
      keep(all.get(kind), part.all.get(kind), studentId);
    }
    return part;
  }

  @SuppressWarnings("unchecked") // Both are of the same kind.
  private static <F extends Fact> void keep(
      List<F> from, List<? extends Fact> to, String studentId) {
    for (F fact : from) {
      if (fact.envelope().studentId().equals(studentId)) {
        ((List<F>) to).add(fact);
      }
    }
  }
}
