package org.pathline.command;

import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.pathline.ask.FactLine;
import org.pathline.ask.FiledFact;
import org.pathline.ask.FiledFact.Standing;
import org.pathline.ask.StudentFile;
import org.pathline.events.Anchor;
import org.pathline.events.OutcomeStatus;
import org.pathline.events.Pathway;
import org.pathline.events.ReachedMilestone;

/** Writes a student's file as a header and a timeline. */
final class StudentReport {
  private final StudentFile file;
  private final boolean all;
  private final PrintWriter out;

  /**
   * Report to a writer.
   *
   * @param all whether facts that do not stand are shown too
   */
  StudentReport(StudentFile file, boolean all, PrintWriter out) {
    this.file = file;
    this.all = all;
    this.out = out;
  }

  void print() {
    if (file.isAlias()) {
      out.println("'" + file.askedFor() + "' is another id of " + file.studentId() + ".");
    }
    line("student", file.studentId());
    if (file.setAside() != null) {
      line("pathway", "none: the student is set aside (" + file.setAside() + ")");
    } else if (file.pathway() == null) {
      line("pathway", "none: no fact stands, or it is not published yet");
    } else {
      header(file.pathway());
      outcomes(file.pathway());
    }
    timeline();
  }

  private void line(String name, String text) {
    out.printf("%-20s %s%n", name, text);
  }

  private void header(Pathway pathway) {
    if (!pathway.getAliasIds().isEmpty()) {
      line("other ids", String.join(", ", pathway.getAliasIds()));
    }
    line(
        "derived with",
        "anchor grade "
            + pathway.getSettings().getAnchorGrade()
            + ", STEM list "
            + pathway.getSettings().getStemList());
    line(
        "who",
        pathway.getRaceEthnicity()
            + ", "
            + pathway.getSex()
            + ", economically disadvantaged "
            + pathway.getEconomicallyDisadvantaged()
            + ", English learner "
            + pathway.getEnglishLearner());
    line("anchor", anchor(pathway.getAnchor()));
    line(
        "prior achievement",
        pathway.getPriorAchievement()
            + (pathway.getPriorPercentile() == null
                ? ""
                : ", percentile " + pathway.getPriorPercentile()));
    line(
        "pace by grade",
        pathway.getPace().isEmpty()
            ? "-"
            : pathway.getPace().stream()
                .map(each -> each.getGrade() + " " + each.getPace())
                .collect(Collectors.joining(", ")));
    line("first acceleration", pathway.getFirstAcceleration().toString());
    line(
        "grade points",
        pathway.getGradePoints() == null
            ? "-"
            : String.format(Locale.ROOT, "%.2f", pathway.getGradePoints()));
  }

  private static String anchor(Anchor anchor) {
    return anchor == null
        ? "none: UNANCHORED"
        : "school "
            + anchor.getSchoolId()
            + ", district "
            + anchor.getDistrictId()
            + ", "
            + FactLine.years(anchor.getSchoolYear())
            + ", "
            + anchor.getSubject()
            + "; expected to graduate in "
            + anchor.getExpectedGraduationYear();
  }

  private void outcomes(Pathway pathway) {
    if (pathway.getOutcomes().isEmpty()) {
      return;
    }
    out.println();
    TextTable table = new TextTable(3);
    table.add(List.of("outcome", "observed", "attained"));
    for (OutcomeStatus status : pathway.getOutcomes()) {
      table.add(
          List.of(
              status.getOutcome().toString(),
              status.getObserved() ? "yes" : status.getEligible() ? "no" : "not in question",
              !status.getObserved() ? "-" : status.getAttained() ? "yes" : "no"));
    }
    table.print(out);
  }

  /** A line of the timeline; milestones follow the facts of their day. */
  private record Entry(LocalDate on, List<String> cells) {}

  private void timeline() {
    List<Entry> entries = new ArrayList<>();
    int hidden = 0;
    for (FiledFact each : file.facts()) {
      if (all || each.standing() == Standing.STANDS) {
        entries.add(fact(each));
      } else {
        hidden++;
      }
    }
    if (file.pathway() != null) {
      file.pathway().getMilestones().forEach(reached -> entries.add(milestone(reached)));
    }
    // The sort is stable: facts of one day stay in their order, before its milestones.
    entries.sort(Comparator.comparing(Entry::on, Comparator.nullsFirst(Comparator.naturalOrder())));
    TextTable table = new TextTable(Integer.MAX_VALUE);
    table.add(List.of("when", "topic", "what", "where", "source"));
    entries.forEach(entry -> table.add(entry.cells()));
    out.println();
    table.print(out);
    if (hidden > 0) {
      out.println("# " + hidden + " retracted or replaced facts are not shown (--all shows them)");
    }
  }

  private Entry fact(FiledFact filed) {
    String receivedUnder = filed.fact().envelope().studentId();
    StringBuilder source = new StringBuilder(filed.fact().envelope().source());
    if (!receivedUnder.equals(file.studentId())) {
      source.append(", as ").append(receivedUnder);
    }
    if (filed.standing() != Standing.STANDS) {
      source.append(" (").append(filed.standing()).append(')');
    }
    FactLine line = filed.line();
    return new Entry(
        line.on(),
        List.of(
            line.when(), filed.fact().type().noun(), line.what(), line.where(), source.toString()));
  }

  private static Entry milestone(ReachedMilestone reached) {
    return new Entry(
        reached.getReachedOn(),
        List.of(
            reached.getReachedOn().toString(),
            "=> milestone",
            reached.getMilestone()
                + ", proved by "
                + reached.getFactTopic()
                + " "
                + reached.getFactKey(),
            "",
            ""));
  }
}
