package org.pathline.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pathline.Main;
import org.pathline.audit.AuditLog;
import org.pathline.audit.AuditLog.Action;
import org.pathline.cluster.Connection;
import org.pathline.cluster.SharedCluster;
import org.pathline.domain.erasure.ErasedIds;
import org.pathline.events.AuditEntry;
import org.pathline.schemas.Topic;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.topics.ContractTopic;
import picocli.CommandLine;

/** Whoever reads data of students or changes what is kept is found in the audit topic. */
class AuditIT {
  private static final String STUDENT = "of-the-audit-4711";
  private static final String PLACE = "pathline.grades.v1-0-999999";

  @TempDir private static Path directory;
  private static Connection connection;

  /** What is noted of a command, and how it is called. */
  private record Noted(Action action, boolean ofStudent, List<String> words) {}

  /** Why a command is not noted. */
  private static final String AGGREGATES = "answers in sums of groups";

  private static final String OWN = "works on this machine, with files of whoever calls it";
  private static final String SENDS = "sends facts, which bear their source and time themselves";
  private static final String STATE = "shows how the cluster is, and nobody's records";

  private static final Map<String, String> NOT_NOTED =
      Map.ofEntries(
          Map.entry("demo", OWN),
          Map.entry("up", OWN),
          Map.entry("down", OWN),
          Map.entry("status", STATE),
          Map.entry("simulate", OWN),
          Map.entry("publish", SENDS),
          Map.entry("import", SENDS),
          Map.entry("key", OWN),
          Map.entry("key rotate", OWN),
          Map.entry("run", "only --anew is, as DERIVED_ANEW, which ErasureIT tries"),
          Map.entry("lag", STATE),
          Map.entry("transactions", "only --abort is, which HangingTransactionsIT tries"),
          Map.entry("monitor", STATE),
          Map.entry("dead-letters", "says which commands there are"),
          Map.entry("dead-letters count", AGGREGATES),
          Map.entry("rejections", "says which commands there are"),
          Map.entry("rejections count", AGGREGATES),
          Map.entry("outcomes", AGGREGATES),
          Map.entry("milestones", AGGREGATES),
          Map.entry("sorting", AGGREGATES),
          Map.entry("plan", "says which commands there are"),
          Map.entry("plan check", AGGREGATES),
          Map.entry("plan list", AGGREGATES),
          Map.entry("plan answer", AGGREGATES),
          Map.entry("audit", "reads the audit itself"),
          Map.entry("effects", AGGREGATES),
          Map.entry("equity", AGGREGATES),
          Map.entry("serve", AGGREGATES),
          Map.entry("bench", OWN));

  @BeforeAll
  static void begin() throws Exception {
    connection = SharedCluster.connection();
    assertThat(say("topics")).isNotNull();
    assertThat(say("schemas")).isNotNull();
  }

  private static Map<String, Noted> noted() throws Exception {
    Path plan = directory.resolve("plan.json");
    Files.writeString(
        plan,
        "{ \"outcomes\": [\"stemEntry2\"], \"smallestEffect\": 0.02, \"anchorGrade\": 8,"
            + " \"subgroups\": [\"all\"] }");
    Map<String, Noted> noted = new LinkedHashMap<>();
    noted.put("student", new Noted(Action.STUDENT_SHOWN, true, List.of(STUDENT)));
    noted.put("rejections list", new Noted(Action.BAD_RECORDS_SHOWN, false, List.of()));
    noted.put("rejections show", new Noted(Action.BAD_RECORDS_SHOWN, false, List.of(PLACE)));
    noted.put("dead-letters list", new Noted(Action.BAD_RECORDS_SHOWN, false, List.of()));
    noted.put("dead-letters show", new Noted(Action.BAD_RECORDS_SHOWN, false, List.of(PLACE)));
    noted.put("dead-letters replay", new Noted(Action.DEAD_LETTERS_REPLAYED, false, List.of()));
    noted.put("set-aside", new Noted(Action.SET_ASIDE_SHOWN, false, List.of()));
    noted.put("doubts", new Noted(Action.DOUBTS_SHOWN, false, List.of()));
    noted.put(
        "sql",
        new Noted(
            Action.STUDENTS_QUERIED,
            false,
            List.of(
                "--student-level",
                "select count(*) from pathways where studentId = '" + STUDENT + "'")));
    noted.put(
        "diff",
        new Noted(
            Action.STUDENTS_QUERIED, false, List.of("--student-level", "no-such", "nor-such")));
    noted.put(
        "export",
        new Noted(
            Action.EXPORTED,
            false,
            List.of("--student-level", "--out=" + directory.resolve("exported"))));
    noted.put("snapshot", new Noted(Action.SNAPSHOT_SAVED, false, List.of("..not-a-name")));
    noted.put(
        "release",
        new Noted(
            Action.RELEASED,
            false,
            List.of(
                "--outcome=stemEntry2",
                "--by=schoolId",
                "--where=districtId=nowhere",
                "--out=" + directory.resolve("release"))));
    noted.put("plan publish", new Noted(Action.PLAN_PUBLISHED, false, List.of(plan.toString())));
    noted.put(
        "acls",
        new Noted(
            Action.ACCESS_CHANGED,
            false,
            List.of("--role=analyst", "--principal=User:somebody", "--apply")));
    noted.put("erase", new Noted(Action.ERASED, true, List.of(STUDENT)));
    noted.put("topics", new Noted(Action.TOPICS_CHANGED, false, List.of("--fix")));
    noted.put("schemas", new Noted(Action.SCHEMAS_CHANGED, false, List.of()));
    return noted;
  }

