package org.pathline.ops;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Judges a place by what was seen of it; pure.
 *
 * <p>Looks are given oldest first, the last one being that of now.
 */
public final class Judge {
  /** Fresh records are processed and committed within a second; ten leave room for a rebalance. */
  public static final long BEHIND_MILLIS = 10_000;

  /** Twice the commit interval: with a backlog a position stands still for thirty seconds. */
  public static final long STALLED_MILLIS = 60_000;

  /** How far back rates look; a few commits of a backlog. */
  static final long RATES_MILLIS = 120_000;

  private Judge() {}

  /** Row of a place from at least one look. */
  public static LagRow judge(ReadPartition place, List<LagObservation> looks) {
    LagObservation now = looks.get(looks.size() - 1);
    LagObservation then = earliestWithin(looks, RATES_MILLIS);
    double seconds = (now.atMillis() - then.atMillis()) / 1000.0;
    @Nullable Double in = seconds > 0 ? Math.max(0, now.end() - then.end()) / seconds : null;
    @Nullable Double out =
        seconds > 0 ? Math.max(0, now.position() - then.position()) / seconds : null;
    @Nullable Double trend = seconds > 0 ? (now.lagRecords() - then.lagRecords()) / seconds : null;
    Judged judged = verdict(looks, now, out, trend);
    return new LagRow(
        place,
        now.committed(),
        now.end(),
        now.lagRecords(),
        now.lagSeconds(),
        in,
        out,
        trend,
        drain(now, trend),
        now.retentionLossSeconds(),
        judged.verdict(),
        judged.evidence());
  }

  private record Judged(Verdict verdict, String evidence) {}

  private static LagObservation earliestWithin(List<LagObservation> looks, long millis) {
    LagObservation now = looks.get(looks.size() - 1);
    return looks.stream()
        .filter(look -> now.atMillis() - look.atMillis() <= millis)
        .findFirst()
        .orElse(now);
  }

  private static @Nullable Double drain(LagObservation now, @Nullable Double trend) {
    if (!now.waiting()) {
      return 0.0;
    }
    return trend != null && trend < 0 ? now.lagRecords() / -trend : null;
  }

  private static Judged verdict(
      List<LagObservation> looks,
      LagObservation now,
      @Nullable Double out,
      @Nullable Double trend) {
    String lost =
        now.lost() > 0
            ? String.format(Locale.ROOT, "; %,d were removed before they were read", now.lost())
            : "";
    LagObservation higher = highestBefore(looks, now);
    if (higher != null) {
      return new Judged(
          Verdict.REWOUND,
          String.format(
              Locale.ROOT,
              "went back from %,d to %,d in the last %.0f s",
              higher.committed(),
              now.committed(),
              (now.atMillis() - higher.atMillis()) / 1000.0));
    }
    if (now.committed() != null && now.committed() > now.end()) {
      return new Judged(
          Verdict.REWOUND,
          String.format(
              Locale.ROOT, "the topic ends at %,d, before the position: made anew?", now.end()));
    }
    if (!now.waiting()) {
      return new Judged(Verdict.OK, "caught up" + lost);
    }
    String waits = waits(now) + lost;
    if (now.members() == 0) {
      return new Judged(Verdict.STOPPED, waits + "; the group has no members");
    }
    if (now.restoring()) {
      return new Judged(Verdict.BEHIND, waits + "; state is being restored");
    }
    long still = stillMillis(looks, now);
    if (still >= STALLED_MILLIS) {
      return new Judged(
          Verdict.STALLED,
          String.format(Locale.ROOT, "%s; no progress for %d s", waits, still / 1000));
    }
    long age = now.waitingSince() == null ? still : now.atMillis() - now.waitingSince();
    return new Judged(
        age > BEHIND_MILLIS ? Verdict.BEHIND : Verdict.OK,
        waits + "; " + progress(out, trend, still));
  }

  /** The latest look with a higher committed position, or null. */
  private static @Nullable LagObservation highestBefore(
      List<LagObservation> looks, LagObservation now) {
    LagObservation highest = null;
    long most = now.committed() == null ? Long.MAX_VALUE : now.committed() + 1;
    for (LagObservation look : looks) {
      if (look.committed() != null && look.committed() >= most) {
        highest = look;
        most = look.committed();
      }
    }
    return highest;
  }

  /** For how long the same record has been the next one, while members were there to read it. */
  private static long stillMillis(List<LagObservation> looks, LagObservation now) {
    long since = now.atMillis();
    for (int i = looks.size() - 1; i >= 0; i--) {
      LagObservation look = looks.get(i);
      if (look.position() != now.position()
          || !look.waiting()
          || look.members() == 0
          || look.restoring()) {
        break;
      }
      since = look.atMillis();
    }
    // It cannot have been waited for before it was there.
    return now.atMillis()
        - (now.waitingSince() == null ? since : Math.max(since, now.waitingSince()));
  }

  private static String waits(LagObservation now) {
    return now.waitingSince() == null
        ? String.format(Locale.ROOT, "%,d wait", now.lagRecords())
        : String.format(Locale.ROOT, "%,d wait, for %.1f s", now.lagRecords(), now.lagSeconds());
  }

  private static String progress(@Nullable Double out, @Nullable Double trend, long still) {
    if (out == null || trend == null) {
      return "seen once";
    }
    if (out == 0) {
      return String.format(Locale.ROOT, "no commit seen for %.1f s", still / 1000.0);
    }
    return trend < 0 ? "shrinking" : trend > 0 ? "growing" : "steady";
  }
}
