package org.pathline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pathline.domain.fact.AssessmentResult;
import org.pathline.domain.fact.CourseLevel;
import org.pathline.domain.fact.Envelope;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.Indicator;
import org.pathline.domain.fact.RaceEthnicity;
import org.pathline.domain.fact.SchoolEnrollment;
import org.pathline.domain.fact.SectionEnrollment;
import org.pathline.domain.fact.Sex;
import org.pathline.domain.fact.StudentRecord;
import org.pathline.domain.fact.Subject;
import org.pathline.events.OutcomeCell;
import org.pathline.oracle.Recorded;
import org.pathline.schemas.TopicCatalogue;

/**
 * A backlog of many students with few facts each, all four topologies in one process with a heap of
 * 1 GiB: {@code -Dmemory.students=1000000}.
 */
@Tag("slow")
class MemoryIT {
  private static final int STUDENTS = Integer.getInteger("memory.students", 20_000);
  private static final int FACTS = 4;
  private static final int SCHOOLS = 2_000;

  /** The heap, RocksDB's 256 MiB, direct buffers, and the JVM itself. */
  private static final long MOST_RESIDENT = 2_048L << 20;

  @Test
  void aBacklogTakesNoMoreThanItsHeapAllows() throws Exception {
    try (Trial trial = Trial.withTopics()) {
      long began = System.nanoTime();
      try (FactWriter writer = new FactWriter(trial.connection())) {
        for (int i = 0; i < STUDENTS; i++) {
          facts(i).forEach(writer::send);
        }
        writer.flush();
      }
      System.out.printf(
          "published %,d facts in %.0f s%n", STUDENTS * (long) FACTS, Trial.seconds(began));
      String config = trial.config(trial.connection().schemaRegistry(), List.of());
      began = System.nanoTime();
      try (Program program =
          Program.start(
              trial.home(), "1g", Map.of(), "run", "--until-caught-up", "--config=" + config)) {
        long resident = 0;
        while (program.isAlive()) {
          resident = Math.max(resident, resident(program));
          LockSupport.parkNanos(500_000_000L);
        }
        Program.Ended ended = program.end();
        System.out.printf(
            "%,d students caught up after %.0f s, %,d MB resident at most%n",
            STUDENTS, Trial.seconds(began), resident >> 20);
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(ended.err()).doesNotContain("OutOfMemory").doesNotContain(" a thread of ");
        assertThat(resident).isBetween(1L, MOST_RESIDENT);
      }
      assertThat(members(trial)).isEqualTo(STUDENTS);
    }
  }

  private static long resident(Program program) {
    try {
      return program.largestResident();
    } catch (Exception ended) {
      return 0;
    }
  }

  /** Members of all cells: each student is counted once. */
  static long members(Trial trial) {
    AtomicLong members = new AtomicLong();
    try (KafkaAvroDeserializer values = Derived.deserializer(trial.connection(), true)) {
      trial
          .table(TopicCatalogue.OUTCOME_CELLS)
          .values()
          .forEach(
              value ->
                  members.addAndGet(((OutcomeCell) values.deserialize("any", value)).getMembers()));
    }
    return members.get();
  }

  static List<Fact> facts(int number) {
    Envelope envelope =
        new Envelope("student-" + number, Recorded.at(number), "district", false, null);
    String school = "S" + number % SCHOOLS;
    String district = "D" + number % SCHOOLS / 20;
    LocalDate entry = LocalDate.of(2010, 8, 23);
    LocalDate exit = LocalDate.of(2011, 6, 10);
    return List.of(
        new StudentRecord(
            envelope,
            RaceEthnicity.values()[number % RaceEthnicity.values().length],
            Sex.FEMALE,
            Indicator.NO,
            Indicator.NO),
        new SchoolEnrollment(envelope, district, school, "08", entry, exit, null),
        new SectionEnrollment(
            envelope,
            "section-" + number / SCHOOLS % 6,
            district,
            school,
            2011,
            "08",
            "02052",
            CourseLevel.G,
            entry,
            exit),
        new AssessmentResult(
            envelope, "test", Subject.MATHEMATICS, LocalDate.of(2010, 5, 3), "07", number % 100));
  }
}
