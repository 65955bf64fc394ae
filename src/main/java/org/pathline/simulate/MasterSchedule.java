package org.pathline.simulate;

import java.util.Collection;
import java.util.Collections;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.pathline.domain.fact.CourseLevel;
import org.pathline.domain.fact.SchoolEnrollment;
import org.pathline.domain.fact.SectionEnrollment;

/** Districts, schools, courses and sections of a state, as its students' stays and seats tell. */
final class MasterSchedule {
  /** A SCED course at one level, which local systems hold for a course of its own. */
  record Course(String code, CourseLevel level) {
    String id() {
      return code + level;
    }
  }

  /**
   * A section of a course.
   *
   * @param year in which the school year ends
   */
  record Section(String id, String school, int year, String gradeLevel, Course course) {}

  private final SortedMap<String, String> districtOfSchool = new TreeMap<>();
  private final SortedMap<String, Course> courses = new TreeMap<>();
  private final SortedMap<String, Section> sections = new TreeMap<>();

  void add(SchoolEnrollment stay) {
    districtOfSchool.put(stay.schoolId(), stay.districtId());
  }

  void add(SectionEnrollment seat) {
    Course course = new Course(seat.courseCode(), seat.courseLevel());
    districtOfSchool.put(seat.schoolId(), seat.districtId());
    courses.put(course.id(), course);
    sections.put(
        seat.sectionId(),
        new Section(
            seat.sectionId(), seat.schoolId(), seat.schoolYear(), seat.gradeLevel(), course));
  }

  SortedSet<String> districts() {
    return new TreeSet<>(districtOfSchool.values());
  }

  /** District by school. */
  SortedMap<String, String> districtOfSchool() {
    return Collections.unmodifiableSortedMap(districtOfSchool);
  }

  Collection<Course> courses() {
    return Collections.unmodifiableCollection(courses.values());
  }

  Collection<Section> sections() {
    return Collections.unmodifiableCollection(sections.values());
  }

  Section section(String id) {
    return Objects.requireNonNull(sections.get(id), id);
  }
}
