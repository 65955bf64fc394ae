package org.pathline.oracle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactRules;

/**
 * Messy but plausible histories of some students, each a plain function of its seed and size.
 *
 * <p>Expected graduations lie between 2010 and 2013, in three districts whose schools have the same
 * names. About 45 facts a student, and about 60 messages.
 */
public final class Histories {
  private static final long DAY = 86_400_000L;

  /** Facts recorded after they came in would be rejected. */
  private static final long LATEST = Instant.parse("2026-06-01T00:00:00Z").toEpochMilli();

  private final Dice dice;
  private final Vocabulary words;
  private final List<List<Fact>> versions = new ArrayList<>();

  private Histories(long seed, Vocabulary words) {
    dice = new Dice(seed);
    this.words = words;
  }

  /** History of some students in a few codes. */
  public static History of(long seed, int students) {
    return of(seed, students, Vocabulary.small());
  }

  /** History of some students in given codes. */
  public static History of(long seed, int students, Vocabulary words) {
    return new Histories(seed, words).history(seed, students);
  }

  private History history(long seed, int students) {
    List<List<String>> people = people(students);
    for (List<String> ids : people) {
      Pen pen = new Pen(ids, dice);
      int due = new SchoolLife(pen, words.ladder()).live();
      new CollegeLife(pen, words, due).live();
      // Some people turn out never to have been there.
      boolean ghost = dice.percent(2);
      for (Fact fact : pen.facts()) {
        versions.add(versions(fact, ids, ghost));
      }
    }
    versions.addAll(new LinkHistory(dice, people).versions());
    List<Fact> latest = new ArrayList<>();
    List<Fact> messages = new ArrayList<>();
    for (List<Fact> each : versions) {
      latest.addAll(latest(each));
      messages.addAll(each);
    }
    for (Fact fact : List.copyOf(messages)) {
      if (!fact.envelope().retracted() && dice.percent(2)) {
        messages.add(
            new Slips(dice, words)
                .broken(Versioned.at(fact, fact.envelope().recordedAt() + dice.of(0, 1) * DAY)));
      }
    }
    return new History(seed, List.copyOf(latest), arrivals(messages));
  }

  private List<List<String>> people(int students) {
    List<List<String>> people = new ArrayList<>();
    for (int i = 0; i < students; i++) {
      String id = String.format("N%04d", i);
      // Aliases sort before and after the id that they turn out to be.
      List<String> ids = new ArrayList<>(List.of(id));
      if (dice.percent(30)) {
        ids.add(dice.of("A", "Z") + id);
      }
      if (dice.percent(12)) {
        ids.add(dice.of("B", "Y") + id);
      }
      people.add(ids);
    }
    return people;
  }

  /** All versions of one fact; the true one is the last unless the fact ends withdrawn. */
  private List<Fact> versions(Fact fact, List<String> ids, boolean ghost) {
    Slips slips = new Slips(dice, words);
    long recorded = fact.envelope().recordedAt();
    List<Fact> all = new ArrayList<>();
    int fate = dice.between(0, 99);
    if (fate < 14) {
      for (int i = dice.between(1, 2); i > 0; i--) {
        all.add(Versioned.at(slips.wrong(fact), recorded - i * dice.between(1, 90) * DAY));
      }
    } else if (fate < 18) {
      all.add(retraction(fact, recorded - dice.between(1, 5) * DAY));
    } else if (fate < 22) {
      all.add(slips.wrong(fact));
    } else if (fate < 24) {
      all.add(retraction(fact, recorded));
    }
    all.add(fact);
    if (ghost || fate >= 94) {
      long withdrawn = recorded + dice.between(1, 900) * DAY;
      all.add(retraction(fact, Math.min(withdrawn, Math.max(recorded + DAY, LATEST))));
    }
    if (dice.percent(20)) {
      all.replaceAll(version -> Versioned.of(version, dice.of(ids)));
    }
    return all;
  }

  private Fact retraction(Fact fact, long recordedAt) {
    return dice.percent(60)
        ? Bare.retraction(fact, recordedAt)
        : Versioned.withdrawn(fact, recordedAt);
  }

  /** Versions recorded last under each id; several where they share a millisecond. */
  private static List<Fact> latest(List<Fact> messages) {
    List<Fact> versions =
        messages.stream().filter(fact -> FactRules.check(fact).isEmpty()).toList();
    return versions.stream()
        .filter(
            one ->
                versions.stream()
                    .filter(two -> two.envelope().studentId().equals(one.envelope().studentId()))
                    .noneMatch(two -> two.envelope().recordedAt() > one.envelope().recordedAt()))
        .toList();
  }

  /** Messages about in the order of their recording, a fifth of them displaced by up to years. */
  private List<Fact> arrivals(List<Fact> messages) {
    record Arrival(long at, Fact fact) {}

    List<Arrival> arrivals = new ArrayList<>();
    for (Fact fact : messages) {
      for (int copies = dice.percent(8) ? dice.between(2, 3) : 1; copies > 0; copies--) {
        long displaced = dice.percent(20) ? dice.between(-1500, 1500) * DAY : 0;
        arrivals.add(new Arrival(fact.envelope().recordedAt() + displaced, fact));
      }
    }
    Collections.shuffle(arrivals, new Random(dice.seed()));
    return arrivals.stream()
        .sorted(Comparator.comparingLong(Arrival::at))
        .map(Arrival::fact)
        .toList();
  }
}
