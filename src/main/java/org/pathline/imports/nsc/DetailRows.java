package org.pathline.imports.nsc;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pathline.imports.FactDraft;
import org.pathline.imports.FactIds;
import org.pathline.imports.ImportSettings;
import org.pathline.imports.LocalCodes;
import org.pathline.imports.LocalCodes.Kind;
import org.pathline.imports.Missed;
import org.pathline.imports.RowMapper;
import org.pathline.publish.BadRow;

/** Rows of a detail file as terms, degrees and searches. */
final class DetailRows {
  /**
   * Levels of programmes by Class Level: certificate, associate's, bachelor's, graduate. Freshman
   * to senior (F S J R) and unspecified undergraduates (N) are in programmes of any level. Source:
   * the codes as public readers of the file name them.
   */
  private static final Map<String, String> LEVELS =
      Map.of(
          "C", "CERTIFICATE",
          "T", "CERTIFICATE",
          "A", "ASSOCIATE",
          "B", "BACHELOR",
          "M", "GRADUATE",
          "D", "GRADUATE",
          "P", "GRADUATE",
          "L", "GRADUATE",
          "G", "GRADUATE");

  private static final Set<String> OF_ANY_LEVEL = Set.of("F", "S", "J", "R", "N");

  private static final String NO_COLLEGE = "it names no college";
  private static final int MOST_FIELDS_OF_A_TERM = 2;

  private final DetailFile file;
  private final ImportSettings settings;
  private final String source;

  DetailRows(DetailFile file, ImportSettings settings) {
    this.file = file;
    this.settings = settings;
    source = Objects.requireNonNullElse(settings.map().value("source"), "nsc");
  }

  private FactDraft envelope(DetailRow row, RowMapper.Rows rows) throws BadRow {
    return rows.add()
        .put("studentId", row.student())
        .put("recordedAt", file.recordedAt(row))
        .put("source", source);
  }

  RowMapper terms() {
    return (record, rows) -> {
      DetailRow row = new DetailRow(record, settings);
      rows.isOf(row.student(), null);
      if (isNotFound(row)) {
        return;
      }
      LocalDate begin = row.begin();
      if (begin == null) {
        if (!row.graduated() && Boolean.TRUE.equals(row.found())) {
          rows.skip("a record was found, but neither a term nor a degree is told");
        }
        return;
      }
      Missed.ifNull(row.college(), NO_COLLEGE);
      file.look(row, begin);
      LocalDate end = row.end();
      FactDraft draft = envelope(row, rows);
      String level = row.classLevel();
      draft
          .put("institutionId", row.college())
          .put("termBegin", begin)
          .put("termEnd", end)
          .put("status", row.status())
          .put("cipCodes", fields(row, false, MOST_FIELDS_OF_A_TERM, rows))
          .put("level", level == null ? null : classLevel(level, rows));
      settings.fill(draft, record);
    };
  }

  RowMapper degrees() {
    return (record, rows) -> {
      DetailRow row = new DetailRow(record, settings);
      rows.isOf(row.student(), null);
      if (isNotFound(row) || !row.graduated()) {
        return;
      }
      LocalDate on = Missed.ifNull(row.graduation(), "it names no day of graduation");
      Missed.ifNull(row.college(), NO_COLLEGE);
      file.look(row, on);
      String title = row.title();
      FactDraft draft = envelope(row, rows);
      draft
          .put("factId", degreeId(row, on, title))
          .put("institutionId", row.college())
          .put("conferredOn", on)
          .put("degreeLevel", level(title, rows))
          .put("cipCodes", fields(row, true, Integer.MAX_VALUE, rows))
          .put("title", title);
      settings.fill(draft, record);
    };
  }

  RowMapper searches() {
    String[] last = new String[2];
    return (record, rows) -> {
      DetailRow row = new DetailRow(record, settings);
      rows.isOf(row.student(), null);
      boolean found =
          Missed.ifNull(
              row.found(), "it does not say whether a record was found, which is no \"no\"");
      if (!found && (row.begin() != null || row.graduation() != null)) {
        throw new BadRow("Record Found Y/N", "is N beside a term or a degree");
      }
      LocalDate through = file.searchedThrough(row);
      if (through == null) {
        settings.codes().need(LocalCodes.SEARCHED_THROUGH);
        throw new Missed("nothing says when the search was made (--searched-through DATE does)");
      }
      String student = row.student();
      // A student's rows stand together, and one of them says what all say of the search.
      String search = through + (found ? " Y" : " N");
      if (student != null && student.equals(last[0]) && search.equals(last[1])) {
        return;
      }
      last[0] = student;
      last[1] = search;
      envelope(row, rows)
          .put("searchedThrough", through)
          .put("recordFound", Boolean.toString(found));
    };
  }

  private static boolean isNotFound(DetailRow row) throws BadRow {
    return Boolean.FALSE.equals(row.found());
  }

  /** Title and majors make the id, so that a field that is coded anew replaces its old version. */
  private static String degreeId(DetailRow row, LocalDate on, @Nullable String title) {
    StringBuilder words = new StringBuilder(title == null ? "" : title);
    for (String[] major : row.majors(true)) {
      words.append('|').append(major[1] == null ? "" : major[1]);
    }
    return FactIds.of(
        String.valueOf(row.college()),
        on.toString(),
        FactIds.hash(words.toString().toUpperCase(Locale.ROOT)));
  }

  private @Nullable String classLevel(String code, RowMapper.Rows rows) {
    String plain = code.toUpperCase(Locale.ROOT);
    String standard = OF_ANY_LEVEL.contains(plain) ? "" : LEVELS.get(plain);
    return settings.meaning(Kind.CLASS_LEVELS, "Class Level", code, standard, rows::doubt);
  }

  private String level(@Nullable String title, RowMapper.Rows rows) {
    String level =
        title == null
            ? null
            : settings.meaning(
                Kind.DEGREE_TITLES, "Degree Title", title, DegreeTitles.level(title), rows::doubt);
    return level == null ? "UNKNOWN" : level;
  }

  /** CIP codes, those of majors without one by the mapping file; null for none. */
  private @Nullable String fields(DetailRow row, boolean ofDegree, int most, RowMapper.Rows rows) {
    List<String> codes = new ArrayList<>();
    for (String[] major : row.majors(ofDegree)) {
      String code = major[0];
      String name = major[1];
      if (code == null && name != null) {
        code = settings.meaning(Kind.MAJORS, "Major", name, null, rows::doubt);
      }
      if (code != null && codes.size() < most) {
        codes.add(code);
      }
    }
    return codes.isEmpty() ? null : String.join("|", codes);
  }
}
