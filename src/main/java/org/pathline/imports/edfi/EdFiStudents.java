package org.pathline.imports.edfi;

import static java.util.regex.Pattern.CASE_INSENSITIVE;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.Doubt;
import org.pathline.imports.BundleFile;
import org.pathline.imports.ImportSettings;
import org.pathline.imports.LocalCodes.Kind;
import org.pathline.imports.NearIds;
import org.pathline.imports.StringTable;

/**
 * Who students are, gathered from the student and from all its associations with education
 * organizations: what is known goes before what is not, what comes later before what came earlier.
 */
final class EdFiStudents {
  private static final List<String> RACES =
      List.of(
          "",
          "AMERICAN_INDIAN",
          "ASIAN",
          "BLACK",
          "HISPANIC",
          "PACIFIC_ISLANDER",
          "TWO_OR_MORE",
          "WHITE");
  private static final List<String> SEXES = List.of("", "FEMALE", "MALE", "NONBINARY");
  private static final List<String> ANSWERS = List.of("", "YES", "NO");
  private static final String DISADVANTAGED = "economic";
  private static final Pattern NOT = Pattern.compile("\\b(not|non|no)\\b|^non", CASE_INSENSITIVE);
  private static final String HISPANIC = "HISPANIC";

  private final StringTable ids = new StringTable();
  private final String otherwise;
  private final ImportSettings settings;
  private final Consumer<Doubt> doubts;
  private byte[] races = new byte[1 << 10];
  private byte[] sexes = new byte[1 << 10];
  private byte[] disadvantaged = new byte[1 << 10];
  private byte[] learners = new byte[1 << 10];
  private byte[] organizations = new byte[1 << 10];
  private byte[] listed = new byte[1 << 10];
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
    if (number >= races.length) {
      int size = Math.max(races.length * 2, number + 1);
      races = Arrays.copyOf(races, size);
      sexes = Arrays.copyOf(sexes, size);
      disadvantaged = Arrays.copyOf(disadvantaged, size);
      learners = Arrays.copyOf(learners, size);
      organizations = Arrays.copyOf(organizations, size);
      listed = Arrays.copyOf(listed, size);
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
      keep(sexes, student, SEXES, meaning(Kind.SEXES, "birthSexDescriptor", "sex", sex));
      listed[student] = 1;
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
    organizations[student] = 1;
    listed[student] = 1;
    keep(races, student, RACES, race(record));
    String sex = record.descriptor("sex");
    keep(sexes, student, SEXES, meaning(Kind.SEXES, "sexDescriptor", "sex", sex));
    String english = "limitedEnglishProficiency";
    keep(
        learners,
        student,
        ANSWERS,
        meaning(
            Kind.ENGLISH_LEARNERS, english + "Descriptor", english, record.descriptor(english)));
    keep(disadvantaged, student, ANSWERS, disadvantaged(record));
  }

  private @Nullable String meaning(
      Kind kind, String field, String descriptor, @Nullable String code) {
    return code == null
        ? null
        : settings.meaning(kind, field, code, EdFiCodes.meaning(descriptor, code), doubts);
  }

  private static void keep(byte[] values, int student, List<String> codes, @Nullable String value) {
    int code = value == null ? 0 : codes.indexOf(value);
    if (code > 0) {
      values[student] = (byte) code;
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
    return organizations[student] != 0;
  }

  /** Whether a record of the delivery says who the student is. */
  boolean isListed(int student) {
    return listed[student] != 0;
  }

  /** Students nearly of whose id others are. */
  NearIds near() {
    return new NearIds(
        "studentUniqueId", ids::size, number -> isListed(number) ? ids.get(number) : null);
  }

  /** What is known of a student, by the fields of its fact. */
  Map<String, String> known(int student) {
    return Map.of(
        "raceEthnicity", RACES.get(races[student]),
        "sex", SEXES.get(sexes[student]),
        "economicallyDisadvantaged", ANSWERS.get(disadvantaged[student]),
        "englishLearner", ANSWERS.get(learners[student]));
  }
}
