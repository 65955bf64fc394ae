package org.pathline.imports.edfi;

import static java.util.regex.Pattern.CASE_INSENSITIVE;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.Doubt;
import org.pathline.imports.BundleFile;
import org.pathline.imports.FactDraft;
import org.pathline.imports.ImportSettings;
import org.pathline.imports.LocalCodes.Kind;
import org.pathline.imports.NearIds;
import org.pathline.imports.StringTable;

/**
 * Who students are, gathered from the student and from all its associations with education
 * organizations: what is known goes before what is not, what comes later before what came earlier.
 */
final class EdFiStudents {
  /** What is kept of a student, by the field of its fact, with the values that it can have. */
  private enum Said {
    RACE(
        "raceEthnicity",
        "AMERICAN_INDIAN",
        "ASIAN",
        "BLACK",
        "HISPANIC",
        "PACIFIC_ISLANDER",
        "TWO_OR_MORE",
        "WHITE"),
    SEX("sex", "FEMALE", "MALE", "NONBINARY"),
    DISADVANTAGED("economicallyDisadvantaged", "YES", "NO"),
    ENGLISH_LEARNER("englishLearner", "YES", "NO");

    private static final Said[] ALL = values();

    private final String field;
    private final List<String> values;

    Said(String field, String... values) {
      this.field = field;
      this.values = List.of(values);
    }
  }

  private static final String DISADVANTAGED = "economic";
  private static final Pattern NOT = Pattern.compile("\\b(not|non|no)\\b|^non", CASE_INSENSITIVE);
  private static final String HISPANIC = "HISPANIC";

  private final StringTable ids = new StringTable();
  private final String otherwise;
  private final ImportSettings settings;
  private final Consumer<Doubt> doubts;

  /** Number of the value of each field of each student, counted from 1; 0 for none. */
  private byte[] said = new byte[Said.ALL.length << 10];

  private final BitSet organizations = new BitSet();
  private final BitSet listed = new BitSet();
  private long[] changed = new long[1 << 10];

  /**
   * Nobody yet.
   *
   * @param doubts takes what is doubted of the record that is added
   */
  EdFiStudents(ImportSettings settings, Consumer<Doubt> doubts) {
    this.settings = settings;
    this.doubts = doubts;
    otherwise = Objects.requireNonNullElse(settings.map().value("withoutCharacteristic"), "");
  }

  int number(String id) {
    int number = ids.add(id);
    if (number >= changed.length) {
      int size = Math.max(changed.length * 2, number + 1);
      said = Arrays.copyOf(said, size * Said.ALL.length);
      changed = Arrays.copyOf(changed, size);
    }
    return number;
  }

  void addStudent(EdFiRecord record, BundleFile file) {
    String id = record.text("studentUniqueId");
    if (id != null) {
      int student = number(id);
      change(student, record, file);
      String sex = record.descriptor("birthSex");
      String inData = sex == null ? record.key("birthData", "birthSex") : null;
      sex = inData == null ? sex : EdFiRecord.lastPart(inData);
      keep(student, Said.SEX, meaning(Kind.SEXES, "birthSexDescriptor", "sex", sex));
      listed.set(student);
    }
  }

  private void change(int student, EdFiRecord record, BundleFile file) {
    long millis =
        settings.recordedAtMillis("_lastModifiedDate", record.text("_lastModifiedDate"), file);
    changed[student] = Math.max(changed[student], millis);
  }

  /** When the last of the records of a student was changed, in milliseconds since 1970 UTC. */
  long changed(int student) {
    return changed[student];
  }

  void addOrganization(EdFiRecord record, BundleFile file) {
    String id = record.key("studentReference", "studentUniqueId");
    if (id == null) {
      return;
    }
    int student = number(id);
    change(student, record, file);
    organizations.set(student);
    listed.set(student);
    keep(student, Said.RACE, race(record));
    String sex = record.descriptor("sex");
    keep(student, Said.SEX, meaning(Kind.SEXES, "sexDescriptor", "sex", sex));
    String english = "limitedEnglishProficiency";
    keep(
        student,
        Said.ENGLISH_LEARNER,
        meaning(
            Kind.ENGLISH_LEARNERS, english + "Descriptor", english, record.descriptor(english)));
    keep(student, Said.DISADVANTAGED, disadvantaged(record));
  }

  private @Nullable String meaning(
      Kind kind, String field, String descriptor, @Nullable String code) {
    return code == null
        ? null
        : settings.meaning(kind, field, code, EdFiCodes.meaning(descriptor, code), doubts);
  }

  private void keep(int student, Said field, @Nullable String value) {
    int code = value == null ? 0 : field.values.indexOf(value) + 1;
    if (code > 0) {
      said[student * Said.ALL.length + field.ordinal()] = (byte) code;
    }
  }

  private @Nullable String race(EdFiRecord record) {
    String hispanic = record.text("hispanicLatinoEthnicity");
    if (hispanic != null && "YES".equals(answer("hispanicLatinoEthnicity", hispanic))) {
      return HISPANIC;
    }
    String race = null;
    boolean isHispanic = false;
    for (String each : record.descriptors("races", "race")) {
      String meaning = meaning(Kind.RACES, "races", "race", each);
      isHispanic |= HISPANIC.equals(meaning);
      if (meaning != null && !meaning.equals(race)) {
        race = race == null ? meaning : "TWO_OR_MORE";
      }
    }
    // Of whatever race.
    return isHispanic ? HISPANIC : race;
  }

  /**
   * A characteristic, or an indicator that says yes or no, that names economic disadvantage. It
   * counts whatever its periods: they mostly end with each school year.
   */
  private String disadvantaged(EdFiRecord record) {
    for (JsonNode each : record.elements("studentCharacteristics", "studentCharacteristic")) {
      String name = EdFiRecord.descriptor(each, "studentCharacteristic");
      if (name != null && name.toLowerCase(Locale.ROOT).contains(DISADVANTAGED)) {
        return NOT.matcher(name).find() ? "NO" : "YES";
      }
    }
    for (JsonNode each : record.elements("studentIndicators", "studentIndicator")) {
      String name = EdFiRecord.within(each, "indicatorName");
      String said = EdFiRecord.within(each, "indicator");
      if (name != null && said != null && name.toLowerCase(Locale.ROOT).contains(DISADVANTAGED)) {
        return answer("indicator", said);
      }
    }
    return otherwise;
  }

  private String answer(String field, String said) {
    return switch (said.toLowerCase(Locale.ROOT)) {
      case "yes", "y", "true", "1" -> "YES";
      case "no", "n", "false", "0" -> "NO";
      default -> {
        doubts.accept(
            new Doubt(
                Doubt.Kind.UNKNOWN_CODE,
                field,
                "'" + said + "' says neither yes nor no; left out"));
        yield "";
      }
    };
  }

  /** Whether the delivery has an association of the student with an education organization. */
  boolean hasOrganization(int student) {
    return organizations.get(student);
  }

  /** Whether a record of the delivery says who the student is. */
  boolean isListed(int student) {
    return listed.get(student);
  }

  /** Students nearly of whose id others are. */
  NearIds near() {
    return new NearIds(
        "studentUniqueId", ids::size, number -> isListed(number) ? ids.get(number) : null);
  }

  /** Fills what is known of a student. */
  void fill(FactDraft draft, int student) {
    for (Said field : Said.ALL) {
      int code = said[student * Said.ALL.length + field.ordinal()];
      draft.put(field.field, code == 0 ? null : field.values.get(code - 1));
    }
  }
}
