package org.pathline.streams.sums;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.pathline.streams.ingest.IngestSpan;

/**
 * Changes of sums since the last commit, by what is to be seen together, and when what changed them
 * came in.
 *
 * <p>Changes that belong together leave in one record, so they may grow to what a record may be and
 * no further.
 *
 * @param <S> the sums
 */
public final class PendingChanges<S> {
  /** A record of so many bytes, by the estimate below, is half of what a broker takes. */
  private static final int MOST_RECORD_BYTES = 320 * 1024;

  /** A change of sums in a record, about, without its key; no more than 400 bytes. */
  private static final int CHANGE_BYTES = 300;

  /** Key and entry of a pending sum, about. */
  private static final int ENTRY_BYTES = 512;

  private final Map<String, Group<S>> groups = new LinkedHashMap<>();
  private final List<String> full = new ArrayList<>();
  private final IngestSpan span = new IngestSpan();
  private int sums;
  private long bytes;

  private static final class Group<S> {
    private final SortedMap<String, S> byKey = new TreeMap<>();
    private int recordBytes;
  }

  /** When what is pending came in. */
  public IngestSpan span() {
    return span;
  }

  /** Adds a contribution, or takes it away where the sign is -1. */
  public <C> void add(Contributing<C, S> contributing, C contribution, int sign) {
    bytes += contributing.add(contribution, sign, key -> sums(contributing, key));
  }

  private S sums(Contributing<?, S> contributing, String key) {
    String together = contributing.together(key);
    Group<S> group = groups.computeIfAbsent(together, absent -> new Group<>());
    S found = group.byKey.get(key);
    if (found == null) {
      found = contributing.nothing();
      group.byKey.put(key, found);
      sums++;
      bytes += ENTRY_BYTES;
      boolean fits = group.recordBytes < MOST_RECORD_BYTES;
      group.recordBytes += CHANGE_BYTES + key.getBytes(UTF_8).length;
      if (fits && group.recordBytes >= MOST_RECORD_BYTES) {
        full.add(together);
      }
    }
    return found;
  }

  /** Hands over those that a record can hold no more of; to be called between two students. */
  public void drainFull(BiConsumer<String, SortedMap<String, S>> action) {
    if (!full.isEmpty()) {
      for (String together : full) {
        Group<S> group = groups.remove(together);
        if (group != null) {
          sums -= group.byKey.size();
          bytes -= (long) ENTRY_BYTES * group.byKey.size();
          action.accept(together, group.byKey);
        }
      }
      full.clear();
    }
  }

  /** Whether there are as many sums as may be, or they take as much memory as they may. */
  public boolean isFull(int most) {
    return sums >= most || bytes >= PendingSums.MOST_BYTES;
  }

  /** Hands over all of them, by what is to be seen together, and forgets them. */
  public void drain(BiConsumer<String, SortedMap<String, S>> action) {
    groups.forEach((together, group) -> action.accept(together, group.byKey));
    groups.clear();
    full.clear();
    sums = 0;
    bytes = 0;
    span.clear();
  }
}
