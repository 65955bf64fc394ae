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
  private static final String[] FIELDS = {
    "studentId",
    "districtId",
    "schoolId",
    "sectionId",
    "institutionId",
    "employerId",
    "source",
    "term",
    "assessmentId",
    "provider",
    "credential",
    "policyId"
  };
  private static final int STUDENT = 0;
  private static final int DISTRICT = 1;
  private static final int SCHOOL = 2;
  private static final int SECTION = 3;
  private static final int INSTITUTION = 4;
  private static final int EMPLOYER = 5;
  private static final int SOURCE = 6;
  private static final int TERM = 7;
  private static final int ASSESSMENT = 8;
  private static final int PROVIDER = 9;
  private static final int CREDENTIAL = 10;
  private static final int POLICY = 11;

  private record Pair(int space, String first, String second, String file, long line) {}

  private final SeenIds seen = new SeenIds();
  private final String[] last = new String[FIELDS.length];
  private final Map<String, Pair> pairs = new LinkedHashMap<>();
  private final Set<String> linked = new HashSet<>();

  void add(Fact fact, String file, long line) {
    int space = fact.type() == FactType.POLICIES ? POLICY : STUDENT;
    note(space, fact.envelope().studentId(), file, line);
    note(SOURCE, fact.envelope().source(), file, line);
    if (fact instanceof SchoolEnrollment stay) {
      note(DISTRICT, stay.districtId(), file, line);
      note(SCHOOL, stay.schoolId(), file, line);
    } else if (fact instanceof SectionEnrollment seat) {
      note(DISTRICT, seat.districtId(), file, line);
      note(SCHOOL, seat.schoolId(), file, line);
      note(SECTION, seat.sectionId(), file, line);
    } else if (fact instanceof CourseGrade grade) {
      note(SECTION, grade.sectionId(), file, line);
      note(TERM, grade.term(), file, line);
    } else if (fact instanceof AssessmentResult result) {
      note(ASSESSMENT, result.assessmentId(), file, line);
    } else if (fact instanceof OutsideCourse course) {
      note(PROVIDER, course.provider(), file, line);
    } else if (fact instanceof Graduation graduation) {
      note(CREDENTIAL, graduation.credential(), file, line);
      note(SCHOOL, graduation.schoolId(), file, line);
    } else if (fact instanceof PostsecondaryEnrollment term) {
      note(INSTITUTION, term.institutionId(), file, line);
    } else if (fact instanceof PostsecondaryDegree degree) {
      note(INSTITUTION, degree.institutionId(), file, line);
    } else if (fact instanceof Employment job) {
      note(EMPLOYER, job.employerId(), file, line);
    } else if (fact instanceof IdentityLink link) {
      note(STUDENT, link.canonicalId(), file, line);
      String stem = DoubtRules.stem(link.canonicalId());
      if (stem.equals(DoubtRules.stem(link.envelope().studentId())) && linked.size() < MOST_PAIRS) {
        linked.add(stem);
      }
    } else if (fact instanceof ClassroomPolicy policy) {
      note(DISTRICT, policy.districtId(), file, line);
      String schoolId = policy.schoolId();
      if (schoolId != null && !policy.isOfDistrict()) {
        note(SCHOOL, schoolId, file, line);
      }
    }
  }

  private void note(int space, String id, String file, long line) {
    if (id.equals(last[space])) {
      return;
    }
    last[space] = id;
    String first = seen.remember(SeenIds.hash(space, DoubtRules.stem(id)), id);
    if (first != null && pairs.size() < MOST_PAIRS) {
      pairs.putIfAbsent(space + " " + id, new Pair(space, first, id, file, line));
    }
  }

  /** Pairs that no link of the delivery explains; null where there is none. */
  @Nullable Doubted found() {
    Pair first = null;
    long count = 0;
    for (Pair pair : pairs.values()) {
      if (pair.space() != STUDENT || !linked.contains(DoubtRules.stem(pair.first()))) {
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
                FIELDS[first.space()],
                "'"
                    + first.second()
                    + "' and '"
                    + first.first()
                    + "' differ only in leading zeros, case or a mark at the end; are they one?"));
  }
}
