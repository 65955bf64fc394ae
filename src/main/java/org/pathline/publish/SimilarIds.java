package org.pathline.publish;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.AssessmentResult;
import org.pathline.domain.fact.ClassroomPolicy;
import org.pathline.domain.fact.CourseGrade;
import org.pathline.domain.fact.Doubt;
import org.pathline.domain.fact.DoubtRules;
import org.pathline.domain.fact.Employment;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactType;
import org.pathline.domain.fact.Graduation;
import org.pathline.domain.fact.IdentityLink;
import org.pathline.domain.fact.OutsideCourse;
import org.pathline.domain.fact.PostsecondaryDegree;
import org.pathline.domain.fact.PostsecondaryEnrollment;
import org.pathline.domain.fact.SchoolEnrollment;
import org.pathline.domain.fact.SectionEnrollment;

/** Pairs of ids of one kind in one delivery that are mostly one id, damaged on its way. */
final class SimilarIds {
  private static final int MOST_PAIRS = 100_000;

  /** Ids that are compared with each other, with the field that mostly holds them. */
  private enum Space {
    STUDENT("studentId"),
    DISTRICT("districtId"),
    SCHOOL("schoolId"),
    SECTION("sectionId"),
    INSTITUTION("institutionId"),
    EMPLOYER("employerId"),
    SOURCE("source"),
    TERM("term"),
    ASSESSMENT("assessmentId"),
    PROVIDER("provider"),
    CREDENTIAL("credential"),
    POLICY("policyId");

    private final String field;

    Space(String field) {
      this.field = field;
    }
  }

  private record Pair(Space space, String first, String second, String file, long line) {}

  private final SeenIds seen = new SeenIds();
  private final String[] last = new String[Space.values().length];
  private final Map<String, Pair> pairs = new LinkedHashMap<>();
  private final Set<String> linked = new HashSet<>();

  void add(Fact fact, String file, long line) {
    Space space = fact.type() == FactType.POLICIES ? Space.POLICY : Space.STUDENT;
    note(space, fact.envelope().studentId(), file, line);
    note(Space.SOURCE, fact.envelope().source(), file, line);
    if (fact instanceof SchoolEnrollment stay) {
      note(Space.DISTRICT, stay.districtId(), file, line);
      note(Space.SCHOOL, stay.schoolId(), file, line);
    } else if (fact instanceof SectionEnrollment seat) {
      note(Space.DISTRICT, seat.districtId(), file, line);
      note(Space.SCHOOL, seat.schoolId(), file, line);
      note(Space.SECTION, seat.sectionId(), file, line);
    } else if (fact instanceof CourseGrade grade) {
      note(Space.SECTION, grade.sectionId(), file, line);
      note(Space.TERM, grade.term(), file, line);
    } else if (fact instanceof AssessmentResult result) {
      note(Space.ASSESSMENT, result.assessmentId(), file, line);
    } else if (fact instanceof OutsideCourse course) {
      note(Space.PROVIDER, course.provider(), file, line);
    } else if (fact instanceof Graduation graduation) {
      note(Space.CREDENTIAL, graduation.credential(), file, line);
      note(Space.SCHOOL, graduation.schoolId(), file, line);
    } else if (fact instanceof PostsecondaryEnrollment term) {
      note(Space.INSTITUTION, term.institutionId(), file, line);
    } else if (fact instanceof PostsecondaryDegree degree) {
      note(Space.INSTITUTION, degree.institutionId(), file, line);
    } else if (fact instanceof Employment job) {
      note(Space.EMPLOYER, job.employerId(), file, line);
    } else if (fact instanceof IdentityLink link) {
      note(Space.STUDENT, link.canonicalId(), file, line);
      String stem = DoubtRules.stem(link.canonicalId());
      if (stem.equals(DoubtRules.stem(link.envelope().studentId())) && linked.size() < MOST_PAIRS) {
        linked.add(stem);
      }
    } else if (fact instanceof ClassroomPolicy policy) {
      note(Space.DISTRICT, policy.districtId(), file, line);
      String schoolId = policy.schoolId();
      if (schoolId != null && !policy.isOfDistrict()) {
        note(Space.SCHOOL, schoolId, file, line);
      }
    }
  }

  private void note(Space space, String id, String file, long line) {
    if (id.equals(last[space.ordinal()])) {
      return;
    }
    last[space.ordinal()] = id;
    String first = seen.remember(SeenIds.hash(space.ordinal(), DoubtRules.stem(id)), id);
    if (first != null && pairs.size() < MOST_PAIRS) {
      pairs.putIfAbsent(space + " " + id, new Pair(space, first, id, file, line));
    }
  }

  /** Pairs that no link of the delivery explains; null where there is none. */
  @Nullable Doubted found() {
    Pair first = null;
    long count = 0;
    for (Pair pair : pairs.values()) {
      if (pair.space() != Space.STUDENT || !linked.contains(DoubtRules.stem(pair.first()))) {
        first = first == null ? pair : first;
        count++;
      }
    }
    return first == null
        ? null
        : new Doubted(
            Doubt.Kind.SIMILAR_IDS,
            count,
            first.file(),
            first.line(),
            new Doubt(
                Doubt.Kind.SIMILAR_IDS,
                first.space().field,
                "'"
                    + first.second()
                    + "' and '"
                    + first.first()
                    + "' differ only in leading zeros, case or a mark at the end; are they one?"));
  }
}
