package org.pathline.bench;

import java.util.Comparator;
import org.pathline.domain.fact.CourseGrade;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.SectionEnrollment;

/** In which order the facts of all students are published. */
public enum FlowOrder {
  /** File by file, one topic after the other, as districts publish. */
  files("file by file, one topic after the other") {
    @Override
    Comparator<Fact> comparator() {
      return Comparator.comparing(Fact::type);
    }
  },
  /** All facts of a student, then those of the next. */
  students("all facts of a student, then those of the next") {
    @Override
    Comparator<Fact> comparator() {
      return Comparator.comparing(fact -> fact.envelope().studentId());
    }
  },
  /** Section by section, so that the next fact is always that of another student. */
  sections("section by section, each fact of another student than the one before") {
    @Override
    Comparator<Fact> comparator() {
      return Comparator.comparing(FlowOrder::section);
    }
  };

  private final String words;

  FlowOrder(String words) {
    this.words = words;
  }

  /** Order for people. */
  String words() {
    return words;
  }

  abstract Comparator<Fact> comparator();

  private static String section(Fact fact) {
    if (fact instanceof CourseGrade grade) {
      return grade.schoolYear() + grade.sectionId() + grade.term();
    }
    if (fact instanceof SectionEnrollment seat) {
      return seat.schoolYear() + seat.sectionId();
    }
    return fact.type().noun();
  }
}
