package org.pathline.delivery;

import java.time.LocalDate;
import org.pathline.domain.fact.CourseGrade;
import org.pathline.domain.fact.CourseLevel;
import org.pathline.domain.fact.Employment;
import org.pathline.domain.fact.Envelope;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.IdentityLink;
import org.pathline.domain.fact.Indicator;
import org.pathline.domain.fact.Payload;
import org.pathline.domain.fact.RaceEthnicity;
import org.pathline.domain.fact.SchoolEnrollment;
import org.pathline.domain.fact.SectionEnrollment;
import org.pathline.domain.fact.Sex;
import org.pathline.domain.fact.StudentRecord;
import org.pathline.oracle.Recorded;

/** Facts of the source {@code sis} in few words. */
final class Facts {
  private Facts() {}

  static StudentRecord student(String id) {
    return new StudentRecord(
        envelope(id), RaceEthnicity.WHITE, Sex.FEMALE, Indicator.NO, Indicator.NO);
  }

  /** A stay in a school whose name begins with that of its district, until June. */
  static SchoolEnrollment stay(String id, String school, String grade, String entry) {
    LocalDate day = LocalDate.parse(entry);
    return new SchoolEnrollment(
        envelope(id),
        school.substring(0, 2),
        school,
        grade,
        day,
        LocalDate.of(day.getYear() + 1, 6, 10),
        null);
  }

  static SectionEnrollment seat(String id, String section, String school, int year, String code) {
    return new SectionEnrollment(
        envelope(id),
        section,
        school.substring(0, 2),
        school,
        year,
        "08",
        code,
        CourseLevel.G,
        null,
        null);
  }

  static CourseGrade grade(String id, String section, String term, int year, String mark) {
    return new CourseGrade(
        envelope(id), section, term, year, "08", "02052", CourseLevel.G, mark, null, null, null);
  }

  static Employment job(String id, String employer, String quarter, Double wages) {
    return new Employment(envelope(id), employer, quarter, "15-1252", "5415", wages);
  }

  static IdentityLink link(String alias, String canonical) {
    return new IdentityLink(envelope(alias), canonical);
  }

  private static Envelope envelope(String id) {
    return new Envelope(id, Recorded.at(1_000), "sis", false, null);
  }

  static Fact at(Fact fact, long millis) {
    Envelope e = fact.envelope();
    return Payload.in(
        fact,
        new Envelope(e.studentId(), Recorded.at(millis), e.source(), e.retracted(), e.factId()));
  }

  static Fact named(Fact fact, String factId) {
    Envelope e = fact.envelope();
    return Payload.in(
        fact, new Envelope(e.studentId(), e.recordedAt(), e.source(), e.retracted(), factId));
  }

  static Fact of(Fact fact, String source) {
    Envelope e = fact.envelope();
    return Payload.in(
        fact, new Envelope(e.studentId(), e.recordedAt(), source, e.retracted(), e.factId()));
  }

  static Fact withdrawn(Fact fact, long millis) {
    Envelope e = fact.envelope();
    return Payload.in(
        fact, new Envelope(e.studentId(), Recorded.at(millis), e.source(), true, e.factId()));
  }
}
