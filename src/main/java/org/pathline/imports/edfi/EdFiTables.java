package org.pathline.imports.edfi;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.SchoolYear;
import org.pathline.imports.BundleFile;
import org.pathline.imports.Dates;
import org.pathline.imports.FactDraft;
import org.pathline.imports.GradeLevels;
import org.pathline.imports.ImportSettings;
import org.pathline.imports.NearIds;
import org.pathline.imports.RowMapper;
import org.pathline.imports.StringTable;
import org.pathline.publish.BadRow;
import org.pathline.publish.LongTable;
import org.pathline.publish.UnreadableFile;

/** What the records of a delivery refer to. */
final class EdFiTables {

  private static final String SEVERAL = "";

  final ImportSettings settings;
  final EdFiCourses courses;
  final EdFiStudents students;
  final Marked marked;

  /** Students nearly of whose ids others are that name none. */
  private final NearIds nearStudents;

  /** The same of schools. */
  private final NearIds nearSchools;

  /** Types of grades that are marks of a term, by the mapping file; empty where it says none. */
  final Set<String> finalTypes;

  private final String source;
  private final Map<String, String> districts = new HashMap<>();
  private final Map<String, String> agencies = new HashMap<>();
  private final Map<String, String> subjects = new HashMap<>();
  private final Map<String, String> terms = new HashMap<>();
  private final StringTable schools = new StringTable();
  private final LongTable stays = new LongTable();
  private byte[] levels = new byte[1 << 10];

  EdFiTables(EdFiFiles files, ImportSettings settings) throws UnreadableFile {
    this.settings = settings;
    source = Objects.requireNonNullElse(settings.map().value("source"), "edfi");
    finalTypes = settings.map().listed("finalMarks", "types");
    courses = new EdFiCourses(settings, files.referred::doubt);
    students = new EdFiStudents(settings, files.referred::doubt);
    nearStudents = students.near();
    nearSchools = NearIds.of("schoolId", districts.keySet());
    files.each(Resource.LOCAL_EDUCATION_AGENCIES, (record, file) -> addAgency(record));
    files.each(Resource.SCHOOLS, (record, file) -> addSchool(record));
    files.each(Resource.SESSIONS, (record, file) -> addSession(record));
    files.each(Resource.COURSES, (record, file) -> courses.addCourse(record));
    files.each(Resource.COURSE_OFFERINGS, (record, file) -> courses.addOffering(record));
    files.each(Resource.ASSESSMENTS, (record, file) -> addAssessment(record));
    files.each(Resource.STUDENTS, students::addStudent);
    files.each(Resource.STUDENT_ORGANIZATIONS, students::addOrganization);
    marked =
        new Marked(
            files.of(EdFiFiles.Kind.RECORDS, Resource.COURSE_TRANSCRIPTS).isEmpty()
                ? 0
                : files.of(EdFiFiles.Kind.RECORDS, Resource.GRADES).size());
  }

  /** Tells where a record names a student or a school that nearly another record is of. */
  void tellNear(String student, @Nullable String school, RowMapper.Rows rows) {
    if (!students.isListed(students.number(student))) {
      nearStudents.tell(student, rows);
    }
    if (school != null && !districts.isEmpty() && !districts.containsKey(school)) {
      nearSchools.tell(school, rows);
    }
  }

  /** A text as part of an id, which has no blanks. */
  static String plain(@Nullable String text) {
    if (text == null) {
      return "";
    }
    for (int i = 0; i < text.length(); i++) {
      // Blanks and the control characters that are ones: below them is none.
      if (text.charAt(i) <= ' ') {
        return withoutBlanks(text);
      }
    }
    return text;
  }

