package org.pathline.delivery;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.pathline.cluster.ClusterException;
import org.pathline.cluster.Connection;
import org.pathline.delivery.HeldFact.Side;
import org.pathline.domain.fact.Envelope;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactType;
import org.pathline.domain.fact.Payload;
import org.pathline.domain.fact.SchoolYear;
import org.pathline.publish.LeftOut;
import org.pathline.streams.codec.FactCodec;
import org.pathline.topics.PublishedFacts;

/**
 * Compares a complete delivery, whatever it was read from, with what its source has published.
 *
 * <p>First {@link #deliver} each fact, then {@link #compare}, and then go through the changes as
 * often as needed. Memory is bounded; the facts lie in a temporary database. Not thread-safe.
 */
public final class Reconciliation implements AutoCloseable {
  private static final int MOST_NAMES = 10_000;
  private static final int BLANK_YEAR = SchoolYear.of(LocalDate.EPOCH);

  private final Scope scope;
  private final GatheredFacts facts = new GatheredFacts();
  private final Set<FactType> delivered = EnumSet.noneOf(FactType.class);
  private final FactCodec codec = new FactCodec();
  private final Map<String, Long> otherSources = new TreeMap<>();
  private final SortedSet<String> districts = new TreeSet<>();
  private final SortedSet<Integer> schoolYears = new TreeSet<>();
  private final LeftOutCounts leftOut = new LeftOutCounts();
  private long deliveredFacts;
  private long publishedFacts;
  private long foreign;
  private @Nullable Fact firstForeign;

  /** A delivery that is complete within a scope. */
  public Reconciliation(Scope scope) {
    this.scope = scope;
  }

  /** Takes a fact of the delivery; a file may have several versions of one, and withdrawals. */
  public void deliver(Fact fact) {
    if (!fact.envelope().source().equals(scope.source()) && !isWithoutSource(fact)) {
      foreign++;
      firstForeign = firstForeign == null ? fact : firstForeign;
    }
    delivered.add(fact.type());
    deliveredFacts++;
    notePlace(fact);
    facts.add(Side.DELIVERED, ofSource(fact));
  }

  /** A retraction that does not say whose it is is the source's, and will be known as its own. */
  private Fact ofSource(Fact fact) {
    Envelope e = fact.envelope();
    return isWithoutSource(fact)
        ? Payload.in(
            fact, new Envelope(e.studentId(), e.recordedAt(), scope.source(), true, e.factId()))
        : fact;
  }

  /** Takes what a row of the delivery is of that became no fact. */
  public void leaveOut(LeftOut row) {
    leftOut.add(row);
    delivered.add(row.type());
    Fact fact = row.withoutContent();
    if (fact != null) {
      facts.add(row.refused() ? Side.REFUSED : Side.UNEXPLAINED, fact);
    }
  }

  private void notePlace(Fact fact) {
    FactPlace place = FactPlace.of(fact);
    // A retraction need not say where or when what it withdraws was.
    boolean blank = fact.envelope().retracted();
    if (place.districtId() != null
        && !(blank && place.districtId().isEmpty())
        && districts.size() < MOST_NAMES) {
      districts.add(place.districtId());
    }
    if (place.schoolYear() != null && !(blank && place.schoolYear() <= BLANK_YEAR)) {
      schoolYears.add(place.schoolYear());
    }
  }

  /** Notes whose a published fact is; true where it is of the scope's source. */
  boolean noteSource(Fact fact) {
    String source = fact.envelope().source();
    if (source.equals(scope.source())) {
      publishedFacts++;
      notePlace(fact);
      return true;
    }
    if (isWithoutSource(fact)) {
      return true;
    }
    if (otherSources.size() < MOST_NAMES || otherSources.containsKey(source)) {
      otherSources.merge(source, 1L, Long::sum);
    }
    return false;
  }

  /** How many facts, withdrawals among them, were delivered. */
  public long delivered() {
    return deliveredFacts;
  }

  /** How many facts, withdrawals among them, the source has published. */
  public long published() {
    return publishedFacts;
  }

  /** Other sources that have published facts of these topics, and how many. */
  public Map<String, Long> otherSources() {
    return otherSources;
  }

  /** Districts that facts of the delivery, or published by its source, name. */
  public SortedSet<String> districts() {
    return districts;
  }

  /** School years of facts of the delivery, or published by its source. */
  public SortedSet<Integer> schoolYears() {
    return schoolYears;
  }

  /** A retraction needs to say no more than what it withdraws. */
  private static boolean isWithoutSource(Fact fact) {
    return fact.envelope().retracted() && fact.envelope().source().isEmpty();
  }

  /** How many delivered facts are of another source than the scope's. */
  public long foreign() {
    return foreign;
  }

  /** The first of them; null where there is none. */
  public @Nullable Fact firstForeign() {
    return firstForeign;
  }

  /** Types of the facts that were delivered or may be withdrawn; all topics must be there. */
  public Set<FactType> types() {
    Set<FactType> types = EnumSet.copyOf(scope.topics());
    types.addAll(delivered);
    return types;
  }

  /**
   * Reads back what the source has published.
   *
   * @param progress told how many records were read so far
   * @throws ClusterException when the cluster does not answer
   */
  public void compare(Connection connection, LongConsumer progress) {
    Set<FactType> types = types();
    Set<FactType> read = EnumSet.copyOf(types);
    // Stays and seats say where other facts belong.
    if (types.stream().anyMatch(FactType::isStudentFact)) {
      read.add(FactType.ENROLLMENTS);
      read.add(FactType.SECTIONS);
    }
    try (PublishedFacts published = new PublishedFacts(connection)) {
      published.read(
          Set.of(FactType.IDENTITIES),
          fact -> true,
          fact -> facts.add(noteSource(fact) ? Side.PUBLISHED : Side.FOREIGN, fact),
          progress);
      long[] others = new long[1];
      read.remove(FactType.IDENTITIES);
      published.read(
          read,
          fact -> {
            boolean own = noteSource(fact);
            others[0] += own ? 0 : 1;
            return own;
          },
          fact -> facts.add(Side.PUBLISHED, fact),
          progress);
      if (others[0] > 0) {
        // Of others' facts only those count that compete with the source's own.
        published.read(
            read,
            fact ->
                !isOfSource(fact)
                    && !isWithoutSource(fact)
                    && (facts.hasVersionOf(fact) || facts.isLinked(fact.envelope().studentId())),
            fact -> facts.add(Side.FOREIGN, fact),
            progress);
      }
    }
    facts.joinLinked();
  }

  private boolean isOfSource(Fact fact) {
    return fact.envelope().source().equals(scope.source());
  }

  /** Goes through the changes of each student. */
  public void forEachStudent(Consumer<List<Change>> action) {
    facts.forEachStudent(student -> action.accept(StudentChanges.of(scope, student, codec)));
  }

  /** A difference with no changes yet. */
  Difference difference() {
    return new Difference(leftOut);
  }

  @Override
  public void close() {
    facts.close();
  }
}
