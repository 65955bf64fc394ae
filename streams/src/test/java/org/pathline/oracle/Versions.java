package org.pathline.oracle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pathline.domain.fact.AssessmentResult;
import org.pathline.domain.fact.CourseGrade;
import org.pathline.domain.fact.Employment;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactOrder;
import org.pathline.domain.fact.Graduation;
import org.pathline.domain.fact.OutsideCourse;
import org.pathline.domain.fact.PostsecondaryDegree;
import org.pathline.domain.fact.PostsecondaryEnrollment;
import org.pathline.domain.fact.PostsecondarySearch;
import org.pathline.domain.fact.SchoolEnrollment;
import org.pathline.domain.fact.SectionEnrollment;

/** Which of the versions of facts stand. */
final class Versions {
  private final FactOrder.Encoding encoding;
  private final Set<Mistake> mistakes;

  Versions(FactOrder.Encoding encoding, Set<Mistake> mistakes) {
    this.encoding = encoding;
    this.mistakes = mistakes;
  }

  /** Standing facts among versions that belong to one student, in order of first arrival. */
  List<Fact> standing(List<Fact> messages) {
    Map<List<Object>, List<Fact>> versions = new LinkedHashMap<>();
    for (Fact message : messages) {
      boolean retracted = message.envelope().retracted();
      List<Object> identity = identity(message);
      boolean dropped =
          retracted && mistakes.contains(Mistake.RETRACTIONS_IGNORED)
              || retracted
                  && mistakes.contains(Mistake.EARLY_RETRACTION_FORGOTTEN)
                  && !versions.containsKey(identity);
      if (!dropped) {
        versions.computeIfAbsent(identity, key -> new ArrayList<>()).add(message);
      }
    }
    return versions.values().stream()
        .map(this::latest)
        .filter(fact -> !fact.envelope().retracted())
        .toList();
  }

  /** Greatest of some versions. */
  <F extends Fact> F latest(List<F> versions) {
    F best = versions.get(0);
    for (F version : versions) {
      if (isGreater(version, best)) {
        best = version;
      }
    }
    return best;
  }

  private boolean isGreater(Fact one, Fact two) {
    if (mistakes.contains(Mistake.LAST_ARRIVAL_STANDS)) {
      return true;
    }
    long first = one.envelope().recordedAt();
    long second = two.envelope().recordedAt();
    if (first != second) {
      return first > second;
    }
    return mistakes.contains(Mistake.TIES_GO_TO_LAST_ARRIVAL)
        || Arrays.compareUnsigned(encoding.encode(one), encoding.encode(two)) > 0;
  }

  private List<Object> identity(Fact fact) {
    List<Object> identity = new ArrayList<>();
    identity.add(fact.type());
    if (mistakes.contains(Mistake.VERSIONS_NOT_MERGED_ACROSS_IDS)) {
      identity.add(fact.envelope().studentId());
    }
    String factId = fact.envelope().factId();
    boolean named = factId != null && !factId.isEmpty();
    identity.add(named);
    if (named) {
      identity.add(factId);
    } else {
      identity.addAll(naturalKey(fact));
    }
    return identity;
  }

  /** Parts of the natural key, apart, so that a bar within a part cannot confuse two keys. */
  private static List<Object> naturalKey(Fact fact) {
    if (fact instanceof SchoolEnrollment enrollment) {
      return List.of(enrollment.schoolId(), enrollment.entryDate());
    } else if (fact instanceof SectionEnrollment section) {
      return List.of(section.sectionId());
    } else if (fact instanceof CourseGrade grade) {
      return List.of(grade.sectionId(), grade.term());
    } else if (fact instanceof AssessmentResult result) {
      return List.of(result.assessmentId(), result.subject(), result.testDate());
    } else if (fact instanceof OutsideCourse course) {
      return List.of(course.provider(), course.courseCode(), course.completionDate());
    } else if (fact instanceof Graduation graduation) {
      return List.of(graduation.credential(), graduation.schoolId());
    } else if (fact instanceof PostsecondaryEnrollment term) {
      return List.of(term.institutionId(), term.termBegin());
    } else if (fact instanceof PostsecondaryDegree degree) {
      return List.of(
          degree.institutionId(),
          degree.conferredOn(),
          degree.degreeLevel(),
          degree.cipCodes().stream()
              .filter(code -> !PrintedCodes.isNoField(code))
              .findFirst()
              .map(PrintedCodes::cip)
              .orElse(""));
    } else if (fact instanceof PostsecondarySearch search) {
      return List.of(search.envelope().source(), search.searchedThrough());
    } else if (fact instanceof Employment employment) {
      return List.of(employment.employerId(), employment.quarter());
    }
    return List.of();
  }
}
