package org.pathline.topics;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collection;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.pathline.domain.key.KeyText;
import org.pathline.domain.outcome.CellKey;
import org.pathline.streams.ingest.ReadPositions;

/**
 * For which pathways the outcome cells of each district stand, as the records of their topic say.
 *
 * <p>Cells of a district become visible together, and the last of them bears the offsets in the
 * topic of pathways up to which the students of the district are counted. Not thread-safe.
 */
public final class DistrictCuts {
  private final SortedMap<String, ReadPositions> byDistrict = new TreeMap<>();

  /** Notes a record of the topic; those of a partition come in their order. */
  public void note(ConsumerRecord<byte[], byte[]> record) {
    ReadPositions positions = ReadPositions.of(record.headers());
    if (positions != null && record.key() != null) {
      byDistrict.put(CellKey.districtOf(new String(record.key(), UTF_8)), positions);
    }
  }

  /**
   * Positions by district, of those that have cells; the empty id is that of students without an
   * anchor.
   *
   * @param standing keys of all cells that stand
   */
  public SortedMap<String, ReadPositions> of(Collection<String> standing) {
    Set<String> districts = standing.stream().map(CellKey::districtOf).collect(Collectors.toSet());
    SortedMap<String, ReadPositions> found = new TreeMap<>();
    byDistrict.forEach(
        (district, positions) -> {
          if (districts.contains(district)) {
            found.put(id(district), positions);
          }
        });
    return found;
  }

  /** Id of a district from what the keys of its cells share. */
  private static String id(String shared) {
    return KeyText.split(shared, 2, "a district").get(0);
  }
}
