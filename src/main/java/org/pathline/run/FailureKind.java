package org.pathline.run;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.RetriableCommitFailedException;
import org.apache.kafka.common.errors.ApplicationRecoverableException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.BrokerIdNotRegisteredException;
import org.apache.kafka.common.errors.BrokerNotAvailableException;
import org.apache.kafka.common.errors.ControllerMovedException;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.StaleBrokerEpochException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.apache.kafka.common.errors.TransactionAbortedException;
import org.apache.kafka.common.errors.TransactionCoordinatorFencedException;
import org.apache.kafka.common.errors.UnstableOffsetCommitException;
import org.apache.kafka.streams.errors.TaskCorruptedException;
import org.apache.kafka.streams.errors.TaskMigratedException;
import org.rocksdb.RocksDBException;

/** What a failure of a thread comes of, which decides what is done about it. */
public enum FailureKind {
  /**
   * Brokers or controllers are away, start, or change their parts, or another process took over:
   * passes by itself, however long it takes.
   */
  BROKERS,
  /** The disk of the state directory is full, read-only or broken: nothing here can mend it. */
  STATE_DIRECTORY,
  /** Anything else. */
  OTHER;

  /** Passing failures that Kafka's own classes do not mark as such. */
  private static final List<Class<? extends Exception>> PASSING =
      List.of(
          RetriableException.class,
          // Fenced producers, unknown members, lost epochs: the thread has to begin anew, no more.
          ApplicationRecoverableException.class,
          TaskMigratedException.class,
          TaskCorruptedException.class,
          CommitFailedException.class,
          RetriableCommitFailedException.class,
          RebalanceInProgressException.class,
          UnstableOffsetCommitException.class,
          TransactionAbortedException.class,
          TransactionAbortableException.class,
          TransactionCoordinatorFencedException.class,
          // A broker that ended a transaction, or lost its producer's place, in the meantime.
          InvalidTxnStateException.class,
          OutOfOrderSequenceException.class,
          BrokerNotAvailableException.class,
          BrokerIdNotRegisteredException.class,
          ControllerMovedException.class,
          StaleBrokerEpochException.class,
          // A broker that has just started may not know its users yet.
          AuthenticationException.class);

  /** What Linux says of a disk; RocksDB and Java pass it on. */
  private static final List<String> OF_A_DISK =
      List.of(
          "No space left on device",
          "Disk quota exceeded",
          "Read-only file system",
          "Permission denied",
          "Input/output error");

  private static final String TRANSACTIONS =
      "org.apache.kafka.clients.producer.internals.TransactionManager";

  /** Kind of a failure, by itself and everything that caused it. */
  public static FailureKind of(Throwable failure) {
    FailureKind kind = OTHER;
    // Causes may go in a circle.
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Throwable each = failure; each != null && seen.add(each); each = each.getCause()) {
      if (each instanceof Error || each instanceof CorruptRecordException) {
        // Read again, a record that the disk of a broker has spoilt is as bad as before.
        return OTHER;
      }
      if (isOfTheDisk(each)) {
        return STATE_DIRECTORY;
      }
      Throwable candidate = each;
      if (PASSING.stream().anyMatch(type -> type.isInstance(candidate)) || isLeftMidway(each)) {
        kind = BROKERS;
      }
    }
    return kind;
  }

  /**
   * Whether a producer refuses because an earlier call of its transaction timed out: Streams goes
   * on with it all the same, and only a new producer helps.
   */
  private static boolean isLeftMidway(Throwable each) {
    StackTraceElement[] trace = each.getStackTrace();
    return each instanceof IllegalStateException
        && trace.length > 0
        && trace[0].getClassName().startsWith(TRANSACTIONS);
  }

  private static boolean isOfTheDisk(Throwable each) {
    if (!(each instanceof RocksDBException || each instanceof IOException)) {
      return false;
    }
    // A file that is missing or locked is a matter of Streams' own, and may pass.
    String words = String.valueOf(each.getMessage());
    return each instanceof AccessDeniedException || OF_A_DISK.stream().anyMatch(words::contains);
  }

  /** What lies at the bottom of a failure. */
  static Throwable rootOf(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return root;
  }
}
