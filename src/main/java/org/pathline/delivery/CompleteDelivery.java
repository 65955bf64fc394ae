package org.pathline.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pathline.cluster.ClusterException;
import org.pathline.cluster.Connection;
import org.pathline.contract.TopicContract;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactType;
import org.pathline.publish.FactProducer;
import org.pathline.publish.LeftOut;
import org.pathline.publish.Progress;
import org.pathline.publish.PublishSummary;
import org.pathline.publish.SendingFailed;

/**
 * Makes what a source has published agree with a complete delivery of it: compares, tells the
 * difference, and sends it.
 *
 * <p>What is sent becomes visible at once, so that a delivery that dies on its way has changed
 * nothing. Only one that takes minutes to send comes in several parts, each of whole students.
 */
public final class CompleteDelivery {
  /** Readers of committed facts wait for a transaction that is open. */
  private static final Duration LONGEST_PART = Duration.ofMinutes(5);

  private static final Duration LONGEST_TRANSACTION = Duration.ofMinutes(10);

  /** Where the facts of a delivery come from. */
  @FunctionalInterface
  public interface Origin {
    /**
     * Reads all there are, and says what came of reading.
     *
     * @param to takes the good ones
     * @param leftOut takes what rows are of that became none
     */
    PublishSummary read(Consumer<Fact> to, Consumer<LeftOut> leftOut);
  }

  /**
   * What came of a delivery.
   *
   * @param scope of what it is complete
   * @param read what came of reading it
   * @param difference what it changes; null where it was refused before it was compared
   * @param refused why nothing was sent; null where it was, or was not to be
   * @param sent facts that were sent, withdrawals among them
   */
  public record Outcome(
      Scope scope,
      PublishSummary read,
      @Nullable Difference difference,
      @Nullable String refused,
      long sent) {}

  private final Scope scope;
  private final boolean strict;
  private final Set<String> knownAsOthers;
  private final Connection connection;
  private final Progress progress;

  /**
   * A delivery to a cluster.
   *
   * @param strict whether it is refused when anything of it is doubted
   * @param knownAsOthers sources that are others, although their names are nearly the scope's
   */
  public CompleteDelivery(
      Scope scope,
      boolean strict,
      Set<String> knownAsOthers,
      Connection connection,
      Progress progress) {
    this.scope = scope;
    this.strict = strict;
    this.knownAsOthers = Set.copyOf(knownAsOthers);
    this.connection = connection;
    this.progress = progress;
  }

  /**
   * Compares and sends.
   *
   * @param complete whether all files that there were could be read
   * @param sending whether the difference is to be sent, and not only told
   * @param accepted how many withdrawals are accepted where there are many
   * @param changes takes the changes of each student, before anything is sent
   * @param told takes the difference, before anything is sent
   * @throws ClusterException when a topic is missing, the registry refuses a schema, or either does
   *     not answer; nothing was sent then
   */
  public Outcome deliver(
      Origin origin,
      boolean complete,
      boolean sending,
      OptionalLong accepted,
      Consumer<List<Change>> changes,
      Consumer<Difference> told) {
    try (Reconciliation reconciliation = new Reconciliation(scope)) {
      PublishSummary read = origin.read(reconciliation::deliver, reconciliation::leaveOut);
      String refused = foreign(reconciliation);
      if (refused != null) {
        return new Outcome(scope, read, null, refused, 0);
      }
      TopicContract.require(connection, reconciliation.types().stream().map(FactType::noun));
      // Begun before anything is compared, it ends another delivery of the source that is on its
      // way; what that one has sent is there to be compared, and it can send no more.
      try (FactProducer producer = sending ? producer() : null) {
        Difference difference = compare(reconciliation, changes, told);
        refused = refusal(reconciliation, complete, read, difference, accepted);
        long sent = 0;
        if (refused == null && producer != null) {
          try {
            sent = send(reconciliation, producer);
          } catch (SendingFailed e) {
            refused =
                "sending stopped: "
                    + e.getMessage()
                    + "; send the same delivery again when it works";
          }
        }
        return new Outcome(scope, read, difference, refused, sent);
      }
    }
  }

  private FactProducer producer() {
    return FactProducer.inTransactions(
        connection, Set.of(), "pathline-complete-" + scope.source(), LONGEST_TRANSACTION);
  }

