package org.pathline.delivery;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
 * was enrolled in its school year, and who the student is where the student was ever enrolled. Of
 * several districts (schools) none is named, and a scope covers the fact when it has all of them.
 */
final class StudentPlaces {
  private final Set<FactPlace> stays = new LinkedHashSet<>();
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
    FactPlace seat = seat(fact);
    String school = seat == null ? own.schoolId() : seat.schoolId();
    if (school == null && own.schoolYear() != null) {
      school = only(staysOf(own).map(FactPlace::schoolId));
    }
    return new FactPlace(only(districts(fact).stream()), school, own.schoolYear());
  }

  /** Whether a fact that is no retraction is one of those of which a delivery is complete. */
  boolean covers(Scope scope, Fact fact) {
    return scope.covers(fact.type(), districts(fact), FactPlace.of(fact).schoolYear());
  }

  /** Districts to which a fact may belong. */
  private Set<String> districts(Fact fact) {
    FactPlace seat = seat(fact);
    FactPlace own = FactPlace.of(fact);
    String named = seat == null ? own.districtId() : seat.districtId();
    if (named != null) {
      return Set.of(named);
    }
    return fact.type() == FactType.POLICIES || fact.type() == FactType.IDENTITIES
        ? Set.of()
        : staysOf(own)
            .map(FactPlace::districtId)
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
  }

  private @Nullable FactPlace seat(Fact fact) {
    return fact instanceof CourseGrade grade ? seats.get(grade.sectionId()) : null;
  }

  private Stream<FactPlace> staysOf(FactPlace own) {
    return stays.stream()
        .filter(stay -> own.schoolYear() == null || own.schoolYear().equals(stay.schoolYear()));
  }

  private static @Nullable String only(Stream<@Nullable String> named) {
    List<@Nullable String> distinct = named.distinct().toList();
    return distinct.size() == 1 ? distinct.get(0) : null;
  }
}