  @Test
  void eachCommandThatReadsStudentsOrChangesSomethingIsFoundInTheAudit() throws Exception {
    disturbTheContract();
    for (Map.Entry<String, Noted> each : noted().entrySet()) {
      Instant before = Instant.now().minusMillis(1);
      List<String> words = new ArrayList<>(List.of(each.getKey().split(" ")));
      words.addAll(each.getValue().words());
      // Some find nothing to show or do, as here; who asked is noted all the same.
      String said = say(words.toArray(String[]::new));
      List<AuditEntry> entries = entriesSince(before);
      assertThat(entries)
          .as(each.getKey() + ": " + said)
          .extracting(AuditEntry::getAction)
          .contains(each.getValue().action().name());
      for (AuditEntry entry : entries) {
        assertThat(entry.getWho()).isEqualTo(AuditLog.who());
        assertThat(entry.getScope()).isNotBlank().doesNotContain(STUDENT);
      }
      if (each.getValue().ofStudent()) {
        assertThat(entries.get(0).getStudents()).containsExactly(ErasedIds.digest(STUDENT));
      }
    }
    Instant before = Instant.now().minusMillis(1);
    say("erase", "--verify", STUDENT);
    say("erase", "--lift", STUDENT);
    assertThat(entriesSince(before))
        .extracting(AuditEntry::getAction)
        .contains(Action.ERASURE_VERIFIED.name(), Action.ERASURE_LIFTED.name());
    assertThat(say("audit", "--student", STUDENT)).contains("STUDENT_SHOWN", "ERASED");
  }

  @Test
  void whatReadsNobodysRecordsAndChangesNothingIsNotNoted() {
    Instant before = Instant.now().minusMillis(1);
    say("rejections", "count");
    say("dead-letters", "replay", "--dry-run");
    say("topics", "--check");
    say("acls", "--role=analyst", "--principal=User:somebody");
    say("outcomes");
    assertThat(entriesSince(before)).isEmpty();
  }

  /** A new command is to be judged. */
  @Test
  void noCommandIsForgotten() throws Exception {
    Set<String> all = new TreeSet<>();
    Main.commandLine().getSubcommands().forEach((name, line) -> collect(name, line, all));
    Set<String> judged = new TreeSet<>(noted().keySet());
    judged.addAll(NOT_NOTED.keySet());
    assertThat(judged).containsExactlyElementsOf(all);
  }

  @Test
  void nothingEndsWhatIsNoted() {
    assertThat(TopicCatalogue.AUDIT.cleanup()).isEqualTo(Topic.Cleanup.DELETE);
    assertThat(TopicCatalogue.AUDIT.configuration()).containsEntry("retention.ms", "-1");
  }

  private static void collect(String name, CommandLine line, Set<String> all) {
    all.add(name);
    line.getSubcommands().forEach((more, below) -> collect(name + " " + more, below, all));
  }

  private static void disturbTheContract() throws Exception {
    connection.registryClient().updateCompatibility(TopicCatalogue.PLANS.subject(), "FULL");
    try (Admin admin = Admin.create(connection.clientSettings())) {
      admin
          .incrementalAlterConfigs(
              Map.of(
                  new ConfigResource(ConfigResource.Type.TOPIC, TopicCatalogue.PLANS.name()),
                  List.of(
                      new AlterConfigOp(
                          new ConfigEntry("retention.ms", "7776000000"),
                          AlterConfigOp.OpType.SET))))
          .all()
          .get(30, TimeUnit.SECONDS);
    }
  }

  private static List<AuditEntry> entriesSince(Instant moment) {
    List<AuditEntry> entries = new ArrayList<>();
    try (ContractTopic<AuditEntry> topic =
        new ContractTopic<>(connection, TopicCatalogue.AUDIT, AuditEntry.class)) {
      topic.read(
          null,
          (record, entry) -> {
            if (!entry.getAt().isBefore(moment)) {
              entries.add(entry);
            }
          });
    }
    return entries;
  }

  private static String say(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.add("--bootstrap-servers=" + connection.bootstrapServers());
    all.add("--schema-registry=" + connection.schemaRegistry());
    StringWriter said = new StringWriter();
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(said)).setErr(new PrintWriter(said));
    line.execute(all.toArray(String[]::new));
    return said.toString();
  }
}
