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
import org.pathline.imports.Missed;
import org.pathline.imports.RowMapper;
import org.pathline.imports.ScedCourse;
import org.pathline.publish.BadRow;

/** Enrolments in classes as stays in schools, and as sections. */
final class SeatRows {
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
        throw new Missed(OneRosterTables.NO_CLASS);
      } else if (tables.staysAreHomerooms) {
        rows.skip("it is of no student in a homeroom (stays: homeroom)");
      }
    };
  }

  private void section(ForeignRecord record, RowMapper.Rows rows) throws BadRow, Missed {
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
      retract(record, rows, seat.student(), record.text("sourcedId"));
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
    String grade = tables.gradeLevel(seat.student(), seat.school(), seat.schoolYear());
    if (tables.orgs.district(seat.school()) == null && tables.orgs.has(seat.school())) {
      tables.orgs.tellNearParent(seat.school(), rows);
    }
    FactDraft draft =
        inSchool(record, rows, seat, record.text("sourcedId"), grade)
            .put("sectionId", tables.rooms.id(seat.room()))
            .putCourse(seat.schoolYear(), course)
            .put("entryDate", seat.begin())
            .put("exitDate", seat.end());
    tables.settings.fill(draft, record);
  }

  /** A withdrawn record needs nothing that it refers to. */
  private boolean retracted(ForeignRecord record, RowMapper.Rows rows) throws BadRow, Missed {
    String user = record.text("userSourcedId");
    if (!OneRosterFormat.isDeleted(record)
        || user == null
        || !"student".equalsIgnoreCase(record.text("role"))
        || tables.rooms.find(record.text("classSourcedId")) >= 0) {
      return false;
    }
    retract(record, rows, tables.users.number(user), record.text("sourcedId"));
    return true;
  }

  private void homeroom(ForeignRecord record, RowMapper.Rows rows) throws BadRow, Missed {
    rows.isOf(publishedId(record), record.text("sourcedId"));
    Seat seat = tables.seat(record, null);
    if (seat == null) {
      return;
    }
    if (seat.deleted()) {
      retract(record, rows, seat.student(), record.text("sourcedId"));
      return;
    }
    String level = seat.of().gradeLevel();
    String grade =
        level != null && seat.schoolYear() != tables.yearOfGrades
            ? level
            : tables.gradeLevel(seat.student(), seat.school(), seat.schoolYear());
    if (seat.isContradicted()) {
      throw contradicted(seat, grade);
    }
    String id = record.text("sourcedId");
    stay(record, rows, seat, id, grade, seat.beginOfStay(), seat.end());
  }

  private void gathered(ForeignRecord record, RowMapper.Rows rows) throws BadRow, Missed {
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
      throw contradicted(seat, grade);
    }
    FactDraft draft =
        tables.stays.stands(stay)
            ? stay(record, rows, seat, id, grade, tables.stays.begin(stay), tables.stays.end(stay))
            : retract(record, rows, seat.student(), id);
    draft.recordedNoEarlierThan(tables.stays.changed(stay));
  }

  /** Why a stay is refused all of whose days are in another school year than its class. */
  private BadRow contradicted(Seat seat, @Nullable String grade) throws Missed {
    district(seat);
    Missed.ifNull(grade, OneRosterTables.NO_GRADE);
    return new BadRow(
        Reason.SCHOOL_YEAR_CONTRADICTED,
        seat.begin() == null ? "endDate" : "beginDate",
        "it lies outside of the school year of its class, which ends in " + seat.schoolYear());
  }

  private FactDraft stay(
      ForeignRecord record,
      RowMapper.Rows rows,
      Seat seat,
      @Nullable String id,
      @Nullable String grade,
      @Nullable LocalDate begin,
      @Nullable LocalDate end)
      throws BadRow, Missed {
    FactDraft draft =
        inSchool(record, rows, seat, id, grade).put("entryDate", begin).put("exitDate", end);
    tables.settings.fill(draft, record);
    String exit = draft.get("exitType");
    String meant = exit == null ? null : tables.settings.map().of("exitTypes", exit);
    return meant == null ? draft : draft.put("exitType", meant);
  }

  /** A row that says who is in which school and grade. */
  private FactDraft inSchool(
      ForeignRecord record,
      RowMapper.Rows rows,
      Seat seat,
      @Nullable String id,
      @Nullable String grade)
      throws BadRow, Missed {
    String district = district(seat);
    String level = Missed.ifNull(grade, OneRosterTables.NO_GRADE);
    return tables
        .envelope(file, record, rows, seat.student())
        .put("factId", id)
        .put("districtId", district)
        .put("schoolId", tables.orgs.school(seat.school()))
        .put("gradeLevel", level);
  }

  private String district(Seat seat) throws Missed {
    String district = tables.orgs.district(seat.school());
    if (district == null) {
      tables.settings.codes().need(LocalCodes.DISTRICT);
      throw new Missed("no district is above its school; say district: in the mapping file");
    }
    return district;
  }

  private FactDraft retract(
      ForeignRecord record, RowMapper.Rows rows, int student, @Nullable String id)
      throws BadRow, Missed {
    return tables.envelope(file, record, rows, student).put("factId", id).retracted();
  }

  private @Nullable String publishedId(ForeignRecord record) {
    return tables.users.publishedId(record.text("userSourcedId"));
  }
}
