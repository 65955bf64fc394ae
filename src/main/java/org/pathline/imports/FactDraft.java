package org.pathline.imports;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.FactType;
import org.pathline.publish.BadCell;
import org.pathline.publish.Cells;
import org.pathline.publish.CsvRows;
import org.pathline.publish.FactRow;
import org.pathline.publish.Timestamps;

/** The cells of a fact's row, filled by name. What is not filled is absent. */
public final class FactDraft implements Cells {
  private static final Map<FactType, Map<String, Integer>> COLUMNS = new EnumMap<>(FactType.class);
  private static final Map<FactType, String[]> NAMES = new EnumMap<>(FactType.class);

  static {
    for (FactType type : FactType.values()) {
      String[] names = FactRow.columns(type);
      Map<String, Integer> columns = new HashMap<>();
      NAMES.put(type, Arrays.stream(names).map(String::intern).toArray(String[]::new));
      for (int i = 0; i < names.length; i++) {
        columns.put(names[i], i);
      }
      COLUMNS.put(type, Map.copyOf(columns));
    }
  }

  private final FactType type;
  private final Map<String, Integer> columns;
  private final String[] names;
  private final @Nullable String[] cells;

  /** A row of nothing. */
  FactDraft(FactType type) {
    this.type = type;
    columns = Objects.requireNonNull(COLUMNS.get(type));
    names = Objects.requireNonNull(NAMES.get(type));
    cells = new String[columns.size()];
  }

  /** Whether facts of a type have a column of that name. */
  public static boolean has(FactType type, String column) {
    return Objects.requireNonNull(COLUMNS.get(type)).containsKey(column);
  }

  /** What facts the row is of. */
  public FactType type() {
    return type;
  }

  /** Fills a cell, or empties it. */
  public FactDraft put(String column, @Nullable String text) {
    cells[place(column)] = text;
    return this;
  }

  /** Fills the cell of a day, or empties it. */
  public FactDraft put(String column, @Nullable LocalDate day) {
    return put(column, day == null ? null : Timestamps.text(day));
  }

  /** Fills what facts of courses say of theirs. */
  public FactDraft putCourse(int schoolYear, ScedCourse course) {
    return put("schoolYear", Integer.toString(schoolYear))
        .put("courseCode", course.code())
        .put("courseLevel", course.level());
  }

  /** Text of a cell; null where it is absent. */
  public @Nullable String get(String column) {
    return cells[place(column)];
  }

  /** Place of a column, mostly named by a constant, which is one of the names themselves. */
  @SuppressWarnings("ReferenceEquality") // Another text of the same name is looked up.
  private int place(String column) {
    for (int i = 0; i < names.length; i++) {
      if (names[i] == column) {
        return i;
      }
    }
    return Objects.requireNonNull(columns.get(column), column);
  }

  /**
   * Moves the time of recording to that of another record of which the fact is made, where that is
   * later: else what that one says anew would be no newer than what it said before.
   *
   * @param millis in milliseconds since 1970 UTC
   */
  public FactDraft recordedNoEarlierThan(long millis) {
    String said = get("recordedAt");
    try {
      return said == null || Timestamps.parse(said) >= millis
          ? this
          : put("recordedAt", Timestamps.text(millis));
    } catch (BadCell e) {
      // It is refused when the row is read.
      return this;
    }
  }

  /** Makes the row one that withdraws its fact. */
  public FactDraft retracted() {
    return put("retracted", "true");
  }

  @Override
  public @Nullable String text(int column) {
    return cells[column];
  }

  @Override
  public @Nullable List<String> list(int column) {
    String text = cells[column];
    return text == null ? null : CsvRows.elements(text, '|');
  }
}
