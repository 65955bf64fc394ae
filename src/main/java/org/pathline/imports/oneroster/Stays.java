package org.pathline.imports.oneroster;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pathline.imports.GradeLevels;
import org.pathline.publish.LongTable;

/**
 * Stays in schools, gathered from the classes of a student in one school and school year: from the
 * first day in any of them to the last, and the grade that most of them name.
 *
 * <p>A district has as many stays as students and years, so each takes some 40 bytes.
 */
final class Stays {
  private static final int NO_DAY = Integer.MIN_VALUE;
  private static final int SCHOOL_BITS = 20;
  private static final int YEAR_BITS = 12;
  private final LongTable stays = new LongTable();
  private final Map<String, Integer> schools = new HashMap<>();
  private int[] begins = new int[1 << 10];
  private int[] ends = new int[1 << 10];
  private byte[] levels = new byte[1 << 10];
  private short[] votes = new short[1 << 10];
  private long[] changed = new long[1 << 10];
  private final BitSet standing = new BitSet();
  private final BitSet years = new BitSet();

  /**
   * A class of a student.
   *
   * @param changed when its record was, in milliseconds since 1970 UTC
   */
  void add(
      int student,
      String school,
      int year,
      @Nullable LocalDate begin,
      @Nullable LocalDate end,
      @Nullable String level,
      boolean deleted,
      long changed) {
    int before = stays.size();
    int stay = stays.add(key(student, school, year));
    grow(stay);
    if (stay == before) {
      begins[stay] = NO_DAY;
      ends[stay] = NO_DAY;
      this.changed[stay] = changed;
    }
    this.changed[stay] = Math.max(this.changed[stay], changed);
    if (deleted) {
      return;
    }
    years.set(year);
    int first = begin == null ? NO_DAY : (int) begin.toEpochDay();
    int last = end == null ? Integer.MAX_VALUE : (int) end.toEpochDay();
    if (!standing.get(stay)) {
      begins[stay] = first;
      ends[stay] = last;
    } else {
      if (first != NO_DAY) {
        begins[stay] = begins[stay] == NO_DAY ? first : Math.min(begins[stay], first);
      }
      // A class that has no end goes on, and so does the stay.
      ends[stay] = Math.max(ends[stay], last);
    }
    standing.set(stay);
    vote(stay, level);
  }

  /** Notes a school year in which the bundle has classes. */
  void addYear(int year) {
    years.set(year);
  }

  /** Keeps the level that most classes name (Boyer and Moore's majority vote). */
  private void vote(int stay, @Nullable String level) {
    byte code = GradeLevels.code(level);
    if (code == 0) {
      return;
    }
    if (votes[stay] == 0) {
      levels[stay] = code;
      votes[stay] = 1;
    } else {
      votes[stay] += (short) (levels[stay] == code ? 1 : -1);
    }
  }

  private void grow(int stay) {
    if (stay >= begins.length) {
      int size = begins.length * 2;
      begins = Arrays.copyOf(begins, size);
      ends = Arrays.copyOf(ends, size);
      levels = Arrays.copyOf(levels, size);
      votes = Arrays.copyOf(votes, size);
      changed = Arrays.copyOf(changed, size);
    }
  }

  private long key(int student, String school, int year) {
    int number = schools.computeIfAbsent(school, absent -> schools.size());
    return ((long) student << SCHOOL_BITS | number) << YEAR_BITS | year;
  }

  /** Number of a stay. */
  int find(int student, String school, int year) {
    return stays.find(key(student, school, year));
  }

  int size() {
    return stays.size();
  }

  /**
   * Last school year in which the bundle has classes that had begun in a school year; of those that
   * begin later the last.
   */
  int newestYear(int begun) {
    int newest = years.previousSetBit(begun);
    return newest < 0 ? years.length() - 1 : newest;
  }

  /** When the last of its classes was changed, in milliseconds since 1970 UTC. */
  long changed(int stay) {
    return changed[stay];
  }

  /** Whether any class of the stay stands; where none does, the stay is withdrawn. */
  boolean stands(int stay) {
    return standing.get(stay);
  }

  /** First day; null where no class says it. */
  @Nullable LocalDate begin(int stay) {
    return begins[stay] == NO_DAY ? null : LocalDate.ofEpochDay(begins[stay]);
  }

  /** Last day; null where the stay goes on. */
  @Nullable LocalDate end(int stay) {
    return ends[stay] == NO_DAY || ends[stay] == Integer.MAX_VALUE
        ? null
        : LocalDate.ofEpochDay(ends[stay]);
  }

  /** Grade that most classes name; null where none names one. */
  @Nullable String level(int stay) {
    return GradeLevels.of(levels[stay]);
  }
}
