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
import org.pathline.domain.fact.Acceleration;
import org.pathline.domain.fact.CourseLevel;
import org.pathline.domain.fact.DegreeLevel;
import org.pathline.domain.fact.DiplomaType;
import org.pathline.domain.fact.EnrollmentStatus;
import org.pathline.domain.fact.ExitType;
import org.pathline.domain.fact.FactType;
import org.pathline.domain.fact.Indicator;
import org.pathline.domain.fact.PaidBy;
import org.pathline.domain.fact.PostsecondaryLevel;
import org.pathline.domain.fact.RaceEthnicity;
import org.pathline.domain.fact.Regime;
import org.pathline.domain.fact.Sex;
import org.pathline.domain.fact.Subject;

/**
 * The table of import columns: for each type of fact its columns, in the order of its fields.
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
            defaulted("englishLearner", symbol(Indicator.class))));
    form(
        FactType.ENROLLMENTS,
        List.of(
            required("districtId", TEXT),
            identity("schoolId", TEXT),
            required("gradeLevel", TEXT),
            identity("entryDate", DATE),
            optional("exitDate", DATE),
            optional("exitType", symbol(ExitType.class))));
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
            optional("exitDate", DATE)));
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
            optional("creditsEarned", NUMBER)));
    form(
        FactType.ASSESSMENTS,
        List.of(
            identity("assessmentId", TEXT),
            identity("subject", symbol(Subject.class)),
            identity("testDate", DATE),
            required("gradeLevel", TEXT),
            required("percentile", NUMBER)));
    form(
        FactType.OUTSIDE_COURSES,
        List.of(
            identity("provider", TEXT),
            identity("courseCode", TEXT),
            identity("completionDate", DATE),
            defaulted("paidBy", symbol(PaidBy.class)),
            required("passed", BOOLEAN)));
    form(
        FactType.GRADUATIONS,
        List.of(
            identity("credential", TEXT),
            identity("schoolId", TEXT),
            required("graduationDate", DATE),
            defaulted("diplomaType", symbol(DiplomaType.class))));
    form(
        FactType.POSTSECONDARY,
        List.of(
            identity("institutionId", TEXT),
            identity("termBegin", DATE),
            defaulted("termEnd", END_OF_TERM),
            defaulted("status", symbol(EnrollmentStatus.class)),
            defaulted("cipCodes", LIST),
            defaulted("level", symbol(PostsecondaryLevel.class))));
    form(
        FactType.DEGREES,
        List.of(
            identity("institutionId", TEXT),
            identity("conferredOn", DATE),
            identity("degreeLevel", symbol(DegreeLevel.class)),
            identityIfAny("cipCodes", LIST),
            optional("title", TEXT)));
    form(
        FactType.SEARCHES,
        List.of(identity("searchedThrough", DATE), required("recordFound", BOOLEAN)));
    form(
        FactType.EMPLOYMENT,
        List.of(
            identity("employerId", TEXT),
            identity("quarter", TEXT),
            optional("occupationCode", TEXT),
            optional("industryCode", TEXT),
            optional("wages", NUMBER)));
    form(FactType.IDENTITIES, List.of(required("canonicalId", TEXT)));
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
            required("reference", TEXT)));
  }

  private FactForms() {}

  /** Form of a type of facts. */
  static FactForm of(FactType type) {
    return Objects.requireNonNull(FORMS.get(type));
  }

  private static void form(FactType type, List<Column<?>> columns) {
    FORMS.put(type, new FactForm(type, columns));
  }
}
