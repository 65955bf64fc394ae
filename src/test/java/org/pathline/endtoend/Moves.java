package org.pathline.endtoend;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.pathline.domain.fact.Envelope;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.IdentityLink;
import org.pathline.domain.fact.Indicator;
import org.pathline.domain.fact.RaceEthnicity;
import org.pathline.domain.fact.SchoolEnrollment;
import org.pathline.domain.fact.Sex;
import org.pathline.domain.fact.StudentRecord;
import org.pathline.oracle.Recorded;

/**
 * Students of a few districts who are corrected, change schools, districts and school years, vanish
 * and come back, and turn out to be one and the same, without end.
 */
final class Moves {
  private static final int DISTRICTS = 5;
  private static final int SCHOOLS = 4;

  private final Random random;
  private final List<SchoolEnrollment> places = new ArrayList<>();
  private final List<String> links = new ArrayList<>();
  private long clock;

  Moves(long seed, int students) {
    random = new Random(seed);
    for (int i = 0; i < students; i++) {
      places.add(null);
      links.add(null);
    }
  }

  private static String id(int student) {
    return "move-" + student;
  }

  private Envelope envelope(int student, boolean retracted) {
    return new Envelope(id(student), Recorded.at(++clock), "moves", retracted, null);
  }

  /** Everybody somewhere. */
  List<Fact> begin() {
    List<Fact> facts = new ArrayList<>();
    for (int student = 0; student < places.size(); student++) {
      facts.add(attributes(student));
      facts.addAll(to(student, "D" + random.nextInt(DISTRICTS), year()));
    }
    return facts;
  }

  /** What happens next to somebody. */
  List<Fact> next() {
    int student = random.nextInt(places.size());
    SchoolEnrollment place = places.get(student);
    int kind = random.nextInt(100);
    if (kind < 40) {
      return List.of(attributes(student));
    } else if (kind < 70) {
      // Mostly to another school of the district, be it in another year.
      return to(student, place == null ? "D0" : place.districtId(), year());
    } else if (kind < 80) {
      return to(student, "D" + random.nextInt(DISTRICTS), year());
    } else if (kind < 85 && place != null) {
      places.set(student, null);
      return List.of(withdrawn(student, place));
    }
    return List.of(link(student));
  }

  private Fact attributes(int student) {
    return new StudentRecord(
        envelope(student, false),
        RaceEthnicity.values()[random.nextInt(3)],
        Sex.FEMALE,
        random.nextBoolean() ? Indicator.YES : Indicator.NO,
        Indicator.NO);
  }

  private int year() {
    return 2008 + random.nextInt(2);
  }

  private List<Fact> to(int student, String district, int year) {
    List<Fact> facts = new ArrayList<>();
    SchoolEnrollment before = places.get(student);
    if (before != null) {
      facts.add(withdrawn(student, before));
    }
    SchoolEnrollment after =
        new SchoolEnrollment(
            envelope(student, false),
            district,
            district + "-S" + random.nextInt(SCHOOLS),
            "08",
            LocalDate.of(year, 8, 20),
            null,
            null);
    places.set(student, after);
    facts.add(after);
    return facts;
  }

  private Fact withdrawn(int student, SchoolEnrollment place) {
    return new SchoolEnrollment(
        envelope(student, true),
        place.districtId(),
        place.schoolId(),
        place.gradeLevel(),
        place.entryDate(),
        null,
        null);
  }

  /** Two ids become one student, or are two again. */
  private Fact link(int student) {
    String before = links.get(student);
    String canonical = before == null ? id(random.nextInt(places.size() / 2)) : before;
    if (canonical.equals(id(student))) {
      return attributes(student);
    }
    links.set(student, before == null ? canonical : null);
    return new IdentityLink(envelope(student, before != null), canonical);
  }
}
