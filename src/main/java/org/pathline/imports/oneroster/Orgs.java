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

  private record Org(
      String id, String type, @Nullable String parent, String school, String district) {}

  private final Map<String, Org> orgs = new HashMap<>();
  private final Map<String, String> schools = new HashMap<>();
  private final Map<String, String> districts = new HashMap<>();
  private final Map<String, String> ofDepartments = new HashMap<>();
  private final NearIds near = NearIds.of("schoolSourcedId", orgs.keySet());
  private final String schoolId;
  private final String districtId;
  private final @Nullable String onlyDistrict;
  private int withoutId;

  Orgs(MapFile map) {
    schoolId = Objects.requireNonNullElse(map.of("ids", "school"), "sourcedId");
    districtId = Objects.requireNonNullElse(map.of("ids", "district"), "sourcedId");
    onlyDistrict = map.value("district");
  }

  void add(ForeignRecord record) {
    String id = record.text("sourcedId");
    if (id != null) {
      String type = Objects.requireNonNullElse(record.text("type"), "").toLowerCase(Locale.ROOT);
      String ofSchool = record.text(schoolId);
      String ofDistrict = record.text(districtId);
      orgs.put(
          id,
          new Org(
              id,
              type,
              record.text("parentSourcedId"),
              Objects.requireNonNullElse(ofSchool, id),
              Objects.requireNonNullElse(ofDistrict, id)));
      boolean lacksId =
          switch (type) {
            case "school" -> ofSchool == null;
            case "district" -> ofDistrict == null;
            default -> false;
          };
      withoutId += lacksId ? 1 : 0;
    }
  }

  /** Schools and districts without an id in the column that the mapping file names. */
  int withoutId() {
    return withoutId;
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

  /** The school to which an org belongs, as the bundle names it; itself where it is one. */
  String schoolOf(String id) {
    return ofDepartments.computeIfAbsent(
        id,
        same -> {
          Org org = above(same, "school");
          return org == null ? same : org.id();
        });
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
