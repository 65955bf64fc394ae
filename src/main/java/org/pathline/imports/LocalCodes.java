package org.pathline.imports;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Local codes that neither a standard nor the mapping file explains, with how often they came. */
public final class LocalCodes {
  /** Sections of the mapping file that are one value, of which records may be in need. */
  public static final String DISTRICT = "district";

  /** The time zone of times without offset. */
  public static final String ZONE = "zone";

  /** The order of the numbers in days that spreadsheets have saved. */
  public static final String DATES = "dates";

  /** The day through which was searched. */
  public static final String SEARCHED_THROUGH = "searchedThrough";

  /** Of one kind; enough to fill in by hand. */
  private static final int MOST = 5_000;

  /** What a code is of, by its section in the mapping file. */
  public enum Kind {
    COURSES("courses"),
    GRADE_LEVELS("gradeLevels"),
    EXIT_TYPES("exitTypes"),
    MARKS("marks"),
    TERMS("terms"),
    FINAL_MARKS("finalMarks"),
    TESTS("tests"),
    MAJORS("majors"),
    DEGREE_TITLES("degreeTitles"),
    DIPLOMAS("diplomas"),
    CLASS_LEVELS("classLevels"),
    RACES("races"),
    SEXES("sexes"),
    ENGLISH_LEARNERS("englishLearners"),
    COURSE_LEVELS("courseLevels");

    private final String section;

    Kind(String section) {
      this.section = section;
    }

    /** Its section in the mapping file. */
    public String section() {
      return section;
    }
  }

  /**
   * A code that is not explained.
   *
   * @param code as it is written
   * @param hint what else is known of it, such as a title; null for nothing
   * @param count records that have it
   */
  public record Code(String code, @Nullable String hint, long count) {}

  private final Map<Kind, Map<String, Code>> codes = new EnumMap<>(Kind.class);
  private final Map<String, Long> needed = new TreeMap<>();
  private final Map<String, String> taken = new TreeMap<>();
  private final Map<String, MapFile.Field> silent = new TreeMap<>();
  private final Set<String> said = new HashSet<>();

  /** Notes a course code that has the form of a SCED code, and so counts as one. */
  public void take(String code, @Nullable String title) {
    if (taken.size() < MOST) {
      taken.putIfAbsent(code, title == null ? "" : title);
    }
  }

  /** Titles of courses by the codes that count as SCED codes. */
  Map<String, String> taken() {
    return taken;
  }

  /** Notes that one more record stays out, or in doubt, for want of a value. */
  public void need(String section) {
    needed.merge(section, 1L, Long::sum);
  }

  /** How many records are in need of which values. */
  Map<String, Long> needed() {
    return needed;
  }

  /** Notes that a field was asked for, and whether the record said something of it. */
  void ask(MapFile.Field field, boolean says) {
    if (!said.contains(field.name())) {
      silent.put(field.name(), field);
      if (says) {
        said.add(field.name());
        silent.remove(field.name());
      }
    }
  }

  /** Fields of facts of whose column no record said anything. */
  List<MapFile.Field> silent() {
    return List.copyOf(silent.values());
  }

  /** Notes a code of one more record. */
  public void note(Kind kind, String code, @Nullable String hint) {
    Map<String, Code> known = codes.computeIfAbsent(kind, absent -> new LinkedHashMap<>());
    Code before = known.get(code);
    if (before != null) {
      known.put(code, new Code(code, before.hint(), before.count() + 1));
    } else if (known.size() < MOST) {
      known.put(code, new Code(code, hint, 1));
    }
  }

  /** Codes of a kind, the most frequent first. */
  public List<Code> of(Kind kind) {
    return codes.getOrDefault(kind, Map.of()).values().stream()
        .sorted(Comparator.comparingLong(Code::count).reversed().thenComparing(Code::code))
        .toList();
  }
}
