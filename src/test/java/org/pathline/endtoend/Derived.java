package org.pathline.endtoend;

import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.pathline.cluster.Connection;
import org.pathline.domain.fact.CourseGrade;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.OutsideCourse;
import org.pathline.domain.fact.SectionEnrollment;
import org.pathline.domain.pathway.Settings;
import org.pathline.domain.reference.Ladder;
import org.pathline.domain.reference.StemList;
import org.pathline.domain.reference.StemOccupations;
import org.pathline.events.Anchor;
import org.pathline.events.OutcomeCell;
import org.pathline.events.Pathway;
import org.pathline.events.Sorting;
import org.pathline.oracle.NaiveBatch;
import org.pathline.oracle.NaiveCell;
import org.pathline.oracle.NaiveResult;
import org.pathline.oracle.NaiveSettings;
import org.pathline.oracle.NaiveStudent;
import org.pathline.proof.RosterDifferences;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.codec.FactCodec;

/**
 * Students and cells in one form, whether they were read from the topics or computed naively from
 * the facts: equal exactly when the topics hold what they should.
 *
 * @param students by the record key of their pathway
 * @param cells by their dimensions and settings
 */
record Derived(SortedMap<String, Student> students, Map<CellKey, Cell> cells) {

  /** A student; the outcomes of an unanchored one, grade points among them, are all nothing. */
  record Student(
      String studentId,
      Settings settings,
      List<String> attributes,
      List<Object> anchor,
      String prior,
      String channel,
      SortedMap<Integer, String> pace,
      SortedMap<String, NaiveStudent.Outcome> outcomes,
      Double gradePoints,
      SortedMap<String, NaiveStudent.Milestone> milestones) {}

  /** Dimensions of a cell, and the settings of its derivation. */
  record CellKey(Settings settings, NaiveCell.Key dimensions) {}

  /** Sums of a cell. */
  record Cell(
      long members,
      SortedMap<String, NaiveCell.Counts> outcomes,
      double gradePointsSum,
      double gradePointsSumOfSquares,
      SortedMap<String, Long> channels,
      SortedMap<String, Long> milestones) {}

  /** What the topics hold now. */
  static Derived published(Trial trial) {
    SortedMap<String, Student> students = new TreeMap<>();
    Map<CellKey, Cell> cells = new java.util.HashMap<>();
    try (KafkaAvroDeserializer values = deserializer(trial.connection(), true)) {
      trial
          .table(TopicCatalogue.PATHWAYS)
          .forEach((id, value) -> students.put(id, student((Pathway) decode(values, value))));
      trial
          .table(TopicCatalogue.OUTCOME_CELLS)
          .forEach(
              (key, value) -> {
                OutcomeCell cell = (OutcomeCell) decode(values, value);
                if (cells.put(key(cell), cell(cell)) != null) {
                  throw new AssertionError("two records for the cell " + key);
                }
              });
    }
    return new Derived(students, cells);
  }

  /** What should follow from facts, by the naive batch. */
  static Derived expected(List<Fact> facts, Settings settings) {
    NaiveResult result = new NaiveBatch(naive(facts, settings)).compute(facts);
    SortedMap<String, Student> students = new TreeMap<>();
    result.students().forEach((id, student) -> students.put(id, student(student, settings)));
    Map<CellKey, Cell> cells =
        result.cells().entrySet().stream()
            .collect(
                Collectors.toMap(e -> new CellKey(settings, e.getKey()), e -> cell(e.getValue())));
    return new Derived(students, cells);
  }

  /** Where the topic of sorting and the naive batch disagree. */
  static List<String> sortingDifferences(Trial trial, List<Fact> facts) {
    return RosterDifferences.between(
        sorting(trial), new NaiveBatch(naive(facts, Settings.DEFAULT)).rosters(facts));
  }

  /** Rows of sorting that the topic holds now. */
  static List<Sorting> sorting(Trial trial) {
    List<Sorting> rows = new ArrayList<>();
    try (KafkaAvroDeserializer values = deserializer(trial.connection(), true)) {
      trial
          .table(TopicCatalogue.SORTING)
          .values()
          .forEach(value -> rows.add((Sorting) decode(values, value)));
    }
    return rows;
  }

  private static NaiveSettings naive(List<Fact> facts, Settings settings) {
    Ladder ladder = Ladder.mathematics();
    Map<String, Integer> rungs = new TreeMap<>();
    for (Fact fact : facts) {
      String code = courseCode(fact);
      if (code != null && ladder.rung(code) != Ladder.NO_RUNG) {
        rungs.put(code, ladder.rung(code));
      }
    }
    return new NaiveSettings(
        settings.anchorGrade(),
        rungs,
        settings.stemList(),
        StemList.named(settings.stemList())::contains,
        StemOccupations.load()::contains,
        new FactCodec());
  }

  private static String courseCode(Fact fact) {
    if (fact instanceof CourseGrade grade) {
      return grade.courseCode();
    } else if (fact instanceof SectionEnrollment section) {
      return section.courseCode();
    }
    return fact instanceof OutsideCourse course ? course.courseCode() : null;
  }

