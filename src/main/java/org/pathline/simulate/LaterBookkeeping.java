package org.pathline.simulate;

import java.time.LocalDate;
import org.pathline.domain.fact.DegreeLevel;
import org.pathline.domain.fact.Employment;
import org.pathline.domain.fact.PostsecondaryDegree;
import org.pathline.domain.fact.PostsecondaryEnrollment;
import org.pathline.domain.fact.PostsecondarySearch;

/** Counts by hand what is true of one life after school: college, majors, degrees and jobs. */
final class LaterBookkeeping {
  private final Life life;
  private final Account account;

  LaterBookkeeping(Life life, Account account) {
    this.life = life;
    this.account = account;
  }

  void count() {
    account.milestone("FIRST_MAJOR_STEM", isFirstMajorStem());
    account.milestone("STEM_ENTRY", hasStem(LocalDate.MAX));
    account.milestone("STEM_DEGREE", hasStemDegree(LocalDate.MAX));
    account.milestone("STEM_OCCUPATION", hasStemJob(LocalDate.MAX));
    if (!account.isAnchored()) {
      return;
    }
    int expected = account.anchorYear + Bookkeeping.YEARS_TO_GRADUATION;
    LocalDate sixteenMonths = LocalDate.of(expected + 1, 10, 30);
    LocalDate two = LocalDate.of(expected + 2, 8, 31);
    LocalDate six = LocalDate.of(expected + 6, 8, 31);
    LocalDate ten = LocalDate.of(expected + 10, 8, 31);

    boolean college =
        life.terms.stream().anyMatch(term -> !term.termBegin().isAfter(sixteenMonths));
    account.outcome("college16Months", true, college || searched(sixteenMonths), college);
    account.milestone("COLLEGE_16_MONTHS", college);
    entry("stemEntry2", two);
    entry("stemEntry6", six);

    boolean degree = hasStemDegree(six);
    account.outcome("stemDegree6", true, degree || searched(six), degree);
    persistence(six, degree);

    boolean employed = life.employment.stream().anyMatch(job -> !lastDay(job).isBefore(six));
    account.outcome("stemOccupation10", true, employed, hasStemJob(ten));
  }

  private void entry(String name, LocalDate day) {
    boolean entered = hasStem(day);
    account.outcome(name, true, entered || searched(day), entered);
    account.outcome(name + "College", inCollege(day), entered || searched(day), entered);
  }

  private void persistence(LocalDate six, boolean degree) {
    boolean entrant = hasStem(six);
    boolean enrolled = false;
    boolean enrolledInStem = false;
    for (PostsecondaryEnrollment term : life.terms) {
      if (!term.termBegin().isAfter(six) && !term.termEnd().isBefore(six)) {
        enrolled = true;
        enrolledInStem |= isStem(term);
      }
    }
    boolean anyDegree =
        life.degrees.stream()
            .anyMatch(award -> isAssociateOrHigher(award) && !award.conferredOn().isAfter(six));
    boolean persisted = degree || enrolledInStem;
    boolean left = !persisted && !anyDegree && !enrolled;
    boolean observed = persisted || searched(six);
    account.outcome("stemPersistence6", entrant, observed, persisted);
    account.outcome("stemSwitched6", entrant, observed, !persisted && !left);
    account.outcome("stemLeft6", entrant, observed, left);
    account.milestone("STEM_PERSISTENCE", entrant && persisted);
  }

  private boolean searched(LocalDate day) {
    for (PostsecondarySearch search : life.searches) {
      if (!search.searchedThrough().isBefore(day)) {
        return true;
      }
    }
    return false;
  }

  private boolean inCollege(LocalDate by) {
    return life.terms.stream().anyMatch(term -> !term.termBegin().isAfter(by))
        || life.degrees.stream().anyMatch(award -> !award.conferredOn().isAfter(by));
  }

  private boolean hasStem(LocalDate by) {
    return life.terms.stream().anyMatch(term -> isStem(term) && !term.termBegin().isAfter(by))
        || life.degrees.stream()
            .anyMatch(award -> isStem(award) && !award.conferredOn().isAfter(by));
  }

  private boolean hasStemDegree(LocalDate by) {
    return life.degrees.stream()
        .anyMatch(
            award ->
                isStem(award) && isAssociateOrHigher(award) && !award.conferredOn().isAfter(by));
  }

  private boolean isFirstMajorStem() {
    LocalDate first = LocalDate.MAX;
    boolean stem = false;
    for (PostsecondaryEnrollment term : life.terms) {
      if (term.cipCodes().isEmpty() || term.termBegin().isAfter(first)) {
        continue;
      }
      stem = (term.termBegin().equals(first) && stem) || isStem(term);
      first = term.termBegin();
    }
    return stem;
  }

  private boolean hasStemJob(LocalDate by) {
    return life.employment.stream()
        .anyMatch(job -> Work.isStem(job.occupationCode()) && !firstDay(job).isAfter(by));
  }

  private static LocalDate firstDay(Employment job) {
    int year = Integer.parseInt(job.quarter().substring(0, 4));
    int quarter = job.quarter().charAt(5) - '0';
    return LocalDate.of(year, 3 * quarter - 2, 1);
  }

  private static LocalDate lastDay(Employment job) {
    return firstDay(job).plusMonths(3).minusDays(1);
  }

  private static boolean isStem(PostsecondaryEnrollment term) {
    return term.cipCodes().stream().anyMatch(Major::isStem);
  }

  private static boolean isStem(PostsecondaryDegree award) {
    return award.cipCodes().stream().anyMatch(Major::isStem);
  }

  private static boolean isAssociateOrHigher(PostsecondaryDegree award) {
    return award.degreeLevel() != DegreeLevel.CERTIFICATE;
  }
}
