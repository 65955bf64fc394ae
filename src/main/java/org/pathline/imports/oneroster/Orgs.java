package org.pathline.imports.oneroster;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.pathline.imports.ForeignRecord;
import org.pathline.imports.MapFile;
import org.pathline.imports.NearIds;
import org.pathline.imports.RowMapper;

/** Schools and the districts above them. */
final class Orgs {
  private static final int HIGHEST = 16;

  private record Org(String type, @Nullable String parent, String school, String district) {}

  private final Map<String, Org> orgs = new HashMap<>();
  private final Map<String, String> schools = new HashMap<>();
  private final Map<String, String> districts = new HashMap<>();
  private final NearIds near = NearIds.of("schoolSourcedId", orgs.keySet());
  private final String schoolId;
  private final String districtId;
  private final @Nullable String onlyDistrict;

  Orgs(MapFile map) {
    schoolId = Objects.requireNonNullElse(map.of("ids", "school"), "sourcedId");
    districtId = Objects.requireNonNullElse(map.of("ids", "district"), "sourcedId");
    onlyDistrict = map.value("district");
  }

  void add(ForeignRecord record) {
    String id = record.text("sourcedId");
    if (id != null) {
      String type = Objects.requireNonNullElse(record.text("type"), "");
      orgs.put(
          id,
          new Org(
              type.toLowerCase(Locale.ROOT),
              record.text("parentSourcedId"),
              Objects.requireNonNullElse(record.text(schoolId), id),
              Objects.requireNonNullElse(record.text(districtId), id)));
    }
  }

  boolean has(String id) {
    return orgs.containsKey(id);
  }

  /** Tells where an org above a school is none of the bundle, but nearly one of its. */
  void tellNearParent(String school, RowMapper.Rows rows) {
    String at = school;
    for (int i = 0; i < HIGHEST && at != null; i++) {
      Org org = orgs.get(at);
      if (org == null) {
        near.tell(at, rows);
        return;
      }
      at = org.parent();
    }
  }

  /** Orgs nearly of whose ids others are. */
  NearIds near() {
    return near;
  }

  /** The published id of the school to which an org belongs: departments belong to schools. */
  String school(String id) {
    String known = schools.get(id);
    if (known == null) {
      Org org = above(id, "school");
      Org own = orgs.get(id);
      known = org != null ? org.school() : own != null ? own.school() : id;
      schools.put(id, known);
    }
    return known;
  }

  /** The published id of the district to which an org belongs; null where none is known. */
  @Nullable String district(String id) {
    String known = districts.get(id);
    if (known == null) {
      Org org = above(id, "district");
      org = org == null ? above(id, "local") : org;
      known = onlyDistrict != null ? onlyDistrict : org == null ? "" : org.district();
      districts.put(id, known);
    }
    return known.isEmpty() ? null : known;
  }

  private @Nullable Org above(String id, String type) {
    String at = id;
    for (int i = 0; i < HIGHEST && at != null; i++) {
      Org org = orgs.get(at);
      if (org == null || org.type().equals(type)) {
        return org;
      }
      at = org.parent();
    }
    return null;
  }
}