  private Difference compare(
      Reconciliation reconciliation, Consumer<List<Change>> changes, Consumer<Difference> told) {
    progress.begin("compared with what was published");
    reconciliation.compare(connection, progress::rowsRead);
    Difference difference = reconciliation.difference();
    reconciliation.forEachStudent(
        some -> {
          difference.add(some);
          changes.accept(some);
        });
    new ScopeDoubts(scope, reconciliation, knownAsOthers)
        .notes(difference)
        .forEach(difference::note);
    told.accept(difference);
    return difference;
  }

  private @Nullable String refusal(
      Reconciliation reconciliation,
      boolean complete,
      PublishSummary read,
      Difference difference,
      OptionalLong accepted) {
    if (!complete || read.unreadableFiles() > 0) {
      return "some of it could not be read, and what is not read would be withdrawn; mend it, or"
          + " publish without --complete";
    }
    String wrong = new ScopeDoubts(scope, reconciliation, knownAsOthers).refusal();
    if (wrong == null && strict && !read.allAccepted()) {
      wrong = "some rows are refused, and --strict takes all or nothing";
    }
    if (wrong == null) {
      wrong = doubt(difference, accepted);
    }
    return wrong == null && strict && !read.doubts().isEmpty()
        ? "some of it is doubted, and --strict takes nothing that is"
        : wrong;
  }

  private @Nullable String foreign(Reconciliation reconciliation) {
    Fact first = reconciliation.firstForeign();
    return first == null
        ? null
        : String.format(
            Locale.ROOT,
            "%,d of its facts are not of the source '%s' that --complete names; the first is of"
                + " '%s': %s of '%s'",
            reconciliation.foreign(),
            scope.source(),
            first.envelope().source(),
            first.type().noun(),
            first.envelope().studentId());
  }

  private static @Nullable String doubt(Difference difference, OptionalLong accepted) {
    long withdrawals = difference.withdrawals();
    String doubt = difference.doubt();
    // A number that was named holds, also where none was needed: it was counted for another
    // delivery. Only one that was sent already has nothing left to withdraw.
    if (doubt == null && accepted.isPresent() && withdrawals > 0) {
      doubt = String.format(Locale.ROOT, "it would withdraw %,d facts", withdrawals);
    }
    if (doubt == null || accepted.equals(OptionalLong.of(withdrawals))) {
      return null;
    }
    return doubt
        + (accepted.isPresent()
            ? "; --accept-withdrawals names " + accepted.getAsLong() + ", not "
            : ". If that is right, send it with --accept-withdrawals ")
        + difference.withdrawals();
  }

  private long send(Reconciliation reconciliation, FactProducer producer) throws SendingFailed {
    Set<FactType> types = EnumSet.noneOf(FactType.class);
    reconciliation.forEachStudent(
        some ->
            some.forEach(
                change -> {
                  if (!change.toSend().isEmpty()) {
                    types.add(change.type());
                  }
                }));
    if (types.isEmpty()) {
      return 0;
    }
    producer.prepare(types);
    Parts parts = new Parts(producer);
    try {
      producer.begin();
      reconciliation.forEachStudent(parts::send);
      if (parts.failure != null) {
        throw parts.failure;
      }
      producer.commit();
    } catch (SendingFailed | RuntimeException e) {
      producer.abort();
      throw e;
    }
    return parts.sent;
  }

  /** Sends one student after the other, and commits between two when it is time. */
  private final class Parts {
    private final FactProducer producer;
    private long began = System.nanoTime();
    private long sent;
    private @Nullable SendingFailed failure;

    private Parts(FactProducer producer) {
      this.producer = producer;
      progress.begin("sent");
    }

    private void send(List<Change> student) {
      if (failure != null) {
        return;
      }
      try {
        if (System.nanoTime() - began > LONGEST_PART.toNanos()) {
          producer.commit();
          producer.begin();
          began = System.nanoTime();
        }
        List<Fact> facts = new ArrayList<>();
        student.forEach(change -> facts.addAll(change.toSend()));
        // Never both an old form and the new one of a fact, where they come one after the other.
        for (boolean retracted : new boolean[] {true, false}) {
          for (Fact fact : facts) {
            if (fact.envelope().retracted() == retracted) {
              producer.accept(Objects.requireNonNull(fact));
              progress.rowsRead(++sent);
            }
          }
        }
      } catch (SendingFailed e) {
        failure = e;
      }
    }
  }
}
