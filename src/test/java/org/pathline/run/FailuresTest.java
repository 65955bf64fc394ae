package org.pathline.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.CoordinatorLoadInProgressException;
import org.apache.kafka.common.errors.CoordinatorNotAvailableException;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.KafkaStorageException;
import org.apache.kafka.common.errors.NotControllerException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TransactionAbortedException;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.errors.TaskMigratedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

class FailuresTest {
  private static final List<TopologyName> ALL = List.of(TopologyName.values());

  private final AtomicLong nanos = new AtomicLong();
  private final Failures failures = new Failures(ALL, "/state", nanos::get);

  FailuresTest() {
    // Nobody waits in a test.
    failures.close();
  }

  static List<Throwable> passing() {
    return List.of(
        new TimeoutException("60000ms"),
        new DisconnectException(),
        new CoordinatorNotAvailableException("none"),
        new CoordinatorLoadInProgressException("loading"),
        new NotControllerException("moved"),
        new NotEnoughReplicasException("one"),
        new KafkaStorageException("broker's disk"),
        new UnknownTopicOrPartitionException("not yet"),
        new ProducerFencedException("fenced"),
        new InvalidProducerEpochException("old"),
        new InvalidTxnStateException("ended"),
        new OutOfOrderSequenceException("gap"),
        new TransactionAbortedException(),
        new UnknownMemberIdException(),
        new RebalanceInProgressException(),
        new CommitFailedException("kicked out"),
        new TaskMigratedException("gone"),
        new SaslAuthenticationException("users not loaded yet"),
        leftMidway());
  }

  /** What Streams meets when it goes on with a producer whose commit timed out. */
  private static IllegalStateException leftMidway() {
    IllegalStateException failure = new IllegalStateException("must be retried");
    failure.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement(
              "org.apache.kafka.clients.producer.internals.TransactionManager",
              "throwIfPendingState",
              "TransactionManager.java",
              1272)
        });
    return failure;
  }

  static List<Throwable> ofTheDisk() {
    return List.of(
        new RocksDBException(
            "No space left on device",
            new Status(Status.Code.IOError, Status.SubCode.NoSpace, "while appending")),
        new RocksDBException("While opening: Permission denied"),
        new IOException("Input/output error"),
        new RocksDBException(
            "Read-only file system",
            new Status(Status.Code.IOError, Status.SubCode.None, "while opening")),
        new AccessDeniedException("/state"),
        new IOException("No space left on device"));
  }

  static List<Throwable> others() {
    return List.of(
        new NullPointerException(),
        new IllegalStateException("of our own"),
        new RecordTooLargeException("over 1 MB"),
        new GroupAuthorizationException("not allowed"),
        new RocksDBException(
            "corrupt", new Status(Status.Code.Corruption, Status.SubCode.None, "bad block")),
        new KafkaException("Record is corrupt", new CorruptRecordException("crc")),
        new RocksDBException("While lock file: LOCK: Resource temporarily unavailable"),
        new NoSuchFileException("/state/0_1"),
        new StackOverflowError());
  }

  @ParameterizedTest
  @MethodSource("passing")
  void whatComesOfKafkaReplacesTheThreadHoweverOften(Throwable failure) {
    for (int i = 0; i < 1_000; i++) {
      assertThat(failures.of(TopologyName.outcomes, new StreamsException(wrapped(failure))))
          .isEqualTo(StreamThreadExceptionResponse.REPLACE_THREAD);
    }
    assertThat(failures.end()).isNull();
    assertThat(failures.count(TopologyName.outcomes)).isEqualTo(1_000);
  }

  @ParameterizedTest
  @MethodSource("ofTheDisk")
  void aDiskThatCannotBeWrittenEndsItAtOnceAndIsNamed(Throwable failure) {
    assertThat(failures.of(TopologyName.pathways, new ProcessorStateException("put", failure)))
        .isEqualTo(StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
    assertThat(failures.end()).contains("pathways cannot write its state in /state");
  }

  @ParameterizedTest
  @MethodSource("others")
  void anythingElseMayHappenThreeTimesInFiveMinutes(Throwable failure) {
    for (int i = 0; i < 3; i++) {
      assertThat(failures.of(TopologyName.rosters, new StreamsException(failure)))
          .isEqualTo(StreamThreadExceptionResponse.REPLACE_THREAD);
    }
    assertThat(failures.of(TopologyName.rosters, new StreamsException(failure)))
        .isEqualTo(StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
    assertThat(failures.end()).contains("rosters failed again and again");
  }

  @Test
  void seldomFailuresOfAnyKindAreForgotten() {
    for (int i = 0; i < 100; i++) {
      assertThat(failures.of(TopologyName.rosters, new NullPointerException()))
          .isEqualTo(StreamThreadExceptionResponse.REPLACE_THREAD);
      nanos.addAndGet(Duration.ofMinutes(2).toNanos());
    }
    assertThat(failures.end()).isNull();
  }

  @Test
  void absencesOfKafkaDoNotCountAmongOtherFailures() {
    for (int i = 0; i < 3; i++) {
      failures.of(TopologyName.rosters, new NullPointerException());
      failures.of(TopologyName.rosters, new TimeoutException("away"));
    }
    assertThat(failures.end()).isNull();
  }

  private static Throwable wrapped(Throwable failure) {
    return failure instanceof RuntimeException ? new KafkaException("during", failure) : failure;
  }
}
