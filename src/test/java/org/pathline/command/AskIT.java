package org.pathline.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pathline.ask.MeasuredSorting;
import org.pathline.ask.PolicyCells;
import org.pathline.ask.SettingsChoice;
import org.pathline.ask.Standing;
import org.pathline.ask.TopicStanding;
import org.pathline.cluster.Connection;
import org.pathline.cluster.SharedCluster;
import org.pathline.contract.TopicContract;
import org.pathline.domain.effect.Specification;
import org.pathline.domain.effect.answer.DoseAnswer;
import org.pathline.domain.effect.answer.EffectAnswer;
import org.pathline.domain.effect.answer.EffectQuestion;
import org.pathline.domain.effect.answer.Plan;
import org.pathline.domain.effect.answer.StandingQuestions;
import org.pathline.domain.effect.cell.Study;
import org.pathline.domain.effect.cell.Subgroup;
import org.pathline.domain.effect.dose.SchoolSorting;
import org.pathline.domain.effect.generality.Target;
import org.pathline.domain.fact.Acceleration;
import org.pathline.domain.fact.AssessmentResult;
import org.pathline.domain.fact.ClassroomPolicy;
import org.pathline.domain.fact.CourseGrade;
import org.pathline.domain.fact.CourseLevel;
import org.pathline.domain.fact.DegreeLevel;
import org.pathline.domain.fact.EnrollmentStatus;
import org.pathline.domain.fact.Envelope;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.IdentityLink;
import org.pathline.domain.fact.Indicator;
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
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.pathway.Settings;
import org.pathline.events.Effect;
import org.pathline.events.Inference;
import org.pathline.oracle.Recorded;
import org.pathline.run.CatchUp;
import org.pathline.run.Remaining;
import org.pathline.run.Runner;
import org.pathline.run.TopologyName;
import org.pathline.schemas.Topic;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.codec.FactCodec;
import org.pathline.streams.registry.ContractSchemas;
import org.pathline.streams.registry.WireFormat;
import org.pathline.streams.wire.EffectRecord;
import org.pathline.topics.CompactedTable;
import org.pathline.topics.ContractValues;
import org.pathline.topics.PlanTopic;
import org.pathline.topics.TopicReader;

/**
 * What people ask, asked of the topologies on a real broker and registry.
 *
 * <p>Students and school are this run's own: other tests share the topics.
 */
class AskIT {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final String RUN = "ask-it-" + System.nanoTime();
  private static final String SCHOOL = RUN + "-school";
  private static final String ALGEBRA = "02052";
  private static final Connection CONNECTION = SharedCluster.emptiedConnection();

  /** Of nothing that another question of this test is about. */
  private static final Plan PLAN =
      new Plan(
          Settings.DEFAULT,
          Subject.MATHEMATICS,
          List.of(Outcome.CALCULUS_BY_12),
          List.of(Subgroup.parse("priorAchievement=HIGH")),
          Specification.DEFAULT,
          List.of(),
          Target.ALL_TEXT,
          0.02);

  @TempDir private static Path stateDirectory;
  private static Runner runner;

  @BeforeAll
  static void publishAndRun() throws Exception {
    try (Admin admin = Admin.create(CONNECTION.clientSettings())) {
      new TopicContract(admin).apply(TopicContract.Mode.CREATE);
    }
    publish(new ContractSchemas(CONNECTION.registryClient()), facts());
    PlanTopic.store(CONNECTION, PLAN, null);
    runner =
        new Runner(CONNECTION, List.of(TopologyName.values()), Settings.DEFAULT, stateDirectory, 1);
    runner.start();
    awaitTheCells();
  }

  @AfterAll
  static void stop() {
    runner.close();
  }

  @Test
  void outcomesAsCsvAreGroupsCountsAndIntervals() {
    Said said = ask("outcomes", "--by", "raceEthnicity", "--where", here(), "--format", "csv");
    assertThat(said.exitCode()).as(said.err()).isZero();
    // 1 of 1 and 0 of 1 by Wilson: 1/(1+z²) and its complement.
    assertThat(said.out())
        .isEqualTo(
            """
            raceEthnicity,outcome,members,censored,observed,attained,rate,low,high
            ASIAN,stemEntry2,1,0,1,1,1.0,0.20654931437723745,1.0
            WHITE,stemEntry2,1,0,1,0,0.0,0.0,0.7934506856227626
            UNKNOWN,stemEntry2,1,1,0,0,,,
            """);
    assertThat(said.err()).contains("unanchored: ").contains("anchor grade 8");
  }

