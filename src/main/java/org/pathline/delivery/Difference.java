package org.pathline.delivery;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pathline.delivery.Change.Kind;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactType;

/** The difference between a delivery and what its source has published: counts and examples. */
public final class Difference {
  /** So many changes of each kind are named. */
  private static final int MOST_NAMED = 10;

  private static final double LARGEST_SHARE = 0.02;

  /**
   * What is counted apart.
   *
   * @param schoolId null where the facts belong to none that is known
   * @param schoolYear null where they belong to none
   */
  public record Group(FactType type, @Nullable String schoolId, @Nullable Integer schoolYear) {}

  private static final Comparator<Group> ORDER =
      Comparator.comparing(Group::type)
          .thenComparing(Group::schoolId, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(Group::schoolYear, Comparator.nullsFirst(Comparator.naturalOrder()));

  /** Counts of facts by what happens to them. */
  public static final class Counts {
    private final long[] byKind = new long[Kind.values().length];

    private void add(Kind kind) {
      byKind[kind.ordinal()]++;
    }

    private void add(Counts other) {
      for (int i = 0; i < byKind.length; i++) {
        byKind[i] += other.byKind[i];
      }
    }

    /** How many of a kind. */
    public long of(Kind kind) {
      return byKind[kind.ordinal()];
    }

    /** Whether everything is as it was. */
    public boolean isNothing() {
      long all = 0;
      for (Kind kind : Kind.values()) {
        all += kind == Kind.UNCHANGED ? 0 : of(kind);
      }
      return all == 0;
    }
  }

  private final Map<Group, Counts> groups = new TreeMap<>(ORDER);
  private final Map<Kind, List<Change>> named = new EnumMap<>(Kind.class);
  private final Map<FactType, long[]> heldAndStaying = new EnumMap<>(FactType.class);
  private final LeftOutCounts leftOut;
  private final List<String> notes = new ArrayList<>();
  private long outside;
  private long overruled;
  private @Nullable Change firstOutside;
  private long newStudents;
  private long withdrawnStudents;
  private long renamedStudents;

  /** No difference yet, of a delivery of which all rows are facts. */
  Difference() {
    this(new LeftOutCounts());
  }

  /** No difference yet, of a delivery of which some rows became no facts. */
  Difference(LeftOutCounts leftOut) {
    this.leftOut = leftOut;
  }

  /** Adds the changes of one student. */
  void add(List<Change> changes) {
    boolean stood = false;
    boolean stands = false;
    Set<String> renamed = new HashSet<>();
    for (Change change : changes) {
      if (change.before() == null && change.after() != null && change.kind() == Kind.UNCHANGED) {
        // A withdrawal of what never came.
        continue;
      }
      groups
          .computeIfAbsent(
              new Group(change.type(), change.place().schoolId(), change.place().schoolYear()),
              absent -> new Counts())
          .add(change.kind());
      if (change.kind() != Kind.UNCHANGED) {
        List<Change> some = named.computeIfAbsent(change.kind(), absent -> new ArrayList<>());
        if (some.size() < MOST_NAMED) {
          some.add(change);
        }
      }
      overruled += change.overruled() ? 1 : 0;
      if (!change.inScope() && change.after() != null) {
        outside++;
        firstOutside = firstOutside == null ? change : firstOutside;
      }
      if (change.inScope() && change.before() != null) {
        long[] counts = heldAndStaying.computeIfAbsent(change.type(), absent -> new long[2]);
        counts[0]++;
        counts[1] += change.kind() == Kind.WITHDRAWN ? 0 : 1;
      }
      if (change.type().isStudentFact()) {
        stood |= change.before() != null;
        stands |= change.after() != null || change.kind() == Kind.KEPT;
        if (change.kind() == Kind.REKEYED && !isOfOneId(change.before(), change.after())) {
          renamed.add(change.fact().envelope().studentId());
        }
      }
    }
    newStudents += !stood && stands ? 1 : 0;
    withdrawnStudents += stood && !stands ? 1 : 0;
    renamedStudents += renamed.size();
  }

  private static boolean isOfOneId(@Nullable Fact before, @Nullable Fact after) {
    return before == null
        || after == null
        || before.envelope().studentId().equals(after.envelope().studentId());
  }

  /** Counts by topic, school and school year, in this order. */
  public Map<Group, Counts> groups() {
    return groups;
  }

  /** Counts by topic. */
  public Map<FactType, Counts> topics() {
    Map<FactType, Counts> topics = new EnumMap<>(FactType.class);
    groups.forEach(
        (group, counts) ->
            topics.computeIfAbsent(group.type(), absent -> new Counts()).add(counts));
    return topics;
  }

  /** Counts of everything. */
  public Counts total() {
    Counts total = new Counts();
    groups.values().forEach(total::add);
    return total;
  }

  /** The first changes of a kind, by student. */
  public List<Change> named(Kind kind) {
    return named.getOrDefault(kind, List.of());
  }

  /** Delivered facts of which a later version of another source stands. */
  public long overruled() {
    return overruled;
  }

  /** Delivered facts that are none of those of which the delivery is complete. */
  public long outside() {
    return outside;
  }

  /** The first of them; null where there is none. */
  public @Nullable Change firstOutside() {
    return firstOutside;
  }

  /** Adds what whoever sends it should know. */
  void note(String note) {
    notes.add(note);
  }

  /** What whoever sends it should know. */
  public List<String> notes() {
    return notes;
  }

  /** Students of whom facts are delivered and none stood. */
  public long newStudents() {
    return newStudents;
  }

  /** Students of whom facts stood and none is delivered. */
  public long withdrawnStudents() {
    return withdrawnStudents;
  }

  /** Students whose facts go on under another id. */
  public long renamedStudents() {
    return renamedStudents;
  }

  /** How many facts would be withdrawn and not go on under another key. */
  public long withdrawals() {
    return total().of(Kind.WITHDRAWN);
  }

  /** Facts of the scope that stand before the delivery. */
  public long held() {
    return heldAndStaying.values().stream().mapToLong(counts -> counts[0]).sum();
  }

  /** Topics of which the scope holds facts and the delivery none. */
  public List<FactType> lostTopics() {
    return heldAndStaying.entrySet().stream()
        .filter(entry -> entry.getValue()[0] > 0 && entry.getValue()[1] == 0)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Rows of the delivery that became no facts. */
  public LeftOutCounts leftOut() {
    return leftOut;
  }

  /**
   * Why the delivery needs a word of whoever sends it: it would withdraw more than 2 % of the
   * scope, or the whole of a topic, or facts of a topic of which rows do not say whose they are.
   * Null where it does not.
   */
  public @Nullable String doubt() {
    long withdrawals = withdrawals();
    if (withdrawals == 0) {
      return null;
    }
    if (withdrawals > LARGEST_SHARE * held()) {
      return String.format(
          Locale.ROOT,
          "it would withdraw %,d of the %,d facts of the scope (%.1f %%), which is more than 2 %%",
          withdrawals,
          held(),
          100.0 * withdrawals / Math.max(1, held()));
    }
    List<FactType> lost = lostTopics();
    return lost.isEmpty()
        ? ofNobody()
        : "it has nothing of "
            + String.join(", ", lost.stream().map(FactType::noun).toList())
            + "; is a file missing?";
  }

  private @Nullable String ofNobody() {
    for (Map.Entry<FactType, Counts> topic : topics().entrySet()) {
      long withdrawn = topic.getValue().of(Kind.WITHDRAWN);
      long rows = leftOut.of(topic.getKey()).ofNobody();
      if (withdrawn > 0 && rows > 0) {
        return String.format(
            Locale.ROOT,
            "%,d rows of %s became no facts and do not say whose they are, so that what was"
                + " published of them may be among the %,d that it would withdraw",
            rows,
            topic.getKey().noun(),
            withdrawn);
      }
    }
    return null;
  }
}
