package org.pathline.imports.oneroster;

import java.time.LocalDate;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.SchoolYear;
import org.pathline.imports.BundleFile;
import org.pathline.imports.Dates;
import org.pathline.imports.FactDraft;
import org.pathline.imports.ForeignRecord;
import org.pathline.imports.ImportSettings;
import org.pathline.imports.Missed;
import org.pathline.imports.RowMapper;
import org.pathline.imports.StringTable;
import org.pathline.imports.oneroster.Rooms.Room;
import org.pathline.publish.BadRow;
import org.pathline.publish.UnreadableFile;

/** What the records of a bundle refer to. */
final class OneRosterTables {
  static final String NO_GRADE = "the grade of its student in that school year is not known";
  static final String NO_CLASS = "its class is not in the bundle";

  final ImportSettings settings;
  final Orgs orgs;
  final Sessions sessions;
  final Rooms rooms;
  final Users users;
  final LineItems lineItems;
  final Stays stays = new Stays();
  final Map<String, Map<String, String>> scales = new HashMap<>();
  final String source;

  /** Whether stays are the enrolments in homerooms, rather than gathered from all classes. */
  final boolean staysAreHomerooms;

  /** Whether all classes of a student are known, from which a stay can be gathered. */
  final boolean classesAreComplete;

  /**
   * The school year of which the grades of users are: the newest of the bundle, but none that
   * begins only after the users were written, whose classes are planned.
   */
  final int yearOfGrades;

  private static final int LATEST_YEAR = 9999;

  private final Map<BundleFile, BitSet> recordsOfStays = new HashMap<>();
  private final Set<String> changedEnrollments = new HashSet<>();
  private final OneRosterFiles files;

  OneRosterTables(OneRosterFiles files, ImportSettings settings) throws UnreadableFile {
    this.files = files;
    this.settings = settings;
    String said = settings.map().value("source");
    String named = said == null ? files.property("source.systemCode") : said;
    source = Objects.requireNonNullElse(named, "oneroster");
    staysAreHomerooms = "homeroom".equalsIgnoreCase(settings.map().value("stays"));
    orgs = new Orgs(settings.map());
    sessions = new Sessions(settings);
    rooms = new Rooms(settings, sessions, files.referred::doubt);
    users = new Users(settings, files.referred::doubt);
    lineItems = new LineItems(settings, sessions, rooms, files.referred::doubt);
    files.each(Table.ORGS, (record, file) -> orgs.add(record));
    files.each(Table.SESSIONS, (record, file) -> sessions.add(record));
    files.each(Table.COURSES, (record, file) -> rooms.addCourse(record));
    files.each(Table.CLASSES, (record, file) -> rooms.addClass(record));
    files.each(
        Table.ROLES,
        (record, file) -> {
          if (!OneRosterFormat.isDeleted(record)) {
            users.addRole(record.text("userSourcedId"), record.text("role"));
          }
        });
    files.each(Table.USERS, users::addUser);
    files.each(
        Table.DEMOGRAPHICS,
        (record, file) -> {
          if (!OneRosterFormat.isDeleted(record)) {
            users.addDemographics(record);
          }
        });
    files.each(Table.CATEGORIES, (record, file) -> lineItems.addCategory(record));
    files.each(Table.LINE_ITEMS, (record, file) -> lineItems.add(record));
    files.each(Table.SCORE_SCALES, (record, file) -> addScale(record));
    classesAreComplete = gatherStays();
    yearOfGrades = stays.newestYear(yearOfUsers());
  }

  private int yearOfUsers() {
    return files.of(Table.USERS).stream()
        .mapToInt(file -> SchoolYear.of(settings.writtenOn(file)))
        .max()
        .orElse(LATEST_YEAR);
  }

  private boolean gatherStays() throws UnreadableFile {
    List<BundleFile> all = files.of(Table.ENROLLMENTS);
    List<BundleFile> deltas =
        all.stream().filter(file -> files.isDelta(Table.ENROLLMENTS, file)).toList();
    for (BundleFile delta : deltas) {
      files.each(
          delta,
          (record, file) -> {
            String id = record.text("sourcedId");
            if (id != null) {
              changedEnrollments.add(id);
            }
          });
    }
    for (BundleFile file : all) {
      gatherStays(file);
    }
    return deltas.size() < all.size();
  }

  private void gatherStays(BundleFile enrollments) throws UnreadableFile {
    BitSet ofStays = new BitSet();
    int[] number = {0};
    recordsOfStays.put(enrollments, ofStays);
    files.each(
        enrollments,
        (record, file) -> {
          int at = number[0]++;
          Seat seat;
          try {
            seat = isOutdated(record, file) ? null : seat(record, null);
          } catch (Missed e) {
            seat = null;
          } catch (BadRow e) {
            // It is refused when its stay is to be told.
            ofStays.set(at);
            throw e;
          }
          if (seat != null && seat.isContradicted() && !seat.deleted()) {
            stays.addYear(seat.schoolYear());
            ofStays.set(at);
          } else if (seat != null) {
            int known = stays.size();
            stays.add(
                seat.student(),
                seat.school(),
                seat.schoolYear(),
                seat.beginOfStay(),
                seat.end(),
                seat.of().gradeLevel(),
                seat.deleted(),
                changed(record, file));
            if (staysAreHomerooms ? seat.of().homeroom() : stays.size() > known) {
              ofStays.set(at);
            }
          }
        });
  }

