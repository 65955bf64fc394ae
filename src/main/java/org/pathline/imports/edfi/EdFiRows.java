package org.pathline.imports.edfi;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.NothingWord;
import org.pathline.domain.fact.SchoolYear;
import org.pathline.domain.fact.Violation.Reason;
import org.pathline.imports.BundleFile;
import org.pathline.imports.Dates;
import org.pathline.imports.FactDraft;
import org.pathline.imports.FactIds;
import org.pathline.imports.LocalCodes;
import org.pathline.imports.LocalCodes.Kind;
import org.pathline.imports.Missed;
import org.pathline.imports.RowMapper;
import org.pathline.imports.ScedCourse;
import org.pathline.publish.BadRow;

/** Records of students, stays, sections and diplomas as rows of facts. */
final class EdFiRows {
  static final String NO_STUDENT = "it names no student";
  static final String NO_SECTION = "it names no section";
  private static final String NO_SCHOOL = "it names no school";
  static final String NO_GRADE = "the grade of its student in that school year is not known";
  static final String NO_COURSE = "its course code is neither SCED nor in the mapping file";
  static final String NOT_FOLLOWED = "the mapping file gives its course no SCED code";

  private final EdFiTables tables;
  private final BundleFile file;

  EdFiRows(EdFiTables tables, BundleFile file) {
    this.tables = tables;
    this.file = file;
  }

  /** Makes the rows of one record. */
  interface Maker {
    void make(EdFiRecord record, RowMapper.Rows rows) throws BadRow, Missed;
  }

  private static RowMapper mapper(Maker maker) {
    return (record, rows) -> maker.make((EdFiRecord) record, rows);
  }

  /** Students without an association with an education organization. */
  RowMapper students() {
    return mapper(
        (record, rows) -> {
          String id = record.text("studentUniqueId");
          rows.isOf(id, null);
          id = Missed.ifNull(id, NO_STUDENT);
          if (!tables.students.hasOrganization(tables.students.number(id))) {
            student(record, rows, id);
          }
        });
  }

  /** Students with associations, once each. */
  RowMapper organizations() {
    BitSet told = new BitSet();
    return mapper(
        (record, rows) -> {
          String id = record.key("studentReference", "studentUniqueId");
          rows.isOf(id, null);
          id = Missed.ifNull(id, NO_STUDENT);
          int student = tables.students.number(id);
          if (!told.get(student)) {
            told.set(student);
            student(record, rows, id);
          }
        });
  }

  private void student(EdFiRecord record, RowMapper.Rows rows, String id) throws BadRow {
    int number = tables.students.number(id);
    FactDraft draft =
        tables
            .envelope(record, rows, id, file)
            .recordedNoEarlierThan(tables.students.changed(number));
    tables.students.fill(draft, number);
    tables.settings.fill(draft, record);
  }

  RowMapper stays() {
    return mapper(
        (record, rows) -> {
          String student = record.key("studentReference", "studentUniqueId");
          String school = record.key("schoolReference", "schoolId");
          String id = EdFiIds.of(Resource.STUDENT_SCHOOLS, record);
          rows.isOf(student, id);
          student = Missed.ifNull(student, NO_STUDENT);
          school = Missed.ifNull(school, NO_SCHOOL);
          tables.tellNear(student, school, rows);
          LocalDate entry = tables.settings.date("entryDate", record.text("entryDate"));
          String grade = record.descriptor("entryGradeLevel");
          LocalDate exit =
              tables.settings.date("exitWithdrawDate", record.text("exitWithdrawDate"));
          String code = said("exitWithdrawTypeDescriptor", record.descriptor("exitWithdrawType"));
          String exitType = meaning(Kind.EXIT_TYPES, "exitWithdrawType", code, rows);
          if ("NEVER".equals(exitType)) {
            tables.envelope(record, rows, student, file).put("factId", id).retracted();
            return;
          }
          checkYear(entry, EdFiTables.yearOfStay(record));
          tables.addStay(record, student, school, grade, entry);
          String level = level(said("entryGradeLevelDescriptor", grade));
          if (level == null && grade != null && tables.settings.map().names("gradeLevels", grade)) {
            rows.skip("its grade level is none that a school counts");
            return;
          }
          level = Missed.ifNull(level, "its grade level is not known");
          String district = district(school);
          FactDraft draft =
              tables
                  .envelope(record, rows, student, file)
                  .put("factId", id)
                  .put("districtId", district)
                  .put("schoolId", school)
                  .put("gradeLevel", level)
                  .put("entryDate", entry)
                  .put("exitDate", exit)
                  .put("exitType", exitType);
          tables.settings.fill(draft, record);
        });
  }

  /**
   * An entry of another school year than the one that the stay says is that of an earlier stay,
   * which goes on, or the school year is named otherwise than by its end.
   */
  private static void checkYear(@Nullable LocalDate entry, int said) throws BadRow {
    if (entry != null && said != Dates.NO_YEAR && said != SchoolYear.of(entry)) {
      throw new BadRow(
          Reason.SCHOOL_YEAR_CONTRADICTED,
          "entryDate",
          entry
              + " is in the school year that ends in "
              + SchoolYear.of(entry)
              + ", but the stay is said to be in "
              + said);
    }
  }

