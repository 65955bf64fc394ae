package org.pathline.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pathline.domain.fact.FactType;
import org.pathline.pseudonym.PseudonymKey;
import org.pathline.pseudonym.Pseudonyms;
import org.pathline.pseudonym.Pseudonyms.Kind;
import org.pathline.publish.ImportFiles;
import org.pathline.publish.LeftOut;
import org.pathline.publish.Progress;
import org.pathline.publish.Publication;
import org.pathline.publish.RowSource;
import org.pathline.publish.UnreadableFile;

/** Records that are there and become no facts say of which facts they are. */
class LeftOutRecordsTest {
  private static final Path EXAMPLES = Path.of("test/resources/imports");

  @TempDir private Path directory;

  private List<String> leftOut(List<? extends RowSource> sources) {
    List<String> all = new ArrayList<>();
    new Publication(
            directory.resolve("rejected.csv"), Progress.quiet(new PrintWriter(Writer.nullWriter())))
        .read(
            sources,
            fact -> {},
            row ->
                all.add(
                    (row.refused() ? "refused " : "missed ")
                        + row.type().noun()
                        + " "
                        + row.studentId()
                        + " "
                        + row.factId()));
    return all;
  }

  /** What is left out of an example in which some text stands for another. */
  private List<String> leftOut(String format, String file, String text, String instead)
      throws IOException {
    Path delivery = Files.createDirectories(directory.resolve("in"));
    try (var files = Files.list(EXAMPLES.resolve(format))) {
      for (Path each : files.toList()) {
        String plain = Files.readString(each);
        if (each.getFileName().toString().equals(file)) {
          assertThat(plain).containsPattern(text);
          plain = plain.replaceAll(text, instead);
        }
        Files.writeString(delivery.resolve(each.getFileName()), plain);
      }
    }
    MapFile map = MapFile.read(EXAMPLES.resolve(format + "-map.yaml"));
    ImportSettings settings = new ImportSettings(map, null, null, null, new LocalCodes());
    try (Bundle bundle = Bundle.open(List.of(delivery))) {
      return leftOut(ForeignFormats.of(format).read(bundle, settings).sources());
    } catch (UnreadableFile e) {
      throw new IOException(e);
    }
  }

  @Test
  void recordsThatSayThatTheyAreNoFactsAreOfNone() throws IOException {
    // A course that the mapping file does not follow, a teacher, and an exam.
    assertThat(leftOut("oneroster", "users.csv", "sourcedId", "sourcedId")).isEmpty();
    assertThat(leftOut("edfi", "grades.ndjson", "5aa2", "5aa2")).isEmpty();
    assertThat(leftOut("nsc", "detail-20241112.csv", "U1_", "U1_")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "studentSchoolAssociations.ndjson, Eighth grade, Form 3, missed enrollments 604822 5e01",
    "studentSchoolAssociations.ndjson, 2021-08-23, 23.08.2021, refused enrollments 604822 5e01",
    "studentSchoolAssociations.ndjson, 2022-05-26, 2020-05-26, refused enrollments 604822 5e01",
    "studentSchoolAssociations.ndjson, '\"604822\"', null, missed enrollments null null",
    "studentSectionAssociations.ndjson, ALG-1, ALG-9, missed sections 604822 5f01",
    "grades.ndjson, ALG-1, ALG-9, missed grades 604822 5aa1",
    "grades.ndjson, 91.0, 910.0, refused grades 604822 5aa1",
    "schools.json, localEducationAgencyId, stateAgencyId, missed enrollments 604822 5e01",
    "studentEducationOrganizationAssociations.json, '\"604822\"', '\"NULL\"', refused students null"
        + " null",
    "studentEducationOrganizationAssociations.json, 2022-06-01T, 1922-06-01T, refused students"
        + " 604822 null",
  })
  void recordsOfEdFi(String file, String text, String instead, String expected) throws IOException {
    assertThat(leftOut("edfi", file, text, instead)).contains(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "enrollments.csv, 'e1,,,k1', 'e1,,,k9', missed sections u1 e1",
    "enrollments.csv, 'e1,,,k1', 'e1,,,k9', missed enrollments u1 null",
    "enrollments.csv, 2022-09-06, 2022-19-06, refused sections u2 e3",
    "enrollments.csv, 2022-09-06, 2022-19-06, refused enrollments u2 null",
    "courses.csv, MA8H, MA9H, missed sections u1 e1",
    "courses.csv, MA8H, MA9H, missed grades u2 r2",
    "orgs.csv, '0101,d7', '0101,', missed enrollments u1 stay|m1|2023",
    "users.csv, 'student,luis', ',luis', missed students u2 null",
    "demographics.csv, u2, u9, missed students u9 null",
    "results.csv, 'l1,u1', 'l9,u1', missed grades u1 r1",
    "results.csv, ',94,', ',940,', refused grades u1 r1",
    "results.csv, 'l1,u1', 'l1,', missed grades null null",
  })
  void recordsOfOneRoster(String file, String text, String instead, String expected)
      throws IOException {
    assertThat(leftOut("oneroster", file, text, instead)).contains(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "U1_, '', refused postsecondary null null",
    "20230821, 20231315, refused postsecondary u1 null",
    "20230821, 18230821, refused postsecondary u1 null",
    "20240510, '', missed degrees u3 null",
    "'099902-01', '', missed degrees u3 null",
    "'\"N\",\"20230610\"', '\"\",\"20230610\"', missed searches u2 null",
    "'\"N\",\"20230610\"', '\"?\",\"20230610\"', refused searches u2 null",
  })
  void recordsOfStudentTracker(String text, String instead, String expected) throws IOException {
    assertThat(leftOut("nsc", "detail-20241112.csv", text, instead)).contains(expected);
  }