  @Test
  void outcomesAsATableAreReadableAndSayWhatIsNotInThem() {
    Said said = ask("outcomes", "--outcome", "stemEntry2,gradePoints", "--where", here());
    assertThat(said.exitCode()).as(said.err()).isZero();
    List<String> lines = said.out().lines().map(line -> line.replaceAll(" +", " ")).toList();
    assertThat(lines)
        .startsWith(
            "outcome members censored observed attained rate low high",
            "gradePoints 3 2 1 1 4.00 - -",
            "stemEntry2 3 1 2 1 50.0% 9.5% 90.5%")
        .anyMatch(line -> line.matches("# unanchored: [1-9][0-9]* students.*"))
        .contains("# derived with anchor grade 8, STEM list dhs-2024-07-22")
        .anyMatch(line -> line.startsWith("# censored: "));
  }

  @Test
  void outcomesAsJsonCarrySettingsAndTheUnanchored() throws Exception {
    Said said =
        ask(
            "outcomes",
            "--outcome=all",
            "--by=priorAchievement,anchorYear",
            "--where=" + here(),
            "--where=priorAchievement=HIGH",
            "--format=json");
    JsonNode json = new ObjectMapper().readTree(said.out());
    assertThat(json.at("/settings/anchorGrade").asInt()).isEqualTo(8);
    assertThat(json.at("/unanchored").asLong()).isPositive();
    JsonNode readUpTo = json.get("readUpTo");
    assertThat(readUpTo.properties()).hasSize(1);
    Map<Integer, Long> read = new TreeMap<>();
    readUpTo
        .get(TopicCatalogue.OUTCOME_CELLS.name())
        .properties()
        .forEach(each -> read.put(Integer.parseInt(each.getKey()), each.getValue().asLong()));
    assertThat(read)
        .isNotEmpty()
        .allSatisfy((partition, offset) -> assertThat(offset).isPositive());
    assertThat(json.get("rows")).hasSize(15);
    JsonNode algebra = json.at("/rows/1");
    assertThat(algebra.toString())
        .startsWith(
            "{\"priorAchievement\":\"HIGH\",\"anchorYear\":2011,\"outcome\":\"algebraBy8\","
                + "\"members\":1,\"censored\":0,\"observed\":1,\"attained\":1,\"rate\":1.0,");
  }

  @Test
  void aSchoolWithoutStudentsIsAnEmptyTotal() {
    Said said = ask("outcomes", "--where", "schoolId=no-such-school");
    assertThat(said.exitCode()).isZero();
    assertThat(said.out()).contains("# no student with an anchor is in what was asked for");
  }

  @Test
  void settingsThatNothingWasDerivedWithAreNamedBesideThoseThereAre() {
    Said said = command("outcomes", "--anchor-grade", "3");
    assertThat(said.exitCode()).isEqualTo(1);
    assertThat(said.err())
        .startsWith("pathline outcomes: there are no outcome cells with anchor grade 3")
        .contains("anchor grade 8, STEM list dhs-2024-07-22: ");
  }

  @Test
  void milestonesCountStudentsInTheirOrder() throws Exception {
    Said csv = ask("milestones", "--format", "csv");
    assertThat(csv.exitCode()).as(csv.err()).isZero();
    assertThat(csv.out().lines().map(line -> line.split(",")[0]))
        .containsExactly(
            "milestone",
            "ALGEBRA_BY_8",
            "CALCULUS_BY_12",
            "ON_TIME_GRADUATION",
            "COLLEGE_16_MONTHS",
            "FIRST_MAJOR_STEM",
            "STEM_ENTRY",
            "STEM_PERSISTENCE",
            "STEM_DEGREE",
            "STEM_OCCUPATION",
            "UNANCHORED");
    JsonNode rows =
        new ObjectMapper().readTree(ask("milestones", "--format", "json").out()).get("milestones");
    assertThat(rows.get(0).get("students").asLong()).isPositive();
    assertThat(ask("milestones").out()).contains("STEM_DEGREE").contains("# derived with");
  }

