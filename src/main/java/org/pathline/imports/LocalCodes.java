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
    COURSES("courses", "SCED code (five characters) and level (B G E H C X) of local courses"),
    GRADE_LEVELS("gradeLevels", "PK, KG, 01 to 12, UG"),
    EXIT_TYPES(
        "exitTypes",
        "GRADUATED COMPLETED TRANSFERRED_IN_STATE TRANSFERRED_OUT EMIGRATED DIED DROPPED_OUT"
            + " UNDOCUMENTED OTHER"),
    MARKS("marks", "A+ to F, P, NP, W, I or 0 to 100"),
    TERMS("terms", "Y1, S1, T1, Q1, …"),
    FINAL_MARKS(
        "finalMarks",
        "Which line items are final marks of a term, by category or by their own title."),
    TESTS(
        "tests",
        "subject (MATHEMATICS, SCIENCE, ENGLISH, …) and the score that is the percentile, or the"
            + " percentiles of scale scores"),
    MAJORS("majors", "CIP code of a major by its name"),
    DEGREE_TITLES("degreeTitles", "CERTIFICATE ASSOCIATE BACHELOR MASTER DOCTOR"),
    DIPLOMAS("diplomas", "REGULAR, OTHER or EQUIVALENCY"),
    CLASS_LEVELS("classLevels", "CERTIFICATE ASSOCIATE BACHELOR GRADUATE"),
    RACES("races", "AMERICAN_INDIAN ASIAN BLACK HISPANIC PACIFIC_ISLANDER TWO_OR_MORE WHITE"),
    SEXES("sexes", "FEMALE MALE NONBINARY"),
    ENGLISH_LEARNERS("englishLearners", "YES or NO"),
    COURSE_LEVELS("courseLevels", "B G E H C X");

    private final String section;
    private final String meaning;

    Kind(String section, String meaning) {
      this.section = section;
      this.meaning = meaning;
    }

    /** What the section says of its codes, for people. */
    String meaning() {
      return meaning;
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
