package org.pathline.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import org.pathline.domain.fact.AssessmentResult;
import org.pathline.domain.fact.CourseGrade;
import org.pathline.domain.fact.FactType;
import org.pathline.domain.fact.GradeLevel;
import org.pathline.domain.fact.Mark;
import org.pathline.domain.fact.OutsideCourse;
import org.pathline.domain.fact.PaidBy;
import org.pathline.domain.fact.SchoolYear;
import org.pathline.domain.fact.SectionEnrollment;
import org.pathline.domain.fact.Subject;
import org.pathline.domain.pathway.FactVersions;
import org.pathline.domain.pathway.Pathway;
import org.pathline.domain.pathway.Pathway.CourseYear;
import org.pathline.domain.pathway.Settings;
import org.pathline.domain.pathway.StandingFacts;
import org.pathline.domain.reference.Ladder;
import org.pathline.oracle.Histories;
import org.pathline.streams.codec.FactCodec;

/** The parts of a pathway that the oracle does not compute, counted plainly from what stands. */
@AddLifecycleHook(Effort.class)
class PathwayDetailsTest {
  private static final Ladder LADDER = Ladder.mathematics();
  private static final Comparator<AssessmentResult> LATEST =
      Comparator.comparing(AssessmentResult::testDate)
          .thenComparing(AssessmentResult::assessmentId)
          .thenComparing(result -> result.envelope().hasFactId() ? result.envelope().factId() : "");

  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  void percentilesRostersAndCoursesSayWhatTheStandingFactsSay(@ForAll long seed) {
    Settings settings = RealLists.settings(seed);
    World world =
        World.of(settings, Histories.of(seed, 12, RealLists.vocabulary(settings)).delivery());
    for (Pathway pathway : world.pathways().values()) {
      StandingFacts facts = standing(world, pathway);
      percentiles(pathway, facts);
      rosters(pathway, facts);
      courses(pathway, facts);
    }
  }

  private static StandingFacts standing(World world, Pathway pathway) {
    List<FactVersions> versions =
        Stream.concat(Stream.of(pathway.studentId()), pathway.aliasIds().stream())
            .map(id -> world.versions().getOrDefault(id, FactVersions.EMPTY))
            .toList();
    return FactVersions.standing(versions, new FactCodec());
  }

  private static void percentiles(Pathway pathway, StandingFacts facts) {
    List<AssessmentResult> results = facts.ofType(FactType.ASSESSMENTS);
    Map<String, Double> latest =
        results.stream()
            .collect(
                Collectors.groupingBy(
                    result -> result.subject() + " " + result.gradeLevel(),
                    Collectors.collectingAndThen(
                        Collectors.maxBy(LATEST), result -> result.orElseThrow().percentile())));
    assertThat(
            pathway.percentiles().stream()
                .collect(
                    Collectors.toMap(
                        each -> each.subject() + " " + each.gradeLevel(),
                        Pathway.GradePercentile::percentile)))
        .isEqualTo(latest);
    int before = pathway.settings().anchorGrade() - 1;
    String level = GradeLevel.of(before);
    assertThat(pathway.priorPercentile()).isEqualTo(latest.get(Subject.MATHEMATICS + " " + level));
  }

  private static void rosters(Pathway pathway, StandingFacts facts) {
    List<SectionEnrollment> sections = facts.ofType(FactType.SECTIONS);
    List<String> expected =
        sections.stream()
            .map(
                each ->
                    each.districtId()
                        + each.schoolId()
                        + each.schoolYear()
                        + each.gradeLevel()
                        + new Pathway.Seat(
                            each.sectionId(),
                            Subject.ofCourse(each.courseCode()),
                            each.courseLevel()))
            .toList();
    List<String> actual = new ArrayList<>();
    for (Pathway.RosterYear roster : pathway.rosters()) {
      for (Pathway.Seat seat : roster.seats()) {
        actual.add(
            roster.districtId()
                + roster.schoolId()
                + roster.schoolYear()
                + roster.gradeLevel()
                + seat);
      }
    }
    assertThat(actual).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(pathway.rosters().stream().map(each -> each.toString().split("seats")[0]))
        .doesNotHaveDuplicates();
  }