  @Test
  void aStudentIsATimelineWithProofs() {
    Said said = command("student", RUN + "-one");
    assertThat(said.exitCode()).as(said.err()).isZero();
    String text = said.out().replaceAll(" +", " ");
    assertThat(text)
        .startsWith("student " + RUN + "-one")
        .contains("other ids " + RUN + "-alias")
        .contains("anchor school " + SCHOOL + ", district D1, 2010-11, MATHEMATICS")
        .contains("expected to graduate in 2015")
        .contains("prior achievement HIGH, percentile 80.0")
        .contains("stemEntry2 yes yes")
        .contains("# 1 retracted or replaced facts are not shown")
        .doesNotContain("RETRACTED");
    assertThat(text.substring(text.indexOf("when topic")).lines())
        .containsExactly(
            "when topic what where source",
            " students ASIAN, FEMALE, economically disadvantaged NO, English learner NO district",
            "2010-05-01 assessments percentile 80.0 in MATHEMATICS, grade 07, state district",
            "2010-08-20 enrollments grade 08 school " + SCHOOL + ", district D1 district",
            "2010-11 grades mark A, course 02052 level H, grade 08, section sec, term S1 district",
            "2011-06-30 => milestone ALGEBRA_BY_8, proved by grades sec|S1",
            "2015-09-01 postsecondary term until 2015-12-20, BACHELOR, status F, CIP 11.0701 U1"
                + " district",
            "2015-09-01 => milestone COLLEGE_16_MONTHS, proved by postsecondary U1|2015-09-01",
            "2015-09-01 => milestone FIRST_MAJOR_STEM, proved by postsecondary U1|2015-09-01",
            "2015-09-01 => milestone STEM_ENTRY, proved by postsecondary U1|2015-09-01",
            "2019-05-20 degrees BACHELOR degree, CIP 27.0101 U1 district, as " + RUN + "-alias",
            "2019-05-20 => milestone STEM_PERSISTENCE, proved by degrees"
                + " U1|2019-05-20|BACHELOR|27.0101",
            "2019-05-20 => milestone STEM_DEGREE, proved by degrees"
                + " U1|2019-05-20|BACHELOR|27.0101",
            "# 1 retracted or replaced facts are not shown (--all shows them)");
    assertThat(command("student", RUN + "-one", "--all").out()).contains("(RETRACTED)");
  }

  @Test
  void anAliasLeadsToItsStudent() throws Exception {
    Said said = command("student", RUN + "-alias");
    assertThat(said.out())
        .startsWith("'" + RUN + "-alias' is another id of " + RUN + "-one.")
        .contains("STEM_ENTRY");
    JsonNode json =
        new ObjectMapper().readTree(command("student", RUN + "-alias", "--format=json").out());
    assertThat(json.get("studentId").asText()).isEqualTo(RUN + "-one");
    assertThat(json.at("/pathway/milestones/0/reachedOn").asText()).isEqualTo("2011-06-30");
    assertThat(json.get("facts")).hasSize(6);
    assertThat(json.at("/facts/2/fact/schoolId").asText()).isEqualTo(SCHOOL);
    assertThat(json.at("/facts/2/fact/entryDate").asText()).isEqualTo("2010-08-20");
  }

  @Test
  void anUnanchoredStudentHasAPathwayWithoutOutcomes() {
    assertThat(command("student", RUN + "-four").out())
        .contains("none: UNANCHORED")
        .doesNotContain("stemEntry2");
  }

  @Test
  void sortingAsCsvIsARowPerRosterWithWhatIsUndefinedLeftEmpty() {
    Said said = command("sorting", "--school", SCHOOL, "--format", "csv");
    assertThat(said.exitCode()).as(said.err()).isZero();
    assertThat(said.out())
        .isEqualTo(
            """
            districtId,schoolId,schoolYear,gradeLevel,subject,sections,n,scored,eta2,eta2Random,\
            omega2,varianceRatioRaceEthnicity,theilRaceEthnicity,\
            varianceRatioEconomicallyDisadvantaged,theilEconomicallyDisadvantaged,\
            withinSectionSd,advancedShare,regime,flag
            D1,%s,2011,08,MATHEMATICS,2,2,0,,,,,,,,,0.5,DETRACKED,SCORES_MISSING
            """
                .formatted(SCHOOL));
    assertThat(said.err()).contains("# SCORES_MISSING: ");
  }

