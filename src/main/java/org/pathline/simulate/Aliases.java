package org.pathline.simulate;

import java.time.LocalDate;
import java.util.List;

/** Second ids: some students get one on the way, and the state finds out later, or is wrong. */
final class Aliases {
  private Aliases() {}

  static List<Alias> of(long seed, Person person) {
    Draws dice = Draws.of(seed, person.number(), Purpose.ALIASES);
    double at = dice.uniform();
    if (at >= 0.016) {
      return List.of();
    }
    String first = Person.id(seed, 2L * person.number(), Purpose.ALIAS_ID);
    LocalDate day = LocalDate.of(person.cohort() + dice.between(-2, 6), 7, 1);
    boolean joined = at < 0.013;
    Alias alias = new Alias(first, person.id(), day, joined);
    if (!joined || !dice.chance(0.25)) {
      return List.of(alias);
    }
    String second = Person.id(seed, 2L * person.number() + 1, Purpose.ALIAS_ID);
    return List.of(alias, new Alias(second, first, day.plusYears(dice.between(1, 3)), true));
  }
}
