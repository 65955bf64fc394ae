package org.pathline.publish;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathline.Main;
import org.pathline.domain.fact.FactType;
import picocli.CommandLine;

/** Files as districts have them: their names, their text, their headers and their clocks. */
class FilesAsTheyComeTest {
  private static final String STUDENTS = "studentId,recordedAt,source,sex\n";
  private static final String GOOD = "S1,2020-01-01T00:00:00Z,d7,MALE\n";

  @TempDir private Path directory;

  private int exitCode;
  private String out = "";
  private String err = "";

  private Path write(String name, String text) throws IOException {
    return write(name, text.getBytes(UTF_8));
  }

  private Path write(String name, byte[] bytes) throws IOException {
    return Files.write(directory.resolve(name), bytes);
  }

  private void publish(String... options) {
    CommandLine command = Main.commandLine();
    StringWriter outText = new StringWriter();
    StringWriter errText = new StringWriter();
    command.setOut(new PrintWriter(outText)).setErr(new PrintWriter(errText));
    String[] arguments = new String[options.length + 3];
    arguments[0] = "publish";
    arguments[1] = "--rejected";
    arguments[2] = directory.resolve("rejected.csv").toString();
    System.arraycopy(options, 0, arguments, 3, options.length);
    exitCode = command.execute(arguments);
    out = outText.toString();
    err = errText.toString();
  }

  private void check() {
    publish("--dry-run", directory.toString());
  }

