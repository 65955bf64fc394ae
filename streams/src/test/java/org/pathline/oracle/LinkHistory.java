package org.pathline.oracle;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.pathline.domain.fact.Envelope;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.IdentityLink;

/** What registrars say of who is who: links, chains, cycles, changes of mind and slips. */
final class LinkHistory {
  private static final long DAY = 86_400_000L;

  private final Dice dice;
  private final List<List<String>> people;
  private final List<List<Fact>> versions = new ArrayList<>();

  LinkHistory(Dice dice, List<List<String>> people) {
    this.dice = dice;
    this.people = people;
  }

  /** All versions of each link. */
  List<List<Fact>> versions() {
    for (List<String> ids : people) {
      String previous = ids.get(0);
      for (String alias : ids.subList(1, ids.size())) {
        // The third id may hang on the second: a chain.
        claim(alias, dice.percent(60) ? previous : ids.get(0));
        previous = alias;
      }
      if (ids.size() > 1 && dice.percent(12)) {
        claim(ids.get(0), previous);
      }
      if (dice.percent(4)) {
        claim(ids.get(0), dice.of(people).get(0));
      }
      if (dice.percent(2)) {
        // Breaks a rule: nobody is an alias of themselves.
        claim(ids.get(0), ids.get(0));
      }
    }
    return versions;
  }

  private void claim(String alias, String canonical) {
    long at =
        LocalDate.of(dice.between(2005, 2022), 3, 1)
                .atStartOfDay()
                .toInstant(ZoneOffset.UTC)
                .toEpochMilli()
            + dice.between(0, 1000);
    String factId = dice.percent(12) ? alias + "-" + dice.between(1, 2) : null;
    List<Fact> all = new ArrayList<>();
    if (dice.percent(15)) {
      all.add(link(alias, at - DAY, factId, dice.of(people).get(0)));
    }
    if (dice.percent(8)) {
      all.add(Bare.retraction(link(alias, at, factId, canonical), at - DAY / 2));
    }
    if (dice.percent(5)) {
      all.add(link(alias, at, factId, dice.of(people).get(0)));
    }
    all.add(link(alias, at, factId, canonical));
    if (dice.percent(20)) {
      all.add(Bare.retraction(link(alias, at, factId, canonical), at + DAY));
    } else if (dice.percent(3)) {
      all.add(Versioned.withdrawn(link(alias, at, factId, canonical), at));
    }
    if (dice.percent(5)) {
      all.add(link(alias, at + 2 * DAY, factId, dice.of(people).get(0)));
    }
    versions.add(all);
  }

  private static Fact link(String alias, long at, String factId, String canonical) {
    return new IdentityLink(new Envelope(alias, at, "hub", false, factId), canonical);
  }
}
