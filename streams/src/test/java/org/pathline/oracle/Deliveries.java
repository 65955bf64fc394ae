package org.pathline.oracle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.pathline.domain.fact.Fact;

/** Other ways for the same messages to arrive. */
public final class Deliveries {
  private Deliveries() {}

  /** The messages in another order. */
  public static List<Fact> shuffle(List<Fact> messages, long seed) {
    List<Fact> shuffled = new ArrayList<>(messages);
    Collections.shuffle(shuffled, new Random(seed));
    return shuffled;
  }

  /** The messages with a share of them, from 0 to 1, repeated anywhere. */
  public static List<Fact> duplicate(List<Fact> messages, double share, long seed) {
    Random random = new Random(seed);
    List<Fact> all = new ArrayList<>(messages);
    for (int i = (int) Math.round(messages.size() * share); i > 0 && !messages.isEmpty(); i--) {
      all.add(random.nextInt(all.size() + 1), messages.get(random.nextInt(messages.size())));
    }
    return all;
  }

  /** So many beginnings of the delivery, of growing length; the last is the whole. */
  public static List<List<Fact>> prefixes(List<Fact> messages, int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> messages.subList(0, (int) ((long) messages.size() * i / count)))
        .toList();
  }
}
