package org.pathline.imports.oneroster;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A kind of records of OneRoster, by the name of its file; the singular and REST's views of it. */
enum Table {
  MANIFEST("manifest"),
  ORGS("orgs", "org", "schools", "school"),
  SESSIONS(
      "academicSessions", "academicSession", "terms", "term", "gradingPeriods", "gradingPeriod"),
  COURSES("courses", "course"),
  CLASSES("classes", "class"),
  ROLES("roles", "role"),
  USERS("users", "user", "students", "student"),
  DEMOGRAPHICS("demographics", "demographic"),
  ENROLLMENTS("enrollments", "enrollment"),
  CATEGORIES("categories", "category"),
  SCORE_SCALES("scoreScales", "scoreScale"),
  LINE_ITEMS("lineItems", "lineItem"),
  RESULTS("results", "result");

  private final Set<String> names;

  Table(String... names) {
    this.names = Set.of(names);
  }

  /** Columns without which a table says nothing. */
  List<String> required() {
    return switch (this) {
      case MANIFEST -> List.of("propertyName", "value");
      case ENROLLMENTS -> List.of("sourcedId", "classSourcedId", "userSourcedId", "role");
      case RESULTS -> List.of("sourcedId", "lineItemSourcedId", "studentSourcedId");
      case ROLES -> List.of("userSourcedId", "role");
      default -> List.of("sourcedId");
    };
  }

  /** Names under which a response holds such records. */
  Set<String> names() {
    return names;
  }

  /** Table of a file name without its ending, in any case and with any sign; null for none. */
  static @Nullable Table of(String stem) {
    String plain = stem.replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT);
    for (Table table : values()) {
      for (String name : table.names) {
        if (name.toLowerCase(Locale.ROOT).equals(plain)) {
          return table;
        }
      }
    }
    return null;
  }
}
