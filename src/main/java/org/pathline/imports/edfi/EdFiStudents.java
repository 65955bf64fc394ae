package org.pathline.imports.edfi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.pathline.imports.ImportSettings;
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

  private final StringTable ids = new StringTable();
  private final String otherwise;
  private byte[] races = new byte[1 << 10];
  private byte[] sexes = new byte[1 << 10];
  private byte[] disadvantaged = new byte[1 << 10];
  private byte[] learners = new byte[1 << 10];
  private byte[] organizations = new byte[1 << 10];

  EdFiStudents(ImportSettings settings) {
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
    }
    return number;
  }

  void addStudent(EdFiRecord record) {
    String id = record.text("studentUniqueId");
    if (id != null) {
      int student = number(id);
      String sex = record.descriptor("birthSex");
      keep(sexes, student, SEXES, sex == null ? null : EdFiCodes.meaning("sex", sex));
    }
  }

  void addOrganization(EdFiRecord record) {
    String id = record.key("studentReference", "studentUniqueId");
    if (id == null) {
      return;
    }
    int student = number(id);
    organizations[student] = 1;
    keep(races, student, RACES, race(record));
    String sex = record.descriptor("sex");
    keep(sexes, student, SEXES, sex == null ? null : EdFiCodes.meaning("sex", sex));
    String english = record.descriptor("limitedEnglishProficiency");
    keep(
        learners,
        student,
        ANSWERS,
        english == null ? null : EdFiCodes.meaning("limitedEnglishProficiency", english));
    keep(disadvantaged, student, ANSWERS, disadvantaged(record));
  }

  private static void keep(byte[] values, int student, List<String> codes, @Nullable String value) {
    int code = value == null ? 0 : codes.indexOf(value);
    if (code > 0) {
      values[student] = (byte) code;
    }
  }

  private static @Nullable String race(EdFiRecord record) {
    if ("true".equalsIgnoreCase(record.text("hispanicLatinoEthnicity"))) {
      return "HISPANIC";
    }
    String race = null;
    for (String each : record.descriptors("races", "race")) {
      String meaning = EdFiCodes.meaning("race", each);
      if (meaning != null && !meaning.isEmpty() && !meaning.equals(race)) {
        race = race == null ? meaning : "TWO_OR_MORE";
      }
    }
    return race;
  }

  /** A characteristic, or an indicator that says yes or no, that names economic disadvantage. */
  private String disadvantaged(EdFiRecord record) {
    for (JsonNode each : record.elements("studentCharacteristics", "studentCharacteristic")) {
      String name = EdFiRecord.descriptor(each, "studentCharacteristic");
      if (name != null && name.toLowerCase(Locale.ROOT).contains(DISADVANTAGED)) {
        return "YES";
      }
    }
    for (JsonNode each : record.elements("studentIndicators", "studentIndicator")) {
      String name = EdFiRecord.within(each, "indicatorName");
      String said = EdFiRecord.within(each, "indicator");
      if (name != null && said != null && name.toLowerCase(Locale.ROOT).contains(DISADVANTAGED)) {
        return switch (said.toLowerCase(Locale.ROOT)) {
          case "yes", "y", "true", "1" -> "YES";
          case "no", "n", "false", "0" -> "NO";
          default -> "";
        };
      }
    }
    return otherwise;
  }

  /** Whether the delivery has an association of the student with an education organization. */
  boolean hasOrganization(int student) {
    return organizations[student] != 0;
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
