package org.pathline.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Detail files of StudentTracker as districts keep them: renamed, cut, packed, saved anew. */
class StudentTrackerAsExportedTest {
  private static final String HEADER =
      "Your Unique Identifier,Record Found Y/N,College Code/Branch,Enrollment Begin,Enrollment"
          + " End,Enrollment Status,Graduated?,Graduation Date,Degree Title\n";
  private static final String TERM = "A1_,Y,099901-00,20180820,20181214,F,N,,\n";
  private static final String NOT_FOUND = "C3_,N,,,,,,,\n";

  @TempDir private Path directory;
  private Delivered detail;

  @BeforeEach
  void detail() {
    detail = new Delivered(directory, "nsc");
  }

  private List<String> searches() throws IOException {
    return detail.cells("searches", "studentId", "searchedThrough", "recordFound");
  }

  @ParameterizedTest
  @CsvSource({
    "detail_2024_11_12.csv, 2024-11-12",
    "detail 11-12-2024.csv, 2024-11-12",
    "DETAIL.11.12.2024.TXT, 2024-11-12",
    "cohort_2015_16_20241112.csv, 2024-11-12",
    "class-of-20152016-20241112.csv, 2024-11-12",
    "district7_20241112103042_DETLRPT.csv, 2024-11-12",
  })
  void theDayInTheNameMayHaveAnySignAndStandAnywhere(String name, String day) throws IOException {
    detail.with(name, HEADER + TERM + NOT_FOUND).run();
    assertThat(detail.exitCode).as(detail.text).isZero();
    assertThat(searches()).containsExactly("A1 " + day + " true", "C3 " + day + " false");
  }

  @Test
  void aDayInTheNameBeforeTheRecordsIsTold() throws IOException {
    detail.with("grads-20150612.csv", HEADER + TERM + NOT_FOUND).run();
    assertThat(searches()).containsExactly("A1 2015-06-12 true", "C3 2015-06-12 false");
    assertThat(detail.text).contains("the mapping file says no searchedThrough, which 1 rows need");
    detail.run("--searched-through", "2024-11-12");
    assertThat(searches()).contains("C3 2024-11-12 false");
    assertThat(detail.text).doesNotContain("searchedThrough");
  }

  @Test
  void theIdsOfAColumnThatTheMappingFileNamesAreThoseAndNoOthers() throws IOException {
    String header = HEADER.replace("\n", ",State ID\n");
    detail.with(
        "detail-20241112.csv",
        header + TERM.replace("\n", ",900001\n") + NOT_FOUND.replace("\n", ",\n"));
    Path map = detail.map("ids: {student: State ID}\n");
    detail.run("--map", map.toString());
    assertThat(searches()).containsExactly("900001 2024-11-12 true");
    assertThat(detail.exitCode).isEqualTo(1);
    detail.run("--map", detail.map("ids: {student: StateIDs}\n").toString());
    assertThat(detail.exitCode).isEqualTo(1);
    assertThat(detail.text).contains("lacks the column StateIDs", "is it 'State ID'?");
  }

  @ParameterizedTest
  @CsvSource({"detail-new-form.csv", "detail-old-form.csv"})
  void theFilesOfPublicReadersComeToFactsInTwoSteps(String name) throws IOException {
    Path file = Path.of("../../shared/data/nsc", name);
    assumeThat(file).exists();
    Path template = directory.resolve("template.yaml");
    detail.runOn(List.of(file), "--map-template", template.toString());
    assertThat(template).content().doesNotContain("district:");
    Files.writeString(
        template,
        Files.readString(template)
            .replace("searchedThrough: \"?\"", "searchedThrough: 2020-11-12")
            .replace("\"COMPUTER SCIENCE\": \"?\"", "\"COMPUTER SCIENCE\": 11.0701")
            .replace("\"HISTORY\": \"?\"", "\"HISTORY\":"));
    detail.runOn(List.of(file), "--map", template.toString());
    assertThat(detail.exitCode).as(detail.text).isZero();
    assertThat(searches()).containsExactly("A1B2 2020-11-12 true", "C3D4 2020-11-12 false");
    assertThat(detail.cells("postsecondary", "cipCodes"))
        .containsExactly(name.contains("old") ? "110701" : "11.0701");
    assertThat(detail.rows("degrees")).hasSize(1);
    assertThat(detail.text).doesNotContain("says nothing", "says no ");
  }

