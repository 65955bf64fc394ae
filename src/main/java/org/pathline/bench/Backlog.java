package org.pathline.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.pathline.cluster.Connection;
import org.pathline.domain.fact.CourseGrade;
import org.pathline.domain.fact.CourseLevel;
import org.pathline.domain.fact.Envelope;
import org.pathline.domain.fact.GradeLevel;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.codec.FactCodec;
import org.pathline.streams.registry.ContractSchemas;
import org.pathline.streams.registry.WireFormat;

/**
 * A backlog of grades as registrars publish them: term after term for 13 school years, in each term
 * one burst per student.
 *
 * @param students how many students
 */
record Backlog(int students) {
  static final int SCHOOL_YEARS = 13;
  static final int TERMS = 2;

  /** Courses of one term; the third has a mark in each term, and so has each other. */
  private static final String[] SUBJECTS = {"02", "01", "03", "04", "10", "05"};

  private static final String[] MATHEMATICS = {
    "02039", "02039", "02039", "02039", "02039", "02039", "02036", "02037", "02052", "02072",
    "02056", "02110", "02124"
  };
  private static final String[] MARKS = {"A", "A-", "B+", "B", "B-", "C+", "C", "D", "F"};
  private static final int FIRST_YEAR = 2005;
  private static final long TERM_MILLIS = 180L * 24 * 3600 * 1000;
  private static final long FIRST_TERM_MILLIS = 1_105_000_000_000L;
  private static final int SCHOOL_SIZE = 100;

  static int factsPerStudent() {
    return SCHOOL_YEARS * TERMS * SUBJECTS.length;
  }

  long facts() {
    return (long) students * factsPerStudent();
  }

  /** Publishes everything with an idempotent producer; reports how many facts were sent. */
  void publish(Connection connection, ContractSchemas schemas, LongConsumer progress) {
    Map<String, Object> settings = connection.clientSettings();
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 50);
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 << 10);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 128L << 20);
    int schemaId = schemas.idOf(TopicCatalogue.GRADES);
    AtomicReference<Exception> failure = new AtomicReference<>();
    FactCodec codec = new FactCodec();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      long sent = 0;
      for (int term = 0; term < SCHOOL_YEARS * TERMS; term++) {
        for (int student = 0; student < students; student++) {
          byte[] key = studentId(student).getBytes(UTF_8);
          for (int course = 0; course < SUBJECTS.length; course++) {
            byte[] value = WireFormat.value(schemaId, codec.encode(grade(student, term, course)));
            producer.send(
                new ProducerRecord<>(TopicCatalogue.GRADES.name(), key, value),
                (metadata, e) -> {
                  if (e != null) {
                    failure.compareAndSet(null, e);
                  }
                });
          }
          sent += SUBJECTS.length;
        }
        progress.accept(sent);
      }
    }
    if (failure.get() != null) {
      throw new IllegalStateException("the backlog could not be published", failure.get());
    }
  }

  static String studentId(int student) {
    return String.format(Locale.ROOT, "ST%08d", student);
  }

  private static CourseGrade grade(int student, int term, int course) {
    int year = term / TERMS;
    int schoolYear = FIRST_YEAR + year;
    String gradeLevel = GradeLevel.of(year);
    int school = student / SCHOOL_SIZE;
    int group = student % SCHOOL_SIZE / 25;
    String courseCode = course == 0 ? MATHEMATICS[year] : SUBJECTS[course] + "0" + (30 + year);
    SplittableRandom random = new SplittableRandom(31L * student + 7 * term + course);
    return new CourseGrade(
        new Envelope(
            studentId(student),
            FIRST_TERM_MILLIS + term * TERM_MILLIS + school,
            "district-" + school % 40,
            false,
            null),
        school + "-" + schoolYear + "-" + courseCode + "-" + group,
        term % TERMS == 0 ? "S1" : "S2",
        schoolYear,
        gradeLevel,
        courseCode,
        course == 0 && group == 0 && year >= 8 ? CourseLevel.H : CourseLevel.G,
        MARKS[random.nextInt(MARKS.length)],
        null,
        year >= 9 ? 0.5 : null,
        year >= 9 ? 0.5 : null);
  }
}
