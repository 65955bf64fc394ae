package org.pathline.domain.pathway;

import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.CipCode;
import org.pathline.domain.fact.DiplomaType;
import org.pathline.domain.fact.Employment;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactOrder;
import org.pathline.domain.fact.Graduation;
import org.pathline.domain.fact.PostsecondaryDegree;
import org.pathline.domain.fact.PostsecondaryEnrollment;
import org.pathline.domain.fact.PostsecondarySearch;
import org.pathline.domain.fact.Quarter;
import org.pathline.domain.fact.SchoolEnrollment;
import org.pathline.domain.pathway.Pathway.Reached;
import org.pathline.domain.reference.Ladder;
import org.pathline.domain.reference.StemList;
import org.pathline.domain.reference.StemOccupations;

/**
 * Outcomes and milestones of one student.
 *
 * <p>A horizon h(k) is 31 August of the expected graduation year plus k. Absence of a record means
 * no only where postsecondary records were searched through the horizon; before that the outcome is
 * not observed. Entry, persistence and degree follow NCES 2009-161, switching and leaving NCES
 * 2014-001, the graduation cohort 34 CFR 200.19(b).
 */
final class OutcomeRules {
  private static final int COLLEGE_MONTHS = 16;

  private final StandingFacts facts;
  private final List<PostsecondaryEnrollment> stemTerms = new ArrayList<>();
  private final List<PostsecondaryDegree> stemDegrees = new ArrayList<>();
  private final List<Employment> stemJobs = new ArrayList<>();
  private final LocalDate searchedThrough;
  private final List<Reached> milestones = new ArrayList<>();
  private OutcomeFlags flags = OutcomeFlags.NONE;

  OutcomeRules(
      StandingFacts facts,
      EnrollmentSpells stays,
      CourseHistory courses,
      Pathway.@Nullable Anchor anchor,
      StemList stem,
      StemOccupations occupations) {
    this.facts = facts;
    LocalDate through = LocalDate.MIN;
    for (PostsecondarySearch search : facts.searches()) {
      if (search.searchedThrough().isAfter(through)) {
        through = search.searchedThrough();
      }
    }
    searchedThrough = through;
    for (PostsecondaryEnrollment term : facts.postsecondary()) {
      if (stem.containsAny(term.cipCodes())) {
        stemTerms.add(term);
      }
    }
    for (PostsecondaryDegree degree : facts.degrees()) {
      if (stem.containsAny(degree.cipCodes())) {
        stemDegrees.add(degree);
      }
    }
    for (Employment job : facts.employment()) {
      if (job.occupationCode() != null && occupations.contains(job.occupationCode())) {
        stemJobs.add(job);
      }
    }
    reach(courses.reached(Milestone.ALGEBRA_BY_8, Ladder.ALGEBRA, 8));
    reach(courses.reached(Milestone.CALCULUS_BY_12, Ladder.CALCULUS, 12));
    if (anchor != null) {
      flags = new Cohort(anchor.expectedGraduationYear()).flags(stays, courses);
    }
    reachEver();
  }

  OutcomeFlags flags() {
    return flags;
  }

  /** Milestones in the order of {@link Milestone}. */
  List<Reached> milestones() {
    milestones.sort(Comparator.comparing(Reached::milestone));
    return List.copyOf(milestones);
  }

  private void reach(@Nullable Reached reached) {
    if (reached != null) {
      milestones.add(reached);
    }
  }

  private boolean holds(Milestone milestone) {
    for (Reached reached : milestones) {
      if (reached.milestone() == milestone) {
        return true;
      }
    }
    return false;
  }