  /** Confluent's deserializer, to generated classes or to generic records. */
  static KafkaAvroDeserializer deserializer(Connection connection, boolean specific) {
    Map<String, Object> settings = connection.clientSettings();
    settings.put("specific.avro.reader", specific);
    KafkaAvroDeserializer values = new KafkaAvroDeserializer();
    values.configure(settings, false);
    return values;
  }

  private static Object decode(KafkaAvroDeserializer values, byte[] value) {
    return values.deserialize("any", value);
  }

  private static Student student(NaiveStudent student, Settings settings) {
    return new Student(
        student.studentId(),
        settings,
        List.of(
            student.raceEthnicity(),
            student.sex(),
            student.economicallyDisadvantaged(),
            student.englishLearner()),
        student.isAnchored()
            ? List.of(
                student.districtId(),
                student.schoolId(),
                student.anchorYear(),
                student.expectedYear())
            : List.of(),
        student.prior(),
        student.channel(),
        student.pace(),
        student.outcomes(),
        student.gradePoints() == null ? null : student.gradePoints().doubleValue(),
        student.milestones());
  }

  private static Student student(Pathway pathway) {
    Anchor anchor = pathway.getAnchor();
    SortedMap<Integer, String> pace = new TreeMap<>();
    pathway.getPace().forEach(each -> pace.put(each.getGrade(), each.getPace().name()));
    SortedMap<String, NaiveStudent.Outcome> outcomes = new TreeMap<>();
    NaiveStudent.OUTCOMES.forEach(name -> outcomes.put(name, NaiveStudent.Outcome.NOTHING));
    pathway
        .getOutcomes()
        .forEach(
            each ->
                outcomes.put(
                    each.getOutcome().name(),
                    new NaiveStudent.Outcome(
                        each.getEligible(), each.getObserved(), each.getAttained())));
    SortedMap<String, NaiveStudent.Milestone> milestones = new TreeMap<>();
    pathway
        .getMilestones()
        .forEach(
            each ->
                milestones.put(
                    each.getMilestone().name(),
                    new NaiveStudent.Milestone(
                        each.getReachedOn(), each.getFactTopic(), each.getFactKey())));
    return new Student(
        pathway.getStudentId(),
        settings(pathway.getSettings()),
        List.of(
            pathway.getRaceEthnicity().name(),
            pathway.getSex().name(),
            pathway.getEconomicallyDisadvantaged().name(),
            pathway.getEnglishLearner().name()),
        anchor == null
            ? List.of()
            : List.of(
                anchor.getDistrictId(),
                anchor.getSchoolId(),
                anchor.getSchoolYear(),
                anchor.getExpectedGraduationYear()),
        pathway.getPriorAchievement().name(),
        pathway.getFirstAcceleration().name(),
        pace,
        outcomes,
        anchor == null ? null : pathway.getGradePoints(),
        milestones);
  }

  private static Settings settings(org.pathline.events.DerivationSettings settings) {
    return new Settings(settings.getAnchorGrade(), settings.getStemList());
  }

  private static CellKey key(OutcomeCell cell) {
    return new CellKey(
        settings(cell.getSettings()),
        new NaiveCell.Key(
            cell.getDistrictId(),
            cell.getSchoolId(),
            cell.getAnchorYear(),
            cell.getRaceEthnicity().name(),
            cell.getEconomicallyDisadvantaged().name(),
            cell.getPriorAchievement().name()));
  }

  private static Cell cell(OutcomeCell cell) {
    SortedMap<String, NaiveCell.Counts> outcomes = new TreeMap<>();
    cell.getOutcomes()
        .forEach(
            each ->
                outcomes.put(
                    each.getOutcome().name(),
                    new NaiveCell.Counts(
                        each.getEligible(), each.getObserved(), each.getAttained())));
    SortedMap<String, Long> channels = new TreeMap<>();
    cell.getFirstAcceleration()
        .forEach(each -> channels.put(each.getChannel().name(), each.getStudents()));
    SortedMap<String, Long> milestones = new TreeMap<>();
    cell.getMilestones()
        .forEach(each -> milestones.put(each.getMilestone().name(), each.getStudents()));
    return new Cell(
        cell.getMembers(),
        outcomes,
        cell.getGradePointsSum(),
        cell.getGradePointsSumOfSquares(),
        channels,
        milestones);
  }

  private static Cell cell(NaiveCell cell) {
    return new Cell(
        cell.members(),
        cell.outcomes(),
        cell.gradePointsSum().doubleValue(),
        cell.gradePointsSumOfSquares().doubleValue(),
        cell.channels(),
        cell.milestones());
  }

  /** Cells of students who have an anchor. */
  Map<CellKey, Cell> anchoredCells() {
    return cells.entrySet().stream()
        .filter(each -> each.getKey().dimensions().anchorYear() != null)
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Members of all cells whose students have an anchor, or of all others. */
  long members(boolean anchored) {
    return cells.entrySet().stream()
        .filter(each -> Objects.nonNull(each.getKey().dimensions().anchorYear()) == anchored)
        .mapToLong(each -> each.getValue().members())
        .sum();
  }

  /** Students of all cells who hold a milestone. */
  long holding(String milestone) {
    return cells.values().stream().mapToLong(cell -> cell.milestones().get(milestone)).sum();
  }
}