  /** Highest rung and rung passed, and whether anything was passed, by subject, year and place. */
  private static void courses(Pathway pathway, StandingFacts facts) {
    List<SectionEnrollment> sections = facts.ofType(FactType.SECTIONS);
    List<CourseGrade> grades = facts.ofType(FactType.GRADES);
    List<OutsideCourse> outside = facts.ofType(FactType.OUTSIDE_COURSES);
    for (CourseYear year : pathway.courses()) {
      List<SectionEnrollment> attended =
          sections.stream()
              .filter(each -> is(year, each.courseCode(), each.schoolYear(), "SCHOOL"))
              .toList();
      List<CourseGrade> graded =
          grades.stream()
              .filter(each -> is(year, each.courseCode(), each.schoolYear(), "SCHOOL"))
              .toList();
      List<OutsideCourse> bought =
          outside.stream()
              .filter(
                  each ->
                      is(
                          year,
                          each.courseCode(),
                          SchoolYear.of(each.completionDate()),
                          place(each.paidBy())))
              .toList();
      List<String> passed = new ArrayList<>();
      graded.stream()
          .filter(each -> Mark.of(each.mark()).passes())
          .forEach(each -> passed.add(each.courseCode()));
      bought.stream().filter(OutsideCourse::passed).forEach(each -> passed.add(each.courseCode()));
      List<String> taken = new ArrayList<>();
      attended.forEach(each -> taken.add(each.courseCode()));
      graded.forEach(each -> taken.add(each.courseCode()));
      bought.forEach(each -> taken.add(each.courseCode()));
      assertThat(taken).as(year.toString()).isNotEmpty();
      assertThat(year.rung()).isEqualTo(highest(year.subject(), taken));
      // Where every mark decides by itself; what decides otherwise is the oracle's to say.
      if (everyMarkDecides(graded)) {
        assertThat(year.rungPassed()).isEqualTo(highest(year.subject(), passed));
        assertThat(year.passed()).isEqualTo(!passed.isEmpty());
        assertThat(year.bestMark()).isEqualTo(bestMark(graded));
      }
    }
    long kinds =
        Stream.of(
                sections.stream()
                    .map(each -> Subject.ofCourse(each.courseCode()) + "S" + each.schoolYear()),
                grades.stream()
                    .map(each -> Subject.ofCourse(each.courseCode()) + "S" + each.schoolYear()),
                outside.stream()
                    .map(
                        each ->
                            Subject.ofCourse(each.courseCode())
                                + place(each.paidBy()).replace("SCHOOL", "S")
                                + SchoolYear.of(each.completionDate())))
            .flatMap(names -> names)
            .distinct()
            .count();
    assertThat(pathway.courses()).hasSize((int) kinds);
  }

  /** No credit is attempted, and no section has a mark of the year beside those of semesters. */
  private static boolean everyMarkDecides(List<CourseGrade> grades) {
    return grades.stream()
            .allMatch(each -> each.creditsAttempted() == null && each.term().matches("Y|S[12]"))
        && grades.stream().collect(Collectors.groupingBy(CourseGrade::sectionId)).values().stream()
            .allMatch(
                section ->
                    section.stream().map(each -> each.term().charAt(0)).distinct().count() == 1);
  }

  private static boolean is(CourseYear year, String code, int schoolYear, String place) {
    return year.subject() == Subject.ofCourse(code)
        && year.schoolYear() == schoolYear
        && year.takenIn().name().equals(place);
  }

  private static String place(PaidBy paidBy) {
    return paidBy == PaidBy.SCHOOL
        ? "SCHOOL"
        : paidBy == PaidBy.PUBLIC ? "OUTSIDE_PUBLIC" : "OUTSIDE_FAMILY";
  }

  private static int highest(Subject subject, List<String> codes) {
    return codes.stream()
        .mapToInt(code -> subject == Subject.MATHEMATICS ? LADDER.rung(code) : Ladder.NO_RUNG)
        .max()
        .orElse(Ladder.NO_RUNG);
  }

  /** The mark that is worth most; of equals the first by text. */
  private static String bestMark(List<CourseGrade> grades) {
    return grades.stream()
        .min(
            Comparator.<CourseGrade>comparingDouble(
                    each ->
                        -(each.gradePoints() == null
                            ? Mark.of(each.mark()).points()
                            : each.gradePoints()))
                .thenComparing(CourseGrade::mark))
        .map(CourseGrade::mark)
        .orElse("");
  }
}