  private String district(String school) throws Missed {
    String district = tables.district(school);
    if (district == null) {
      tables.settings.codes().need(LocalCodes.DISTRICT);
      throw new Missed("no district is known of its school; say district: in the mapping file");
    }
    return district;
  }

  /** A code that is more than a word for nothing, which the mapping file could not explain. */
  private static @Nullable String said(String field, @Nullable String code) throws BadRow {
    if (code != null && NothingWord.isCode(code)) {
      throw new BadRow(
          Reason.WORD_FOR_NOTHING,
          field,
          "'" + code + "' is a word that stands for no value; leave it out or say what it is");
    }
    return code;
  }

  private @Nullable String meaning(
      Kind kind, String descriptor, @Nullable String code, RowMapper.Rows rows) {
    return code == null
        ? null
        : tables.settings.meaning(
            kind,
            EdFiRecord.inJson(descriptor),
            code,
            EdFiCodes.meaning(descriptor, code),
            rows::doubt);
  }

  private @Nullable String level(@Nullable String code) {
    if (code == null) {
      return null;
    }
    String level = tables.settings.map().gradeLevel(code);
    if (level == null && !tables.settings.map().names("gradeLevels", code)) {
      tables.settings.codes().note(Kind.GRADE_LEVELS, code, null);
    }
    return level;
  }

  RowMapper sections() {
    return mapper(
        (record, rows) -> {
          String reference = "sectionReference";
          String student = record.key("studentReference", "studentUniqueId");
          String school = record.key(reference, "schoolId");
          String local = record.key(reference, "localCourseCode");
          String id = EdFiIds.of(Resource.STUDENT_SECTIONS, record);
          rows.isOf(student, id);
          student = Missed.ifNull(student, NO_STUDENT);
          school = Missed.ifNull(school, NO_SECTION);
          local = Missed.ifNull(local, NO_SECTION);
          int year = Dates.year(record.key(reference, "schoolYear"));
          String session = record.key(reference, "sessionName");
          tables.tellNear(student, school, rows);
          ScedCourse course = tables.courses.ofSection(school, year, session, local, rows);
          String level = tables.gradeLevel(student, school, year);
          if (course == null && tables.courses.isNotFollowed(school, year, session, local)) {
            rows.skip(NOT_FOLLOWED);
            return;
          }
          course = Missed.ifNull(course, NO_COURSE);
          level = Missed.ifNull(level, NO_GRADE);
          String district = district(school);
          FactDraft draft =
              tables
                  .envelope(record, rows, student, file)
                  .put("factId", id)
                  .put("sectionId", EdFiIds.section(record, reference))
                  .put("districtId", district)
                  .put("schoolId", school)
                  .put("gradeLevel", level)
                  .putCourse(year, course)
                  .put("entryDate", tables.settings.date("beginDate", record.text("beginDate")))
                  .put("exitDate", tables.settings.date("endDate", record.text("endDate")));
          tables.settings.fill(draft, record);
        });
  }

  RowMapper diplomas() {
    return mapper(
        (record, rows) -> {
          String student = record.key("studentReference", "studentUniqueId");
          String school = record.key("educationOrganizationReference", "educationOrganizationId");
          List<JsonNode> diplomas = record.elements("diplomas", "diploma");
          for (int number = 1; number <= diplomas.size(); number++) {
            rows.isOf(student, diplomaId(record, number));
          }
          if (diplomas.isEmpty()) {
            rows.skip("it holds no diploma");
            return;
          }
          for (int number = 1; number <= diplomas.size(); number++) {
            rows.isOf(student, diplomaId(record, number));
            if (student == null || school == null) {
              rows.miss(student == null ? NO_STUDENT : NO_SCHOOL);
            } else {
              diploma(record, rows, diplomas.get(number - 1), student, school, number);
            }
          }
        });
  }

  private static String diplomaId(EdFiRecord record, int number) {
    String id = EdFiIds.of(Resource.STUDENT_ACADEMIC_RECORDS, record);
    return number == 1 ? id : FactIds.of(id, Integer.toString(number));
  }

  private void diploma(
      EdFiRecord record,
      RowMapper.Rows rows,
      JsonNode diploma,
      String student,
      String school,
      int number)
      throws BadRow {
    String code = said("diplomaTypeDescriptor", EdFiRecord.descriptor(diploma, "diplomaType"));
    LocalDate awarded =
        tables.settings.date("diplomaAwardDate", EdFiRecord.within(diploma, "diplomaAwardDate"));
    if (awarded == null) {
      rows.miss("its diploma has no date");
      return;
    }
    FactDraft draft =
        tables
            .envelope(record, rows, student, file)
            .put("factId", diplomaId(record, number))
            .put(
                "credential",
                code == null ? "diploma" : EdFiTables.plain(code).toLowerCase(Locale.ROOT))
            .put("schoolId", school)
            .put("graduationDate", awarded)
            .put("diplomaType", meaning(Kind.DIPLOMAS, "diplomaType", code, rows));
    tables.settings.fill(draft, record);
  }
}
