package org.pathline.domain.pathway;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.AssessmentResult;
import org.pathline.domain.fact.FactOrder;
import org.pathline.domain.fact.GradeLevel;
import org.pathline.domain.fact.Indicator;
import org.pathline.domain.fact.RaceEthnicity;
import org.pathline.domain.fact.SectionEnrollment;
import org.pathline.domain.fact.Sex;
import org.pathline.domain.fact.StudentRecord;
import org.pathline.domain.fact.Subject;
import org.pathline.domain.pathway.Pathway.GradePercentile;
import org.pathline.domain.pathway.Pathway.PriorAchievement;
import org.pathline.domain.pathway.Pathway.RosterYear;
import org.pathline.domain.pathway.Pathway.Seat;
import org.pathline.domain.reference.Ladder;
import org.pathline.domain.reference.ReferenceDigest;
import org.pathline.domain.reference.StemList;
import org.pathline.domain.reference.StemOccupations;

/** Derives pathways by the rules of this release and the reference lists that ship with it. */
public final class PathwayDerivation implements Derivation {
  /** Raised when a rule changes, so that what stands is derived anew. */
  private static final int RULES = 4;

  /** Results of one subject and grade, the one that counts last. */
  private static final Comparator<AssessmentResult> LATEST =
      Comparator.comparing(AssessmentResult::subject)
          .thenComparing(AssessmentResult::gradeLevel)
          .thenComparing(AssessmentResult::testDate)
          .thenComparing(AssessmentResult::assessmentId)
          .thenComparing(FactOrder.BY_IDENTITY::compare);

  /**
   * Within one student year, school and grade the order of identity is kept: the sort is stable.
   */
  private static final Comparator<SectionEnrollment> BY_ROSTER_YEAR =
      Comparator.comparingInt(SectionEnrollment::schoolYear)
          .thenComparing(SectionEnrollment::schoolId)
          .thenComparing(SectionEnrollment::districtId)
          .thenComparing(SectionEnrollment::gradeLevel);

  private final FactOrder.Encoding encoding;
  private final Settings settings;
  private final Ladder ladder;
  private final StemList stemList;
  private final StemOccupations occupations;

  /** Derivation with the reference lists that ship with Pathline. */
  public PathwayDerivation(Settings settings, FactOrder.Encoding encoding) {
    this.encoding = encoding;
    this.settings = settings;
    ladder = Ladder.mathematics();
    stemList = StemList.named(settings.stemList());
    occupations = StemOccupations.load();
  }

  @Override
  public Settings settings() {
    return settings;
  }

  @Override
  public String rules() {
    return rules(settings.stemList());
  }

  /** Which rules and lists pathways are derived by, as text. */
  public static String rules(String stemList) {
    return RULES + " " + ReferenceDigest.of(stemList);
  }

  @Override
  public @Nullable Pathway derive(String studentId, List<String> aliasIds, StandingFacts facts) {
    if (facts.isEmpty()) {
      return null;
    }
    StudentRecord who = who(facts.students());
    EnrollmentSpells stays = new EnrollmentSpells(facts.enrollments());
    Pathway.Anchor anchor = stays.anchor(settings, ladder.subject());
    CourseHistory courses = new CourseHistory(facts, stays, ladder, settings);
    OutcomeRules outcomes = new OutcomeRules(facts, stays, courses, anchor, stemList, occupations);
    List<GradePercentile> percentiles = percentiles(facts.assessments());
    Double prior = priorPercentile(percentiles);
    List<Pathway.GradePace> pace = courses.pace();
    return new Pathway(
        studentId,
        aliasIds,
        settings,
        who == null ? RaceEthnicity.UNKNOWN : who.raceEthnicity(),
        who == null ? Sex.UNKNOWN : who.sex(),
        who == null ? Indicator.UNKNOWN : who.economicallyDisadvantaged(),
        who == null ? Indicator.UNKNOWN : who.englishLearner(),
        anchor,
        prior == null ? PriorAchievement.UNKNOWN : PriorAchievement.of(prior),
        prior,
        courses.courses(),
        pace,
        courses.firstAcceleration(pace),
        outcomes.flags(),
        courses.gradePoints(),
        outcomes.milestones(),
        rosters(facts.sections()),
        percentiles);
  }

  /** Of several records under publishers' own ids the greatest version stands for the student. */
  private @Nullable StudentRecord who(List<StudentRecord> records) {
    StudentRecord latest = null;
    for (StudentRecord each : records) {
      if (latest == null || FactOrder.supersedes(each, latest, encoding)) {
        latest = each;
      }
    }
    return latest;
  }

  private @Nullable Double priorPercentile(List<GradePercentile> percentiles) {
    int gradeBefore = settings.anchorGrade() - 1;
    for (GradePercentile each : percentiles) {
      if (each.subject() == ladder.subject()
          && GradeLevel.number(each.gradeLevel()) == gradeBefore) {
        return each.percentile();
      }
    }
    return null;
  }

  private static List<GradePercentile> percentiles(List<AssessmentResult> results) {
    List<AssessmentResult> ordered = new ArrayList<>(results);
    ordered.sort(LATEST);
    List<GradePercentile> percentiles = new ArrayList<>();
    for (int i = 0; i < ordered.size(); i++) {
      AssessmentResult result = ordered.get(i);
      boolean last =
          i + 1 == ordered.size()
              || ordered.get(i + 1).subject() != result.subject()
              || !ordered.get(i + 1).gradeLevel().equals(result.gradeLevel());
      if (last) {
        percentiles.add(
            new GradePercentile(result.subject(), result.gradeLevel(), result.percentile()));
      }
    }
    return percentiles;
  }

  private static List<RosterYear> rosters(List<SectionEnrollment> sections) {
    List<SectionEnrollment> ordered = new ArrayList<>(sections);
    ordered.sort(BY_ROSTER_YEAR);
    List<RosterYear> rosters = new ArrayList<>();
    for (int from = 0; from < ordered.size(); ) {
      SectionEnrollment first = ordered.get(from);
      List<Seat> seats = new ArrayList<>();
      int to = from;
      for (; to < ordered.size() && BY_ROSTER_YEAR.compare(first, ordered.get(to)) == 0; to++) {
        SectionEnrollment section = ordered.get(to);
        seats.add(
            new Seat(
                section.sectionId(),
                Subject.ofCourse(section.courseCode()),
                section.courseLevel()));
      }
      rosters.add(
          new RosterYear(
              first.districtId(), first.schoolId(), first.schoolYear(), first.gradeLevel(), seats));
      from = to;
    }
    return rosters;
  }
}
