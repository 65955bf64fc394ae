package org.pathline.imports.edfi;

import org.jspecify.annotations.Nullable;
import org.pathline.imports.LongTable;
import org.pathline.publish.BadRow;

/**
 * For which students, sections and years a delivery has grades, so that a transcript does not count
 * the same mark again. Kept are hashes of 64 bits.
 */
final class Marked {
  private final LongTable hashes = new LongTable();

  void add(EdFiTables tables, EdFiRecord record) throws BadRow {
    String reference = "studentSectionAssociationReference";
    String student = record.key(reference, "studentUniqueId");
    String type = record.descriptor("gradeType");
    if (student == null || type == null || !EdFiGradeRows.isFinal(tables, type)) {
      return;
    }
    int year = EdFiTables.year(record.key(reference, "schoolYear"));
    hashes.add(hash(student, EdFiIds.section(record, reference)));
    hashes.add(hash(student, Integer.toString(year)));
  }

  /** Whether there is a grade of a section, or where none is named of the school year. */
  boolean has(String student, @Nullable String section, int year) {
    String of = section == null ? Integer.toString(year) : section;
    return hashes.find(hash(student, of)) != LongTable.ABSENT;
  }

  private static long hash(String student, String of) {
    long hash = 0xcbf29ce484222325L;
    for (String text : new String[] {student, "\n", of}) {
      for (int i = 0; i < text.length(); i++) {
        hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        hash ^= hash >>> 29;
      }
    }
    return hash;
  }
}
