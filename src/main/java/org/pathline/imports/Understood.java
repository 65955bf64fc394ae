package org.pathline.imports;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What texts of a delivery mean: it writes a few of them many times over, and each is looked at
 * once. Thread-safe.
 */
public final class Understood {
  private final Map<String, Optional<String>> known = new ConcurrentHashMap<>();
  private final Function<String, @Nullable String> meaning;
  private final int most;

  /**
   * Nothing yet.
   *
   * @param most texts that are remembered; more are looked at each time
   * @param meaning of a text; null where it has none
   */
  public Understood(int most, Function<String, @Nullable String> meaning) {
    this.most = most;
    this.meaning = meaning;
  }

  /** What a text means; null where it means nothing. */
  public @Nullable String of(String text) {
    Optional<String> before = known.get(text);
    if (before != null) {
      return before.orElse(null);
    }
    Optional<String> now = Optional.ofNullable(meaning.apply(text));
    if (known.size() < most) {
      known.put(text, now);
    }
    return now.orElse(null);
  }
}
