package org.pathline.imports.oneroster;

import java.time.LocalDate;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.Violation.Reason;
import org.pathline.imports.BundleFile;
import org.pathline.imports.FactDraft;
import org.pathline.imports.FactIds;
import org.pathline.imports.ForeignRecord;
import org.pathline.imports.LocalCodes;
import org.pathline.imports.RowMapper;
import org.pathline.imports.ScedCourse;
import org.pathline.publish.BadRow;
import org.pathline.publish.Timestamps;

/** Enrolments in classes as stays in schools, and as sections. */
final class SeatRows {
  private static final String NO_GRADE =
      "the grade of its student in that school year is not known";
  private static final String NO_DISTRICT =
      "no district is above its school; say district: in the mapping file";

  private final OneRosterTables tables;
  private final BundleFile file;

  SeatRows(OneRosterTables tables, BundleFile file) {
    this.tables = tables;
    this.file = file;
  }

  /** Sections, one for each enrolment in a class with a course. */
  RowMapper sections() {
    return this::section;
  }

  /** Stays: enrolments in homerooms, or one for all classes of a school and year. */
  RowMapper stays() {
    BitSet ofStays = tables.recordsOfStays(file);
    int[] number = {0};
    return (record, rows) -> {
      boolean tellsOfStay = ofStays.get(number[0]++);
      if (!tables.staysAreHomerooms && !tables.classesAreComplete) {
        rows.skip("stays cannot be gathered from a delta; give the last bulk bundle along with it");
      } else if (tellsOfStay && tables.staysAreHomerooms) {
        homeroom(record, rows);
      } else if (tellsOfStay) {
        gathered(record, rows);
      } else if (tables.lacksClass(record, file)) {
        rows.isOf(publishedId(record), tables.staysAreHomerooms ? record.text("sourcedId") : null);
        rows.miss(OneRosterTables.NO_CLASS);
      } else if (tables.staysAreHomerooms) {
        rows.skip("it is of no student in a homeroom (stays: homeroom)");
      }
    };
  }

  private void section(ForeignRecord record, RowMapper.Rows rows) throws BadRow {
    if (tables.isOutdated(record, file)) {
      rows.skip("a delta of the same import holds it anew");
      return;
    }
    OneRosterFormat.tellStatus(record, rows::doubt);
    rows.isOf(publishedId(record), record.text("sourcedId"));
    if (retracted(record, rows)) {
      return;
    }
    Seat seat = tables.seat(record, rows);
    if (seat == null) {
      return;
    }
    if (seat.deleted()) {
      FactDraft draft = envelope(record, rows, seat.student());
      if (draft != null) {
        draft.put("factId", record.text("sourcedId")).retracted();
      }
      return;
    }
    ScedCourse course = tables.rooms.course(seat.of());
    if (course == null) {
      tables.rooms.tellNearCourse(seat.of(), rows);
      if (seat.of().homeroom() && seat.of().course() == null) {
        rows.skip("its class is a homeroom, which teaches no course");
      } else {
        tables.rooms.tellNoCourse(seat.of(), rows);
      }
      return;
    }
    String district = tables.orgs.district(seat.school());
    String grade = tables.gradeLevel(seat.student(), seat.school(), seat.schoolYear());
    if (district == null || grade == null) {
      if (district == null && tables.orgs.has(seat.school())) {
        tables.orgs.tellNearParent(seat.school(), rows);
      }
      miss(rows, district);
      return;
    }
    FactDraft draft = envelope(record, rows, seat.student());
    if (draft == null) {
      return;
    }
    draft
        .put("factId", record.text("sourcedId"))
        .put("sectionId", tables.rooms.id(seat.room()))
        .put("districtId", district)
        .put("schoolId", tables.orgs.school(seat.school()))
        .put("schoolYear", Integer.toString(seat.schoolYear()))
        .put("gradeLevel", grade)
        .put("courseCode", course.code())
        .put("courseLevel", course.level())
        .put("entryDate", seat.begin() == null ? null : Timestamps.text(seat.begin()))
        .put("exitDate", seat.end() == null ? null : Timestamps.text(seat.end()));
    tables.settings.fill(draft, record);
  }

  /** A withdrawn record needs nothing that it refers to. */
  private boolean retracted(ForeignRecord record, RowMapper.Rows rows) throws BadRow {
    String user = record.text("userSourcedId");
    if (!OneRosterFormat.isDeleted(record)
        || user == null
        || !"student".equalsIgnoreCase(record.text("role"))
        || tables.rooms.find(record.text("classSourcedId")) >= 0) {
      return false;
    }
    FactDraft draft = envelope(record, rows, tables.users.number(user));
    if (draft != null) {
      draft.put("factId", record.text("sourcedId")).retracted();
    }
    return true;
  }

