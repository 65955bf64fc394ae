package org.pathline.imports.oneroster;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.Mark;
import org.pathline.imports.BundleFile;
import org.pathline.imports.FactDraft;
import org.pathline.imports.ForeignRecord;
import org.pathline.imports.LocalCodes;
import org.pathline.imports.Missed;
import org.pathline.imports.RowMapper;
import org.pathline.imports.ScedCourse;
import org.pathline.imports.StringTable;
import org.pathline.imports.oneroster.LineItems.LineItem;
import org.pathline.imports.oneroster.Rooms.Room;
import org.pathline.publish.BadRow;

/** Results of line items that are final marks, as grades. */
final class MarkRows {
  private static final double PERCENT = 100;
  private static final String FULLY_GRADED = "fully graded";

  private final OneRosterTables tables;
  private final BundleFile file;

  MarkRows(OneRosterTables tables, BundleFile file) {
    this.tables = tables;
    this.file = file;
  }

  RowMapper grades() {
    return this::grade;
  }

  private void grade(ForeignRecord record, RowMapper.Rows rows) throws BadRow, Missed {
    String user = record.text("studentSourcedId");
    rows.isOf(tables.users.publishedId(user), record.text("sourcedId"));
    user = Missed.ifNull(user, "it names no student");
    int student = tables.users.number(user);
    if (!tables.users.isListed(student)) {
      tables.users.near().tell(user, rows);
    }
    OneRosterFormat.tellStatus(record, rows::doubt);
    if (tables.users.isOnlyOther(student)) {
      rows.skip("its user is no student by users and roles");
      return;
    }
    String itemId = record.text("lineItemSourcedId");
    LineItem item = tables.lineItems.get(itemId);
    boolean deleted = OneRosterFormat.isDeleted(record);
    if (item == null && tables.lineItems.isOther(itemId)) {
      rows.skip("its line item is no final mark by the mapping file (finalMarks:)");
      return;
    }
    if (item == null && !deleted) {
      tables.lineItems.near().tell(itemId, rows);
      throw new Missed("its line item is not in the bundle");
    }
    if (deleted || item == null || item.deleted()) {
      tables
          .envelope(file, record, rows, student)
          .put("factId", record.text("sourcedId"))
          .retracted();
      return;
    }
    String status = record.text("scoreStatus");
    if (status != null
        && !status.equals(FULLY_GRADED)
        && !status.replaceAll("[^A-Za-z]", "").equalsIgnoreCase("fullygraded")) {
      rows.skip("it is not fully graded: " + status.toLowerCase(Locale.ROOT));
      return;
    }
    if (item.room() == StringTable.ABSENT) {
      throw new Missed(OneRosterTables.NO_CLASS);
    }
    grade(record, rows, student, item, tables.rooms.get(item.room()));
  }

  private void grade(
      ForeignRecord record, RowMapper.Rows rows, int student, LineItem item, Room room)
      throws BadRow, Missed {
    ScedCourse course = tables.rooms.course(room);
    if (course == null) {
      tables.rooms.tellNoCourse(room, rows);
      return;
    }
    String grade =
        room.school() == null ? null : tables.gradeLevel(student, room.school(), room.schoolYear());
    grade = Missed.ifNull(grade, OneRosterTables.NO_GRADE);
    String mark = mark(record, item);
    if (mark == null) {
      rows.skip("it has neither a score nor a text");
      return;
    }
    FactDraft draft =
        tables
            .envelope(file, record, rows, student)
            .put("factId", record.text("sourcedId"))
            .put("sectionId", tables.rooms.id(item.room()))
            .put("term", item.term())
            .put("gradeLevel", grade)
            .putCourse(room.schoolYear(), course)
            .put("mark", mark);
    tables.settings.fill(draft, record);
  }

  /** A text before a score: what is printed is what the district says. */
  private @Nullable String mark(ForeignRecord record, LineItem item) throws BadRow {
    String text = record.text("textScore");
    if (text != null) {
      String scale = record.text("scoreScaleSourcedId");
      return printed(text, scale == null ? Map.of() : tables.scales.getOrDefault(scale, Map.of()));
    }
    String score = record.text("score");
    if (score == null) {
      return null;
    }
    String said = tables.settings.map().of("marks", score);
    if (said != null) {
      return said;
    }
    if (!LineItems.NUMBER.matcher(score).matches()) {
      return printed(score, Map.of());
    }
    if (Double.parseDouble(score) < item.least()) {
      throw new BadRow("score", "'" + score + "' is below the scale of its line item");
    }
    if (Mark.isValid(score) && item.most() == PERCENT) {
      return score;
    }
    double percent = PERCENT * Double.parseDouble(score) / item.most();
    return BigDecimal.valueOf(percent)
        .setScale(2, RoundingMode.HALF_EVEN)
        .stripTrailingZeros()
        .toPlainString();
  }

  private String printed(String text, Map<String, String> scale) {
    String said = tables.settings.map().of("marks", text);
    if (said != null) {
      return said;
    }
    boolean isLetter = Mark.isValid(text) && !LineItems.NUMBER.matcher(text).matches();
    String meant = isLetter ? null : scale.get(text);
    if (meant != null && Mark.isValid(meant)) {
      return meant;
    }
    if (!Mark.isValid(text)) {
      tables.settings.codes().note(LocalCodes.Kind.MARKS, text, null);
    }
    return text;
  }
}
