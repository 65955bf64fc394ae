package org.pathline.domain.pathway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pathline.domain.fact.Envelope;
import org.pathline.domain.fact.SchoolEnrollment;
import org.pathline.domain.fact.Subject;
import org.pathline.oracle.Recorded;

class EnrollmentSpellsTest {
  private static SchoolEnrollment stay(String school, String grade, String entry, String exit) {
    return new SchoolEnrollment(
        new Envelope("s-01", Recorded.at(1), "sis", false, null),
        "D1",
        school,
        grade,
        LocalDate.parse(entry),
        exit == null ? null : LocalDate.parse(exit),
        null);
  }

  private static String anchor(SchoolEnrollment... stays) {
    List<SchoolEnrollment> given = new ArrayList<>(List.of(stays));
    String anchor = of(given);
    Collections.reverse(given);
    assertThat(of(given)).isEqualTo(anchor);
    return anchor;
  }

  private static String of(List<SchoolEnrollment> stays) {
    Pathway.Anchor anchor =
        new EnrollmentSpells(stays).anchor(Settings.DEFAULT, Subject.MATHEMATICS);
    return anchor.schoolId() + " " + anchor.schoolYear();
  }

  @Test
  void theDayOnWhichAStayEndsAndTheNextBeginsIsTheNexts() {
    assertThat(
            anchor(
                stay("A", "08", "2010-08-16", "2010-10-01"),
                stay("B", "08", "2010-10-01", "2010-11-01"),
                stay("C", "08", "2010-11-01", "2011-06-11")))
        .isEqualTo("B 2011");
    // The last day of a stay is its own where nothing begins on it.
    assertThat(
            anchor(
                stay("A", "08", "2010-08-16", "2010-10-01"),
                stay("B", "08", "2010-10-02", "2011-06-11")))
        .isEqualTo("A 2011");
    // Another grade's stay takes the day, too: nobody is in two places.
    assertThat(
            anchor(
                stay("A", "08", "2010-08-16", "2010-10-01"),
                stay("B", "09", "2010-10-01", "2011-06-11"),
                stay("C", "08", "2011-01-10", "2011-06-11")))
        .isEqualTo("C 2011");
  }

  @Test
  void aStayOfNoLengthAnchorsOnlyWhereTheGradeHasNoOther() {
    SchoolEnrollment none = stay("A", "08", "2010-10-01", "2010-10-01");
    assertThat(anchor(none)).isEqualTo("A 2011");
    assertThat(anchor(none, stay("B", "08", "2010-10-02", "2011-06-11"))).isEqualTo("B 2011");
    assertThat(anchor(none, stay("B", "08", "2011-08-20", "2012-06-11"))).isEqualTo("B 2012");
    assertThat(anchor(none, stay("B", "08", "2011-08-20", null))).isEqualTo("B 2012");
    assertThat(anchor(none, stay("B", "09", "2011-08-20", "2012-06-11"))).isEqualTo("A 2011");
  }

  @Test
  void aStayOfNoLengthKeepsItsDayBesideAnother() {
    EnrollmentSpells spells =
        new EnrollmentSpells(
            List.of(
                stay("A", "08", "2010-10-01", "2010-10-01"),
                stay("B", "08", "2010-10-01", "2011-06-11")));
    assertThat(spells.gradeOn(LocalDate.parse("2010-10-01"))).isEqualTo(8);
  }
}