  private void homeroom(ForeignRecord record, RowMapper.Rows rows) throws BadRow {
    rows.isOf(publishedId(record), record.text("sourcedId"));
    Seat seat = tables.seat(record, null);
    if (seat == null) {
      return;
    }
    if (seat.deleted()) {
      FactDraft draft = envelope(record, rows, seat.student());
      if (draft != null) {
        draft.put("factId", record.text("sourcedId")).retracted();
      }
      return;
    }
    String level = seat.of().gradeLevel();
    String grade =
        level != null && seat.schoolYear() != tables.yearOfGrades
            ? level
            : tables.gradeLevel(seat.student(), seat.school(), seat.schoolYear());
    if (seat.isContradicted()) {
      refuse(rows, seat, grade);
      return;
    }
    stay(
        record,
        rows,
        seat,
        record.text("sourcedId"),
        grade,
        day(seat.beginOfStay()),
        day(seat.end()));
  }

  private void gathered(ForeignRecord record, RowMapper.Rows rows) throws BadRow {
    rows.isOf(publishedId(record), null);
    Seat seat = tables.seat(record, null);
    if (seat == null) {
      return;
    }
    int stay = tables.stays.find(seat.student(), seat.school(), seat.schoolYear());
    String id = FactIds.of("stay", seat.school(), Integer.toString(seat.schoolYear()));
    rows.isOf(publishedId(record), id);
    String grade = tables.gradeLevel(seat.student(), seat.school(), seat.schoolYear());
    if (seat.isContradicted() && !seat.deleted()) {
      refuse(rows, seat, grade);
      return;
    }
    FactDraft draft;
    if (tables.stays.stands(stay)) {
      String begin = day(tables.stays.begin(stay));
      draft = stay(record, rows, seat, id, grade, begin, day(tables.stays.end(stay)));
    } else {
      draft = envelope(record, rows, seat.student());
      if (draft != null) {
        draft.put("factId", id).retracted();
      }
    }
    if (draft != null) {
      draft.recordedNoEarlierThan(tables.stays.changed(stay));
    }
  }

  /** Refuses a stay all of whose days are in another school year than its class. */
  private void refuse(RowMapper.Rows rows, Seat seat, @Nullable String grade) throws BadRow {
    String district = tables.orgs.district(seat.school());
    if (district == null || grade == null) {
      miss(rows, district);
      return;
    }
    throw new BadRow(
        Reason.SCHOOL_YEAR_CONTRADICTED,
        seat.begin() == null ? "endDate" : "beginDate",
        "it lies outside of the school year of its class, which ends in " + seat.schoolYear());
  }

  private @Nullable FactDraft stay(
      ForeignRecord record,
      RowMapper.Rows rows,
      Seat seat,
      @Nullable String id,
      @Nullable String grade,
      @Nullable String begin,
      @Nullable String end)
      throws BadRow {
    String district = tables.orgs.district(seat.school());
    if (district == null || grade == null) {
      miss(rows, district);
      return null;
    }
    FactDraft draft = envelope(record, rows, seat.student());
    if (draft == null) {
      return null;
    }
    draft
        .put("factId", id)
        .put("districtId", district)
        .put("schoolId", tables.orgs.school(seat.school()))
        .put("gradeLevel", grade)
        .put("entryDate", begin)
        .put("exitDate", end);
    tables.settings.fill(draft, record);
    String exit = draft.get("exitType");
    String meant = exit == null ? null : tables.settings.map().of("exitTypes", exit);
    if (meant != null) {
      draft.put("exitType", meant);
    }
    return draft;
  }

  private void miss(RowMapper.Rows rows, @Nullable String district) {
    if (district == null) {
      tables.settings.codes().need(LocalCodes.DISTRICT);
    }
    rows.miss(district == null ? NO_DISTRICT : NO_GRADE);
  }

  private @Nullable String publishedId(ForeignRecord record) {
    return tables.users.publishedId(record.text("userSourcedId"));
  }

  private static @Nullable String day(@Nullable LocalDate date) {
    return date == null ? null : Timestamps.text(date);
  }

  private @Nullable FactDraft envelope(ForeignRecord record, RowMapper.Rows rows, int student)
      throws BadRow {
    return StudentRows.envelope(tables, file, record, rows, student);
  }
}