  /** Session names have blanks, and each seat and grade names its session. */
  private static String withoutBlanks(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    boolean blank = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isBlank = c == ' ' || (c >= '\t' && c <= '\r');
      if (!isBlank) {
        plain.append(c);
      } else if (!blank) {
        plain.append('_');
      }
      blank = isBlank;
    }
    return plain.toString();
  }

  private void addAgency(EdFiRecord record) {
    String id = record.text("localEducationAgencyId");
    String reference = record.text("@id");
    if (id != null && reference != null) {
      agencies.put(reference, id);
    }
  }

  private void addSchool(EdFiRecord record) {
    String id = record.text("schoolId");
    String agency = record.key("localEducationAgencyReference", "localEducationAgencyId");
    if (agency == null) {
      String reference = record.key("localEducationAgencyReference", "@ref");
      agency = reference == null ? null : agencies.get(reference);
    }
    if (id != null && agency != null) {
      districts.put(id, agency);
    }
  }

  private void addSession(EdFiRecord record) {
    String term = record.descriptor("term");
    if (term != null) {
      terms.put(
          sessionKey(
              record.key("schoolReference", "schoolId"),
              Dates.year(
                  record.key("schoolYearTypeReference", "schoolYear") == null
                      ? record.text("schoolYear")
                      : record.key("schoolYearTypeReference", "schoolYear")),
              record.text("sessionName")),
          term);
    }
  }

  private static String sessionKey(@Nullable String school, int year, @Nullable String name) {
    return school + "|" + year + "|" + name;
  }

  private void addAssessment(EdFiRecord record) {
    String id = record.text("assessmentIdentifier");
    for (String subject : record.descriptors("academicSubjects", "academicSubject")) {
      String meaning = EdFiCodes.meaning("academicSubject", subject);
      if (id != null && meaning != null && !meaning.isEmpty()) {
        for (String key : List.of(id, testKey(id, record.text("namespace")))) {
          subjects.merge(key, meaning, (one, other) -> one.equals(other) ? one : SEVERAL);
        }
      }
    }
  }

  /**
   * Notes in which grade a stay puts a student. Stays are read before what asks for their grades.
   *
   * @param gradeCode as the record says it; null where it says none
   */
  void addStay(
      EdFiRecord record,
      String student,
      String school,
      @Nullable String gradeCode,
      @Nullable LocalDate entry) {
    String level = gradeCode == null ? null : settings.map().gradeLevel(gradeCode);
    int said = yearOfStay(record);
    int year = said != Dates.NO_YEAR || entry == null ? said : SchoolYear.of(entry);
    if (level == null || year == Dates.NO_YEAR) {
      return;
    }
    byte code = GradeLevels.code(level);
    put(key(student, school, year), code);
    // For what names no school; of several schools in a year any does.
    put(key(student, "", year), code);
  }

  /** School year that a stay says, in the form of the API or of an interchange. */
  static int yearOfStay(EdFiRecord record) {
    String said = record.key("schoolYearTypeReference", "schoolYear");
    return Dates.year(said == null ? record.text("schoolYear") : said);
  }

  private void put(long key, byte level) {
    int stay = stays.add(key);
    if (stay >= levels.length) {
      levels = Arrays.copyOf(levels, levels.length * 2);
    }
    levels[stay] = level;
  }

  private long key(String student, String school, int year) {
    return ((long) students.number(student) << 20 | schools.add(school)) << 12 | year;
  }

  /** Grade of a student in a school and year; null where no stay says it. */
  @Nullable String gradeLevel(String student, @Nullable String school, int year) {
    int stay = school == null ? LongTable.ABSENT : stays.find(key(student, school, year));
    stay = stay == LongTable.ABSENT ? stays.find(key(student, "", year)) : stay;
    return stay == LongTable.ABSENT ? null : GradeLevels.of(levels[stay]);
  }

  /**
   * Grade that a record says itself, else that of any stay of the student in the school year.
   *
   * @param field where the record says it
   * @param said as it says it; null for nothing
   */
  @Nullable String gradeLevel(
      String field, @Nullable String said, String student, int year, RowMapper.Rows rows) {
    String level = said == null ? null : settings.gradeLevel(field, said, rows::doubt);
    return level == null ? gradeLevel(student, null, year) : level;
  }

  /** District of a school; null where none is known. */
  @Nullable String district(String school) {
    String only = settings.map().value("district");
    return only != null ? only : districts.get(school);
  }

  /** Term of a session; null where it is not known. */
  @Nullable String term(
      @Nullable String school, int year, @Nullable String session, RowMapper.Rows rows) {
    String code = terms.get(sessionKey(school, year, session));
    return code == null ? null : term("term", code, rows);
  }

  /** Term of a code: as the mapping file says, else as Ed-Fi means it, else the code itself. */
  String term(String descriptor, String code, RowMapper.Rows rows) {
    String said = settings.map().of("terms", code);
    String meaning = said == null ? EdFiCodes.meaning(descriptor, code) : said;
    if (meaning == null && !settings.map().names("terms", code)) {
      settings.tellTerm(descriptor + "Descriptor", code, code, rows::doubt);
    }
    return meaning == null || meaning.isEmpty() ? plain(code) : meaning;
  }

  /** The one subject of a test; null where it has several, of which its score says no more. */
  @Nullable String subject(String assessment, @Nullable String namespace) {
    String key = namespace == null ? assessment : testKey(assessment, namespace);
    String subject = subjects.getOrDefault(key, SEVERAL);
    return subject.equals(SEVERAL) ? null : subject;
  }

  private static String testKey(String assessment, @Nullable String namespace) {
    return assessment + '\n' + namespace;
  }

  /** A row that says who, when and by whom. */
  FactDraft envelope(EdFiRecord record, RowMapper.Rows rows, String student, BundleFile file)
      throws BadRow {
    String time = settings.recordedAt("_lastModifiedDate", record.text("_lastModifiedDate"), file);
    return rows.add().put("studentId", student).put("recordedAt", time).put("source", source);
  }
}
