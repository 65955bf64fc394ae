package org.pathline.oracle;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.pathline.domain.fact.AssessmentResult;
import org.pathline.domain.fact.CourseGrade;
import org.pathline.domain.fact.CourseLevel;
import org.pathline.domain.fact.DegreeLevel;
import org.pathline.domain.fact.DiplomaType;
import org.pathline.domain.fact.Employment;
import org.pathline.domain.fact.EnrollmentStatus;
import org.pathline.domain.fact.Envelope;
import org.pathline.domain.fact.ExitType;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.Graduation;
import org.pathline.domain.fact.IdentityLink;
import org.pathline.domain.fact.OutsideCourse;
import org.pathline.domain.fact.PaidBy;
import org.pathline.domain.fact.PostsecondaryDegree;
import org.pathline.domain.fact.PostsecondaryEnrollment;
import org.pathline.domain.fact.PostsecondaryLevel;
import org.pathline.domain.fact.PostsecondarySearch;
import org.pathline.domain.fact.SchoolEnrollment;
import org.pathline.domain.fact.SectionEnrollment;
import org.pathline.domain.fact.Subject;
import org.pathline.streams.codec.FactCodec;

/**
 * A hand-made student in few words; dates are written {@code 2010-08-20}.
 *
 * <p>{@link #anchored} puts the student into grade 8 in 2010-11, so that graduation is expected in
 * 2015 and h(0), h(2), h(6), h(10) are 31 August 2015, 2017, 2021, 2025.
 */
final class Pupil {
  private static final NaiveSettings SETTINGS = Vocabulary.small().settings(8, new FactCodec());

  private final List<Fact> facts = new ArrayList<>();
  private String id = "pupil";
  private long recordedAt = Recorded.at(1_000);
  private boolean retracted;
  private String factId;

  static Pupil anchored() {
    return new Pupil().stay("D", "M", "08", "2010-08-20", "2011-06-10");
  }

  /** Facts from here on are of another id. */
  Pupil as(String other) {
    id = other;
    return this;
  }

  /** Facts from here on are recorded at another time, in milliseconds of this pupil's own clock. */
  Pupil recordedAt(long time) {
    recordedAt = Recorded.at(time);
    return this;
  }

  /** Facts from here on are retractions, or no longer. */
  Pupil retracting(boolean yes) {
    retracted = yes;
    return this;
  }

  /** Facts from here on carry the publisher's own id; null for none. */
  Pupil named(String name) {
    factId = name;
    return this;
  }

  private Envelope envelope() {
    return new Envelope(id, recordedAt, "source", retracted, factId);
  }

  private Pupil with(Fact fact) {
    facts.add(fact);
    return this;
  }

  private static LocalDate day(String text) {
    return text == null ? null : LocalDate.parse(text);
  }

  Pupil stay(String district, String school, String grade, String entry, String exit) {
    return stay(district, school, grade, entry, exit, null);
  }

  Pupil stay(
      String district, String school, String grade, String entry, String exit, ExitType type) {
    return with(
        new SchoolEnrollment(envelope(), district, school, grade, day(entry), day(exit), type));
  }

  Pupil section(String grade, String code, CourseLevel level) {
    String section = code + grade;
    return with(
        new SectionEnrollment(envelope(), section, "D", "M", 2011, grade, code, level, null, null));
  }

  Pupil grade(String grade, String code, String mark) {
    return grade(grade, code, mark, null);
  }

  Pupil grade(String grade, String code, String mark, Double points) {
    Integer number = PrintedCodes.grade(grade);
    int year = number == null ? 2011 : 2003 + number;
    return with(
        new CourseGrade(
            envelope(),
            code + grade,
            "T" + facts.size(),
            year,
            grade,
            code,
            CourseLevel.G,
            mark,
            points,
            null,
            null));
  }

  Pupil score(String assessment, String day, String grade, double percentile) {
    return with(
        new AssessmentResult(
            envelope(), assessment, Subject.MATHEMATICS, day(day), grade, percentile));
  }

  Pupil outside(String code, String day, PaidBy payer) {
    return with(new OutsideCourse(envelope(), "Academy", code, day(day), payer, true));
  }

  Pupil diploma(String day, DiplomaType type) {
    return with(new Graduation(envelope(), "DIPLOMA", "H", day(day), type));
  }

  Pupil term(String begin, String end, String... cips) {
    return with(
        new PostsecondaryEnrollment(
            envelope(),
            "U",
            day(begin),
            day(end),
            EnrollmentStatus.F,
            List.of(cips),
            PostsecondaryLevel.BACHELOR));
  }

  Pupil degree(DegreeLevel level, String day, String... cips) {
    return with(new PostsecondaryDegree(envelope(), "U", day(day), level, List.of(cips), null));
  }

  Pupil search(String through) {
    return with(new PostsecondarySearch(envelope(), day(through), false));
  }

  Pupil job(String quarter, String soc) {
    return with(new Employment(envelope(), "E", quarter, soc, null, null));
  }

  Pupil link(String alias, String canonical) {
    Envelope envelope = new Envelope(alias, recordedAt, "source", retracted, factId);
    return with(new IdentityLink(envelope, canonical));
  }

  List<Fact> facts() {
    return facts;
  }

  NaiveResult result() {
    return new NaiveBatch(SETTINGS).compute(facts);
  }

  /** The only student there is. */
  NaiveStudent student() {
    NaiveResult result = result();
    if (result.students().size() != 1) {
      throw new IllegalStateException("one student expected, found " + result.students().keySet());
    }
    return result.students().get(result.students().firstKey());
  }

  /** Outcome in a word: out (not eligible), censored, no or yes. */
  String outcome(String name) {
    NaiveStudent.Outcome outcome = student().outcomes().get(name);
    return !outcome.eligible()
        ? "out"
        : !outcome.observed() ? "censored" : outcome.attained() ? "yes" : "no";
  }
}