  @Test
  void packedFilesOfADirectoryAreDeliveriesOfTheirOwn() throws IOException {
    zip("2023.zip", "detail-20230612.csv", HEADER + TERM.replace("20181214", ""));
    zip("2024.zip", "detail-20240612.csv", HEADER + TERM);
    Path gz = directory.resolve("in/detail-20241112.CSV.GZ");
    try (OutputStream to = new GZIPOutputStream(Files.newOutputStream(gz))) {
      to.write(Delivered.bytes((HEADER + NOT_FOUND).replace(',', ';')));
    }
    detail.run();
    assertThat(detail.exitCode).as(detail.text).isZero();
    assertThat(detail.cells("postsecondary", "termEnd", "recordedAt"))
        .containsExactlyInAnyOrder("- 2023-06-12T12:00:00Z", "2018-12-14 2024-06-12T12:00:00Z");
    assertThat(searches()).contains("C3 2024-11-12 false");
    assertThat(detail.text).doesNotContain("STATED_TWICE");
  }

  private void zip(String name, String entry, String text) throws IOException {
    Path zip = directory.resolve("in").resolve(name);
    Files.createDirectories(zip.getParent());
    try (ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(zip))) {
      to.putNextEntry(new ZipEntry(entry));
      to.write(Delivered.bytes(text));
      to.closeEntry();
    }
  }

  @ParameterizedTest
  @CsvSource({
    // A blank day in any of its forms; what is no day; a day as spreadsheets save it.
    "20181214, 00000000, 0, -",
    "20181214, 000000, 0, -",
    "20181214, 0, 0, -",
    "20181214, 20181399, 1, ",
    "20181214, 12/14/2018, 1, ",
    "20181214, 20181214.0, 1, ",
  })
  void aTermWithoutAnEndGoesOn(String known, String said, int exit, String end) throws IOException {
    detail.with("detail-20241112.csv", HEADER + TERM.replace(known, said)).run();
    assertThat(detail.exitCode).as(detail.text).isEqualTo(exit);
    assertThat(detail.cells("postsecondary", "termEnd"))
        .isEqualTo(end == null ? List.of() : List.of(end));
  }

  @Test
  void daysThatASpreadsheetHasSavedNeedTheirOrder() throws IOException {
    detail.with(
        "detail-20241112.csv",
        HEADER + TERM.replace("20180820,20181214", "8/20/2018,12/14/2018") + NOT_FOUND);
    detail.run("--map-template");
    assertThat(detail.text).contains("\ndates: \"?\"  # such as M/D/Y; 1 records need it");
    detail.run("--map", detail.map("dates: M/D/Y\n").toString());
    assertThat(detail.exitCode).as(detail.text).isZero();
    assertThat(detail.cells("postsecondary", "termBegin", "termEnd"))
        .containsExactly("2018-08-20 2018-12-14");
  }

  @Test
  void someColumnsAreEnough() throws IOException {
    detail
        .with(
            "detail-20241112.csv",
            "record_found_y/n;COLLEGE CODE;unique_identifier\nY;099901;A1_\nN;;C3_\n")
        .run();
    assertThat(detail.exitCode).as(detail.text).isZero();
    assertThat(searches()).containsExactly("A1 2024-11-12 true", "C3 2024-11-12 false");
    assertThat(detail.text).contains("a record was found, but neither a term nor a degree is told");
  }

  @Test
  void termsAndDegreesMayStandInOneRowAndAgain() throws IOException {
    String both = "A1_,Y,099901-00,20180820,20181214,F,Y,20181220,ASSOCIATE OF ARTS\n";
    detail.with("detail-20241112.csv", HEADER + both + both + NOT_FOUND + NOT_FOUND).run();
    assertThat(detail.exitCode).as(detail.text).isZero();
    assertThat(detail.cells("postsecondary", "termBegin", "status")).contains("2018-08-20 F");
    assertThat(detail.cells("degrees", "conferredOn", "degreeLevel"))
        .contains("2018-12-20 ASSOCIATE");
    assertThat(searches()).containsExactly("A1 2024-11-12 true", "C3 2024-11-12 false");
    assertThat(detail.text).doesNotContain("doubted").contains("change nothing: 2");
  }
}
