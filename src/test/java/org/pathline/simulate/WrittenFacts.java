package org.pathline.simulate;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.pathline.domain.fact.Acceleration;
import org.pathline.domain.fact.AssessmentResult;
import org.pathline.domain.fact.ClassroomPolicy;
import org.pathline.domain.fact.CourseGrade;
import org.pathline.domain.fact.CourseLevel;
import org.pathline.domain.fact.DegreeLevel;
import org.pathline.domain.fact.DiplomaType;
import org.pathline.domain.fact.Employment;
import org.pathline.domain.fact.EnrollmentStatus;
import org.pathline.domain.fact.Envelope;
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

/** Reads written files back as facts, by column name and without the publisher's code. */
final class WrittenFacts {
  private static final LocalDate NO_DATE = LocalDate.EPOCH;

  private final NamedCsvRecord row;
  private final boolean retracted;

  private WrittenFacts(NamedCsvRecord row) {
    this.row = row;
    this.retracted = row.getField("retracted").equals("true");
  }

  static List<Fact> read(Path directory, FactType type) throws IOException {
    List<Fact> facts = new ArrayList<>();
    try (CsvReader<NamedCsvRecord> csv =
        CsvReader.builder().ofNamedCsvRecord(directory.resolve(type.noun() + ".csv"))) {
      csv.forEach(row -> facts.add(new WrittenFacts(row).fact(type)));
    }
    return facts;
  }

  private Fact fact(FactType type) {
    String id =
        type == FactType.IDENTITIES
            ? "aliasId"
            : type == FactType.POLICIES ? "policyId" : "studentId";
    Envelope e =
        new Envelope(
            row.getField(id),
            Instant.parse(text("recordedAt")).toEpochMilli(),
            text("source"),
            retracted,
            optional("factId"));
    return switch (type) {
      case STUDENTS ->
          new StudentRecord(
              e,
              symbol(RaceEthnicity.class, "raceEthnicity"),
              symbol(Sex.class, "sex"),
              symbol(Indicator.class, "economicallyDisadvantaged"),
              symbol(Indicator.class, "englishLearner"));
      case ENROLLMENTS ->
          new SchoolEnrollment(
              e,
              text("districtId"),
              text("schoolId"),
              text("gradeLevel"),
              date("entryDate"),
              optionalDate("exitDate"),
              optional("exitType") == null ? null : symbol(ExitType.class, "exitType"));
      case SECTIONS ->
          new SectionEnrollment(
              e,
              text("sectionId"),
              text("districtId"),
              text("schoolId"),
              number("schoolYear"),
              text("gradeLevel"),
              text("courseCode"),
              symbol(CourseLevel.class, "courseLevel"),
              optionalDate("entryDate"),
              optionalDate("exitDate"));
      case GRADES ->
          new CourseGrade(
              e,
              text("sectionId"),
              text("term"),
              number("schoolYear"),
              text("gradeLevel"),
              text("courseCode"),
              symbol(CourseLevel.class, "courseLevel"),
              text("mark"),
              decimal("gradePoints"),
              decimal("creditsAttempted"),
              decimal("creditsEarned"));
      case ASSESSMENTS ->
          new AssessmentResult(
              e,
              text("assessmentId"),
              symbol(Subject.class, "subject"),
              date("testDate"),
              text("gradeLevel"),
              retracted ? 0 : decimal("percentile"));
      case OUTSIDE_COURSES ->
          new OutsideCourse(
              e,
              text("provider"),
              text("courseCode"),
              date("completionDate"),
              symbol(PaidBy.class, "paidBy"),
              flag("passed"));
      case GRADUATIONS ->
          new Graduation(
              e,
              text("credential"),
              text("schoolId"),
              date("graduationDate"),
              symbol(DiplomaType.class, "diplomaType"));
      case POSTSECONDARY ->
          new PostsecondaryEnrollment(
              e,
              text("institutionId"),
              date("termBegin"),
              date("termEnd"),
              symbol(EnrollmentStatus.class, "status"),
              list("cipCodes"),
              symbol(PostsecondaryLevel.class, "level"));
      case DEGREES ->
          new PostsecondaryDegree(
              e,
              text("institutionId"),
              date("conferredOn"),
              symbol(DegreeLevel.class, "degreeLevel"),
              list("cipCodes"),
              optional("title"));
      case SEARCHES -> new PostsecondarySearch(e, date("searchedThrough"), flag("recordFound"));
      case EMPLOYMENT ->
          new Employment(
              e,
              text("employerId"),
              text("quarter"),
              optional("occupationCode"),
              optional("industryCode"),
              decimal("wages"));
      case IDENTITIES -> new IdentityLink(e, text("canonicalId"));
      case POLICIES ->
          new ClassroomPolicy(
              e,
              text("districtId"),
              optional("schoolId"),
              symbol(Subject.class, "subject"),
              text("gradeFrom"),
              text("gradeTo"),
              symbol(Regime.class, "regime"),
              symbol(Acceleration.class, "acceleration"),
              number("effectiveFrom"),
              optional("effectiveTo") == null ? null : number("effectiveTo"),
              text("reference"));
    };
  }

  private String text(String column) {
    return row.getField(column);
  }

  private String optional(String column) {
    return text(column).isEmpty() ? null : text(column);
  }

  private int number(String column) {
    return retracted && text(column).isEmpty() ? 0 : Integer.parseInt(text(column));
  }

  private Double decimal(String column) {
    return text(column).isEmpty() ? null : Double.valueOf(text(column));
  }

  private LocalDate date(String column) {
    return retracted && text(column).isEmpty() ? NO_DATE : LocalDate.parse(text(column));
  }

  private LocalDate optionalDate(String column) {
    return text(column).isEmpty() ? null : LocalDate.parse(text(column));
  }

  private boolean flag(String column) {
    if (!retracted && !List.of("true", "false").contains(text(column))) {
      throw new IllegalArgumentException(column + " is neither true nor false: " + row);
    }
    return text(column).equals("true");
  }

  private List<String> list(String column) {
    return text(column).isEmpty() ? List.of() : List.of(text(column).split("\\|"));
  }

  private <E extends Enum<E>> E symbol(Class<E> symbols, String column) {
    return Enum.valueOf(symbols, retracted && text(column).isEmpty() ? "UNKNOWN" : text(column));
  }
}
