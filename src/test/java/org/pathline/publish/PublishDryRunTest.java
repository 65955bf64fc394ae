package org.pathline.publish;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pathline.Main;
import org.pathline.domain.fact.FactType;
import org.pathline.domain.pathway.StudentLimits;
import picocli.CommandLine;

/** The command as a user calls it, without a cluster. */
class PublishDryRunTest {
  private static final String STUDENTS = "studentId,recordedAt,source,sex\n";
  private static final String GOOD = "S1,2020-01-01T00:00:00Z,d7,MALE\n";

  @TempDir private Path directory;

  private int exitCode;
  private String out;
  private List<String> err;

  @Test
  void goodRowsAreCountedAndNothingIsLeftBehind() throws IOException {
    write("students.csv", STUDENTS + GOOD + GOOD);
    check(directory);
    assertThat(exitCode).isZero();
    assertThat(err).isEmpty();
    assertThat(out).containsPattern("students +2 +2 +0").contains("nothing was sent");
    assertThat(rejected()).doesNotExist();
  }

  @Test
  void aBadRowIsReportedWithItsLineAndKeptAsWritten() throws IOException {
    Path file =
        write("students.csv", STUDENTS + GOOD + "S2,2020-01-01T00:00:00Z,\"d\"\"7\",male\n");
    check(file);
    assertThat(exitCode).isEqualTo(1);
    String reason = "'male' is none of FEMALE, MALE, NONBINARY, UNKNOWN";
    assertThat(err.get(0)).isEqualTo(file + ":3: sex: " + reason);
    assertThat(rejectedRows())
        .containsExactly(
            List.of("file", "line", "field", "reason", "row", "rule"),
            List.of(
                file.toString(),
                "3",
                "sex",
                reason,
                "S2,2020-01-01T00:00:00Z,\"d\"\"7\",male",
                ""));
    assertThat(out).containsPattern("students +2 +1 +1");
  }

  @Test
  void linesAreThoseOfTheFileAlsoAfterQuotedLineBreaksAndEmptyLines() throws IOException {
    for (String lineBreak : List.of("\n", "\r\n", "\r")) {
      String text =
          "studentId,recordedAt,source,note,sex\n"
              + "S1,2020-01-01T00:00:00Z,d,\"one\ntwo\n\nfour\",MALE\n"
              + "\n"
              + "S2,2020-01-01T00:00:00Z,d,\"a\nb\",x\n"
              + "S3,2020-01-01T00:00:00Z,d,,y";
      Path file = write("students.csv", text.replace("\n", lineBreak));
      check(file);
      assertThat(err).anyMatch(line -> line.startsWith(file + ":7: sex: 'x'"));
      assertThat(err).anyMatch(line -> line.startsWith(file + ":9: sex: 'y'"));
      assertThat(rejectedRows().get(1).get(4))
          .isEqualTo("S2,2020-01-01T00:00:00Z,d,\"a" + lineBreak + "b\",x");
      assertThat(rejectedRows().get(2).get(4)).isEqualTo("S3,2020-01-01T00:00:00Z,d,,y");
    }
  }

  @Test
  void lineAndTextOfBadRowsAreRightFarIntoALargeFile() throws IOException {
    long seed = 11;
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder("studentId,recordedAt,source,note,sex\n");
    List<String> bad = new ArrayList<>();
    int line = 2;
    for (int i = 0; i < 20_000; i++) {
      int breaks = random.nextInt(4);
      String note = "\"" + "n\r\n".repeat(breaks) + "x".repeat(random.nextInt(60)) + "\"";
      boolean good = random.nextInt(100) > 0;
      String row = "S" + i + ",2020-01-01T00:00:00Z,d," + note + (good ? ",MALE" : ",M");
      if (!good) {
        bad.add(line + " " + row);
      }
      text.append(row).append("\r\n");
      line += breaks + 1;
    }
    check(write("students.csv", text.toString()));
    assertThat(bad).hasSizeGreaterThan(100);
    assertThat(rejectedRows().stream().skip(1).map(row -> row.get(1) + " " + row.get(4)))
        .isEqualTo(bad);
    assertThat(err.stream().filter(message -> message.contains(": sex: "))).hasSize(20);
    assertThat(err).contains("… and " + (bad.size() - 20) + " more bad rows");
  }

