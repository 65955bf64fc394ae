package org.pathline.streams.policies;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.cell.SchoolId;
import org.pathline.domain.effect.dose.SchoolSorting;
import org.pathline.domain.fact.Subject;
import org.pathline.domain.key.KeyText;
import org.pathline.domain.sorting.RosterKey;

/**
 * Measured sorting in its store, under keys that begin with grade and subject: an answer takes the
 * rosters of one anchor grade.
 */
final class StandingSorting {
  private final KeyValueStore<Bytes, byte[]> store;

  StandingSorting(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  /** Takes in the omega2 of a roster, or null; whether it is another one than before. */
  boolean receive(RosterKey roster, byte @Nullable [] omega2) {
    Bytes key =
        Bytes.wrap(
            KeyText.join(
                    roster.gradeLevel(),
                    roster.subject().name(),
                    roster.districtId(),
                    roster.schoolId(),
                    Integer.toString(roster.schoolYear()))
                .getBytes(UTF_8));
    byte[] before = store.get(key);
    if (Arrays.equals(before, omega2)) {
      return false;
    }
    if (omega2 == null) {
      store.delete(key);
    } else {
      store.put(key, omega2);
    }
    return true;
  }

  /** Sorting of the rosters of a grade. */
  SchoolSorting of(int anchorGrade, Subject subject) {
    String prefix = KeyText.join(gradeLevel(anchorGrade), subject.name()) + "|";
    Map<SchoolId, SortedMap<Integer, Double>> omega2 = new HashMap<>();
    try (KeyValueIterator<Bytes, byte[]> all = store.prefixScan(prefix, new StringSerializer())) {
      while (all.hasNext()) {
        KeyValue<Bytes, byte[]> each = all.next();
        var parts = KeyText.split(new String(each.key.get(), UTF_8), 5, "measured sorting");
        omega2
            .computeIfAbsent(new SchoolId(parts.get(2), parts.get(3)), absent -> new TreeMap<>())
            .put(Integer.parseInt(parts.get(4)), ByteBuffer.wrap(each.value).getDouble());
      }
    }
    return omega2.isEmpty() ? SchoolSorting.NONE : new SchoolSorting(omega2);
  }

  /** Grade as rosters name it. */
  static String gradeLevel(int anchorGrade) {
    return String.format(Locale.ROOT, "%02d", anchorGrade);
  }
}