  @Test
  void sortingIsChosenByDistrictYearGradeAndSubject() throws Exception {
    String[] fitting = {
      "sorting",
      "--district=D1",
      "--school=" + SCHOOL,
      "--school-year=2011",
      "--grade=8",
      "--subject=mathematics",
      "--format=json"
    };
    Said said = command(fitting);
    assertThat(said.exitCode()).as(said.err()).isZero();
    JsonNode row = new ObjectMapper().readTree(said.out()).at("/rows/0");
    assertThat(row.get("policyId").asText()).isEqualTo(RUN + "-policy");
    assertThat(row.get("raceEthnicity")).hasSize(7);
    assertThat(row.get("eta2").isNull()).isTrue();
    for (int i = 1; i < fitting.length - 1; i++) {
      String[] other = fitting.clone();
      other[i] =
          List.of(
                  "--district=D2",
                  "--school=S",
                  "--school-year=2012",
                  "--grade=7",
                  "--subject=science")
              .get(i - 1);
      assertThat(new ObjectMapper().readTree(command(other).out()).get("rows"))
          .as(other[i])
          .isEmpty();
    }
    assertThat(command("sorting", "--school", "no-such-school").out())
        .contains("# no roster is in what was asked for");
  }

  @Test
  void theTopicOfEffectsHoldsWhatIsComputedFromTheStandingCells() throws Exception {
    SettingsChoice choice =
        new SettingsChoice(Settings.DEFAULT.anchorGrade(), Settings.DEFAULT.stemList());
    try (CatchUp catchUp = new CatchUp(CONNECTION, List.of(TopologyName.values()));
        TopicReader reader = new TopicReader(CONNECTION);
        ContractValues contract = new ContractValues(CONNECTION)) {
      await("nothing is left to do")
          .atMost(PATIENCE)
          .until(() -> runner.remaining(catchUp).map(Remaining::isNothing).orElse(false));
      Standing standing = new TopicStanding(() -> CONNECTION);
      PolicyCells cells = PolicyCells.of(standing, choice, Set.of());
      SchoolSorting sorting = MeasuredSorting.of(cells, standing);
      SortedMap<String, byte[]> published =
          new CompactedTable(reader, TopicCatalogue.EFFECTS.name()).values();
      for (Outcome outcome : StandingQuestions.OUTCOMES) {
        EffectQuestion question =
            StandingQuestions.of(outcome, Settings.DEFAULT, Subject.MATHEMATICS).get(0);
        Study study =
            EffectAnswer.study(
                question,
                cells.cells(),
                cells.regimes().at(Subject.MATHEMATICS, Settings.DEFAULT.anchorGrade()));
        EffectAnswer answer =
            EffectAnswer.of(
                question,
                study,
                question.thresholds(),
                EffectAnswer.comparability(study, question, Target.ALL, sorting.before(study)));
        byte[] value = published.get(EffectRecord.key(question));
        assertThat(value).as(outcome.label()).isNotNull();
        assertThat(contract.decode(TopicCatalogue.EFFECTS, Effect.class, value))
            .isEqualTo(
                EffectRecord.of(
                    answer,
                    DoseAnswer.of(question, study, sorting, answer, DoseAnswer.Groups.THIRDS),
                    List.of()));
      }
      assertThat(new CompactedTable(reader, TopicCatalogue.EQUITY.name()).values()).isNotEmpty();
      byte[] planned = published.get(EffectRecord.key(PLAN.questions().get(0), PLAN));
      assertThat(planned).isNotNull();
      Effect answer = contract.decode(TopicCatalogue.EFFECTS, Effect.class, planned);
      Instant since =
          PlanTopic.read(CONNECTION).stream()
              .filter(each -> each.plan().equals(PLAN))
              .map(each -> each.standing().since())
              .findFirst()
              .orElseThrow();
      // The broker's time comes through the repartition as it is.
      assertThat(answer.getPlan().getStoodSince()).isEqualTo(since);
      assertThat(answer.getInference()).isEqualTo(Inference.EXPLORATORY);
    }
  }

  @Test
  void anUnknownStudentIsSaidToBeUnknown() {
    Said said = command("student", RUN + "-nobody");
    assertThat(said.exitCode()).isEqualTo(1);
    assertThat(said.out()).isEmpty();
    assertThat(said.err())
        .contains("nothing is known of the student '" + RUN + "-nobody'")
        .contains("`pathline status`");
  }

