package org.pathline.publish;

import static org.pathline.publish.CellKind.BOOLEAN;
import static org.pathline.publish.CellKind.DATE;
import static org.pathline.publish.CellKind.INTEGER;
import static org.pathline.publish.CellKind.LIST;
import static org.pathline.publish.CellKind.NUMBER;
import static org.pathline.publish.CellKind.TEXT;
import static org.pathline.publish.CellKind.symbol;
import static org.pathline.publish.Column.defaulted;
import static org.pathline.publish.Column.identity;
import static org.pathline.publish.Column.optional;
import static org.pathline.publish.Column.required;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.pathline.domain.fact.Acceleration;
import org.pathline.domain.fact.AssessmentResult;
import org.pathline.domain.fact.ClassroomPolicy;
import org.pathline.domain.fact.CourseGrade;
import org.pathline.domain.fact.CourseLevel;
import org.pathline.domain.fact.DegreeLevel;
import org.pathline.domain.fact.DiplomaType;
import org.pathline.domain.fact.Employment;
import org.pathline.domain.fact.EnrollmentStatus;
import org.pathline.domain.fact.ExitType;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactType;
import org.pathline.domain.fact.Graduation;
import org.pathline.domain.fact.IdentityLink;
import org.pathline.domain.fact.Indicator;
import org.pathline.domain.fact.OutsideCourse;
import org.pathline.domain.fact.PaidBy;
import org.pathline.domain.fact.PostsecondaryDegree;
import org.pathline.domain.fact.PostsecondaryEnrollment;
import org.pathline.domain.fact.PostsecondaryLevel;
import org.pathline.domain.fact.PostsecondarySearch;
import org.pathline.domain.fact.RaceEthnicity;
import org.pathline.domain.fact.Regime;
import org.pathline.domain.fact.SchoolEnrollment;
import org.pathline.domain.fact.SectionEnrollment;
import org.pathline.domain.fact.Sex;
import org.pathline.domain.fact.StudentRecord;
import org.pathline.domain.fact.Subject;

/**
 * The table of import columns: for each type of fact its columns and how their values make a fact.
 *
 * <p>Columns with a default in the Avro schema may be left out, except where they are part of the
 * natural key: a score without a subject would be a fact about nothing.
 */
final class FactForms {
  private static final Map<FactType, FactForm> FORMS = new EnumMap<>(FactType.class);

