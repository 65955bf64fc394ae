package org.pathline.delivery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.CourseGrade;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactType;
import org.pathline.domain.fact.SchoolEnrollment;
import org.pathline.domain.fact.SectionEnrollment;

/**
 * Where one student's facts belong, also those that do not say so.
 *
 * <p>A grade belongs where the seat in its section is. Everything else belongs where the student
 * was enrolled in its school year, and who the student is where the student was ever enrolled, as
 * far as that is one district (one school).
 */
final class StudentPlaces {
  private final List<FactPlace> stays = new ArrayList<>();
  private final Map<String, FactPlace> seats = new HashMap<>();

  /** Places of a student, by what stood before and what is delivered. */
  StudentPlaces(List<HeldFact> student) {
    for (HeldFact held : student) {
      if (held.isStanding()) {
        note(held.standing());
      }
      if (held.isDelivered()) {
        note(Objects.requireNonNull(held.delivered()));
      }
    }
  }

  private void note(Fact fact) {
    if (fact instanceof SchoolEnrollment) {
      stays.add(FactPlace.of(fact));
    } else if (fact instanceof SectionEnrollment seat) {
      seats.put(seat.sectionId(), FactPlace.of(fact));
    }
  }

  /** Place of a fact that is no retraction. */
  FactPlace of(Fact fact) {
    FactPlace own = FactPlace.of(fact);
    if (fact.type() == FactType.POLICIES || fact.type() == FactType.IDENTITIES) {
      return own;
    }
    FactPlace seat = fact instanceof CourseGrade grade ? seats.get(grade.sectionId()) : null;
    String district = own.districtId();
    String school = own.schoolId();
    if (seat != null) {
      district = seat.districtId();
      school = seat.schoolId();
    }
    Predicate<FactPlace> then =
        stay -> own.schoolYear() == null || own.schoolYear().equals(stay.schoolYear());
    if (district == null) {
      district = only(stays.stream().filter(then).map(FactPlace::districtId).toList());
    }
    if (school == null && own.schoolYear() != null) {
      school = only(stays.stream().filter(then).map(FactPlace::schoolId).toList());
    }
    return new FactPlace(district, school, own.schoolYear());
  }

  private static @Nullable String only(List<@Nullable String> named) {
    return named.stream().distinct().count() == 1 ? named.get(0) : null;
  }
}