  @Test
  void aRuleThatAFactBreaksIsReportedWithItsField() throws IOException {
    Path file =
        write(
            "grades.csv",
            "studentId,recordedAt,source,sectionId,term,schoolYear,gradeLevel,courseCode,mark\n"
                + "S1,2020-01-01T00:00:00Z,d,X,S1,2015,08,02052,Z\n"
                + "S1,2020-01-01T00:00:00Z,d,X,S1,2015,13,02052,A\n");
    check(file);
    assertThat(err.get(0)).startsWith(file + ":2: mark: 'Z' is none of A+ to F");
    assertThat(err.get(0)).endsWith(" (INVALID_MARK)");
    assertThat(err.get(1)).startsWith(file + ":3: gradeLevel: '13' is none of");
    assertThat(rejectedRows())
        .extracting(row -> row.get(5))
        .containsExactly("rule", "INVALID_MARK", "INVALID_GRADE_LEVEL");
  }

  @Test
  void textsThatAreTooLongOrHoldControlCharactersAreNotQuoted() throws IOException {
    String late = Instant.now().plus(Duration.ofDays(3)).toString();
    Path file =
        write(
            "students.csv",
            STUDENTS
                + "x".repeat(400_000)
                + ",2020-01-01T00:00:00Z,d,MALE\n"
                + "S\u00011,2020-01-01T00:00:00Z,d,MALE\n"
                + "S1,1970-01-01T00:00:00Z,d,MALE\n"
                + "S1,"
                + late
                + ",d,MALE\n"
                + "S1,2020-01-01T00:00:00Z,d,"
                + "M".repeat(300_000)
                + "\n");
    check(file);
    assertThat(err.subList(0, 5))
        .satisfiesExactly(
            m ->
                assertThat(m)
                    .isEqualTo(
                        file + ":2: studentId: has 400,000 characters; at most 128 fit (TOO_LONG)"),
            m ->
                assertThat(m)
                    .startsWith(file + ":3: studentId: has U+0001")
                    .endsWith("(INVALID_TEXT)"),
            m ->
                assertThat(m)
                    .startsWith(file + ":4: recordedAt: 1970-")
                    .endsWith("(IMPLAUSIBLE_DATE)"),
            m -> assertThat(m).startsWith(file + ":5: recordedAt: ").endsWith("(IMPLAUSIBLE_DATE)"),
            m -> assertThat(m).startsWith(file + ":6: sex: 'MMM").hasSizeLessThan(800));
  }

  @Test
  void studentsWhomTheFilesAloneWouldSetAsideAreNamedAtTheEnd() throws IOException {
    String searches = "studentId,recordedAt,source,retracted,searchedThrough,recordFound\n";
    StringBuilder rows = new StringBuilder(searches);
    LocalDate day = LocalDate.of(1990, 1, 1);
    for (int i = 0; i <= StudentLimits.DEFAULT.mostFacts(); i++) {
      String date = day.plusDays(i).toString();
      rows.append("0,2020-01-01T00:00:00Z,d,,").append(date).append(",true\n");
      // Just as many as there may be, and one that is withdrawn.
      String withdrawn = i == 7 ? "true" : "";
      rows.append("1,2020-01-02T00:00:00Z,d,")
          .append(withdrawn)
          .append(',')
          .append(date)
          .append(",true\n");
      // Many rows of one fact.
      rows.append("2,2020-01-01T00:00:00Z,d,,1999-01-01,true\n");
    }
    rows.append("1,2020-01-01T00:00:00Z,d,,").append(day.plusDays(7)).append(",true\n");
    write("searches.csv", rows.toString());
    StringBuilder links = new StringBuilder("aliasId,recordedAt,source,retracted,canonicalId\n");
    for (int i = 0; i <= StudentLimits.DEFAULT.mostIds(); i++) {
      links.append("A").append(i).append(",2020-01-01T00:00:00Z,d,,UNKNOWN\n");
      links.append("B").append(i).append(",2020-01-01T00:00:00Z,d,,REAL\n");
    }
    // One of them turns out to be another's.
    links.append("B3,2020-01-02T00:00:00Z,d,,OTHER\n");
    write("identities.csv", links.toString());
    check(directory);
    assertThat(exitCode).isZero();
    assertThat(out.lines().filter(line -> line.startsWith("warning: ")))
        .containsExactly(
            "warning: '0' has 5,001 facts in these files alone; more than 5,000 set a student aside"
                + " (TOO_MANY_FACTS). Is it a placeholder?",
            "warning: 'UNKNOWN' has 101 ids linked to it in these files alone; more than 100 set a"
                + " student aside (IDENTITY_HUB). Is it a placeholder?");
  }

