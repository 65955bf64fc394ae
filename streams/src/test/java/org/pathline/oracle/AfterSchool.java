package org.pathline.oracle;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.pathline.domain.fact.DegreeLevel;
import org.pathline.domain.fact.Employment;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.PostsecondaryDegree;
import org.pathline.domain.fact.PostsecondaryEnrollment;
import org.pathline.domain.fact.PostsecondarySearch;

/** College and work of one student, as facts with the dates at which they count. */
final class AfterSchool {
  /** A fact and the date at which it counts. */
  record Dated(LocalDate date, Fact fact) {}

  private final Standing standing;
  private final NaiveSettings settings;
  private final List<PostsecondaryEnrollment> terms;
  private final List<PostsecondaryDegree> degrees;
  private final List<Employment> jobs;

  AfterSchool(Standing standing, NaiveSettings settings) {
    this.standing = standing;
    this.settings = settings;
    terms = standing.all(PostsecondaryEnrollment.class);
    degrees = standing.all(PostsecondaryDegree.class);
    jobs = standing.all(Employment.class);
  }

  /** Those that date from a day or before it. */
  List<Dated> by(LocalDate day, List<Dated> facts) {
    return facts.stream()
        .filter(
            each ->
                standing.mistakes().contains(Mistake.HORIZON_DAY_EXCLUDED)
                    ? each.date().isBefore(day)
                    : !each.date().isAfter(day))
        .toList();
  }

  private boolean isStem(List<String> cipCodes) {
    return cipCodes.stream()
        .map(
            code ->
                standing.mistakes().contains(Mistake.CIP_CODES_AS_SENT)
                    ? code
                    : PrintedCodes.cip(code))
        .anyMatch(settings.stemCip());
  }

  private boolean isAssociateOrHigher(PostsecondaryDegree degree) {
    return degree.degreeLevel() != DegreeLevel.UNKNOWN
        && (degree.degreeLevel() != DegreeLevel.CERTIFICATE
            || standing.mistakes().contains(Mistake.CERTIFICATES_COUNT));
  }

  /** Terms in college. */
  List<Dated> terms() {
    return terms.stream().map(term -> new Dated(term.termBegin(), term)).toList();
  }

  /** Terms in college and awards of every kind. */
  List<Dated> college() {
    return Stream.concat(
            terms().stream(), degrees.stream().map(each -> new Dated(each.conferredOn(), each)))
        .toList();
  }

  /** Terms and awards of every kind in a STEM field. */
  List<Dated> stem() {
    List<Dated> stem = new ArrayList<>();
    for (PostsecondaryEnrollment term : terms) {
      if (isStem(term.cipCodes())) {
        stem.add(new Dated(term.termBegin(), term));
      }
    }
    for (PostsecondaryDegree degree : degrees) {
      if (isStem(degree.cipCodes())) {
        stem.add(new Dated(degree.conferredOn(), degree));
      }
    }
    return stem;
  }

  /** Degrees, associate or higher, in any field. */
  List<Dated> degrees() {
    return degrees.stream()
        .filter(this::isAssociateOrHigher)
        .map(each -> new Dated(each.conferredOn(), each))
        .toList();
  }

  /** Degrees, associate or higher, in a STEM field. */
  List<Dated> stemDegrees() {
    return degrees.stream()
        .filter(this::isAssociateOrHigher)
        .filter(each -> isStem(each.cipCodes()))
        .map(each -> new Dated(each.conferredOn(), each))
        .toList();
  }

  /** Terms that a day falls into. */
  List<Dated> termsOn(LocalDate day) {
    return by(
        day,
        terms.stream()
            .filter(term -> !end(term).isBefore(day))
            .map(term -> new Dated(term.termBegin(), term))
            .toList());
  }

  /** A term of which no end is known ends half a year after it began. */
  private static LocalDate end(PostsecondaryEnrollment term) {
    return term.termEnd().getYear() == 2199 ? term.termBegin().plusMonths(6) : term.termEnd();
  }

  /** Terms in a STEM field that a day falls into. */
  List<Dated> stemTermsOn(LocalDate day) {
    return termsOn(day).stream()
        .filter(each -> isStem(((PostsecondaryEnrollment) each.fact()).cipCodes()))
        .toList();
  }

  /** Terms that name a STEM field on the first day that names any field. */
  List<Dated> firstMajorStem() {
    List<PostsecondaryEnrollment> named =
        terms.stream()
            .filter(term -> !term.cipCodes().stream().allMatch(PrintedCodes::isNoField))
            .toList();
    return named.stream()
        .map(PostsecondaryEnrollment::termBegin)
        .min(Comparator.naturalOrder())
        .stream()
        .flatMap(
            first ->
                named.stream()
                    .filter(term -> term.termBegin().equals(first) && isStem(term.cipCodes())))
        .map(term -> new Dated(term.termBegin(), term))
        .toList();
  }

  /** Whether college records were searched through a day. */
  boolean searched(LocalDate day) {
    if (standing.mistakes().contains(Mistake.UNSEARCHED_MEANS_NO)) {
      return true;
    }
    List<LocalDate> searches =
        standing.all(PostsecondarySearch.class).stream()
            .map(PostsecondarySearch::searchedThrough)
            .toList();
    if (standing.mistakes().contains(Mistake.LAST_SEARCH_COUNTS) && !searches.isEmpty()) {
      return !searches.get(searches.size() - 1).isBefore(day);
    }
    return searches.stream().anyMatch(through -> !through.isBefore(day));
  }

  /** Quarters of work in a STEM group, by the first day of the quarter. */
  List<Dated> stemJobs() {
    return jobs.stream()
        .filter(job -> job.occupationCode() != null)
        .filter(job -> settings.stemSoc().test(PrintedCodes.soc(job.occupationCode())))
        .map(job -> new Dated(quarterBegin(job), job))
        .toList();
  }

  /** Whether some work is recorded for a quarter that ends on a day or later. */
  boolean workedSince(LocalDate day) {
    return jobs.stream()
        .anyMatch(job -> quarterBegin(job).plusMonths(3).minusDays(1).compareTo(day) >= 0);
  }

  private static LocalDate quarterBegin(Employment job) {
    String quarter = job.quarter();
    int year = Integer.parseInt(quarter.substring(0, 4));
    int month =
        switch (quarter.charAt(quarter.length() - 1)) {
          case '1' -> 1;
          case '2' -> 4;
          case '3' -> 7;
          default -> 10;
        };
    return LocalDate.of(year, month, 1);
  }
}