  private void reachEver() {
    Earliest firstMajor = new Earliest();
    for (PostsecondaryEnrollment term : facts.postsecondary()) {
      if (CipCode.anyField(term.cipCodes())) {
        firstMajor.offer(term.termBegin(), term);
      }
    }
    Earliest firstStemMajor = new Earliest();
    Earliest entry = new Earliest();
    for (PostsecondaryEnrollment term : stemTerms) {
      entry.offer(term.termBegin(), term);
      if (term.termBegin().equals(firstMajor.on)) {
        firstStemMajor.offer(term.termBegin(), term);
      }
    }
    Earliest degree = new Earliest();
    for (PostsecondaryDegree award : stemDegrees) {
      entry.offer(award.conferredOn(), award);
      if (award.degreeLevel().isAssociateOrHigher()) {
        degree.offer(award.conferredOn(), award);
      }
    }
    Earliest job = new Earliest();
    for (Employment quarter : stemJobs) {
      job.offer(Quarter.begin(quarter.quarter()), quarter);
    }
    reach(firstStemMajor.reached(Milestone.FIRST_MAJOR_STEM));
    reach(entry.reached(Milestone.STEM_ENTRY));
    reach(degree.reached(Milestone.STEM_DEGREE));
    reach(job.reached(Milestone.STEM_OCCUPATION));
  }

  /** Outcomes that need an expected graduation year. */
  private final class Cohort {
    private final int expectedYear;
    private final OutcomeFlags.Builder builder = new OutcomeFlags.Builder();

    Cohort(int expectedYear) {
      this.expectedYear = expectedYear;
    }

    private LocalDate horizon(int years) {
      return LocalDate.of(expectedYear + years, Month.AUGUST, 31);
    }

    private boolean isSearched(LocalDate date) {
      return !searchedThrough.isBefore(date);
    }

    OutcomeFlags flags(EnrollmentSpells stays, CourseHistory courses) {
      builder.add(Outcome.ADVANCED_COURSE, true, courses.isAdvanced());
      builder.add(Outcome.ALGEBRA_BY_8, true, holds(Milestone.ALGEBRA_BY_8));
      builder.add(Outcome.CALCULUS_BY_12, true, holds(Milestone.CALCULUS_BY_12));
      boolean hasPoints = courses.gradePoints() != null;
      builder.add(Outcome.GRADE_POINTS, hasPoints, hasPoints);
      graduation(stays);
      college();
      entry(2, Outcome.STEM_ENTRY_2, Outcome.STEM_ENTRY_2_COLLEGE);
      boolean entered = entry(6, Outcome.STEM_ENTRY_6, Outcome.STEM_ENTRY_6_COLLEGE);
      afterEntry(entered);
      occupation();
      return builder.build();
    }

    private void graduation(EnrollmentSpells stays) {
      LocalDate horizon = horizon(0);
      Earliest diploma = new Earliest();
      for (Graduation graduation : facts.graduations()) {
        if (graduation.diplomaType() == DiplomaType.REGULAR
            && !graduation.graduationDate().isAfter(horizon)) {
          diploma.offer(graduation.graduationDate(), graduation);
        }
      }
      SchoolEnrollment last = stays.latestBy(horizon);
      boolean removed =
          last != null
              && last.exitType() != null
              && last.exitType().removesFromCohort()
              && (last.exitDate() == null || !last.exitDate().isAfter(horizon));
      builder.add(Outcome.ON_TIME_GRADUATION, diploma.found() || !removed, diploma.found());
      reach(diploma.reached(Milestone.ON_TIME_GRADUATION));
    }

    private void college() {
      LocalDate horizon = LocalDate.of(expectedYear, Month.JUNE, 30).plusMonths(COLLEGE_MONTHS);
      Earliest term = new Earliest();
      for (PostsecondaryEnrollment enrollment : facts.postsecondary()) {
        if (!enrollment.termBegin().isAfter(horizon)) {
          term.offer(enrollment.termBegin(), enrollment);
        }
      }
      builder.add(Outcome.COLLEGE_16_MONTHS, term.found() || isSearched(horizon), term.found());
      reach(term.reached(Milestone.COLLEGE_16_MONTHS));
    }

    private boolean entry(int years, Outcome ofAll, Outcome ofCollegeGoers) {
      LocalDate horizon = horizon(years);
      boolean entered = begunBy(stemTerms, horizon) || conferredBy(stemDegrees, horizon, false);
      boolean observed = entered || isSearched(horizon);
      builder.add(ofAll, observed, entered);
      if (begunBy(facts.postsecondary(), horizon) || conferredBy(facts.degrees(), horizon, false)) {
        builder.add(ofCollegeGoers, observed, entered);
      }
      return entered;
    }

