package org.pathline.publish;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pathline.pseudonym.Pseudonyms;
import org.pathline.pseudonym.Pseudonyms.Kind;

/** Replaces the ids in the values of a row, column by column. */
final class PseudonymousIds {
  /** Shorter ids stand in other cells by chance, as years and counts do. */
  private static final int SHORTEST_TO_LOOK_FOR = 5;

  /** Columns of codes: what keeps their form is one, though an id may read the same. */
  private static final Set<String> CODES =
      Set.of(
          "courseCode",
          "gradeLevel",
          "mark",
          "quarter",
          "occupationCode",
          "industryCode",
          "cipCodes");

  private PseudonymousIds() {}

  /** What the ids of a column are ids of; null where it holds no ids that may be replaced. */
  private static @Nullable Kind kind(String column) {
    return switch (column) {
      case "studentId", "aliasId", "canonicalId" -> Kind.student;
      case "factId" -> Kind.record;
      case "schoolId" -> Kind.schools;
      case "sectionId" -> Kind.staff;
      default -> null;
    };
  }

  /** What stands for an id of a column: its pseudonym, or itself where ids of its kind stay. */
  static String of(String column, String id, Pseudonyms pseudonyms) {
    Kind kind = kind(column);
    return kind != null && pseudonyms.replaces(kind) ? pseudonyms.of(kind, id) : id;
  }

  /**
   * Replaces ids that keep the rules.
   *
   * @throws BadRow when another cell holds a student's id, too, where it would stay
   */
  static void replace(List<Column<?>> columns, Object[] values, Pseudonyms pseudonyms)
      throws BadRow {
    for (int i = 0; i < values.length; i++) {
      if (kind(columns.get(i).name()) == Kind.student) {
        refuseElsewhere(columns, values, pseudonyms, (String) values[i]);
      }
    }
    for (int i = 0; i < values.length; i++) {
      // A retraction may leave an id empty, and nothing is nobody's id.
      if (kind(columns.get(i).name()) != null && values[i] instanceof String id && !id.isEmpty()) {
        values[i] = of(columns.get(i).name(), id, pseudonyms);
      }
    }
  }

  private static void refuseElsewhere(
      List<Column<?>> columns, Object[] values, Pseudonyms pseudonyms, @Nullable String id)
      throws BadRow {
    if (id == null || id.length() < SHORTEST_TO_LOOK_FOR) {
      return;
    }
    for (int i = 0; i < values.length; i++) {
      Kind kind = kind(columns.get(i).name());
      boolean replaced = kind != null && pseudonyms.replaces(kind);
      if (!replaced && !CODES.contains(columns.get(i).name()) && holds(values[i], id)) {
        throw BadRow.inPlainWords(
            columns.get(i).name(),
            "holds the student's id, which would not be replaced there; leave it out");
      }
    }
  }

  private static boolean holds(@Nullable Object value, String id) {
    if (value instanceof List<?> list) {
      return list.stream().anyMatch(each -> holds(each, id));
    }
    return value instanceof String text && hasWord(text, id);
  }

  /** Whether an id stands in a text, not only as part of a longer word or number. */
  private static boolean hasWord(String text, String id) {
    for (int at = text.indexOf(id); at >= 0; at = text.indexOf(id, at + 1)) {
      int end = at + id.length();
      if ((at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1)))
          && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)))) {
        return true;
      }
    }
    return false;
  }
}