  @Test
  void bytesThatAreNotUtf8AreRefusedInEveryKindOfFile() throws IOException {
    byte[] csv =
        (STUDENTS + GOOD + "Nu\u00f1ez,2020-01-01T00:00:00Z,d,MALE\n").getBytes(ISO_8859_1);
    byte[] json =
        "{\"studentId\":\"Nu\u00f1ez\",\"recordedAt\":\"2020-01-01T00:00:00Z\",\"source\":\"d\"}\n"
            .getBytes(ISO_8859_1);
    for (Map.Entry<String, byte[]> each :
        Map.of(
                "students.csv",
                csv,
                "students.ndjson",
                json,
                "students.csv.gz",
                gzip(csv),
                "students.ndjson.gz",
                gzip(json))
            .entrySet()) {
      Path file = Files.write(directory.resolve(each.getKey()), each.getValue());
      check(file);
      int line = each.getKey().contains("csv") ? 3 : 1;
      assertThat(err)
          .containsExactly(
              file
                  + ":"
                  + line
                  + ": row: holds bytes that are not UTF-8, perhaps windows-1252; save the file as"
                  + " UTF-8 (INVALID_TEXT)");
      Files.delete(file);
    }
  }

  @Test
  void aRowWithTooFewOrTooManyCellsIsBad() throws IOException {
    Path file = write("students.csv", STUDENTS + "S1,2020-01-01T00:00:00Z\n" + "a,b,c,d,e\n");
    check(file);
    assertThat(err)
        .startsWith(
            file + ":2: row: has 2 cells where the header has 4",
            file + ":3: row: has 5 cells where the header has 4");
  }

  @Test
  void aMissingRequiredColumnIsOneErrorForTheFileAndTheOthersGoThrough() throws IOException {
    Path bad = write("searches.csv", "studentId,recordedAt,source\n" + "a,b,c\n".repeat(9));
    write("students.csv", STUDENTS + GOOD);
    check(directory);
    assertThat(exitCode).isEqualTo(1);
    assertThat(err)
        .containsExactly(
            bad
                + ":1: lacks the required columns searchedThrough, recordFound; the first line must"
                + " name the columns of searches (pathline publish --template DIR shows them)");
    assertThat(out).containsPattern("students +1 +1 +0").contains("1 file(s) could not be read");
  }

  @Test
  void aColumnNamedTwiceAndAFileWithoutAHeaderAreErrors() throws IOException {
    Path twice = write("students.csv", "studentId,recordedAt,source,sex,sex\n");
    Path empty = write("degrees.csv", "");
    check(directory);
    assertThat(err)
        .containsExactly(
            twice + ":1: names the column sex twice",
            empty + ": is empty; its first line must name the columns");
  }

  @Test
  void unknownColumnsAreOneWarningAFile() throws IOException {
    Path csv = write("students.csv", "shoeSize," + STUDENTS + ("42," + GOOD).repeat(3));
    Path json =
        write(
            "graduations.ndjson",
            "{\"studentId\":\"S\",\"recordedAt\":\"2020-01-01T00:00:00Z\",\"source\":\"d\","
                + "\"credential\":\"c\",\"schoolId\":\"s\",\"graduationDate\":\"2020-06-01\","
                + "\"hat\":{\"size\":[1,2]}}\n");
    check(directory);
    assertThat(exitCode).isZero();
    String template = "; pathline publish --template DIR shows all columns";
    assertThat(err)
        .containsExactly(
            csv + ": warning: ignored unknown shoeSize" + template,
            json + ": warning: ignored unknown hat" + template);
  }

  @Test
  void linksAndPoliciesMayHaveAStudentIdThatIsIgnored() throws IOException {
    write(
        "identities.csv",
        "studentId,aliasId,recordedAt,source,canonicalId\nX,A,2020-01-01T00:00:00Z,d,B\n");
    check(directory);
    assertThat(exitCode).isZero();
    assertThat(err).isEmpty();
  }

