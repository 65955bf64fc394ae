package org.pathline.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathline.domain.fact.CourseGrade;
import org.pathline.domain.fact.CourseLevel;
import org.pathline.domain.fact.DegreeLevel;
import org.pathline.domain.fact.Doubt.Kind;
import org.pathline.domain.fact.Envelope;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactRules;
import org.pathline.domain.fact.IdentityLink;
import org.pathline.domain.fact.OutsideCourse;
import org.pathline.domain.fact.PaidBy;
import org.pathline.domain.fact.PostsecondaryDegree;
import org.pathline.domain.fact.PostsecondarySearch;
import org.pathline.domain.fact.SchoolEnrollment;
import org.pathline.domain.fact.SchoolYear;
import org.pathline.domain.fact.SectionEnrollment;
import org.pathline.domain.pathway.Settings;
import org.pathline.events.Doubt;
import org.pathline.oracle.Recorded;
import org.pathline.streams.TopologyUnderTest;

/** What publishing doubts, the topology doubts, too, whatever the order, and nothing else. */
class DoubtsAgreeWithTheTopologyTest {
  private static final String[] GRADES = {"KG", "04", "05", "06", "07", "08", "09", "UG"};
  private static final String[] COURSES = {"02052", "52052", "99052", "00001", "25001", "01001"};
  private static final String[] MARKS = {"A", "3.5", "4", "95", "F", "0"};
  private static final int STUDENTS = 80;

  /** Facts of some students, each once, of whom some have nothing but records of college. */
  private static List<Fact> facts(long seed) {
    Random random = new Random(seed);
    SortedMap<String, Fact> facts = new TreeMap<>();
    for (int i = 0; i < STUDENTS; i++) {
      String id = "s" + i;
      for (int n = random.nextInt(4); n > 0; n--) {
        add(facts, school(random, id));
      }
      for (int n = random.nextInt(2); n > 0; n--) {
        add(facts, college(random, id));
      }
    }
    // One who is known under another id joins what comes under that one.
    add(facts, stay("known", "08", LocalDate.of(2013, 8, 20), null));
    add(facts, college(random, "alias"));
    add(facts, new IdentityLink(envelope("alias"), "known"));
    List<Fact> all = new ArrayList<>(facts.values());
    all.removeIf(fact -> !FactRules.check(fact).isEmpty());
    Collections.shuffle(all, random);
    return all;
  }

  private static void add(SortedMap<String, Fact> facts, Fact fact) {
    facts.put(fact.type() + " " + fact.envelope().studentId() + " " + fact.identity(), fact);
  }

  private static Envelope envelope(String id) {
    return new Envelope(id, Recorded.at(1), "district", false, null);
  }

  private static SchoolEnrollment stay(String id, String grade, LocalDate from, LocalDate to) {
    return new SchoolEnrollment(envelope(id), "D1", "M01", grade, from, to, null);
  }

  private static Fact school(Random random, String id) {
    LocalDate from = LocalDate.of(2012 + random.nextInt(4), 8 + random.nextInt(4), 20);
    String grade = GRADES[random.nextInt(GRADES.length)];
    String course = COURSES[random.nextInt(COURSES.length)];
    return switch (random.nextInt(5)) {
      case 0 ->
          new SectionEnrollment(
              envelope(id),
              "section" + random.nextInt(3),
              "D1",
              "M01",
              SchoolYear.of(from),
              "08",
              course,
              CourseLevel.G,
              null,
              null);
      case 1 ->
          new CourseGrade(
              envelope(id),
              "section" + random.nextInt(3),
              "S1",
              SchoolYear.of(from),
              "08",
              course,
              CourseLevel.G,
              MARKS[random.nextInt(MARKS.length)],
              null,
              null,
              null);
      case 2 -> new OutsideCourse(envelope(id), "academy", course, from, PaidBy.values()[0], true);
      default -> stay(id, grade, from, random.nextInt(3) == 0 ? from : null);
    };
  }

  private static Fact college(Random random, String id) {
    LocalDate day = LocalDate.of(2019, 5, 20);
    return random.nextBoolean()
        ? new PostsecondarySearch(envelope(id), day, false)
        : new PostsecondaryDegree(
            envelope(id), "U1", day, DegreeLevel.BACHELOR, List.of("11.0701"), null);
  }

  private static Map<Kind, Long> ofPublishing(List<Fact> facts) {
    Doubts doubts = new Doubts();
    long line = 2;
    for (Fact fact : facts) {
      doubts.add(fact, Listing.VERSIONS, "file", line++);
    }
    Map<Kind, Long> counts = new EnumMap<>(Kind.class);
    doubts
        .found(null, Progress.quiet(new PrintWriter(new StringWriter())))
        .forEach(
            each -> {
              if (each.kind().isOfStudents()) {
                counts.put(each.kind(), each.count());
              }
            });
    return counts;
  }

  private static SortedMap<String, Doubt> ofTheTopology(List<Fact> facts, long seed) {
    try (TopologyUnderTest topology = new TopologyUnderTest(Settings.DEFAULT)) {
      topology.deliver(facts, new Random(seed));
      topology.settle();
      return topology.doubts();
    }
  }

  private static Map<Kind, Long> counts(SortedMap<String, Doubt> doubts) {
    Map<Kind, Long> counts = new EnumMap<>(Kind.class);
    doubts.forEach(
        (key, doubt) -> {
          assertThat(key).isEqualTo(doubt.getKind() + " " + doubt.getStudentId());
          counts.merge(Kind.valueOf(doubt.getKind()), (long) doubt.getCount(), Long::sum);
        });
    return counts;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void ofRandomRecordsBothCountTheSame(long seed) {
    List<Fact> facts = facts(seed);
    SortedMap<String, Doubt> doubts = ofTheTopology(facts, seed);
    assertThat(counts(doubts)).isEqualTo(ofPublishing(facts)).hasSize(5);
    List<Fact> otherwise = new ArrayList<>(facts);
    Collections.shuffle(otherwise, new Random(~seed));
    assertThat(ofTheTopology(otherwise, ~seed)).isEqualTo(doubts);
  }

  @Test
  void theComparisonNoticesOneDoubt() {
    List<Fact> facts = facts(1);
    Map<Kind, Long> all = ofPublishing(facts);
    facts.removeIf(
        fact -> fact instanceof PostsecondarySearch || fact instanceof PostsecondaryDegree);
    assertThat(counts(ofTheTopology(facts, 1))).isNotEqualTo(all);
  }
}
