package org.pathline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathline.pseudonym.PseudonymKey;

/** Complete deliveries with rows that are refused or cannot be explained. */
class CompleteLeftOutIT {
  private static final int STUDENTS = 60;
  private static final String MARKS =
      "studentId,recordedAt,source,factId,sectionId,term,schoolYear,gradeLevel,courseCode,mark\n";

  @TempDir private static Path files;
  private static Trial trial;

  @BeforeAll
  static void begin() {
    trial = Trial.shared();
  }

  @AfterAll
  static void removeTheTrial() {
    trial.close();
  }

  private static Program.Ended run(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--quiet", "--rejected=" + files.resolve("rejected.csv")));
    return trial.command(all.toArray(String[]::new));
  }

  private static Path marks(String name, String source, int from, List<String> first)
      throws IOException {
    Path directory = Files.createDirectories(files.resolve(name));
    StringBuilder rows = new StringBuilder(MARKS);
    for (int i = 0; i < STUDENTS; i++) {
      String mark = i < first.size() ? first.get(i) : "B";
      if (i >= from) {
        rows.append(source.charAt(0) + "" + i + ",2024-07-01T00:00:00Z," + source + ",r" + i);
        rows.append(",x,S1,2024,08,02052," + mark + "\n");
      }
    }
    Files.writeString(directory.resolve("grades.csv"), rows);
    return directory;
  }

  @Test
  void refusedRowsKeepWhatTheirFactsWere() throws IOException {
    String all = marks("all", "sis", 0, List.of()).toString();
    String bad = marks("bad", "sis", 1, List.of("", "Z", "A")).toString();
    trial.must("publish", "--quiet", all);
    Program.Ended strict = run("publish", bad, "--complete=source=sis", "--strict");
    assertThat(strict.exitCode()).isEqualTo(1);
    assertThat(strict.out()).contains("--strict takes all or nothing", "nothing was sent");

    Program.Ended dry = run("publish", bad, "--complete=source=sis", "--dry-run", "--format=json");
    assertThat(dry.exitCode()).isEqualTo(1);
    JsonNode told = new ObjectMapper().readTree(dry.out());
    assertThat(told.get("refused").isNull()).isTrue();
    assertThat(told.get("total").get("kept").intValue()).isEqualTo(1);
    assertThat(told.get("total").get("withdrawn").intValue()).isEqualTo(1);
    assertThat(told.get("leftOut").get(0).get("refused").intValue()).isEqualTo(1);

    Path changes = files.resolve("changes.csv");
    Program.Ended sent = run("publish", bad, "--complete=source=sis", "--difference=" + changes);
    assertThat(sent.exitCode()).as("rows were rejected").isEqualTo(1);
    assertThat(sent.out())
        .contains("note: of grades, 1 rows were refused and 0 could not be carried over")
        .contains("kept: grades of s1: r1, 2024", "sent 2 facts");
    assertThat(Files.readString(changes)).contains("kept,grades,s1,r1").contains("withdrawn,");

    Program.Ended again = run("publish", bad, "--complete=source=sis");
    assertThat(again.out()).contains("there is no difference");
    String mended = marks("mended", "sis", 1, List.of("", "C", "A")).toString();
    Program.Ended last = run("publish", mended, "--complete=source=sis");
    assertThat(last.exitCode()).as(last.out()).isZero();
    assertThat(last.out()).containsPattern("total +0 +1 +58 +0 +0 +0").contains("sent 1 facts");
  }

