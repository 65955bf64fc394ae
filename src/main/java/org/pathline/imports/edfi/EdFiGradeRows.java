package org.pathline.imports.edfi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.Mark;
import org.pathline.imports.BundleFile;
import org.pathline.imports.Dates;
import org.pathline.imports.FactDraft;
import org.pathline.imports.FactIds;
import org.pathline.imports.ForeignRecord;
import org.pathline.imports.LocalCodes.Kind;
import org.pathline.imports.Missed;
import org.pathline.imports.RowMapper;
import org.pathline.imports.ScedCourse;
import org.pathline.publish.BadRow;

/** Grades of sections, and transcripts of what has none, as rows of facts. */
final class EdFiGradeRows {
  /** Types of grades that are marks of a term; the rest are exams, reports and conduct. */
  private static final Set<String> MARKS = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

  static {
    MARKS.addAll(List.of("final", "semester", "grading period"));
  }

  private static final String SECTION = "studentSectionAssociationReference";

  private final EdFiTables tables;
  private final BundleFile file;

  EdFiGradeRows(EdFiTables tables, BundleFile file) {
    this.tables = tables;
    this.file = file;
  }

  static boolean isFinal(EdFiTables tables, String type) {
    return (tables.finalTypes.isEmpty() ? MARKS : tables.finalTypes).contains(type);
  }

  RowMapper grades() {
    return new RowMapper() {
      @Override
      public void map(ForeignRecord record, Rows rows) throws BadRow, Missed {
        grade((EdFiRecord) record, rows);
      }

      @Override
      public void end() {
        tables.marked.addedAllOf(file);
      }
    };
  }

  private void grade(EdFiRecord record, RowMapper.Rows rows) throws BadRow, Missed {
    String student = record.key(SECTION, "studentUniqueId");
    String school = record.key(SECTION, "schoolId");
    String local = record.key(SECTION, "localCourseCode");
    int year = Dates.year(record.key(SECTION, "schoolYear"));
    String section = EdFiIds.section(record, SECTION);
    String type = record.descriptor("gradeType");
    boolean isMark = type != null && isFinal(tables, type);
    String id = EdFiIds.of(Resource.GRADES, record);
    rows.isOf(student, id);
    student = Missed.ifNull(student, EdFiRows.NO_STUDENT);
    school = Missed.ifNull(school, EdFiRows.NO_SECTION);
    local = Missed.ifNull(local, EdFiRows.NO_SECTION);
    type = Missed.ifNull(type, "it does not say what type of grade it is");
    if (!isMark) {
      rows.skip("it is no mark of a term (finalMarks: types:): " + type);
      return;
    }
    String session = record.key(SECTION, "sessionName");
    tables.tellNear(student, school, rows);
    ScedCourse course = tables.courses.ofSection(school, year, session, local, rows);
    String level = tables.gradeLevel(student, school, year);
    String mark = mark(record, "letterGradeEarned", "numericGradeEarned");
    if (course == null && tables.courses.isNotFollowed(school, year, session, local)) {
      rows.skip(EdFiRows.NOT_FOLLOWED);
      return;
    }
    course = Missed.ifNull(course, EdFiRows.NO_COURSE);
    level = Missed.ifNull(level, EdFiRows.NO_GRADE);
    if (mark == null) {
      rows.skip("it has neither a letter nor a number");
      return;
    }
    tables.marked.add(student, section, year);
    FactDraft draft =
        tables
            .envelope(record, rows, student, file)
            .put("factId", id)
            .put("sectionId", section)
            .put("term", term(record, type, tables.term(school, year, session, rows), rows))
            .put("gradeLevel", level)
            .putCourse(year, course)
            .put("mark", mark);
    tables.settings.fill(draft, record);
  }

  private String term(
      EdFiRecord record, String type, @Nullable String ofSession, RowMapper.Rows rows) {
    String period = record.key("gradingPeriodReference", "gradingPeriodDescriptor");
    period = period == null ? record.key("gradingPeriodReference", "gradingPeriod") : period;
    period = period == null ? null : EdFiRecord.lastPart(period);
    String said = period == null ? null : tables.settings.map().of("terms", period);
    if (said != null) {
      return said;
    }
    String plain = type.toLowerCase(Locale.ROOT);
    if (plain.equals("final") || plain.equals("semester")) {
      String byPeriod = period == null ? null : tables.term("gradingPeriod", period, rows);
      if (plain.equals("final")) {
        return "Final";
      }
      return byPeriod != null && isSemester(byPeriod)
          ? byPeriod
          : ofSession == null ? "Semester" : ofSession;
    }
    return period == null ? EdFiTables.plain(type) : tables.term("gradingPeriod", period, rows);
  }