    private void afterEntry(boolean entered) {
      LocalDate horizon = horizon(6);
      boolean degree = conferredBy(stemDegrees, horizon, true);
      builder.add(Outcome.STEM_DEGREE_6, degree || isSearched(horizon), degree);
      if (!entered) {
        return;
      }
      boolean persisted = degree || enrolledOn(stemTerms, horizon);
      boolean left =
          !persisted
              && !conferredBy(facts.degrees(), horizon, true)
              && !enrolledOn(facts.postsecondary(), horizon);
      boolean observed = persisted || isSearched(horizon);
      builder.add(Outcome.STEM_PERSISTENCE_6, observed, persisted);
      builder.add(Outcome.STEM_SWITCHED_6, observed, !persisted && !left);
      builder.add(Outcome.STEM_LEFT_6, observed, left);
      if (persisted) {
        reachPersistence(horizon);
      }
    }

    private void reachPersistence(LocalDate horizon) {
      Earliest proof = new Earliest();
      for (PostsecondaryDegree award : stemDegrees) {
        if (award.degreeLevel().isAssociateOrHigher() && !award.conferredOn().isAfter(horizon)) {
          proof.offer(award.conferredOn(), award);
        }
      }
      for (PostsecondaryEnrollment term : stemTerms) {
        if (spans(term, horizon)) {
          proof.offer(term.termBegin(), term);
        }
      }
      reach(proof.reached(Milestone.STEM_PERSISTENCE));
    }

    private void occupation() {
      LocalDate from = horizon(6);
      LocalDate until = horizon(10);
      boolean observed = false;
      for (Employment job : facts.employment()) {
        observed |= !Quarter.end(job.quarter()).isBefore(from);
      }
      boolean attained = false;
      for (Employment job : stemJobs) {
        attained |= !Quarter.begin(job.quarter()).isAfter(until);
      }
      builder.add(Outcome.STEM_OCCUPATION_10, observed, attained);
    }
  }

  private static boolean begunBy(List<PostsecondaryEnrollment> terms, LocalDate horizon) {
    for (PostsecondaryEnrollment term : terms) {
      if (!term.termBegin().isAfter(horizon)) {
        return true;
      }
    }
    return false;
  }

  private static boolean spans(PostsecondaryEnrollment term, LocalDate date) {
    return !term.termBegin().isAfter(date) && !term.lastDay().isBefore(date);
  }

  private static boolean enrolledOn(List<PostsecondaryEnrollment> terms, LocalDate date) {
    for (PostsecondaryEnrollment term : terms) {
      if (spans(term, date)) {
        return true;
      }
    }
    return false;
  }

  private static boolean conferredBy(
      List<PostsecondaryDegree> degrees, LocalDate horizon, boolean associateOrHigher) {
    for (PostsecondaryDegree degree : degrees) {
      if (!degree.conferredOn().isAfter(horizon)
          && (!associateOrHigher || degree.degreeLevel().isAssociateOrHigher())) {
        return true;
      }
    }
    return false;
  }

  /** The earliest of some facts; among those of one day the one of the first topic and identity. */
  private static final class Earliest {
    private LocalDate on = LocalDate.MAX;
    private @Nullable Fact proof;

    void offer(LocalDate date, Fact fact) {
      if (proof == null || isBefore(date, fact, proof)) {
        on = date;
        proof = fact;
      }
    }

    private boolean isBefore(LocalDate date, Fact fact, Fact other) {
      int order = date.compareTo(on);
      return order < 0 || (order == 0 && FactOrder.BY_TOPIC_AND_IDENTITY.compare(fact, other) < 0);
    }

    boolean found() {
      return proof != null;
    }

    @Nullable Reached reached(Milestone milestone) {
      return proof == null ? null : new Reached(milestone, on, proof.type(), proof.identity());
    }
  }
}
