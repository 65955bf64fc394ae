package org.pathline.imports.edfi;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import org.pathline.imports.BundleFile;
import org.pathline.imports.RowMapper;
import org.pathline.publish.BadRow;

/**
 * What Change Queries say was deleted or has another key, as retractions.
 *
 * <p>A fact may be known by the id of its resource or by its key, for XML has no ids; so a deletion
 * withdraws both. After a change of keys the record comes anew under its id, and only what is known
 * by the old key is withdrawn.
 */
final class EdFiChangeRows {
  private final EdFiTables tables;
  private final BundleFile file;
  private final Resource resource;

  EdFiChangeRows(EdFiTables tables, BundleFile file, Resource resource) {
    this.tables = tables;
    this.file = file;
    this.resource = resource;
  }

  RowMapper deletes() {
    return (record, rows) -> {
      EdFiRecord deleted = (EdFiRecord) record;
      JsonNode key = deleted.node().get("keyValues");
      String student = EdFiIds.student(key == null ? deleted.node() : key);
      if (student == null) {
        rows.skip(EdFiRows.NO_STUDENT);
        return;
      }
      String id = deleted.text("id");
      rows.isOf(student, id);
      if (!EdFiIds.areOf(resource)) {
        retract(deleted, rows, student, null);
        return;
      }
      if (id != null) {
        retract(deleted, rows, student, id);
      }
      if (key != null) {
        retract(deleted, rows, student, EdFiIds.key(resource, key));
      }
    };
  }

  RowMapper keyChanges() {
    return (record, rows) -> {
      EdFiRecord changed = (EdFiRecord) record;
      JsonNode before = changed.node().get("oldKeyValues");
      JsonNode after = changed.node().get("newKeyValues");
      String student = before == null ? null : EdFiIds.student(before);
      if (before == null || student == null) {
        rows.skip(EdFiRows.NO_STUDENT);
        return;
      }
      rows.isOf(student, EdFiIds.key(resource, before));
      retract(changed, rows, student, EdFiIds.key(resource, before));
      String other = after == null ? null : EdFiIds.student(after);
      String id = changed.text("id");
      if (other != null && !other.equals(student) && id != null) {
        // The record has gone to another student, under whom it comes anew.
        retract(changed, rows, student, id);
      }
    };
  }

  private void retract(
      EdFiRecord record, RowMapper.Rows rows, String student, @Nullable String factId)
      throws BadRow {
    tables.envelope(record, rows, student, file).put("factId", factId).retracted();
  }
}
