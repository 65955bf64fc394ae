package org.pathline.command;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.pathline.ask.PolicyCells;
import org.pathline.ask.SortedCohorts;
import org.pathline.ask.SortingQuestion;
import org.pathline.ask.Standing;
import org.pathline.domain.effect.dose.SortingAssociation;
import org.pathline.domain.fact.GradeLevel;
import org.pathline.domain.fact.Subject;
import org.pathline.domain.pathway.Outcome;
import org.pathline.report.Answer;
import org.pathline.report.AssociationReport;
import org.pathline.report.SortingReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pathline sorting}: how students are sorted into the sections of a school. */
@Command(
    name = "sorting",
    description = {
      "Shows, per school, school year, grade and subject, how much sections differ in prior"
          + " achievement, race/ethnicity and income, measured from rosters and not from labels,"
          + " beside the regime that is declared.",
      "",
      "Prior achievement is the percentile of the subject in the grade before. An index that means"
          + " nothing is left out: one section, no more students than sections, equal percentiles."
          + " DE_FACTO_TRACKED flags a school that is declared to be de-tracked and sorts all the"
          + " same.",
      "",
      "With --outcome: how that outcome moves with sorting, by bins of omega2 of the anchor grade's"
          + " mathematics rosters, within schools and within years. An association, not an effect:"
          + " schools choose how they sort."
    },
    footer = {
      "",
      "Options that choose take several values with commas, or may be repeated.",
      "",
      "Examples:",
      "  pathline sorting --school S1",
      "  pathline sorting --district D1 --grade 08 --subject MATHEMATICS",
      "  pathline sorting --school-year 2014,2015 --format csv",
      "  pathline sorting --outcome stemEntry2",
      "  pathline sorting --format json | jq '.rows[] | select(.regime == \"DETRACKED\")'"
    })
public final class SortingCommand extends AskCommand {
  @Mixin private SettingsChoiceOptions settingsOptions;

  @Option(
      names = "--outcome",
      paramLabel = "NAME",
      converter = OutcomeText.class,
      description = "Show an outcome, such as stemEntry2, by measured sorting; all districts.")
  private Outcome outcome;

  @Option(names = "--district", paramLabel = "ID", split = ",", description = "Only its schools.")
  private Set<String> districts = Set.of();

  @Option(names = "--school", paramLabel = "ID", split = ",", description = "Only this school.")
  private Set<String> schools = Set.of();

  @Option(
      names = "--school-year",
      paramLabel = "YEAR",
      split = ",",
      description = "Only this school year, by the year in which it ends.")
  private Set<Integer> schoolYears = Set.of();

  @Option(
      names = "--grade",
      paramLabel = "GRADE",
      split = ",",
      description = "Only this grade: PK, KG, 01 to 12, UG.")
  private List<String> grades = List.of();

  @Option(
      names = "--subject",
      paramLabel = "SUBJECT",
      split = ",",
      description = "Only this subject, such as MATHEMATICS.")
  private Set<Subject> subjects = Set.of();

  @Override
  protected Answer answer(Standing standing) {
    if (outcome != null) {
      return bySorting(standing);
    }
    SortingQuestion question =
        new SortingQuestion(districts, schools, schoolYears, gradeLevels(), names(subjects));
    return SortingReport.of(question.answer(standing.rosters()));
  }

  private Answer bySorting(Standing standing) {
    if (!schools.isEmpty() || !schoolYears.isEmpty() || !grades.isEmpty() || !subjects.isEmpty()) {
      throw usage("--outcome goes with --district only: it compares within schools");
    }
    PolicyCells cells = PolicyCells.of(standing, settingsOptions.choice(), districts);
    SortingAssociation association =
        SortingAssociation.of(SortedCohorts.of(outcome, cells, standing));
    return AssociationReport.of(outcome, cells, association);
  }

  private static Set<String> names(Set<Subject> subjects) {
    Set<String> names = new TreeSet<>();
    subjects.forEach(subject -> names.add(subject.name()));
    return names;
  }

  /** Levels as facts write them; a single digit means the level with its zero. */
  private Set<String> gradeLevels() {
    Set<String> levels = new TreeSet<>();
    for (String grade : grades) {
      String level = grade.length() == 1 ? "0" + grade : grade.toUpperCase(Locale.ROOT);
      if (!GradeLevel.isValid(level)) {
        throw usage("--grade: '" + grade + "' is none of PK, KG, 01 to 12, UG");
      }
      levels.add(level);
    }
    return levels;
  }
}