  @Test
  void rowsOfImportFilesNameTheirIdsAsFarAsTheyKeepTheRules() throws IOException {
    Path file = directory.resolve("grades.csv");
    Files.writeString(
        file,
        "studentId,recordedAt,source,factId,sectionId,term,schoolYear,gradeLevel,courseCode,mark\n"
            + " s1 ,2024-01-01T00:00:00Z,sis,r1,x,S1,2024,08,02052,Z\n"
            + "s2,yesterday,sis,,x,S1,2024,08,02052,B\n"
            + "NULL,2024-01-01T00:00:00Z,sis,r3,x,S1,2024,08,02052,B\n"
            + "s4,2024-01-01T00:00:00Z,sis,1.2E+11,x,S1,2024,08,02052,B\n"
            + "s5,2024-01-01T00:00:00Z,sis,r5,x,S1,2024,08\n"
            + "s6,2024-01-01T00:00:00Z,sis,r6,x,S1,2024,08,02052,B\n");
    List<RowSource> sources = new ArrayList<>(ImportFiles.find(List.of(file), file));
    assertThat(leftOut(sources))
        .containsExactly(
            "refused grades s1 r1",
            "refused grades s2 null",
            "refused grades null null",
            "refused grades s4 null",
            "refused grades null null");
    Path key = directory.resolve("district.key");
    PseudonymKey.make(key);
    Pseudonyms pseudonyms = new Pseudonyms(PseudonymKey.read(key), EnumSet.noneOf(Kind.class));
    assertThat(leftOut(sources.stream().map(source -> source.under(pseudonyms)).toList()))
        .contains(
            "refused grades "
                + pseudonyms.of(Kind.student, "s1")
                + " "
                + pseudonyms.of(Kind.record, "r1"))
        .hasSize(5);
  }

  @Test
  void aRowSaysNothingButItsIds() {
    for (FactType type : FactType.values()) {
      LeftOut row = new LeftOut(type, "s1", "r1", true);
      assertThat(row.withoutContent().envelope().studentId()).isEqualTo("s1");
      assertThat(row.withoutContent().identity()).isEqualTo("r1");
      assertThat(new LeftOut(type, " ", "r1", true).withoutContent()).isNull();
      assertThat(new LeftOut(type, "s1", "#N/A", true).withoutContent().envelope().hasFactId())
          .isFalse();
    }
  }
}
