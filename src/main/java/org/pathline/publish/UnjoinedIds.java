package org.pathline.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.ClassroomPolicy;
import org.pathline.domain.fact.Doubt;
import org.pathline.domain.fact.DoubtRules;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.IdentityLink;
import org.pathline.domain.fact.SchoolEnrollment;
import org.pathline.domain.fact.SectionEnrollment;

/**
 * Ids that join nothing: of students of whom only later records are there, of college, work or a
 * search, and of schools of policies in which nobody is enrolled.
 */
final class UnjoinedIds {
  private static final long KNOWN = -1;
  private static final long NEVER = -2;
  private static final int MOST_POLICIES = 10_000;
  private static final int STUDENT = 0;
  private static final int DISTRICT = 1;
  private static final int SCHOOL = 2;

  private record Declared(ClassroomPolicy policy, long place) {}

  private final SeenIds students = new SeenIds();
  private final SeenIds schools = new SeenIds();
  private final List<Declared> policies = new ArrayList<>();
  private final RowPlaces places = new RowPlaces();
  private boolean anyOfSchool;

  void add(Fact fact, String file, long line) {
    if (fact instanceof IdentityLink link) {
      know(link);
    } else if (fact instanceof ClassroomPolicy policy) {
      if (!policy.isOfDistrict() && policies.size() < MOST_POLICIES) {
        policies.add(new Declared(policy, places.of(file, line)));
      }
    } else if (DoubtRules.knowsStudent(fact.type())) {
      anyOfSchool = true;
      know(fact.envelope().studentId());
      if (fact instanceof SchoolEnrollment stay) {
        know(stay.districtId(), stay.schoolId());
      } else if (fact instanceof SectionEnrollment seat) {
        know(seat.districtId(), seat.schoolId());
      }
    } else {
      long hash = SeenIds.hash(STUDENT, fact.envelope().studentId());
      if (students.get(hash, NEVER) == NEVER) {
        students.put(hash, places.of(file, line));
      }
    }
  }

  /** Notes that a student is known, where it was not and is asked for. */
  void knowIfAsked(String studentId) {
    long hash = SeenIds.hash(STUDENT, studentId);
    long value = students.get(hash, NEVER);
    if (value != NEVER && value != KNOWN) {
      students.put(hash, KNOWN);
    }
  }

  /** A student with a link goes on under another id, or has come from one. */
  private void know(IdentityLink link) {
    know(link.envelope().studentId());
    know(link.canonicalId());
  }

  private void know(String studentId) {
    long hash = SeenIds.hash(STUDENT, studentId);
    if (students.get(hash, NEVER) != KNOWN) {
      students.put(hash, KNOWN);
    }
  }

  private void know(String districtId, String schoolId) {
    schools.put(SeenIds.hash(DISTRICT, districtId), KNOWN);
    schools.put(school(districtId, schoolId), KNOWN);
  }

  private static long school(String districtId, String schoolId) {
    return SeenIds.hash(SCHOOL, districtId) * 31 + SeenIds.hash(SCHOOL, schoolId);
  }

  /**
   * What joins nothing; null where there is none, or nothing to join.
   *
   * @param ask asks elsewhere for those that the delivery does not know; null where nobody can
   */
  @Nullable Doubted found(@Nullable Consumer<UnjoinedIds> ask) {
    long unknown = unknownStudents();
    if (unknown > 0 && ask != null) {
      ask.accept(this);
      unknown = unknownStudents();
    }
    if (ask == null && !anyOfSchool) {
      unknown = 0;
    }
    List<Declared> lost =
        policies.stream()
            .filter(each -> schools.get(SeenIds.hash(DISTRICT, each.policy().districtId()), 0) != 0)
            .filter(
                each ->
                    schools.get(
                            school(
                                each.policy().districtId(),
                                Objects.requireNonNull(each.policy().schoolId())),
                            0)
                        == 0)
            .toList();
    if (unknown + lost.size() == 0) {
      return null;
    }
    long place = unknown > 0 ? firstStudent() : lost.get(0).place();
    Doubt doubt =
        unknown > 0
            ? DoubtRules.unjoined()
            : new Doubt(
                Doubt.Kind.UNJOINED_ID,
                "schoolId",
                "nobody is enrolled in '" + lost.get(0).policy().schoolId() + "'");
    return places.doubted(unknown + lost.size(), place, doubt);
  }

  /** How many students are still unknown. */
  long unknownStudents() {
    long[] count = new long[1];
    students.forEach((hash, value) -> count[0] += value == KNOWN ? 0 : 1);
    return count[0];
  }

  private long firstStudent() {
    long[] first = {Long.MAX_VALUE};
    students.forEach(
        (hash, value) -> first[0] = value == KNOWN ? first[0] : Math.min(first[0], value));
    return first[0];
  }
}
