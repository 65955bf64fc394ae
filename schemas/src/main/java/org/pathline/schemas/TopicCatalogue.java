package org.pathline.schemas;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.pathline.events.AnalysisPlan;
import org.pathline.events.AssessmentResult;
import org.pathline.events.AuditEntry;
import org.pathline.events.ClassroomPolicy;
import org.pathline.events.CourseGrade;
import org.pathline.events.DeadLetter;
import org.pathline.events.Doubt;
import org.pathline.events.Effect;
import org.pathline.events.Employment;
import org.pathline.events.EquityLedger;
import org.pathline.events.Erasure;
import org.pathline.events.Graduation;
import org.pathline.events.IdentityLink;
import org.pathline.events.Milestone;
import org.pathline.events.OutcomeCell;
import org.pathline.events.OutsideCourse;
import org.pathline.events.Pathway;
import org.pathline.events.PostsecondaryDegree;
import org.pathline.events.PostsecondaryEnrollment;
import org.pathline.events.PostsecondarySearch;
import org.pathline.events.Rejection;
import org.pathline.events.SchoolEnrollment;
import org.pathline.events.SectionEnrollment;
import org.pathline.events.SetAside;
import org.pathline.events.Sorting;
import org.pathline.events.StudentRecord;
import org.pathline.schemas.Topic.Cleanup;
import org.pathline.schemas.Topic.Owner;

/** Every topic of the contract; no other place spells a topic name. */
public final class TopicCatalogue {
  /** Partitions of topics keyed by student id, unless told otherwise. */
  public static final int DEFAULT_PARTITIONS = 6;

  private static final Duration BAD_RECORDS_ARE_KEPT = Duration.ofDays(90);

  public static final Topic STUDENTS = facts("students", StudentRecord.getClassSchema());
  public static final Topic ENROLLMENTS = facts("enrollments", SchoolEnrollment.getClassSchema());
  public static final Topic SECTIONS = facts("sections", SectionEnrollment.getClassSchema());
  public static final Topic GRADES = facts("grades", CourseGrade.getClassSchema());
  public static final Topic ASSESSMENTS = facts("assessments", AssessmentResult.getClassSchema());
  public static final Topic OUTSIDE_COURSES =
      facts("outside-courses", OutsideCourse.getClassSchema());
  public static final Topic GRADUATIONS = facts("graduations", Graduation.getClassSchema());
  public static final Topic POSTSECONDARY =
      facts("postsecondary", PostsecondaryEnrollment.getClassSchema());
  public static final Topic DEGREES = facts("degrees", PostsecondaryDegree.getClassSchema());
  public static final Topic SEARCHES = facts("searches", PostsecondarySearch.getClassSchema());
  public static final Topic EMPLOYMENT = facts("employment", Employment.getClassSchema());

  /** Links are gathered in one place before they are resolved, so partitions are free. */
  public static final Topic IDENTITIES =
      log(
          "pathline.identities.v1",
          "aliasId",
          IdentityLink.getClassSchema(),
          DEFAULT_PARTITIONS,
          Owner.PUBLISHERS);

  public static final Topic POLICIES =
      log(
          "pathline.policies.v1",
          "policyId",
          ClassroomPolicy.getClassSchema(),
          1,
          Owner.PUBLISHERS);

  /** Current pathway of each student; a tombstone where an id no longer stands for a student. */
  public static final Topic PATHWAYS =
      ofStudents("pathline.pathways.v1", Pathway.getClassSchema(), Cleanup.COMPACT, Owner.PATHWAYS);

  public static final Topic MILESTONES =
      ofStudents(
          "pathline.milestones.v1", Milestone.getClassSchema(), Cleanup.DELETE, Owner.PATHWAYS);

  /** The district alone, with which the key begins, chooses the partition. */
  public static final Topic OUTCOME_CELLS =
      table(
          "pathline.outcome-cells.v1",
          "district, other dimensions of the cell, and settings",
          OutcomeCell.getClassSchema(),
          DEFAULT_PARTITIONS,
          Owner.OUTCOMES);

  /** A tombstone where no student sits in a roster any more. */
  public static final Topic SORTING =
      table(
          "pathline.sorting.v1",
          "district, school, school year, grade and subject",
          Sorting.getClassSchema(),
          DEFAULT_PARTITIONS,
          Owner.ROSTERS);

  /** A tombstone where a group is in no cell of the district and regime any more. */
  public static final Topic EQUITY =
      table(
          "pathline.equity.v1",
          "settings, subject, district, regime, grouping and group",
          EquityLedger.getClassSchema(),
          1,
          Owner.POLICIES);

