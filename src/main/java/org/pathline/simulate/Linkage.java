package org.pathline.simulate;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.PostsecondaryEnrollment;
import org.pathline.domain.fact.PostsecondarySearch;

/**
 * What the state can see of a student after school: college records were searched through a day, or
 * never.
 *
 * <p>Not linked are about one in seven by h(6), whatever school they came from.
 */
final class Linkage {
  private static final String CLEARINGHOUSE = "clearinghouse";
  private static final LocalDate LATEST = LocalDate.of(2025, 1, 15);

  private final Life life;
  private final @Nullable LocalDate early;
  private final @Nullable LocalDate through;
  private final boolean reportedByUniversity;

  /** Draws the linkage of a student whose cohort finishes school in a year. */
  Linkage(Life life, Draws dice, int year) {
    this.life = life;
    double at = dice.uniform();
    early = dice.chance(0.4) ? LocalDate.of(year, 11, 15) : null;
    if (at < 0.87) {
      through = LATEST;
    } else if (at < 0.93) {
      through = LocalDate.of(year + 2, 9, 15);
    } else if (at < 0.96) {
      through = LocalDate.of(year + 1, 12, 20);
    } else {
      through = null;
    }
    reportedByUniversity = dice.chance(0.3);
  }

  /** System that reports a college fact of a day, or null where none does. */
  @Nullable String sourceOf(LocalDate day, String institution) {
    if (through != null && !day.isAfter(through)) {
      return CLEARINGHOUSE;
    }
    return reportedByUniversity && !day.isAfter(LATEST) ? "registrar-" + institution : null;
  }

  /** Writes down the searches, after the terms. */
  void write() {
    if (through == null) {
      return;
    }
    if (early != null && early.isBefore(through)) {
      search(early);
    }
    search(through);
  }

  private void search(LocalDate day) {
    boolean found = false;
    for (PostsecondaryEnrollment term : life.terms) {
      found |= !term.termBegin().isAfter(day);
    }
    life.searches.add(
        new PostsecondarySearch(life.envelope(day, day.plusDays(30), CLEARINGHOUSE), day, found));
  }
}
