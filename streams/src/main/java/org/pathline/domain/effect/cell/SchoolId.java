package org.pathline.domain.effect.cell;

import java.util.Comparator;

/**
 * A school of a district; one that moves to another district goes on as another unit, because
 * policies name both.
 */
public record SchoolId(String districtId, String schoolId) implements Comparable<SchoolId> {
  private static final Comparator<SchoolId> ORDER =
      Comparator.comparing(SchoolId::districtId).thenComparing(SchoolId::schoolId);

  /** Name of the unit in a panel: district and school with a slash between. */
  public String text() {
    return districtId.replace("%", "%25").replace("/", "%2F") + "/" + schoolId;
  }

  @Override
  public int compareTo(SchoolId other) {
    return ORDER.compare(this, other);
  }
}
