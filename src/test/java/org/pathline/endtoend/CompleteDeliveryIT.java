package org.pathline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pathline.domain.fact.CourseGrade;
import org.pathline.domain.fact.Envelope;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactOrder;
import org.pathline.domain.fact.FactType;
import org.pathline.domain.fact.IdentityLink;
import org.pathline.domain.fact.Payload;
import org.pathline.domain.fact.SchoolEnrollment;
import org.pathline.domain.fact.SectionEnrollment;
import org.pathline.domain.pathway.Settings;
import org.pathline.oracle.Versioned;
import org.pathline.publish.FactProducer;
import org.pathline.publish.FactRow;
import org.pathline.publish.ImportFiles;
import org.pathline.publish.Progress;
import org.pathline.publish.Publication;
import org.pathline.streams.codec.FactCodec;

/**
 * A district changes its information system: every id of a record and a section is new, some days
 * have moved, some codes have changed, some students have a new id and some are gone. Its complete
 * delivery makes every cell what it is without the old system.
 */
@Tag("trial")
class CompleteDeliveryIT {
  private static final int STUDENTS = Integer.getInteger("simulated.students", 240);
  private static final long SEED = Long.getLong("seed", 20_261_126L);
  private static final String SOURCE = "sis-D01";
  private static final long MIGRATED =
      LocalDate.of(2026, 1, 15).toEpochDay() * Duration.ofDays(1).toMillis();
  private static final String OLD_CODE = "02052";
  private static final String NEW_CODE = "02051";

  @TempDir private static Path files;
  private static Trial trial;
  private static final List<Fact> others = new ArrayList<>();
  private static final List<Fact> now = new ArrayList<>();
  private static final Map<String, Integer> wanted = new TreeMap<>();

  @BeforeAll
  static void aDistrictPublishesForYearsAndThenChangesItsSystem() throws Exception {
    System.out.println("seed " + SEED + ", " + STUDENTS + " students");
    trial = Trial.shared();
    Path simulated = files.resolve("simulated");
    Program.Ended ended =
        Program.run(
            trial.home(),
            "simulate",
            "--students=" + STUDENTS,
            "--seed=" + SEED,
            "--out=" + simulated);
    assertThat(ended.exitCode()).as(ended.err()).isZero();
    trial.must("publish", "--strict", "--quiet", simulated.toString());
    List<Fact> own = new ArrayList<>();
    Path rejected = files.resolve("rejected.csv");
    new Publication(rejected, Progress.quiet(new PrintWriter(new StringWriter())))
        .read(
            ImportFiles.find(List.of(simulated), rejected),
            fact -> (fact.envelope().source().equals(SOURCE) ? own : others).add(fact));
    migrate(standing(own));
    write(files.resolve("migrated"), now);
  }

  @AfterAll
  static void removeTheTrial() {
    trial.close();
  }

  private static List<Fact> standing(List<Fact> facts) {
    Map<String, Fact> last = new TreeMap<>();
    FactCodec codec = new FactCodec();
    for (Fact fact : facts) {
      Envelope e = fact.envelope();
      last.merge(
          fact.type() + "\n" + e.studentId() + "\n" + e.hasFactId() + fact.identity(),
          fact,
          (one, two) -> FactOrder.supersedes(two, one, codec) ? two : one);
    }
    return last.values().stream().filter(fact -> !fact.envelope().retracted()).toList();
  }

  /** Makes the delivery, and counts what it changes. */
  private static void migrate(List<Fact> old) {
    Random dice = new Random(SEED);
    Set<String> linked = new TreeSet<>();
    for (Fact fact : others) {
      if (fact instanceof IdentityLink link) {
        linked.addAll(List.of(link.canonicalId(), link.envelope().studentId()));
      }
    }
    Map<String, String> ids = new TreeMap<>();
    Set<String> gone = new TreeSet<>();
    for (Fact fact : old) {
      String id = fact.envelope().studentId();
      if (!ids.containsKey(id)) {
        boolean free = !linked.contains(id);
        boolean leaves = free && dice.nextInt(15) == 0;
        ids.put(id, free && !leaves && dice.nextInt(20) == 0 ? "new-" + id : id);
        if (leaves) {
          gone.add(id);
        }
      }
    }
    int record = 0;
    for (Fact fact : old) {
      String id = fact.envelope().studentId();
      if (gone.contains(id)) {
        wanted.merge("withdrawn", 1, Integer::sum);
        continue;
      }
      String name = fact.type() == FactType.STUDENTS ? null : "v2-" + record++;
      Envelope envelope = new Envelope(ids.get(id), MIGRATED, SOURCE, false, name);
      Fact migrated = migrated(fact, envelope, dice);
      now.add(migrated);
      if (isRecoded(fact)) {
        wanted.merge("new", 1, Integer::sum);
        wanted.merge("withdrawn", 1, Integer::sum);
      } else {
        boolean same = name == null && ids.get(id).equals(id);
        wanted.merge(same ? "same" : "rekeyed", 1, Integer::sum);
      }
    }
    ids.forEach(
        (id, newId) -> {
          if (!id.equals(newId)) {
            now.add(new IdentityLink(new Envelope(id, MIGRATED, SOURCE, false, null), newId));
            wanted.merge("new", 1, Integer::sum);
            wanted.merge("renamed students", 1, Integer::sum);
          }
        });
    wanted.put("withdrawn students", gone.size());
    assertThat(wanted.values()).as("each kind of change occurs").allMatch(count -> count > 0);
    assertThat(wanted).hasSize(6);
  }

