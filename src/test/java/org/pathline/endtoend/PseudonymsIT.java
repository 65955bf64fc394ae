package org.pathline.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pathline.erase.FileTraces;
import org.pathline.erase.IdForms;
import org.pathline.erase.TopicTraces;
import org.pathline.erase.Trace;
import org.pathline.pseudonym.PseudonymKey;
import org.pathline.pseudonym.Pseudonyms;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.topics.OffsetReader;

/** From files with ids to answers under pseudonyms: no id is anywhere but in the files. */
@Tag("trial")
class PseudonymsIT {
  private static final List<String> IDS =
      List.of("marie-noether-1882", "noether-m-8281", "ada-hopper-1906");

  @TempDir private Path publisher;

  @Test
  void noIdLeavesThePublisherAndANewKeyMeetsTheSameStudents() throws Exception {
    Path data = Files.createDirectory(publisher.resolve("data"));
    Files.writeString(
        data.resolve("students.csv"),
        "studentId,recordedAt,source,sex\n"
            + IDS.get(0)
            + ",2011-01-01T00:00:00Z,d7,FEMALE\n"
            + IDS.get(2)
            + ",2011-01-01T00:00:00Z,d7,FEMALE\n"
            + "2011-01-01T00:00:00Z,"
            + IDS.get(2)
            + ",d7,FEMALE\n");
    Files.writeString(
        data.resolve("grades.csv"),
        "studentId,recordedAt,source,sectionId,term,schoolYear,gradeLevel,courseCode,mark\n"
            + IDS.get(1)
            + ",2011-02-01T00:00:00Z,d7,alg-1,S1,2011,08,02052,A\n"
            // Rejected by the rules of the topology, had the publisher let it through.
            + IDS.get(1)
            + ",2011-02-01T00:00:00Z,d7,alg-1,S2,2011,08,2052,A\n");
    Files.writeString(
        data.resolve("identities.csv"),
        "aliasId,recordedAt,source,canonicalId\n"
            + IDS.get(1)
            + ",2011-02-01T00:00:00Z,d7,"
            + IDS.get(0)
            + "\n");
    Path key = publisher.resolve("first.key");
    try (Trial trial = Trial.withTopics();
        Program program = trial.run("--http-port", "0")) {
      StringBuilder said = new StringBuilder();
      said.append(exec(0, "key", key.toString()));
      said.append(publish(trial, key, data, 1));
      Awaited.caughtUp(trial.connection(), program);
      assertThat(answer(trial, key)).contains("alg-1", "FEMALE");
      said.append(metrics(program)).append(program.out()).append(program.err());

      // The same students under another key: their facts meet those under the first.
      Path next = publisher.resolve("next.key");
      Path links = publisher.resolve("links");
      said.append(
          exec(
              1,
              "key",
              "rotate",
              key.toString(),
              next.toString(),
              "--out=" + links,
              data.toString()));
      said.append(trial.must("publish", links.toString()));
      Files.writeString(
          data.resolve("grades.csv"),
          "studentId,recordedAt,source,sectionId,term,schoolYear,gradeLevel,courseCode,mark\n"
              + IDS.get(1)
              + ",2011-03-01T00:00:00Z,d7,alg-1,S1,2011,08,02052,C\n");
      Files.delete(data.resolve("students.csv"));
      Files.delete(data.resolve("identities.csv"));
      said.append(publish(trial, next, data, 0));
      Awaited.caughtUp(trial.connection(), program);
      assertThat(answer(trial, next)).contains("mark C", "FEMALE").doesNotContain("mark A");
      assertThat(answer(trial, key)).isEqualTo(answer(trial, next));
      said.append(metrics(program)).append(program.out()).append(program.err());

      for (String id : IDS) {
        IdForms forms = new IdForms(Set.of(id));
        assertThat(forms.in(said.toString().getBytes(UTF_8))).isEmpty();
        assertThat(inTopics(trial, forms)).isEmpty();
        assertThat(new FileTraces(forms).in(trial.home().directory())).isEmpty();
        assertThat(new FileTraces(forms).in(links)).isEmpty();
      }
      // The control: what did go in is found by the same means, in topics, stores and segments.
      IdForms forms = new IdForms(Set.of(pseudonym(next, IDS.get(1))));
      assertThat(inTopics(trial, forms)).isNotEmpty();
      program.terminate();
      assertThat(new FileTraces(forms).in(trial.home().directory()))
          .map(Trace::where)
          .anyMatch(where -> where.endsWith(".log"))
          .anyMatch(where -> where.endsWith(".sst"));
    }
  }

  private static List<Trace> inTopics(Trial trial, IdForms forms) throws Exception {
    try (OffsetReader reader =
        new OffsetReader(trial.connection(), "scan", java.time.Duration.ofSeconds(15))) {
      Set<String> topics =
          reader.topics().stream()
              .filter(name -> name.startsWith("pathline"))
              .collect(Collectors.toSet());
      assertThat(topics).contains(TopicCatalogue.GRADES.name());
      return new TopicTraces(trial.connection(), looked -> {})
          .in(reader.partitions(topics), topic -> forms);
    }
  }

  private static String pseudonym(Path key, String id) {
    return new Pseudonyms(PseudonymKey.read(key), Set.of()).student(id);
  }

  private static String answer(Trial trial, Path key) {
    // The first line names the id that was asked for.
    return trial.must("student", pseudonym(key, IDS.get(1))).replaceFirst("(?m)^'.*$", "");
  }

  private String publish(Trial trial, Path key, Path data, int exitCode) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("publish", "--pseudonymise"));
    arguments.addAll(
        List.of(
            "--key-file=" + key,
            "--rejected=" + publisher.resolve("rejected.csv"),
            data.toString()));
    Program.Ended ended = trial.command(arguments.toArray(String[]::new));
    assertThat(ended.exitCode()).as(ended.out() + ended.err()).isEqualTo(exitCode);
    String rejected =
        exitCode == 0 ? "" : Files.readString(publisher.resolve("rejected.csv"), UTF_8);
    return ended.out() + ended.err() + rejected;
  }

  private static String exec(int exitCode, String... arguments) {
    java.io.StringWriter out = new java.io.StringWriter();
    picocli.CommandLine line = org.pathline.Main.commandLine();
    line.setOut(new java.io.PrintWriter(out)).setErr(new java.io.PrintWriter(out));
    assertThat(line.execute(arguments)).as(out.toString()).isEqualTo(exitCode);
    return out.toString();
  }

  private static String metrics(Program program) throws Exception {
    program.awaitSaid("serving on ");
    String address = program.err().replaceAll("(?s).*serving on (\\S+).*", "$1");
    HttpClient client = HttpClient.newHttpClient();
    StringBuilder all = new StringBuilder();
    for (String path : List.of("/metrics", "/lag", "/health/ready")) {
      all.append(
          client
              .send(
                  HttpRequest.newBuilder(URI.create(address + path)).build(),
                  BodyHandlers.ofString())
              .body());
    }
    assertThat(all.toString()).contains("pathline_");
    return all.toString();
  }
}