  private static String here() {
    return "schoolId=" + SCHOOL;
  }

  /** A question about the settings of this test, whatever other tests left behind. */
  private static Said ask(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--anchor-grade", "8", "--stem-list", "dhs-2024-07-22"));
    return command(all.toArray(String[]::new));
  }

  private static Said command(String... arguments) {
    return Said.of(CONNECTION, arguments);
  }

  private static void awaitTheCells() {
    awaitSaid(
        "stemDegree6,3,1,2,1",
        () -> ask("outcomes", "--outcome=stemDegree6", "--where", here(), "--format=csv"));
    awaitSaid("DETRACKED", () -> command("sorting", "--school", SCHOOL));
  }

  private static void awaitSaid(String expected, Callable<Said> question) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(
            () -> {
              Said said = question.call();
              assertThat(said.out()).as(said.err()).contains(expected);
            });
  }

  private static SectionEnrollment seat(String student, String section, CourseLevel level) {
    return new SectionEnrollment(
        envelope(student, 1, false), section, "D1", SCHOOL, 2011, "08", ALGEBRA, level, null, null);
  }

  private static Envelope envelope(String student, long recordedAt, boolean retracted) {
    return new Envelope(RUN + student, Recorded.at(recordedAt), "district", retracted, null);
  }

  private static StudentRecord who(String student, RaceEthnicity race) {
    return new StudentRecord(
        envelope(student, 1, false), race, Sex.FEMALE, Indicator.NO, Indicator.NO);
  }

  private static SchoolEnrollment grade8(String student) {
    return new SchoolEnrollment(
        envelope(student, 1, false), "D1", SCHOOL, "08", LocalDate.of(2010, 8, 20), null, null);
  }

  private static CourseGrade algebra(String section, boolean retracted) {
    return new CourseGrade(
        envelope("-one", 2, retracted),
        section,
        "S1",
        2011,
        "08",
        ALGEBRA,
        CourseLevel.H,
        "A",
        null,
        null,
        null);
  }

  private static List<Fact> facts() {
    return List.of(
        who("-one", RaceEthnicity.ASIAN),
        grade8("-one"),
        algebra("sec", false),
        algebra("never", true),
        new AssessmentResult(
            envelope("-one", 1, false),
            "state",
            Subject.MATHEMATICS,
            LocalDate.of(2010, 5, 1),
            "07",
            80),
        new PostsecondaryEnrollment(
            envelope("-one", 1, false),
            "U1",
            LocalDate.of(2015, 9, 1),
            LocalDate.of(2015, 12, 20),
            EnrollmentStatus.F,
            List.of("110701"),
            PostsecondaryLevel.BACHELOR),
        new PostsecondaryDegree(
            envelope("-alias", 1, false),
            "U1",
            LocalDate.of(2019, 5, 20),
            DegreeLevel.BACHELOR,
            List.of("27.0101"),
            null),
        new IdentityLink(envelope("-alias", 1, false), RUN + "-one"),
        who("-two", RaceEthnicity.WHITE),
        grade8("-two"),
        new PostsecondarySearch(envelope("-two", 1, false), LocalDate.of(2026, 1, 1), false),
        grade8("-three"),
        seat("-two", "first", CourseLevel.H),
        seat("-three", "second", CourseLevel.G),
        new ClassroomPolicy(
            envelope("-policy", 1, false),
            "D1",
            SCHOOL,
            Subject.MATHEMATICS,
            "06",
            "08",
            Regime.DETRACKED,
            Acceleration.NONE,
            2011,
            2011,
            "https://example.org"),
        who("-four", RaceEthnicity.WHITE));
  }

  private static void publish(ContractSchemas schemas, List<Fact> facts) {
    FactCodec codec = new FactCodec();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            CONNECTION.clientSettings(), new ByteArraySerializer(), new ByteArraySerializer())) {
      for (Fact fact : facts) {
        Topic topic = TopicCatalogue.ofNoun(fact.type().noun());
        producer.send(
            new ProducerRecord<>(
                topic.name(),
                fact.envelope().studentId().getBytes(UTF_8),
                WireFormat.value(schemas.idOf(topic), codec.encode(fact))));
      }
    }
  }
}