  private static Fact migrated(Fact fact, Envelope e, Random dice) {
    if (fact instanceof SchoolEnrollment stay && dice.nextDouble() < 0.11) {
      return new SchoolEnrollment(
          e,
          stay.districtId(),
          stay.schoolId(),
          stay.gradeLevel(),
          stay.entryDate().plusDays(1 + dice.nextInt(3)),
          stay.exitDate(),
          stay.exitType());
    } else if (fact instanceof SectionEnrollment seat) {
      return new SectionEnrollment(
          e,
          "S/" + seat.sectionId(),
          seat.districtId(),
          seat.schoolId(),
          seat.schoolYear(),
          seat.gradeLevel(),
          isRecoded(seat) ? NEW_CODE : seat.courseCode(),
          seat.courseLevel(),
          seat.entryDate(),
          seat.exitDate());
    } else if (fact instanceof CourseGrade grade) {
      return new CourseGrade(
          e,
          "S/" + grade.sectionId(),
          grade.term(),
          grade.schoolYear(),
          grade.gradeLevel(),
          isRecoded(grade) ? NEW_CODE : grade.courseCode(),
          grade.courseLevel(),
          grade.mark(),
          grade.gradePoints(),
          grade.creditsAttempted(),
          grade.creditsEarned());
    }
    return Payload.in(fact, e);
  }

  /** Algebra of one school was filed under the code of another course. */
  private static boolean isRecoded(Fact fact) {
    if (fact instanceof SectionEnrollment seat) {
      return seat.courseCode().equals(OLD_CODE) && seat.schoolYear() % 4 == 0;
    }
    return fact instanceof CourseGrade grade
        && grade.courseCode().equals(OLD_CODE)
        && grade.schoolYear() % 4 == 0;
  }

  private static void write(Path directory, List<Fact> facts) throws IOException {
    Files.createDirectories(directory);
    for (FactType type : FactType.values()) {
      List<Fact> some = facts.stream().filter(fact -> fact.type() == type).toList();
      if (!some.isEmpty()) {
        try (CsvWriter csv = CsvWriter.builder().build(directory.resolve(type.noun() + ".csv"))) {
          csv.writeRecord(FactRow.columns(type));
          some.forEach(fact -> csv.writeRecord(FactRow.of(fact)));
        } catch (UncheckedIOException e) {
          throw e.getCause();
        }
      }
    }
  }

  private static Program.Ended deliver(String... further) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "publish",
                "--complete=source=" + SOURCE,
                "--quiet",
                "--rejected=" + files.resolve("rejected.csv")));
    words.addAll(List.of(further));
    words.add(files.resolve("migrated").toString());
    return trial.command(words.toArray(String[]::new));
  }

  @Test
  void afterwardsEveryCellIsTheTruthAndTheDifferenceNamesWhatChanged() throws Exception {
    Program.Ended refused = deliver();
    assertThat(refused.exitCode()).as(refused.err()).isEqualTo(1);
    assertThat(refused.out())
        .contains("--accept-withdrawals " + wanted.get("withdrawn"))
        .contains("nothing was sent");
    String accepted = "--accept-withdrawals=" + wanted.get("withdrawn");
    assertThat(deliver("--accept-withdrawals=1").exitCode()).isEqualTo(1);

    dieInTheMiddle();
    Path changes = files.resolve("changes.csv");
    Program.Ended dry = deliver("--dry-run", accepted, "--format=json", "--difference=" + changes);
    assertThat(dry.exitCode()).as(dry.out() + dry.err()).isZero();
    JsonNode difference = new ObjectMapper().readTree(dry.out());
    JsonNode total = difference.get("total");
    assertThat(total.get("new").intValue()).isEqualTo(wanted.get("new"));
    assertThat(total.get("withdrawn").intValue()).isEqualTo(wanted.get("withdrawn"));
    assertThat(total.get("rekeyed").intValue()).isEqualTo(wanted.get("rekeyed"));
    assertThat(total.get("unchanged").intValue() + total.get("changed").intValue())
        .isEqualTo(wanted.get("same"));
    JsonNode students = difference.get("students");
    assertThat(students.get("underNewId").intValue()).isEqualTo(wanted.get("renamed students"));
    assertThat(students.get("withdrawn").intValue()).isEqualTo(wanted.get("withdrawn students"));
    assertThat(Files.readAllLines(changes))
        .hasSize(
            1
                + wanted.get("new")
                + wanted.get("withdrawn")
                + wanted.get("rekeyed")
                + total.get("changed").intValue());

    Program.Ended sent = deliver(accepted);
    assertThat(sent.exitCode()).as(sent.out() + sent.err()).isZero();
    Program.Ended again = deliver(accepted);
    assertThat(again.exitCode()).as(again.out() + again.err()).isZero();
    assertThat(again.out()).contains("there is no difference; nothing was sent");

    trial.runUntilCaughtUp();
    List<Fact> truth = new ArrayList<>(others);
    truth.addAll(now);
    Derived derived = Derived.published(trial);
    Derived expected = Derived.expected(truth, Settings.DEFAULT);
    assertThat(derived.students().keySet()).isEqualTo(expected.students().keySet());
    for (Derived.Student student : expected.students().values()) {
      assertThat(derived.students().get(student.studentId())).isEqualTo(student);
    }
    assertThat(derived.cells()).isEqualTo(expected.cells());
    assertThat(Derived.sortingDifferences(trial, truth)).isEmpty();
  }

  /** Sends a part as a delivery does, and is never heard of again. */
  private static void dieInTheMiddle() throws Exception {
    FactProducer dying =
        FactProducer.inTransactions(
            trial.connection(),
            EnumSet.allOf(FactType.class),
            "pathline-complete-" + SOURCE,
            Duration.ofMinutes(10));
    dying.begin();
    for (Fact fact : now.subList(0, 500)) {
      dying.accept(Versioned.withdrawn(fact, MIGRATED + 5));
    }
    dying.flush();
  }
}
