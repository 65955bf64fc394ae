package org.pathline.publish;

import static org.pathline.publish.CellKind.BOOLEAN;
import static org.pathline.publish.CellKind.DATE;
import static org.pathline.publish.CellKind.END_OF_TERM;
import static org.pathline.publish.CellKind.INTEGER;
import static org.pathline.publish.CellKind.LIST;
import static org.pathline.publish.CellKind.NUMBER;
import static org.pathline.publish.CellKind.TEXT;
import static org.pathline.publish.CellKind.symbol;
import static org.pathline.publish.Column.defaulted;
import static org.pathline.publish.Column.identity;
import static org.pathline.publish.Column.identityIfAny;
import static org.pathline.publish.Column.optional;
import static org.pathline.publish.Column.required;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
 * The table of import columns: for each type of fact its columns, what stands in them of a fact,
 * and how their values make one.
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
            defaulted("raceEthnicity", symbol(RaceEthnicity.class), StudentRecord::raceEthnicity),
            defaulted("sex", symbol(Sex.class), StudentRecord::sex),
            defaulted(
                "economicallyDisadvantaged",
                symbol(Indicator.class),
                StudentRecord::economicallyDisadvantaged),
            defaulted("englishLearner", symbol(Indicator.class), StudentRecord::englishLearner)),
        v -> new StudentRecord(v.envelope(), v.get(0), v.get(1), v.get(2), v.get(3)));
    form(
        FactType.ENROLLMENTS,
        List.of(
            required("districtId", TEXT, SchoolEnrollment::districtId),
            identity("schoolId", TEXT, SchoolEnrollment::schoolId),
            required("gradeLevel", TEXT, SchoolEnrollment::gradeLevel),
            identity("entryDate", DATE, SchoolEnrollment::entryDate),
            optional("exitDate", DATE, SchoolEnrollment::exitDate),
            optional("exitType", symbol(ExitType.class), SchoolEnrollment::exitType)),
        v ->
            new SchoolEnrollment(
                v.envelope(), v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5)));
    form(
        FactType.SECTIONS,
        List.of(
            identity("sectionId", TEXT, SectionEnrollment::sectionId),
            required("districtId", TEXT, SectionEnrollment::districtId),
            required("schoolId", TEXT, SectionEnrollment::schoolId),
            required("schoolYear", INTEGER, SectionEnrollment::schoolYear),
            required("gradeLevel", TEXT, SectionEnrollment::gradeLevel),
            required("courseCode", TEXT, SectionEnrollment::courseCode),
            defaulted("courseLevel", symbol(CourseLevel.class), SectionEnrollment::courseLevel),
            optional("entryDate", DATE, SectionEnrollment::entryDate),
            optional("exitDate", DATE, SectionEnrollment::exitDate)),
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
            identity("sectionId", TEXT, CourseGrade::sectionId),
            identity("term", TEXT, CourseGrade::term),
            required("schoolYear", INTEGER, CourseGrade::schoolYear),
            required("gradeLevel", TEXT, CourseGrade::gradeLevel),
            required("courseCode", TEXT, CourseGrade::courseCode),
            defaulted("courseLevel", symbol(CourseLevel.class), CourseGrade::courseLevel),
            required("mark", TEXT, CourseGrade::mark),
            optional("gradePoints", NUMBER, CourseGrade::gradePoints),
            optional("creditsAttempted", NUMBER, CourseGrade::creditsAttempted),
            optional("creditsEarned", NUMBER, CourseGrade::creditsEarned)),
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
            identity("assessmentId", TEXT, AssessmentResult::assessmentId),
            identity("subject", symbol(Subject.class), AssessmentResult::subject),
            identity("testDate", DATE, AssessmentResult::testDate),
            required("gradeLevel", TEXT, AssessmentResult::gradeLevel),
            required("percentile", NUMBER, AssessmentResult::percentile)),
        v -> new AssessmentResult(v.envelope(), v.get(0), v.get(1), v.get(2), v.get(3), v.get(4)));
    form(
        FactType.OUTSIDE_COURSES,
        List.of(
            identity("provider", TEXT, OutsideCourse::provider),
            identity("courseCode", TEXT, OutsideCourse::courseCode),
            identity("completionDate", DATE, OutsideCourse::completionDate),
            defaulted("paidBy", symbol(PaidBy.class), OutsideCourse::paidBy),
            required("passed", BOOLEAN, OutsideCourse::passed)),
        v -> new OutsideCourse(v.envelope(), v.get(0), v.get(1), v.get(2), v.get(3), v.get(4)));
    form(
        FactType.GRADUATIONS,
        List.of(
            identity("credential", TEXT, Graduation::credential),
            identity("schoolId", TEXT, Graduation::schoolId),
            required("graduationDate", DATE, Graduation::graduationDate),
            defaulted("diplomaType", symbol(DiplomaType.class), Graduation::diplomaType)),
        v -> new Graduation(v.envelope(), v.get(0), v.get(1), v.get(2), v.get(3)));
    form(
        FactType.POSTSECONDARY,
        List.of(
            identity("institutionId", TEXT, PostsecondaryEnrollment::institutionId),
            identity("termBegin", DATE, PostsecondaryEnrollment::termBegin),
            defaulted("termEnd", END_OF_TERM, PostsecondaryEnrollment::termEnd),
            defaulted("status", symbol(EnrollmentStatus.class), PostsecondaryEnrollment::status),
            defaulted("cipCodes", LIST, PostsecondaryEnrollment::cipCodes),
            defaulted("level", symbol(PostsecondaryLevel.class), PostsecondaryEnrollment::level)),
        v ->
            new PostsecondaryEnrollment(
                v.envelope(), v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5)));
    form(
        FactType.DEGREES,
        List.of(
            identity("institutionId", TEXT, PostsecondaryDegree::institutionId),
            identity("conferredOn", DATE, PostsecondaryDegree::conferredOn),
            identity("degreeLevel", symbol(DegreeLevel.class), PostsecondaryDegree::degreeLevel),
            identityIfAny("cipCodes", LIST, PostsecondaryDegree::cipCodes),
            optional("title", TEXT, PostsecondaryDegree::title)),
        v ->
            new PostsecondaryDegree(
                v.envelope(), v.get(0), v.get(1), v.get(2), v.get(3), v.get(4)));
    form(
        FactType.SEARCHES,
        List.of(
            identity("searchedThrough", DATE, PostsecondarySearch::searchedThrough),
            required("recordFound", BOOLEAN, PostsecondarySearch::recordFound)),
        v -> new PostsecondarySearch(v.envelope(), v.get(0), v.get(1)));
    form(
        FactType.EMPLOYMENT,
        List.of(
            identity("employerId", TEXT, Employment::employerId),
            identity("quarter", TEXT, Employment::quarter),
            optional("occupationCode", TEXT, Employment::occupationCode),
            optional("industryCode", TEXT, Employment::industryCode),
            optional("wages", NUMBER, Employment::wages)),
        v -> new Employment(v.envelope(), v.get(0), v.get(1), v.get(2), v.get(3), v.get(4)));
    form(
        FactType.IDENTITIES,
        List.of(required("canonicalId", TEXT, IdentityLink::canonicalId)),
        v -> new IdentityLink(v.envelope(), v.get(0)));
    form(
        FactType.POLICIES,
        List.of(
            required("districtId", TEXT, ClassroomPolicy::districtId),
            optional("schoolId", TEXT, ClassroomPolicy::schoolId),
            required("subject", symbol(Subject.class), ClassroomPolicy::subject),
            required("gradeFrom", TEXT, ClassroomPolicy::gradeFrom),
            required("gradeTo", TEXT, ClassroomPolicy::gradeTo),
            required("regime", symbol(Regime.class), ClassroomPolicy::regime),
            defaulted("acceleration", symbol(Acceleration.class), ClassroomPolicy::acceleration),
            required("effectiveFrom", INTEGER, ClassroomPolicy::effectiveFrom),
            optional("effectiveTo", INTEGER, ClassroomPolicy::effectiveTo),
            required("reference", TEXT, ClassroomPolicy::reference)),
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
    return Objects.requireNonNull(FORMS.get(type));
  }

  private static void form(
      FactType type, List<Column<?>> columns, Function<FactForm.Values, Fact> maker) {
    FORMS.put(type, new FactForm(type, columns, maker));
  }
}
