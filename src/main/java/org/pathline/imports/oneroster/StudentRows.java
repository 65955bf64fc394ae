package org.pathline.imports.oneroster;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pathline.imports.BundleFile;
import org.pathline.imports.FactDraft;
import org.pathline.imports.ForeignRecord;
import org.pathline.imports.Missed;
import org.pathline.imports.RowMapper;
import org.pathline.imports.StringTable;
import org.pathline.publish.BadRow;

/** Demographics, and users of whom there are none, as students. */
final class StudentRows {
  private static final Map<String, String> RACES =
      new TreeMap<>(
          Map.of(
              "americanIndianOrAlaskaNative", "AMERICAN_INDIAN",
              "asian", "ASIAN",
              "blackOrAfricanAmerican", "BLACK",
              "nativeHawaiianOrOtherPacificIslander", "PACIFIC_ISLANDER",
              "white", "WHITE"));

  private final OneRosterTables tables;
  private final BundleFile file;

  StudentRows(OneRosterTables tables, BundleFile file) {
    this.tables = tables;
    this.file = file;
  }

  RowMapper demographics() {
    return (record, rows) -> {
      String id = record.text("sourcedId");
      int student = tables.users.find(id);
      rows.isOf(tables.users.publishedId(id), null);
      if (student == StringTable.ABSENT) {
        tables.users.near().tell(id, rows);
        throw new Missed("it names no user");
      }
      if (tables.users.isOnlyOther(student)) {
        rows.skip("not of a student");
        return;
      }
      if (!tables.users.isStudent(student)) {
        throw new Missed("the bundle does not say whether its user is a student");
      }
      if (OneRosterFormat.isDeleted(record)) {
        rows.skip("demographics withdrawn; the user stands without them");
        return;
      }
      String race = race(record);
      String sex = sex(record.text("sex"));
      FactDraft draft =
          tables.envelope(file, record, rows, student).put("raceEthnicity", race).put("sex", sex);
      tables.users.fill(draft, student);
      tables.settings.fill(draft, record);
    };
  }

  RowMapper users() {
    return (record, rows) -> {
      String id = Missed.ifNull(record.text("sourcedId"), "it has no sourcedId");
      int student = tables.users.number(id);
      rows.isOf(tables.users.publishedId(student), null);
      if (tables.users.isOnlyOther(student)) {
        rows.skip("not a student");
        return;
      }
      if (!tables.users.isStudent(student)) {
        throw new Missed("the bundle says no role of it");
      }
      boolean deleted = OneRosterFormat.isDeleted(record);
      if (tables.users.hasDemographics(student) && !deleted) {
        return;
      }
      FactDraft draft = tables.envelope(file, record, rows, student);
      if (deleted) {
        draft.retracted();
      } else {
        tables.settings.fill(draft, record);
      }
    };
  }

  private static @Nullable String race(ForeignRecord record) throws BadRow {
    if (isTrue(record, "hispanicOrLatinoEthnicity")) {
      return "HISPANIC";
    }
    String race = null;
    int count = 0;
    for (Map.Entry<String, String> each : RACES.entrySet()) {
      if (isTrue(record, each.getKey())) {
        race = each.getValue();
        count++;
      }
    }
    return count > 1 || isTrue(record, "demographicRaceTwoOrMoreRaces") ? "TWO_OR_MORE" : race;
  }

  private static boolean isTrue(ForeignRecord record, String column) throws BadRow {
    String text = record.text(column);
    if (text == null) {
      return false;
    }
    String plain = text.toLowerCase(Locale.ROOT);
    if (List.of("true", "1", "yes", "y", "t").contains(plain)) {
      return true;
    }
    if (List.of("false", "0", "no", "n", "f").contains(plain)) {
      return false;
    }
    throw new BadRow(column, "'" + text + "' is neither true nor false");
  }

  private static @Nullable String sex(@Nullable String text) throws BadRow {
    if (text == null) {
      return null;
    }
    return switch (text.toLowerCase(Locale.ROOT).replaceAll("[\\s_-]", "")) {
      case "male", "m" -> "MALE";
      case "female", "f" -> "FEMALE";
      case "other", "x", "nonbinary" -> "NONBINARY";
      case "unspecified", "u", "unknown" -> null;
      default ->
          throw new BadRow("sex", "'" + text + "' is none of male, female, other, unspecified");
    };
  }
}