  /** When a class of a stay was changed; it matters where stays are gathered from several. */
  private long changed(ForeignRecord record, BundleFile file) {
    String field = "dateLastModified";
    return staysAreHomerooms
        ? Long.MIN_VALUE
        : settings.recordedAtMillis(field, record.text(field), file);
  }

  /**
   * Which records of a file of enrolments, counted from 0, tell of a stay: those in homerooms, or
   * the first of each stay.
   */
  BitSet recordsOfStays(BundleFile enrollments) {
    return Objects.requireNonNull(recordsOfStays.get(enrollments));
  }

  /** Whether a later delta holds the record anew. */
  boolean isOutdated(ForeignRecord record, BundleFile file) {
    String id = record.text("sourcedId");
    return id != null && changedEnrollments.contains(id) && !files.isDelta(Table.ENROLLMENTS, file);
  }

  private void addScale(ForeignRecord record) {
    String id = record.text("sourcedId");
    if (id == null) {
      return;
    }
    Map<String, String> scale = scales.computeIfAbsent(id, absent -> new HashMap<>());
    List<String> left = record.list("scoreScaleValue.itemValueLHS");
    List<String> right = record.list("scoreScaleValue.itemValueRHS");
    for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
      scale.put(left.get(i), right.get(i));
    }
    // In the table: {A:4.0},{B:3.0}
    for (String pair : record.list("scoreScaleValue")) {
      String plain = pair.replaceAll("[{}\"]", "");
      int colon = plain.indexOf(':');
      if (colon > 0) {
        scale.put(plain.substring(0, colon).strip(), plain.substring(colon + 1).strip());
      }
    }
  }

  /**
   * The seat of an enrolment; null where it is none of a student.
   *
   * @param rows told why; null for nobody
   * @throws Missed when it refers to what is not there
   */
  @Nullable Seat seat(ForeignRecord record, RowMapper.@Nullable Rows rows) throws BadRow, Missed {
    String role = record.text("role");
    if (role == null || !role.equalsIgnoreCase("student")) {
      return skipped(rows, "not of a student" + (role == null ? "" : ": role " + role));
    }
    String user = Missed.ifNull(record.text("userSourcedId"), "it names no user");
    int student = users.number(user);
    if (users.isOnlyOther(student)) {
      return skipped(rows, "its user is no student by users and roles");
    }
    int room = rooms.find(record.text("classSourcedId"));
    if (rows != null && !users.isListed(student)) {
      users.near().tell(user, rows);
    }
    if (room == StringTable.ABSENT) {
      if (rows != null) {
        rooms.near().tell(record.text("classSourcedId"), rows);
      }
      throw new Missed(NO_CLASS);
    }
    Room of = rooms.get(room);
    String school = of.school() == null ? record.text("schoolSourcedId") : of.school();
    if (rows != null && school != null && !orgs.has(school)) {
      orgs.near().tell(school, rows);
    }
    school = orgs.schoolOf(Missed.ifNull(school, "neither it nor its class names a school"));
    LocalDate begin = settings.date("beginDate", record.text("beginDate"));
    LocalDate end = settings.date("endDate", record.text("endDate"));
    int year = of.schoolYear();
    if (year == Dates.NO_YEAR && begin != null) {
      year = SchoolYear.of(begin);
    }
    if (year == Dates.NO_YEAR) {
      throw new Missed("its school year is not known: neither a session nor a date says it");
    }
    return new Seat(
        student,
        room,
        of,
        school,
        year,
        begin,
        end,
        of.deleted() || OneRosterFormat.isDeleted(record));
  }

  /**
   * A row that says who, when and by whom.
   *
   * @throws Missed when the user has no id to publish under
   */
  FactDraft envelope(BundleFile file, ForeignRecord record, RowMapper.Rows rows, int student)
      throws BadRow, Missed {
    String id =
        Missed.ifNull(
            users.publishedId(student),
            "its student has no id in the column that the mapping file names");
    String recordedAt =
        settings.recordedAt("dateLastModified", record.text("dateLastModified"), file);
    return rows.add().put("studentId", id).put("recordedAt", recordedAt).put("source", source);
  }

  private static @Nullable Seat skipped(RowMapper.@Nullable Rows rows, String reason) {
    if (rows != null) {
      rows.skip(reason);
    }
    return null;
  }

  /** Whether a record is of a student in a class that is not there, so that no stay tells of it. */
  boolean lacksClass(ForeignRecord record, BundleFile file) {
    String user = record.text("userSourcedId");
    return rooms.find(record.text("classSourcedId")) == StringTable.ABSENT
        && "student".equalsIgnoreCase(record.text("role"))
        && user != null
        && !users.isOnlyOther(users.number(user))
        && !OneRosterFormat.isDeleted(record)
        && !isOutdated(record, file);
  }

  /**
   * Grade of a student in a school year: in the year of the users that of the user, in others that
   * of most classes.
   */
  @Nullable String gradeLevel(int student, String school, int year) {
    if (year == yearOfGrades && users.grade(student) != null) {
      return users.grade(student);
    }
    int stay = stays.find(student, orgs.schoolOf(school), year);
    return stay < 0 ? null : stays.level(stay);
  }
}