  /** A tombstone where no cell is left to which the question applies. */
  public static final Topic EFFECTS =
      table(
          "pathline.effects.v1",
          "settings, subject, outcome, subgroup, control and base",
          Effect.getClassSchema(),
          1,
          Owner.POLICIES);

  /** Plans stand from the time at which the broker stored them, which no producer can choose. */
  public static final Topic PLANS =
      log("pathline.plans.v1", "planId", AnalysisPlan.getClassSchema(), 1, Owner.ANALYSTS);

  public static final Topic DEAD_LETTERS =
      ofBadRecords(
          "pathline.dead-letters.v1", "key of the undecodable record", DeadLetter.getClassSchema());

  public static final Topic REJECTIONS =
      ofBadRecords("pathline.rejections.v1", "studentId", Rejection.getClassSchema());

  /** What is left out of every result for now; a tombstone where it no longer is. */
  public static final Topic SET_ASIDE =
      table(
          "pathline.set-aside.v1",
          "topology, kind and id",
          SetAside.getClassSchema(),
          1,
          Owner.ANY_TOPOLOGY);

  /** What is doubtful in the facts that stand; a tombstone where it no longer is. */
  public static final Topic DOUBTS =
      table(
          "pathline.doubts.v1",
          "kind and studentId",
          Doubt.getClassSchema(),
          1,
          Owner.ANY_TOPOLOGY);

  /** Who is erased; a tombstone where that is lifted. */
  public static final Topic ERASURES =
      table(
          "pathline.erasures.v1", "SHA-256 of an id", Erasure.getClassSchema(), 1, Owner.OPERATORS);

  /** Who saw or changed what; nothing is ever taken out of it. */
  public static final Topic AUDIT =
      log("pathline.audit.v1", "what was done", AuditEntry.getClassSchema(), 1, Owner.OPERATORS);

  private static final List<Topic> STUDENT_FACTS =
      List.of(
          STUDENTS,
          ENROLLMENTS,
          SECTIONS,
          GRADES,
          ASSESSMENTS,
          OUTSIDE_COURSES,
          GRADUATIONS,
          POSTSECONDARY,
          DEGREES,
          SEARCHES,
          EMPLOYMENT);

  private static final List<Topic> ALL =
      Stream.concat(
              STUDENT_FACTS.stream(),
              Stream.of(
                  IDENTITIES,
                  POLICIES,
                  PATHWAYS,
                  MILESTONES,
                  OUTCOME_CELLS,
                  SORTING,
                  EQUITY,
                  EFFECTS,
                  PLANS,
                  DEAD_LETTERS,
                  REJECTIONS,
                  SET_ASIDE,
                  DOUBTS,
                  ERASURES,
                  AUDIT))
          .toList();

  private TopicCatalogue() {}

  /** Topics whose facts are kept with a student, all partitioned by student id. */
  public static List<Topic> studentFacts() {
    return STUDENT_FACTS;
  }

  /** Every topic. */
  public static List<Topic> all() {
    return ALL;
  }

  /**
   * Topic of the facts with a noun such as {@code outside-courses}.
   *
   * @throws IllegalArgumentException when no topic of facts has that noun
   */
  public static Topic ofNoun(String noun) {
    String name = factTopicName(noun);
    return ALL.stream()
        .filter(topic -> topic.owner() == Owner.PUBLISHERS && topic.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no topic of facts named " + name));
  }

  private static Topic facts(String noun, Schema schema) {
    return ofStudents(factTopicName(noun), schema, Cleanup.DELETE, Owner.PUBLISHERS);
  }

  private static Topic ofStudents(String name, Schema schema, Cleanup cleanup, Owner owner) {
    return new Topic(name, "studentId", schema, true, DEFAULT_PARTITIONS, cleanup, null, owner);
  }

  private static Topic log(String name, String key, Schema schema, int partitions, Owner owner) {
    return new Topic(name, key, schema, false, partitions, Cleanup.DELETE, null, owner);
  }

  /** Of each key, the last value stands. */
  private static Topic table(String name, String key, Schema schema, int partitions, Owner owner) {
    return new Topic(name, key, schema, false, partitions, Cleanup.COMPACT, null, owner);
  }

  private static Topic ofBadRecords(String name, String key, Schema schema) {
    return new Topic(
        name, key, schema, false, 1, Cleanup.DELETE, BAD_RECORDS_ARE_KEPT, Owner.ANY_TOPOLOGY);
  }

  private static String factTopicName(String noun) {
    return "pathline." + noun + ".v1";
  }
}
