package org.pathline.imports.oneroster;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.Doubt;
import org.pathline.imports.Dates;
import org.pathline.imports.ForeignRecord;
import org.pathline.imports.ImportSettings;
import org.pathline.imports.LocalCodes;
import org.pathline.imports.MapFile;
import org.pathline.imports.NearIds;
import org.pathline.imports.RowMapper;
import org.pathline.imports.ScedCourse;
import org.pathline.imports.StringTable;

/** Classes, and the courses that they teach. */
final class Rooms {
  /**
   * A class.
   *
   * @param school org of the school, as the bundle names it; null where it names none
   * @param course id of the course; null where it names none
   * @param gradeLevel the level of all its students; null where it has several or none
   * @param schoolYear {@link Dates#NO_YEAR} where it is not known
   * @param begin first day of its terms; null where it is not known
   * @param sced course by subject codes of its own; null where its course says one, or nobody
   * @param homeroom whether it stands for the school day rather than for a course
   * @param deleted whether the bundle withdraws it
   */
  record Room(
      @Nullable String school,
      @Nullable String course,
      @Nullable String gradeLevel,
      int schoolYear,
      @Nullable LocalDate begin,
      @Nullable ScedCourse sced,
      boolean homeroom,
      boolean deleted) {}

  /** A course: its local code and what is known of it. */
  private record Course(String local, @Nullable String title, @Nullable ScedCourse sced) {}

  private final ImportSettings settings;
  private final MapFile map;
  private final LocalCodes codes;
  private final Sessions sessions;
  private final Consumer<Doubt> doubts;
  private final Map<String, Course> courses = new HashMap<>();

  /** Courses that only classes name: their ids are their local codes. */
  private final Map<String, Course> unlisted = new HashMap<>();

  private final Map<String, String> yearOfCourse = new HashMap<>();
  private final StringTable ids = new StringTable();
  private final List<Room> rooms = new ArrayList<>();
  private final Map<String, String> texts = new HashMap<>();
  private final NearIds near = new NearIds("classSourcedId", ids::size, ids::get);
  private final NearIds nearCourses = NearIds.of("courseSourcedId", courses.keySet());

  /**
   * No classes yet.
   *
   * @param doubts takes what is doubted of the record that is added
   */
  Rooms(ImportSettings settings, Sessions sessions, Consumer<Doubt> doubts) {
    this.settings = settings;
    this.map = settings.map();
    this.codes = settings.codes();
    this.sessions = sessions;
    this.doubts = doubts;
  }

  void addCourse(ForeignRecord record) {
    String id = record.text("sourcedId");
    if (id == null) {
      return;
    }
    String code = record.text("courseCode");
    String title = record.text("title");
    String local = code != null ? code : title != null ? title : id;
    ScedCourse sced = map.course(local);
    if (sced == null && !map.names("courses", local)) {
      sced = ofSubjects(record);
      if (sced == null && code != null) {
        sced = ScedCourse.of(code);
        if (sced != null) {
          codes.take(code, title);
        }
      }
    }
    courses.put(id, new Course(local, title, sced));
    String year = record.text("schoolYearSourcedId");
    if (year != null) {
      yearOfCourse.put(id, year);
    }
  }

  /** The SCED code among subject codes; of several the first, which is doubted. */
  private @Nullable ScedCourse ofSubjects(ForeignRecord record) {
    ScedCourse first = null;
    for (String subject : record.list("subjectCodes")) {
      ScedCourse sced = ScedCourse.of(subject);
      if (first == null) {
        first = sced;
      } else if (sced != null && !sced.code().equals(first.code())) {
        doubts.accept(
            new Doubt(
                Doubt.Kind.UNKNOWN_CODE,
                "subjectCodes",
                "'"
                    + subject
                    + "' stands beside "
                    + first.code()
                    + ", which counts unless courses: in the mapping file explains the course"));
      }
    }
    return first;
  }