  @Test
  void namesOfFilesAreReadInAnyCaseAndEnding() throws IOException {
    write("STUDENTS.CSV", STUDENTS + GOOD);
    write(
        "Searches.JsonL",
        "{\"studentId\":\"S1\",\"recordedAt\":\"2020-01-01T00:00:00Z\","
            + "\"source\":\"c\",\"searchedThrough\":\"2019-10-31\",\"recordFound\":false}\n");
    write(
        "Outside Courses.Csv",
        "studentId,recordedAt,source,provider,courseCode,completionDate,"
            + "passed\nS1,2020-01-01T00:00:00Z,d,Academy,02052,2011-08-05,yes\n");
    check();
    assertThat(err).isEmpty();
    assertThat(exitCode).isZero();
    assertThat(out)
        .containsPattern("students +1 +1 +0")
        .containsPattern("searches +1 +1 +0")
        .containsPattern("outside-courses +1 +1 +0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"grades.xlsx", "export.zip", "sections.txt", "Enrollments", "x.tsv"})
  void dataThatIsNotReadIsNamedAndIsAnError(String name) throws IOException {
    write("students.csv", STUDENTS + GOOD);
    Path unread = write(name, "x");
    check();
    assertThat(exitCode).isEqualTo(1);
    assertThat(err).contains(unread + ": not read");
    assertThat(out).containsPattern("students +1 +1 +0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "students.csv.old",
        "backup.csv.2015",
        "grades.dbf",
        "x.feather",
        "grades_2015.txt",
        "searches.csv.part"
      })
  void dataUnderAnyOfItsEndingsOrWithAYearIsData(String name) throws IOException {
    dataThatIsNotReadIsNamedAndIsAnError(name);
  }

  @Test
  void whatNamesColumnsInItsFirstLineIsDataWhateverItIsCalled() throws IOException {
    write("students.csv", STUDENTS + GOOD);
    Path text = write("export.txt", STUDENTS + GOOD);
    Path utf16 = write("EXPORT", (STUDENTS + GOOD).replace(",", ";").getBytes(UTF_16LE));
    Path json = write("all.json", "[\n  " + SEARCH + "]\n");
    Path zip = write("export.zip", zip("students.csv", STUDENTS + GOOD, "more.txt", STUDENTS));
    write("about.txt", "studentId is the id of a student, recordedAt when, source where.\n");
    check();
    assertThat(exitCode).isEqualTo(1);
    String why = ": not read: neither CSV nor NDJSON";
    assertThat(err)
        .contains(text + why, utf16 + why, json + why, zip.resolve("more.txt") + why)
        .contains(directory.resolve("about.txt") + ": not read" + System.lineSeparator());
  }

  @Test
  void programsAreToldWhatIsNotRead() throws IOException {
    write("students.csv", STUDENTS + GOOD);
    Path data = write("grades.tsv", "x");
    Path notes = write("notes.md", "x");
    publish("--dry-run", "--format", "json", directory.toString());
    JsonNode unread = new ObjectMapper().readTree(out).get("unread");
    assertThat(unread).hasSize(2);
    assertThat(unread.get(0).get("file").asText()).isEqualTo(data.toString());
    assertThat(unread.get(0).get("data").asBoolean()).isTrue();
    assertThat(unread.get(0).get("why").asText()).contains("neither CSV nor NDJSON");
    assertThat(unread.get(1).get("file").asText()).isEqualTo(notes.toString());
    assertThat(unread.get(1).get("data").asBoolean()).isFalse();
  }

  @Test
  void aDirectoryInTheDirectoryIsNamedAndIsAnErrorWhereItHoldsData() throws IOException {
    write("students.csv", STUDENTS + GOOD);
    Path docs = Files.createDirectories(directory.resolve("docs"));
    Files.writeString(docs.resolve("notes.md"), "x");
    check();
    assertThat(exitCode).isZero();
    assertThat(err.lines()).containsExactly(docs + ": not read");
    Path deep = Files.createDirectories(directory.resolve("2015").resolve("more"));
    Files.writeString(deep.resolve("grades.csv"), "x");
    Files.createDirectories(directory.resolve(".git"));
    Files.writeString(directory.resolve(".git").resolve("grades.csv"), "x");
    check();
    assertThat(exitCode).isEqualTo(1);
    assertThat(err.lines())
        .contains(
            directory.resolve("2015")
                + ": not read: it holds data in a directory of its own; give that, too");
    assertThat(err).doesNotContain(".git");
  }

  @Test
  void whatSystemsLeaveBehindIsNoFileOfTheDelivery() throws IOException {
    write("students.csv", STUDENTS + GOOD);
    write("._students.csv", "x");
    write(".~lock.students.csv#", "x");
    write("~$grades.xlsx", "x");
    write("Thumbs.db", "x");
    write("desktop.ini", "x");
    check();
    assertThat(err).isEmpty();
    assertThat(exitCode).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "'PK\u0003\u0004'; a zip or a workbook",
        "'\u00d0\u00cf\u0011\u00e0'; a workbook",
        "%PDF-1.4; a PDF",
        "'<!DOCTYPE html>'; HTML or XML",
        "BZh9; bzip2",
        "'{\"studentId\":\"S1\"}'; is JSON by its first bytes; let its name end in .ndjson",
      })
  void contentOfAnotherFormIsSaidSo(String content, String form) throws IOException {
    Path file = write("students.csv", content.getBytes(ISO_8859_1));
    check();
    assertThat(exitCode).isEqualTo(1);
    assertThat(err).startsWith(file + ": is ").contains(form);
  }

  @Test
  void aGzipFileIsReadWhateverItIsCalled() throws IOException {
    write("students.csv", gzip(STUDENTS + GOOD));
    write("SEARCHES.JSONL.GZ", gzip(SEARCH));
    check();
    assertThat(err).isEmpty();
    assertThat(out).containsPattern("students +1 +1 +0").containsPattern("searches +1 +1 +0");
    write("students.csv.gz", gzip(""));
    check();
    assertThat(exitCode).isEqualTo(1);
    assertThat(err).contains("students.csv.gz: is empty");
  }

  @Test
  void otherFilesAreNamedAndAreNone() throws IOException {
    write("students.csv", STUDENTS + GOOD);
    write("notes.md", "x");
    write(".hidden.zip", "x");
    Files.createDirectory(directory.resolve("old"));
    check();
    assertThat(exitCode).isZero();
    assertThat(err.lines()).containsExactly(directory.resolve("notes.md") + ": not read");
  }

  @Test
  void byteOrderMarksSeparatorsUtf16AndUtf32AreRecognised() throws IOException {
    String text = STUDENTS + GOOD + "Núñez,2020-01-01T00:00:00Z,d7,FEMALE\n";
    for (String separator : List.of(",", ";", "\t", "|")) {
      for (Charset charset :
          List.of(
              UTF_8,
              UTF_16LE,
              UTF_16BE,
              Charset.forName("UTF-32LE"),
              Charset.forName("UTF-32BE"))) {
        for (String before : List.of("", "\uFEFF", "sep=,\n", "\uFEFFSEP=,,,\r\n", "\n\r\n")) {
          write("students.csv", (before + text).replace(",", separator).getBytes(charset));
          check();
          assertThat(exitCode).as("%s %s %s %s", before, separator, charset, err).isZero();
          assertThat(out).containsPattern("students +2 +2 +0");
        }
      }
    }
  }

  @Test
  void aRowIsNamedByItsLineBehindTheOneThatNamesTheSeparator() throws IOException {
    write(
        "students.csv",
        ("sep=;\n" + (STUDENTS + GOOD + "S2,never,d7,MALE\n").replace(",", ";")).getBytes(UTF_8));
    check();
    assertThat(exitCode).isEqualTo(1);
    assertThat(err).contains("students.csv:4: ");
  }

  @Test
  void bytesOfWindows1252AreRefusedForThatReason() throws IOException {
    write(
        "students.csv",
        (STUDENTS + GOOD + "S2\u00a0,2020-01-01T00:00:00Z,d7,MALE\n")
            .getBytes(Charset.forName("windows-1252")));
    check();
    assertThat(exitCode).isEqualTo(1);
    assertThat(err).contains("students.csv:3: ", "windows-1252", "(INVALID_TEXT)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "student_id,recorded_at,source,sex", "STUDENTID,RECORDEDAT,SOURCE,SEX",
        "Student Id,Recorded-At,Source,Sex", "StudentID,RecordedAt,Source,Sex",
        "Student.ID,[recordedAt],\"Source \",Sex\u00a0",
            "\uFEFF\uFEFFstudentId,recordedAt,source,sex"
      })
  void namesOfColumnsAreReadInAnyCaseAndWithSigns(String header) throws IOException {
    write("students.csv", header + "\n" + GOOD);
    check();
    assertThat(err).isEmpty();
    assertThat(exitCode).isZero();
  }

  @Test
  void namesOfJsonFieldsAreReadSoToo() throws IOException {
    write(
        "students.ndjson",
        "{\"student_id\":\"S1\",\"RECORDEDAT\":\"2020-01-01T00:00:00Z\","
            + "\"Source\":\"d\",\"SEX\":\"MALE\"}\n");
    check();
    assertThat(err).isEmpty();
    assertThat(exitCode).isZero();
  }

  @Test
  void anUnknownColumnAndAMissingOneNameTheNearest() throws IOException {
    write("students.csv", "studentId,recordedAt,source,sexx\n" + "S1,2020-01-01T00:00:00Z,d,x\n");
    check();
    assertThat(err).contains("sexx (is it 'sex'?)", "pathline publish --template DIR");
    write("students.csv", "studentNr,recordedAt,source\n" + "S1,2020-01-01T00:00:00Z,d\n");
    check();
    assertThat(exitCode).isEqualTo(1);
    assertThat(err).contains("studentId (is it 'studentNr'?)", "pathline publish --template DIR");
  }

  @Test
  void aTimeWithoutOffsetIsRefusedUnlessAZoneIsNamed() throws IOException {
    String row = "S1,2011-02-04T10:30:00,d7,MALE\n";
    write("students.csv", STUDENTS + row);
    check();
    assertThat(exitCode).isEqualTo(1);
    assertThat(err).contains("students.csv:2: recordedAt: ", "has no offset", "--zone");
    publish("--dry-run", "--zone", "America/Chicago", directory.toString());
    assertThat(err).isEmpty();
    assertThat(exitCode).isZero();
  }

  @Test
  void aTimeThatClocksShowedTwiceOrNeverIsRefused() throws IOException {
    write(
        "students.csv",
        STUDENTS
            + "S1,2011-11-06T01:30:00,d7,MALE\n"
            + "S2,2011-03-13T02:30:00,d7,MALE\n"
            + "S3,2011-11-06T01:30:00-05:00,d7,MALE\n");
    publish("--dry-run", "--zone", "America/Chicago", directory.toString());
    assertThat(exitCode).isEqualTo(1);
    assertThat(err).contains("' twice; give", "' never; give");
    assertThat(out).containsPattern("students +3 +1 +2");
  }

  @Test
  void localTimesAreThoseOfTheZone() throws Exception {
    assertThat(Timestamps.parse(Timestamps.in(ZoneId.of("America/Chicago"), "2011-02-04T10:30:00")))
        .isEqualTo(Timestamps.parse("2011-02-04T16:30:00Z"));
  }

  @Test
  void aTemplateIsGoodAndSaysWhatEveryColumnHolds() throws IOException {
    Path template = directory.resolve("template");
    publish("--template", template.toString());
    assertThat(exitCode).as(err).isZero();
    String page = Files.readString(template.resolve("COLUMNS.md"));
    for (FactType type : FactType.values()) {
      assertThat(page).contains("## " + type.noun() + "\n");
      for (Column<?> column : FactForms.of(type).columns()) {
        assertThat(page).contains("| " + column.name() + " | ");
      }
    }
    publish("--dry-run", template.toString());
    assertThat(err).isEmpty();
    assertThat(exitCode).isZero();
    assertThat(out).containsPattern("total +13 +13 +0");
    publish("--template", template.toString());
    assertThat(exitCode).isEqualTo(2);
    assertThat(err).contains("overwrites nothing");
  }

  private static byte[] zip(String... namesAndTexts) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < namesAndTexts.length; i += 2) {
        zip.putNextEntry(new ZipEntry(namesAndTexts[i]));
        zip.write(namesAndTexts[i + 1].getBytes(UTF_8));
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  private static final String BAD = "S2,2020-01-01T00:00:00Z,d7,SOMETHING\n";
  private static final String SEARCH =
      "{\"studentId\":\"S1\",\"recordedAt\":\"2020-01-01T00:00:00Z\","
          + "\"source\":\"c\",\"searchedThrough\":\"2019-10-31\",\"recordFound\":false}\n";

  @ParameterizedTest
  @ValueSource(strings = {"export.zip", "EXPORT.ZIP", "2020-06.Zip"})
  void filesInAZipAreReadAndNamedWithIt(String name) throws IOException {
    Path zip =
        write(
            name,
            zip(
                "Students.csv",
                STUDENTS + GOOD + BAD,
                "more/searches.JSONL",
                SEARCH,
                "__MACOSX/._students.csv",
                "x",
                "more/.DS_Store",
                "x",
                "readme.txt",
                "x"));
    for (Path given : List.of(zip, directory)) {
      publish("--dry-run", given.toString());
      assertThat(out).containsPattern("students +2 +1 +1").containsPattern("searches +1 +1 +0");
      assertThat(err)
          .contains(zip.resolve("Students.csv") + ":3: sex:")
          .contains(zip.resolve("readme.txt") + ": not read")
          .doesNotContain("MACOSX");
      assertThat(exitCode).isEqualTo(1);
    }
  }

  @Test
  void aZipAndFilesBesideItAreReadTogetherAndPackedTwiceIsNoMatter() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("2019/students.csv.gz"));
      zip.write(gzip(STUDENTS + GOOD));
      zip.putNextEntry(new ZipEntry("2020/STUDENTS.CSV"));
      zip.write((STUDENTS + GOOD).replace("S1", "S7").getBytes(UTF_16LE));
    }
    write("years.zip", bytes.toByteArray());
    write("searches.ndjson", SEARCH);
    check();
    assertThat(err).isEmpty();
    assertThat(exitCode).isZero();
    assertThat(out).containsPattern("students +2 +2 +0").containsPattern("searches +1 +1 +0");
  }

  @Test
  void aMisspeltNameInAZipIsAnErrorAsInADirectory() throws IOException {
    write("export.zip", zip("students.csv", STUDENTS + GOOD, "enrolments.csv", "x"));
    check();
    assertThat(exitCode).isEqualTo(2);
    assertThat(err).contains("enrolments.csv is not named after a topic (is it 'enrollments'?)");
  }

  @Test
  void aZipWithTwoFilesOfOneNameIsRefused() throws IOException {
    String twice =
        new String(zip("students.csv", STUDENTS + GOOD, "studentz.csv", STUDENTS), ISO_8859_1)
            .replace("studentz.csv", "students.csv");
    Path zip = write("export.zip", twice.getBytes(ISO_8859_1));
    publish("--dry-run", zip.toString());
    assertThat(exitCode).isEqualTo(2);
    assertThat(err).contains("it holds two files named students.csv");
  }

  @Test
  void dataInAZipThatIsNotReadIsAnError() throws IOException {
    Path zip = write("export.zip", zip("students.csv", STUDENTS + GOOD, "grades.xlsx", "x"));
    check();
    assertThat(exitCode).isEqualTo(1);
    assertThat(err).contains(zip.resolve("grades.xlsx") + ": not read: neither CSV nor NDJSON");
  }

  @Test
  void aZipThatIsNoneOrHoldsNothingIsSaidSo() throws IOException {
    Path none = write("none.zip", "x");
    publish("--dry-run", none.toString());
    assertThat(exitCode).isEqualTo(2);
    assertThat(err).contains(none + " is not a sound zip file");
    Path photos = write("photos.zip", zip("a.jpg", "x"));
    publish("--dry-run", photos.toString());
    assertThat(exitCode).isEqualTo(2);
    assertThat(err).contains("nothing to import in " + photos);
    write("students.csv", STUDENTS + GOOD);
    check();
    assertThat(exitCode).isEqualTo(1);
    assertThat(err)
        .contains(none + ": not read: it is not a sound zip file")
        .contains(photos + ": not read");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"studentId\":\"S1\",\"studentId\":\"S2\"",
        "\"studentId\":\"S1\",\"student_id\":\"S2\"",
        "\"studentId\":\"S1\",\"studentId\":[\"S2\",{\"a\":1}]",
        "\"studentId\":\"S1\",\"STUDENTID\":\"S1\"",
      })
  void anObjectThatNamesAFieldTwiceIsRefused(String twice) throws IOException {
    write(
        "students.ndjson",
        "{"
            + twice
            + ",\"recordedAt\":\"2020-01-01T00:00:00Z\",\"source\":\"d7\"}\n"
            + "{\"studentId\":\"S3\",\"recordedAt\":\"2020-01-01T00:00:00Z\",\"source\":\"d7\"}\n");
    check();
    assertThat(exitCode).isEqualTo(1);
    assertThat(err).contains("students.ndjson:1: studentId: is named twice");
    assertThat(out).containsPattern("total +2 +1 +1");
  }
}