  private static boolean isSemester(String term) {
    return term.length() == 2 && term.charAt(0) == 'S' && "0123456789".indexOf(term.charAt(1)) >= 0;
  }

  private @Nullable String mark(EdFiRecord record, String letterField, String numberField) {
    String letter = record.text(letterField);
    if (letter != null) {
      String said = tables.settings.map().of("marks", letter);
      if (said == null && !Mark.isValid(letter)) {
        tables.settings.codes().note(Kind.MARKS, letter, null);
      }
      return said == null ? letter : said;
    }
    String number = record.text(numberField);
    String said = number == null ? null : tables.settings.map().of("marks", number);
    return said == null ? number : said;
  }

  RowMapper transcripts() {
    return (record, rows) -> transcript((EdFiRecord) record, rows);
  }

  private void transcript(EdFiRecord record, RowMapper.Rows rows) throws BadRow, Missed {
    String reference = "studentAcademicRecordReference";
    String student = record.key(reference, "studentUniqueId");
    String code = record.key("courseReference", "courseCode");
    String id = EdFiIds.of(Resource.COURSE_TRANSCRIPTS, record);
    rows.isOf(student, id);
    student = Missed.ifNull(student, EdFiRows.NO_STUDENT);
    code = Missed.ifNull(code, "it names no course");
    tables.tellNear(student, null, rows);
    int year = Dates.year(record.key(reference, "schoolYear"));
    EdFiRecord section = section(record);
    String sectionId = section == null ? null : EdFiIds.section(section, "sectionReference");
    if (!tables.marked.isWhole()) {
      throw new Missed(
          "which grades the delivery has is not known: they could not be read to their end");
    }
    if (tables.marked.has(student, sectionId, year)) {
      rows.skip("the delivery has a grade of that section or school year");
      return;
    }
    String organization = record.key("courseReference", "educationOrganizationId");
    ScedCourse course = tables.courses.ofCode(code, organization);
    String taken = record.descriptor("whenTakenGradeLevel");
    String level = tables.gradeLevel("whenTakenGradeLevelDescriptor", taken, student, year, rows);
    String mark = mark(record, "finalLetterGradeEarned", "finalNumericGradeEarned");
    mark = mark == null ? result(record.descriptor("courseAttemptResult")) : mark;
    if (course == null && tables.courses.isNotFollowed(code)) {
      rows.skip(EdFiRows.NOT_FOLLOWED);
      return;
    }
    course = Missed.ifNull(course, EdFiRows.NO_COURSE);
    level = Missed.ifNull(level, EdFiRows.NO_GRADE);
    if (mark == null) {
      rows.skip("it has neither a mark nor a result");
      return;
    }
    String term = record.key(reference, "termDescriptor");
    term = term == null ? record.key(reference, "term") : term;
    String termCode = term == null ? null : EdFiRecord.lastPart(term);
    FactDraft draft =
        tables
            .envelope(record, rows, student, file)
            .put("factId", id)
            .put(
                "sectionId",
                sectionId == null
                    ? FactIds.of("transcript", Integer.toString(year), EdFiTables.plain(code))
                    : sectionId)
            .put("term", termCode == null ? "Y1" : tables.term("term", termCode, rows))
            .put("gradeLevel", level)
            .putCourse(year, course)
            .put("mark", mark)
            .put("creditsAttempted", credits(record, "attemptedCredits"))
            .put("creditsEarned", credits(record, "earnedCredits"));
    tables.settings.fill(draft, record);
  }

  private static @Nullable EdFiRecord section(EdFiRecord record) {
    List<JsonNode> sections = record.elements("sections", "sectionReference");
    if (sections.isEmpty()) {
      return null;
    }
    JsonNode first = sections.get(0);
    return new EdFiRecord(
        first.has("sectionReference")
            ? first
            : JsonNodeFactory.instance.objectNode().set("sectionReference", first));
  }

  /** In XML, credits stand within an element of that name. */
  private static @Nullable String credits(EdFiRecord record, String name) {
    String flat = record.text(name);
    return flat != null ? flat : record.key(name, "credits");
  }

  private @Nullable String result(@Nullable String code) {
    String said = code == null ? null : tables.settings.map().of("marks", code);
    if (code == null || said != null || tables.settings.map().names("marks", code)) {
      return said;
    }
    return switch (code.toLowerCase(Locale.ROOT)) {
      case "pass" -> "P";
      case "fail" -> "NP";
      case "incomplete" -> "I";
      case "withdrawn" -> "W";
      default -> {
        tables.settings.codes().note(Kind.MARKS, code, null);
        yield null;
      }
    };
  }
}
