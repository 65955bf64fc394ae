package org.pathline.imports.nsc;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.pathline.imports.ForeignRecord;
import org.pathline.imports.ImportSettings;
import org.pathline.publish.BadRow;

/** A row of a detail file, under the names of either layout. */
final class DetailRow {
  private static final int MOST_MAJORS = 4;
  private static final String[] IDS = {
    "Your Unique Identifier", "Unique Identifier", "Requester Return Field"
  };
  private static final String[] FOUND = {
    "Record Found Y/N", "Record Found", "Record Found YN", "Record Found (Y/N)"
  };
  private static final String[] COLLEGE = {
    "College Code/Branch", "College Code Branch", "College Code"
  };
  private static final String[] GRADUATED = {"Graduated?", "Graduated", "Graduated Y/N"};

  /** Names of the columns of CIP codes and of majors, for each of the majors. */
  private record Majors(String[][] cips, String[][] names) {
    static Majors of(String what) {
      String[][] cips = new String[MOST_MAJORS][];
      String[][] names = new String[MOST_MAJORS][];
      for (int i = 0; i < MOST_MAJORS; i++) {
        String cip = what + " CIP " + (i + 1);
        String name = what + " Major " + (i + 1);
        cips[i] = i == 0 ? new String[] {cip, what + " CIP"} : new String[] {cip};
        names[i] = i == 0 ? new String[] {name, what + " Major", "Major"} : new String[] {name};
      }
      return new Majors(cips, names);
    }
  }

  private static final Majors OF_ENROLLMENT = Majors.of("Enrollment");
  private static final Majors OF_DEGREE = Majors.of("Degree");

  private final ForeignRecord record;
  private final ImportSettings settings;

  DetailRow(ForeignRecord record, ImportSettings settings) {
    this.record = record;
    this.settings = settings;
  }

  private @Nullable String first(String... names) {
    for (String name : names) {
      String text = record.text(name);
      if (text != null) {
        return text;
      }
    }
    return null;
  }

  /** The district's id of the student, without the mark that the Clearinghouse puts behind it. */
  @Nullable String student() {
    String column = settings.map().of("ids", "student");
    String id = column == null ? first(IDS) : first(column);
    if (id == null) {
      return null;
    }
    String plain = id.endsWith("_") ? id.substring(0, id.length() - 1) : id;
    String letters = Objects.requireNonNullElse(settings.map().value("idCase"), "");
    return switch (letters.toLowerCase(Locale.ROOT)) {
      case "lower" -> plain.toLowerCase(Locale.ROOT);
      case "upper" -> plain.toUpperCase(Locale.ROOT);
      default -> plain;
    };
  }

  /**
   * Whether a record was found; null where the row does not say.
   *
   * @throws BadRow when it says neither Y nor N
   */
  @Nullable Boolean found() throws BadRow {
    String text = first(FOUND);
    return text == null ? null : (Boolean) yes("Record Found Y/N", text);
  }

  private static boolean yes(String field, String text) throws BadRow {
    return switch (text.toUpperCase(Locale.ROOT)) {
      case "Y", "YES" -> true;
      case "N", "NO" -> false;
      default -> throw new BadRow(field, "'" + text + "' is neither Y nor N");
    };
  }

  @Nullable LocalDate searchDate() throws BadRow {
    return settings.compactDate("Search Date", first("Search Date"));
  }

  @Nullable String college() {
    return first(COLLEGE);
  }

  @Nullable LocalDate begin() throws BadRow {
    return settings.compactDate("Enrollment Begin", first("Enrollment Begin"));
  }

  @Nullable LocalDate end() throws BadRow {
    return settings.compactDate("Enrollment End", first("Enrollment End"));
  }

  @Nullable String status() {
    String status = first("Enrollment Status");
    return status == null ? null : status.toUpperCase(Locale.ROOT);
  }

  @Nullable String classLevel() {
    return first("Class Level");
  }

  boolean graduated() throws BadRow {
    String text = first(GRADUATED);
    return text == null ? graduation() != null : yes("Graduated?", text);
  }

  @Nullable LocalDate graduation() throws BadRow {
    return settings.compactDate("Graduation Date", first("Graduation Date"));
  }

  @Nullable String title() {
    return first("Degree Title");
  }

  /** CIP codes and names of majors, alternating; null where either is not said. */
  @Nullable String[][] majors(boolean ofDegree) {
    Majors columns = ofDegree ? OF_DEGREE : OF_ENROLLMENT;
    String[][] majors = new String[MOST_MAJORS][];
    for (int i = 0; i < MOST_MAJORS; i++) {
      majors[i] = new String[] {first(columns.cips()[i]), first(columns.names()[i])};
    }
    return majors;
  }

  /** Columns without which a file is no detail file, as the Clearinghouse names them. */
  static List<String> needed() {
    return List.of(FOUND[0], COLLEGE[0]);
  }

  /** Whether a file has these columns, under any of their names. */
  static boolean isIn(Predicate<String> has) {
    return Arrays.stream(FOUND).anyMatch(has) && Arrays.stream(COLLEGE).anyMatch(has);
  }
}
