package org.pathline.simulate;

import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.AssessmentResult;
import org.pathline.domain.fact.GradeLevel;
import org.pathline.domain.fact.SectionEnrollment;
import org.pathline.domain.fact.Subject;

/** Who finally sits in the mathematics sections of some schools, with which prior percentiles. */
final class RosterTally {
  /** Sums of one section; percentiles in thousandths. */
  static final class Section {
    long students;
    long scored;
    long percentiles;
    long squares;

    private void add(Section other) {
      students += other.students;
      scored += other.scored;
      percentiles += other.percentiles;
      squares += other.squares;
    }
  }

  /** What sections have in common that are compared with one another. */
  record Roster(String schoolId, int schoolYear, String gradeLevel) implements Comparable<Roster> {
    private String text() {
      return schoolId + "|" + schoolYear + "|" + gradeLevel;
    }

    @Override
    public int compareTo(Roster other) {
      return text().compareTo(other.text());
    }
  }

  private static final String MATHEMATICS = "02";

  /** Sections by their id. */
  final SortedMap<Roster, SortedMap<String, Section>> rosters = new TreeMap<>();

  void add(Life life, Collection<String> schools) {
    for (SectionEnrollment seat : life.sections) {
      if (schools.contains(seat.schoolId()) && seat.courseCode().startsWith(MATHEMATICS)) {
        Section section = section(roster(seat), seat.sectionId());
        section.students++;
        Long percentile = prior(life, GradeLevel.number(seat.gradeLevel()) - 1);
        if (percentile != null) {
          section.scored++;
          section.percentiles += percentile;
          section.squares += percentile * percentile;
        }
      }
    }
  }

  void add(RosterTally other) {
    other.rosters.forEach(
        (roster, sections) -> sections.forEach((id, section) -> section(roster, id).add(section)));
  }

  private static Roster roster(SectionEnrollment seat) {
    return new Roster(seat.schoolId(), seat.schoolYear(), seat.gradeLevel());
  }

  private Section section(Roster roster, String id) {
    return rosters
        .computeIfAbsent(roster, absent -> new TreeMap<>())
        .computeIfAbsent(id, absent -> new Section());
  }

  /** One assessment serves all schools of the simulated state, so dates never tie. */
  private static @Nullable Long prior(Life life, int grade) {
    AssessmentResult latest = null;
    for (AssessmentResult result : life.assessments) {
      if (result.subject() == Subject.MATHEMATICS
          && GradeLevel.number(result.gradeLevel()) == grade
          && (latest == null || result.testDate().isAfter(latest.testDate()))) {
        latest = result;
      }
    }
    return latest == null ? null : Math.round(latest.percentile() * 1000);
  }
}