  /**
   * A course of which there is no record, if a class names one: its id is its local code. The title
   * of a class may name its teacher, so its subjects tell what it is.
   */
  private void addUnlisted(@Nullable String course, ForeignRecord record) {
    if (course != null && !courses.containsKey(course)) {
      unlisted.computeIfAbsent(
          course, id -> new Course(id, record.text("subjects"), map.course(id)));
    }
  }

  void addClass(ForeignRecord record) {
    String id = record.text("sourcedId");
    if (id == null) {
      return;
    }
    String course = shared(record.text("courseSourcedId"));
    List<String> terms = record.list("termSourcedIds");
    Sessions.Session session = sessions.first(terms);
    if (session == null) {
      for (String term : terms) {
        Doubt doubt = sessions.near().doubt(term);
        if (doubt != null) {
          doubts.accept(doubt);
        }
      }
    }
    if (session == null && course != null) {
      session = sessions.get(yearOfCourse.get(course));
    }
    addUnlisted(course, record);
    List<String> grades = record.list("grades");
    String type = record.text("classType");
    Course taught = course(course);
    boolean explained =
        taught == null || taught.sced() != null || map.names("courses", taught.local());
    Room room =
        new Room(
            shared(record.text("schoolSourcedId")),
            course,
            grades.size() == 1 ? settings.gradeLevel("grades", grades.get(0), doubts) : null,
            session == null ? Dates.NO_YEAR : session.schoolYear(),
            session == null ? null : session.begin(),
            explained ? null : ofSubjects(record),
            type != null && type.equalsIgnoreCase("homeroom"),
            OneRosterFormat.isDeleted(record));
    int number = ids.add(id);
    if (number < rooms.size()) {
      rooms.set(number, room);
    } else {
      rooms.add(room);
    }
  }

  /** The same text once, since most classes share theirs. */
  private @Nullable String shared(@Nullable String text) {
    return text == null ? null : texts.computeIfAbsent(text, same -> same);
  }

  /** Number of a class; {@link StringTable#ABSENT} where the bundle has none of that id. */
  int find(@Nullable String id) {
    return id == null ? StringTable.ABSENT : ids.find(id);
  }

  /** Tells where the course of a class is none of the bundle, but nearly one of its. */
  void tellNearCourse(Room room, RowMapper.Rows rows) {
    if (room.course() != null && !courses.containsKey(room.course())) {
      nearCourses.tell(room.course(), rows);
    }
  }

  /** Classes nearly of whose ids others are. */
  NearIds near() {
    return near;
  }

  Room get(int number) {
    return rooms.get(number);
  }

  /** Id of a class by its number. */
  String id(int number) {
    return ids.get(number);
  }

  private @Nullable Course course(@Nullable String id) {
    Course course = id == null ? null : courses.get(id);
    return course != null || id == null ? course : unlisted.get(id);
  }

  /** The course of a class; null where it has none or its code is not explained, which is noted. */
  @Nullable ScedCourse course(Room room) {
    Course course = course(room.course());
    if (course == null) {
      return null;
    }
    if (room.sced() != null) {
      return room.sced();
    }
    if (course.sced() == null && !map.names("courses", course.local())) {
      codes.note(LocalCodes.Kind.COURSES, course.local(), course.title());
    }
    return course.sced();
  }

  /** Tells why a class has no course that can be published. */
  void tellNoCourse(Room room, RowMapper.Rows rows) {
    Course course = course(room.course());
    if (course == null) {
      rows.miss("its class has no course in the bundle");
    } else if (map.names("courses", course.local())) {
      rows.skip("the mapping file gives its course no SCED code");
    } else {
      rows.miss(
          unlisted.containsKey(String.valueOf(room.course()))
              ? "its course is not in the bundle, nor its id in the mapping file"
              : "its course code is neither SCED nor in the mapping file");
    }
  }
}