  static {
    form(
        FactType.STUDENTS,
        List.of(
            defaulted("raceEthnicity", symbol(RaceEthnicity.class)),
            defaulted("sex", symbol(Sex.class)),
            defaulted("economicallyDisadvantaged", symbol(Indicator.class)),
            defaulted("englishLearner", symbol(Indicator.class))),
        v -> new StudentRecord(v.envelope(), v.get(0), v.get(1), v.get(2), v.get(3)));
    form(
        FactType.ENROLLMENTS,
        List.of(
            required("districtId", TEXT),
            identity("schoolId", TEXT),
            required("gradeLevel", TEXT),
            identity("entryDate", DATE),
            optional("exitDate", DATE),
            optional("exitType", symbol(ExitType.class))),
        v ->
            new SchoolEnrollment(
                v.envelope(), v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5)));
    form(
        FactType.SECTIONS,
        List.of(
            identity("sectionId", TEXT),
            required("districtId", TEXT),
            required("schoolId", TEXT),
            required("schoolYear", INTEGER),
            required("gradeLevel", TEXT),
            required("courseCode", TEXT),
            defaulted("courseLevel", symbol(CourseLevel.class)),
            optional("entryDate", DATE),
            optional("exitDate", DATE)),
        v ->
            new SectionEnrollment(
                v.envelope(),
                v.get(0),
                v.get(1),
                v.get(2),
                v.get(3),
                v.get(4),
                v.get(5),
                v.get(6),
                v.get(7),
                v.get(8)));
    form(
        FactType.GRADES,
        List.of(
            identity("sectionId", TEXT),
            identity("term", TEXT),
            required("schoolYear", INTEGER),
            required("gradeLevel", TEXT),
            required("courseCode", TEXT),
            defaulted("courseLevel", symbol(CourseLevel.class)),
            required("mark", TEXT),
            optional("gradePoints", NUMBER),
            optional("creditsAttempted", NUMBER),
            optional("creditsEarned", NUMBER)),
        v ->
            new CourseGrade(
                v.envelope(),
                v.get(0),
                v.get(1),
                v.get(2),
                v.get(3),
                v.get(4),
                v.get(5),
                v.get(6),
                v.get(7),
                v.get(8),
                v.get(9)));
    form(
        FactType.ASSESSMENTS,
        List.of(
            identity("assessmentId", TEXT),
            identity("subject", symbol(Subject.class)),
            identity("testDate", DATE),
            required("gradeLevel", TEXT),
            required("percentile", NUMBER)),
        v -> new AssessmentResult(v.envelope(), v.get(0), v.get(1), v.get(2), v.get(3), v.get(4)));
    form(
        FactType.OUTSIDE_COURSES,
        List.of(
            identity("provider", TEXT),
            identity("courseCode", TEXT),
            identity("completionDate", DATE),
            defaulted("paidBy", symbol(PaidBy.class)),
            required("passed", BOOLEAN)),
        v -> new OutsideCourse(v.envelope(), v.get(0), v.get(1), v.get(2), v.get(3), v.get(4)));
    form(
        FactType.GRADUATIONS,
        List.of(
            identity("credential", TEXT),
            identity("schoolId", TEXT),
            required("graduationDate", DATE),
            defaulted("diplomaType", symbol(DiplomaType.class))),
        v -> new Graduation(v.envelope(), v.get(0), v.get(1), v.get(2), v.get(3)));
    form(
        FactType.POSTSECONDARY,
        List.of(
            identity("institutionId", TEXT),
            identity("termBegin", DATE),
            required("termEnd", DATE),
            defaulted("status", symbol(EnrollmentStatus.class)),
            defaulted("cipCodes", LIST),
            defaulted("level", symbol(PostsecondaryLevel.class))),
        v ->
            new PostsecondaryEnrollment(
                v.envelope(), v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5)));
    form(
        FactType.DEGREES,
        List.of(
            identity("institutionId", TEXT),
            identity("conferredOn", DATE),
            identity("degreeLevel", symbol(DegreeLevel.class)),
            identity("cipCodes", LIST),
            optional("title", TEXT)),
        v ->
            new PostsecondaryDegree(
                v.envelope(), v.get(0), v.get(1), v.get(2), v.get(3), v.get(4)));
    form(
        FactType.SEARCHES,
        List.of(identity("searchedThrough", DATE), required("recordFound", BOOLEAN)),
        v -> new PostsecondarySearch(v.envelope(), v.get(0), v.get(1)));
    form(
        FactType.EMPLOYMENT,
        List.of(
            identity("employerId", TEXT),
            identity("quarter", TEXT),
            optional("occupationCode", TEXT),
            optional("industryCode", TEXT),
            optional("wages", NUMBER)),
        v -> new Employment(v.envelope(), v.get(0), v.get(1), v.get(2), v.get(3), v.get(4)));
    form(
        FactType.IDENTITIES,
        List.of(required("canonicalId", TEXT)),
        v -> new IdentityLink(v.envelope(), v.get(0)));
    form(
        FactType.POLICIES,
        List.of(
            required("districtId", TEXT),
            optional("schoolId", TEXT),
            required("subject", symbol(Subject.class)),
            required("gradeFrom", TEXT),
            required("gradeTo", TEXT),
            required("regime", symbol(Regime.class)),
            defaulted("acceleration", symbol(Acceleration.class)),
            required("effectiveFrom", INTEGER),
            optional("effectiveTo", INTEGER),
            required("reference", TEXT)),
        v ->
            new ClassroomPolicy(
                v.envelope(),
                v.get(0),
                v.get(1),
                v.get(2),
                v.get(3),
                v.get(4),
                v.get(5),
                v.get(6),
                v.get(7),
                v.get(8),
                v.get(9)));
  }

  private FactForms() {}

  /** Form of a type of facts. */
  static FactForm of(FactType type) {
    return FORMS.get(type);
  }

  private static void form(
      FactType type, List<Column> columns, Function<FactForm.Values, Fact> maker) {
    FORMS.put(type, new FactForm(type, columns, maker));
  }
}
