package org.pathline.oracle;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.pathline.domain.fact.AssessmentResult;
import org.pathline.domain.fact.DiplomaType;
import org.pathline.domain.fact.FactOrder;
import org.pathline.domain.fact.Graduation;
import org.pathline.domain.fact.SchoolEnrollment;
import org.pathline.domain.fact.StudentRecord;
import org.pathline.domain.fact.Subject;
import org.pathline.oracle.AfterSchool.Dated;
import org.pathline.oracle.NaiveStudent.Milestone;
import org.pathline.oracle.NaiveStudent.Outcome;

/** One student, worked out from the standing facts. */
final class NaiveDerivation {
  private static final Comparator<Dated> EARLIEST_PROOF =
      Comparator.comparing(Dated::date)
          .thenComparing(each -> each.fact().type().noun())
          .thenComparing(Dated::fact, FactOrder.BY_IDENTITY);

  private final String id;
  private final Standing standing;
  private final NaiveSettings settings;
  private final Versions versions;
  private final NaiveStays stays;
  private final NaiveCourses courses;
  private final AfterSchool after;
  private final Optional<SchoolEnrollment> anchor;
  private final SortedMap<String, Outcome> outcomes = new TreeMap<>();
  private final SortedMap<String, Milestone> milestones = new TreeMap<>();

  NaiveDerivation(String id, Standing standing, NaiveSettings settings, Versions versions) {
    this.id = id;
    this.standing = standing;
    this.settings = settings;
    this.versions = versions;
    stays = new NaiveStays(standing.all(SchoolEnrollment.class), standing.mistakes());
    courses = new NaiveCourses(standing, settings.ladder(), stays);
    after = new AfterSchool(standing, settings);
    anchor = stays.anchor(settings.anchorGrade());
  }

  NaiveStudent student(SortedSet<String> aliases) {
    Integer year = anchor.map(stay -> NaiveStays.schoolYear(stay.entryDate())).orElse(null);
    Integer expected = year == null ? null : year + 12 - settings.anchorGrade();
    lifelongMilestones();
    if (expected == null) {
      NaiveStudent.OUTCOMES.forEach(name -> outcomes.put(name, Outcome.NOTHING));
    } else {
      schoolOutcomes(expected);
      collegeOutcomes(expected);
    }
    List<StudentRecord> records = standing.all(StudentRecord.class);
    Optional<StudentRecord> who =
        records.isEmpty() ? Optional.empty() : Optional.of(versions.latest(records));
    return new NaiveStudent(
        id,
        aliases,
        who.map(each -> each.raceEthnicity().name()).orElse("UNKNOWN"),
        who.map(each -> each.sex().name()).orElse("UNKNOWN"),
        who.map(each -> each.economicallyDisadvantaged().name()).orElse("UNKNOWN"),
        who.map(each -> each.englishLearner().name()).orElse("UNKNOWN"),
        anchor.map(SchoolEnrollment::districtId).orElse(null),
        anchor.map(SchoolEnrollment::schoolId).orElse(null),
        year,
        expected,
        prior(),
        courses.channel(),
        courses.firstAheadGrade(),
        courses.pace(),
        outcomes,
        expected == null ? null : courses.gradePointsFrom(settings.anchorGrade()),
        milestones);
  }

  private String prior() {
    Integer gradeBefore = settings.anchorGrade() - 1;
    Optional<AssessmentResult> result =
        standing.all(AssessmentResult.class).stream()
            .filter(each -> each.subject() == Subject.MATHEMATICS)
            .filter(each -> gradeBefore.equals(PrintedCodes.grade(each.gradeLevel())))
            .max(
                Comparator.comparing(AssessmentResult::testDate)
                    .thenComparing(AssessmentResult::assessmentId)
                    .thenComparing(
                        each -> each.envelope().hasFactId() ? each.envelope().factId() : ""));
    if (result.isEmpty()) {
      return "UNKNOWN";
    }
    double percentile = result.get().percentile();
    return percentile * 3 < 100 ? "LOW" : percentile * 3 < 200 ? "MIDDLE" : "HIGH";
  }

  private void lifelongMilestones() {
    milestone("ALGEBRA_BY_8", dated(courses.passedBy(1, 8)));
    milestone("CALCULUS_BY_12", dated(courses.passedBy(6, 12)));
    milestone("FIRST_MAJOR_STEM", after.firstMajorStem());
    milestone("STEM_ENTRY", after.stem());
    milestone("STEM_DEGREE", after.stemDegrees());
    milestone("STEM_OCCUPATION", after.stemJobs());
  }

