package org.pathline.simulate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pathline.domain.fact.CourseGrade;
import org.pathline.domain.fact.FactType;

/**
 * The {@code categories}, {@code lineItems} and {@code results} of a OneRoster bundle: a line item
 * for every section and term with marks.
 */
final class OneRosterGradebook {
  private record LineItem(String sectionId, String term) {
    static LineItem of(CourseGrade grade) {
      return new LineItem(grade.sectionId(), grade.term());
    }

    String id() {
      return sectionId + "|" + term;
    }
  }

  private final MasterSchedule schedule;
  private final SortedMap<String, LineItem> lineItems = new TreeMap<>();

  OneRosterGradebook(MasterSchedule schedule) {
    this.schedule = schedule;
  }

  void add(CourseGrade grade) {
    LineItem item = LineItem.of(grade);
    lineItems.put(item.id(), item);
  }

  void write(SimulatedFacts facts, Path bundle) throws IOException {
    try (OneRosterFile categories = new OneRosterFile(bundle, "categories", "title")) {
      categories.row("final", "Final Mark");
      categories.row("homework", "Homework");
    }
    try (OneRosterFile items =
        new OneRosterFile(
            bundle,
            "lineItems",
            """
            title description assignDate dueDate classSourcedId categorySourcedId
            gradingPeriodSourcedId academicSessionSourcedId resultValueMin resultValueMax
            schoolSourcedId
            """)) {
      lineItems.forEach(
          (id, item) -> {
            MasterSchedule.Section of = schedule.section(item.sectionId());
            String session = OneRosterOrgs.session(of.year(), item.term());
            items.row(
                id, "Mark", "", "", "", of.id(), "final", "", session, "0", "100", of.school());
          });
    }
    try (OneRosterFile results =
        new OneRosterFile(
            bundle,
            "results",
            """
            lineItemSourcedId studentSourcedId scoreStatus score scoreDate comment textScore
            metadata.points metadata.attempted metadata.earned
            """)) {
      facts.read(
          FactType.GRADES,
          CourseGrade.class,
          grade -> {
            String id = grade.envelope().studentId();
            String item = LineItem.of(grade).id();
            boolean number = Marks.isNumber(grade.mark());
            results.dated(
                grade,
                "G-" + id + "-" + item,
                item,
                id,
                "fully graded",
                number ? grade.mark() : "",
                "",
                "",
                number ? "" : grade.mark(),
                grade.gradePoints(),
                grade.creditsAttempted(),
                grade.creditsEarned());
          });
    }
  }
}