  @Test
  void rowsOfNobodyNeedAWordWhereTheirTopicLosesFacts() throws IOException {
    trial.must("publish", "--quiet", marks("of nobody", "other", 0, List.of()).toString());
    Path less = marks("less", "other", 1, List.of());
    Path file = less.resolve("grades.csv");
    String row = "NULL,2024-07-01T00:00:00Z,other,r0,x,S1,2024,08,02052,B\n";
    Files.writeString(file, Files.readString(file) + row);
    Program.Ended ended = run("publish", less.toString(), "--complete=source=other");
    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.out())
        .contains("1 of them do not say whose they are")
        .contains("among the 1 that it would withdraw. If that is right, send it with")
        .contains("--accept-withdrawals 1", "nothing was sent");
    Program.Ended accepted =
        run("publish", less.toString(), "--complete=source=other", "--accept-withdrawals=1");
    assertThat(accepted.out()).contains("sent 1 facts");
  }

  @Test
  void whatTheMappingFileNoLongerExplainsIsKeptAndWhatItLeavesOutIsWithdrawn() throws IOException {
    Path bundle = Path.of("test/resources/imports/oneroster");
    String map = Files.readString(Path.of("test/resources/imports/oneroster-map.yaml"));
    String scope = "--complete=source=springfield-sis";
    Program.Ended first =
        run("import", "oneroster", bundle.toString(), "--map=" + map("full", map));
    assertThat(first.exitCode()).as(first.out() + first.err()).isZero();

    Path without = map("without", map.replaceAll("(?m)^ +MA8H.*\n", ""));
    Program.Ended kept = run("import", "oneroster", bundle.toString(), "--map=" + without, scope);
    assertThat(kept.exitCode()).as(kept.out() + kept.err()).isZero();
    assertThat(kept.out())
        .containsSubsequence(
            "its course code is neither SCED nor in the mapping file",
            "complete delivery of source=springfield-sis",
            "note: of sections, 0 rows were refused and 2 could not be carried over",
            "there is no difference; nothing was sent")
        .containsPattern("total +0 +0 +4 +0 +0 +4");

    Path empty = map("empty", map.replaceAll("MA8H:.*\n", "MA8H:\n"));
    Program.Ended gone =
        run("import", "oneroster", bundle.toString(), "--map=" + empty, scope, "--format=json");
    assertThat(gone.exitCode()).isEqualTo(1);
    JsonNode told = new ObjectMapper().readTree(gone.out());
    assertThat(told.get("total").get("withdrawn").intValue()).isEqualTo(4);
    assertThat(told.get("refused").textValue()).contains("--accept-withdrawals 4");
    assertThat(told.get("files").toString()).contains("the mapping file gives its course no SCED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"classes.csv", "orgs.csv", "courses.csv"})
  void aBundleThatLacksWhatItsRecordsReferToWithdrawsNothingOfThem(String lacking)
      throws IOException {
    Path example = Path.of("test/resources/imports/oneroster");
    String source = "half-" + lacking.substring(0, 2);
    String text = Files.readString(Path.of("test/resources/imports/oneroster-map.yaml"));
    String map = "--map=" + map(source, text.replaceAll("source: .*", "source: " + source));
    Path bundle = Files.createDirectories(files.resolve(source));
    try (var all = Files.list(example)) {
      for (Path file : all.toList()) {
        String ids = Files.readString(file).replaceAll("\\b([uer][0-9])\\b", source + "-$1");
        Files.writeString(bundle.resolve(file.getFileName()), ids);
      }
    }
    Program.Ended first = run("import", "oneroster", bundle.toString(), map);
    assertThat(first.exitCode()).as(first.out() + first.err()).isZero();
    Files.delete(bundle.resolve(lacking));
    Program.Ended half =
        run("import", "oneroster", bundle.toString(), map, "--complete=source=" + source);
    assertThat(half.out())
        .as(half.err())
        .containsPattern("total +0 +[0-9]+ +[0-9]+ +0 +0 +[246]\\b");
  }

  @Test
  void pseudonymsNameTheFactsOfRefusedRowsAsWell() throws IOException {
    String key = files.resolve("district.key").toString();
    PseudonymKey.make(Path.of(key));
    String all = marks("ids", "hidden", 0, List.of()).toString();
    String bad = marks("bad ids", "hidden", 1, List.of("", "Z")).toString();
    assertThat(run("publish", "--pseudonymise", "--key-file", key, all).exitCode()).isZero();
    Program.Ended kept =
        run("publish", "--pseudonymise", "--key-file", key, bad, "--complete=source=hidden");
    assertThat(kept.out())
        .containsPattern("total +0 +0 +58 +0 +1 +1")
        .contains("ids are replaced by pseudonyms", "sent 1 facts")
        .doesNotContain("h0", "h1,");
    Program.Ended plain = run("publish", all, "--complete=source=hidden");
    assertThat(plain.out()).contains("it would withdraw 59 of the 59 facts", "nothing was sent");
  }

  private static Path map(String name, String text) throws IOException {
    return Files.writeString(files.resolve(name + ".yaml"), text);
  }
}
