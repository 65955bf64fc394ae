package org.pathline.simulate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.Acceleration;
import org.pathline.domain.fact.ClassroomPolicy;
import org.pathline.domain.fact.Envelope;
import org.pathline.domain.fact.Regime;
import org.pathline.domain.fact.Subject;

/** What districts and schools declare on sorting in mathematics, grades 6 to 8. */
final class Policies {
  private static final int EARLIEST = 1996;

  private Policies() {}

  static List<ClassroomPolicy> of(SimulatedState world) {
    List<ClassroomPolicy> policies = new ArrayList<>();
    District last = null;
    for (School school : world.schools()) {
      District district = school.district();
      if (!district.equals(last)) {
        last = district;
        Integer until = school.districtWide() ? school.detrackedFrom() - 1 : null;
        if (district.declaresTracking()) {
          policies.add(
              policy(district, null, "tracks", Regime.TRACKED, Acceleration.OPEN, EARLIEST, until));
        }
        if (school.districtWide()) {
          policies.add(detracking(district, null, school.detrackedFrom()));
        }
      }
      boolean adopts = school.detrackedFrom() != School.NEVER;
      if (adopts && !school.districtWide()) {
        policies.add(detracking(district, school.id(), school.detrackedFrom()));
      }
      if (school.partial() || (!adopts && school.acceleration() == Acceleration.PLACEMENT)) {
        policies.add(
            policy(
                district,
                school.id(),
                "places",
                school.partial() ? Regime.PARTIALLY_TRACKED : Regime.TRACKED,
                school.acceleration(),
                EARLIEST + 4,
                null));
      }
    }
    return policies;
  }

  private static ClassroomPolicy detracking(District district, @Nullable String school, int from) {
    return policy(district, school, "detracks", Regime.DETRACKED, Acceleration.NONE, from, null);
  }

  private static ClassroomPolicy policy(
      District district,
      @Nullable String school,
      String verb,
      Regime regime,
      Acceleration acceleration,
      int from,
      @Nullable Integer until) {
    String owner = school == null ? district.id() : school;
    LocalDate recorded = LocalDate.of(from - 1, 5, 20);
    return new ClassroomPolicy(
        new Envelope(
            owner + "-" + verb + "-" + from,
            Days.noon(recorded),
            "board-" + district.id(),
            false,
            null),
        district.id(),
        school,
        Subject.MATHEMATICS,
        "06",
        "08",
        regime,
        acceleration,
        from,
        until,
        "https://example.org/boards/" + owner + "/" + from);
  }
}