  private void schoolOutcomes(int expected) {
    int grade = settings.anchorGrade();
    member("advancedCourse", courses.advancedFrom(grade));
    member("algebraBy8", !courses.passedBy(1, 8).isEmpty());
    member("calculusBy12", !courses.passedBy(6, 12).isEmpty());
    boolean graded = courses.gradePointsFrom(grade) != null;
    outcomes.put("gradePoints", new Outcome(true, graded, graded));

    LocalDate limit = horizon(expected, 0);
    List<Dated> diplomas =
        after.by(
            limit,
            standing.all(Graduation.class).stream()
                .filter(each -> each.diplomaType() == DiplomaType.REGULAR)
                .map(each -> new Dated(each.graduationDate(), each))
                .toList());
    boolean removed = stays.latestBegunBy(limit).filter(stay -> removes(stay, limit)).isPresent();
    outcome("onTimeGraduation", !diplomas.isEmpty(), !removed);
    milestone("ON_TIME_GRADUATION", diplomas);
  }

  private boolean removes(SchoolEnrollment stay, LocalDate limit) {
    return stay.exitType() != null
        && Set.of("TRANSFERRED_OUT", "EMIGRATED", "DIED").contains(stay.exitType().name())
        && (stay.exitDate() == null || !stay.exitDate().isAfter(limit))
        && !standing.mistakes().contains(Mistake.REMOVALS_IGNORED);
  }

  private void collegeOutcomes(int expected) {
    LocalDate sixteenMonths = LocalDate.of(expected + 1, 10, 30);
    List<Dated> soon = after.by(sixteenMonths, after.terms());
    outcome("college16Months", !soon.isEmpty(), after.searched(sixteenMonths));
    milestone("COLLEGE_16_MONTHS", soon);
    for (int years : List.of(2, 6)) {
      LocalDate limit = horizon(expected, years);
      boolean entered = !after.by(limit, after.stem()).isEmpty();
      outcome("stemEntry" + years, entered, after.searched(limit));
      boolean college = !after.by(limit, after.college()).isEmpty();
      outcomes.put(
          "stemEntry" + years + "College",
          college ? outcomes.get("stemEntry" + years) : Outcome.NOTHING);
    }
    afterStemEntry(expected);
  }

  private void afterStemEntry(int expected) {
    LocalDate six = horizon(expected, 6);
    List<Dated> degrees = after.by(six, after.stemDegrees());
    outcome("stemDegree6", !degrees.isEmpty(), after.searched(six));

    boolean entrant = !after.by(six, after.stem()).isEmpty();
    List<Dated> staying = Stream.concat(degrees.stream(), after.stemTermsOn(six).stream()).toList();
    boolean persisted = !staying.isEmpty();
    boolean gone = after.by(six, after.degrees()).isEmpty() && after.termsOn(six).isEmpty();
    boolean observed = entrant && (persisted || after.searched(six));
    outcomes.put("stemPersistence6", new Outcome(entrant, observed, observed && persisted));
    outcomes.put("stemLeft6", new Outcome(entrant, observed, observed && !persisted && gone));
    outcomes.put("stemSwitched6", new Outcome(entrant, observed, observed && !persisted && !gone));
    if (entrant) {
      milestone("STEM_PERSISTENCE", staying);
    }

    boolean works = after.workedSince(six);
    boolean stemWork = !after.by(horizon(expected, 10), after.stemJobs()).isEmpty();
    outcomes.put("stemOccupation10", new Outcome(true, works, works && stemWork));
  }

  private static LocalDate horizon(int expected, int years) {
    return LocalDate.of(expected + years, 8, 31);
  }

  private void member(String name, boolean attained) {
    outcomes.put(name, new Outcome(true, true, attained));
  }

  private void outcome(String name, boolean attained, boolean otherwiseObserved) {
    outcomes.put(name, new Outcome(true, attained || otherwiseObserved, attained));
  }

  private void milestone(String name, List<Dated> proofs) {
    proofs.stream()
        .min(EARLIEST_PROOF)
        .ifPresent(
            proof ->
                milestones.put(
                    name,
                    new Milestone(
                        proof.date(), proof.fact().type().noun(), proof.fact().identity())));
  }

  private static List<Dated> dated(List<NaiveCourses.Passed> courses) {
    return courses.stream().map(each -> new Dated(each.date(), each.fact())).toList();
  }
}
