package org.pathline.serve;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Codes that let somebody in once: they stand in the address that a person opens, which may be left
 * in a terminal, a log or the history of a browser.
 *
 * <p>Thread-safe.
 */
final class OneTimeCodes {
  /** How long a code waits to be used. */
  static final Duration VALID = Duration.ofMinutes(10);

  private static final int BYTES = 24;
  private static final int MOST = 100;

  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  /** Until when each may be used, the oldest first. */
  private final Map<String, Long> open =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > MOST;
        }
      };

  OneTimeCodes(InstantSource clock) {
    this.clock = clock;
  }

  /** A new code. */
  synchronized String issue() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    String code = HexFormat.of().formatHex(bytes);
    open.put(code, clock.millis() + VALID.toMillis());
    return code;
  }

  /** Whether a code lets in; it never does again. */
  synchronized boolean use(String code) {
    @Nullable Long until = open.remove(code);
    return until != null && clock.millis() < until;
  }
}
