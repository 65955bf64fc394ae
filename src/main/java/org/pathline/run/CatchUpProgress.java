package org.pathline.run;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A line now and then on how much is left and how fast it goes. */
public final class CatchUpProgress {
  private static final long REPORT_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final Consumer<String> say;
  private final Map<TopologyName, Long> last = new EnumMap<>(TopologyName.class);
  private long lastNanos = System.nanoTime();

  /** Progress that goes to those who read along. */
  public CatchUpProgress(Consumer<String> say) {
    this.say = say;
  }

  /** Says what is left, two seconds or more after the last time. */
  public void report(Remaining remaining) {
    long now = System.nanoTime();
    if (now - lastNanos < REPORT_NANOS) {
      return;
    }
    double seconds = (now - lastNanos) / 1e9;
    StringBuilder line = new StringBuilder();
    remaining
        .behind()
        .forEach(
            (topology, count) -> {
              long rate = Math.round((last.getOrDefault(topology, count) - count) / seconds);
              line.append(
                  String.format(
                      Locale.ROOT, "%s: %,d records to go (%,d/s)  ", topology, count, rate));
            });
    if (remaining.computing()) {
      line.append("computing effects  ");
    }
    if (remaining.derivingAnew()) {
      line.append(
          String.format(Locale.ROOT, "derived anew: %,d students", remaining.derivedAnew()));
    }
    say.accept(line.toString().stripTrailing());
    last.putAll(remaining.behind());
    lastNanos = now;
  }
}