  @Test
  void aByteOrderMarkIsPassedOver() throws IOException {
    write("students.csv", "\uFEFF" + STUDENTS + GOOD);
    check(directory);
    assertThat(exitCode).as(String.join("\n", err)).isZero();
  }

  @Test
  void bytesThatAreNotUtf8SpoilOnlyTheirRow() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write((STUDENTS + GOOD + "S").getBytes(StandardCharsets.UTF_8));
    bytes.write(0xe9);
    bytes.write((",2020-01-01T00:00:00Z,d,MALE\n" + GOOD).getBytes(StandardCharsets.UTF_8));
    Path file = Files.write(directory.resolve("students.csv"), bytes.toByteArray());
    check(file);
    assertThat(err.get(0)).startsWith(file + ":3: row: holds bytes that are not UTF-8");
    assertThat(out).containsPattern("students +3 +2 +1");
  }

  @Test
  void malformedQuotesEndTheirFileAndNotTheOthers() throws IOException {
    Path closed = write("students.csv", STUDENTS + GOOD + "\"S2\"x,b,c,d\n" + GOOD);
    Path open =
        write(
            "searches.csv",
            "studentId,recordedAt,source,searchedThrough,recordFound\n"
                + "S1,2020-01-01T00:00:00Z,d,2020-01-01,\"true\n"
                + "S1,a,b,c,d\n");
    write("identities.csv", "aliasId,recordedAt,source,canonicalId\nA,2020-01-01T00:00:00Z,d,B\n");
    check(directory);
    assertThat(exitCode).isEqualTo(1);
    assertThat(err)
        .containsExactly(
            closed
                + ":3: is not well-formed CSV from here on: Unexpected character after closing"
                + " quote: 'x' (0x78)",
            open + ":2: the quote that opens in this row is never closed");
    assertThat(out).containsPattern("students +1 +1 +0").containsPattern("identities +1 +1 +0");
  }

  @Test
  void gzipFilesOfBothFormatsAreRead() throws IOException {
    Files.write(directory.resolve("students.csv.gz"), gzip(STUDENTS + GOOD));
    Files.write(
        directory.resolve("students.ndjson.gz"),
        gzip("{\"studentId\":\"S\",\"recordedAt\":\"2020-01-01T00:00:00Z\",\"source\":\"d\"}\n"));
    check(directory);
    assertThat(exitCode).as(String.join("\n", err)).isZero();
    assertThat(out).containsPattern("students +2 +2 +0");
  }

  @Test
  void aBrokenGzipFileIsAnErrorAndTheOthersGoThrough() throws IOException {
    byte[] whole = gzip(STUDENTS + GOOD.repeat(50_000));
    Path cut =
        Files.write(directory.resolve("students.csv.gz"), Arrays.copyOf(whole, whole.length / 2));
    Path none = write("degrees.csv.gz", "this is no gzip file");
    write("identities.csv", "aliasId,recordedAt,source,canonicalId\nA,2020-01-01T00:00:00Z,d,B\n");
    check(directory);
    assertThat(exitCode).isEqualTo(1);
    assertThat(err).hasSize(2);
    assertThat(err.get(0)).matches(".*students.csv.gz:[0-9]+: the gzip file ends too early; .*");
    assertThat(err.get(1)).startsWith(none + ": is not a sound gzip file: ");
    assertThat(out).containsPattern("identities +1 +1 +0");
    assertThat(cut).exists();
  }

  @Test
  void badJsonIsReportedByLineAndTheRestGoesOn() throws IOException {
    String good = "{\"studentId\":\"S\",\"recordedAt\":\"2020-01-01T00:00:00Z\",\"source\":\"d\"";
    Path file =
        write(
            "students.ndjson",
            good
                + "}\n\n"
                + good
                + ",\"sex\":[\"MALE\"]}\n[1]\n{\"a\":\n"
                + good
                + "}{}\n"
                + good
                + ",\"sex\":{\"a\":1}}\n"
                + good
                + ",\"sex\":null,\"retracted\":\"no\"}");
    check(file);
    assertThat(err.subList(0, 5))
        .satisfiesExactly(
            m -> assertThat(m).startsWith(file + ":3: sex: is a list where a single value"),
            m -> assertThat(m).startsWith(file + ":4: row: is not a JSON object"),
            m -> assertThat(m).startsWith(file + ":5: row: is not well-formed JSON: "),
            m -> assertThat(m).startsWith(file + ":6: row: holds more than one JSON object"),
            m -> assertThat(m).startsWith(file + ":7: sex: is a JSON object"));
    assertThat(out).containsPattern("students +7 +2 +5");
  }

  @Test
  void numbersInJsonStandForTheirText() throws IOException {
    write(
        "postsecondary.ndjson",
        "{\"studentId\":7,\"recordedAt\":\"2020-01-01T00:00:00Z\",\"source\":\"d\","
            + "\"institutionId\":\"i\",\"termBegin\":\"2020-01-01\",\"termEnd\":\"2020-05-01\","
            + "\"cipCodes\":[11.0701,260101]}\n");
    check(directory);
    assertThat(exitCode).as(String.join("\n", err)).isZero();
  }

  @Test
  void aLineThatNeverEndsDoesNotFillTheHeap() throws IOException {
    Path json = write("students.ndjson", "x".repeat(1 << 22));
    Path csv = write("degrees.csv", "studentId,\"" + "x".repeat(1 << 22));
    check(directory);
    assertThat(err).hasSize(2);
    assertThat(err.get(0)).startsWith(json + ":1: this line has more than");
    assertThat(err.get(1)).startsWith(csv + ":1: a row from here on is longer than ");
  }

  @Test
  void aNameThatIsNoTopicNounIsAUsageErrorThatListsTheNouns() throws IOException {
    Path file = write("enrolments.csv", STUDENTS);
    for (Path path : List.of(file, directory)) {
      check(path);
      assertThat(exitCode).isEqualTo(2);
      for (FactType type : FactType.values()) {
        assertThat(err.get(0)).contains(type.noun());
      }
    }
  }

  @Test
  void aMissingFileAndADirectoryWithNothingToImportAreUsageErrors() {
    check(directory.resolve("students.csv"));
    assertThat(exitCode).isEqualTo(2);
    assertThat(err.get(0)).startsWith("no such file or directory: ");
    check(directory);
    assertThat(exitCode).isEqualTo(2);
    assertThat(err.get(0)).startsWith("nothing to import in ");
  }

  @Test
  void aDirectoryMayHoldOtherThingsAndTheRowsRejectedBefore() throws IOException {
    write("students.csv", STUDENTS + GOOD);
    write("truth.json", "{}");
    write("README.md", "");
    Path old = write("rejected.csv", "file,line,field,reason,row\nx,1,y,z,w\n");
    execute(List.of("publish", "--dry-run", "--rejected", old.toString(), directory.toString()));
    assertThat(exitCode).isZero();
    assertThat(old).as("rejected rows of an earlier run").doesNotExist();
  }

  @Test
  void aFileThatIsSomethingElseIsNeverReplacedByRejectedRows() throws IOException {
    Path precious = write("notes.txt", "precious\n");
    Path students = write("students.csv", STUDENTS + "bad\n");
    execute(
        List.of("publish", "--dry-run", "--rejected", precious.toString(), students.toString()));
    assertThat(exitCode).isEqualTo(2);
    assertThat(precious).hasContent("precious\n");
  }

  private Path rejected() {
    return directory.resolve("out-rejected.csv.txt");
  }

  private List<List<String>> rejectedRows() throws IOException {
    List<List<String>> rows = new ArrayList<>();
    try (CsvReader<de.siegmar.fastcsv.reader.CsvRecord> reader =
        CsvReader.builder().ofCsvRecord(rejected())) {
      reader.forEach(row -> rows.add(row.getFields()));
    }
    return rows;
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  private static byte[] gzip(String text) throws IOException {
    return gzip(text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(plain);
    }
    return bytes.toByteArray();
  }

  private void check(Path path) {
    execute(List.of("publish", "--dry-run", "--rejected", rejected().toString(), path.toString()));
  }

  private void execute(List<String> arguments) {
    StringWriter outText = new StringWriter();
    StringWriter errText = new StringWriter();
    CommandLine line =
        Main.commandLine().setOut(new PrintWriter(outText)).setErr(new PrintWriter(errText));
    exitCode = line.execute(arguments.toArray(String[]::new));
    out = outText.toString();
    err =
        errText
            .toString()
            .lines()
            .filter(message -> !message.startsWith("bad rows and their reasons are in "))
            .toList();
  }
}
