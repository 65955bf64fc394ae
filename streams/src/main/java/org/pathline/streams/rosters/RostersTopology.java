package org.pathline.streams.rosters;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.pathline.domain.sorting.RosterSums;
import org.pathline.domain.sorting.Seating;
import org.pathline.domain.sorting.Sorting;
import org.pathline.domain.sorting.SortingRule;
import org.pathline.events.Pathway;
import org.pathline.schemas.Topic;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.Contract;
import org.pathline.streams.check.CheckFacts;
import org.pathline.streams.check.Rejections;
import org.pathline.streams.check.SetAsideSinks;
import org.pathline.streams.check.SetAsides;
import org.pathline.streams.commit.BufferedStore;
import org.pathline.streams.commit.CommitBuffer;
import org.pathline.streams.commit.CommitPace;
import org.pathline.streams.follow.FollowPolicies;
import org.pathline.streams.registry.FactDeserializer;
import org.pathline.streams.registry.PresentKeys;
import org.pathline.streams.registry.ReadOnly;
import org.pathline.streams.registry.WireFormat;
import org.pathline.streams.state.Rederivation;
import org.pathline.streams.state.StateVersion;
import org.pathline.streams.sums.ArrivedPathway;
import org.pathline.streams.sums.Contribute;
import org.pathline.streams.sums.PendingSums;
import org.pathline.streams.sums.ReadAgain;
import org.pathline.streams.sums.SetAsidePathways;
import org.pathline.streams.wire.PathwayRecord;
import org.pathline.streams.wire.SortingRecord;

/** Pathways and policies in, sorting per school, school year, grade and subject out. */
public final class RostersTopology implements Supplier<Topology> {
  /** Application id. */
  public static final String APPLICATION_ID = "pathline-rosters-v1";

  /** Store of what was counted of each student. */
  public static final String SEATS = "seats";

  static final String PENDING_SEATS = "pending-seats";
  static final String ROSTER_SUMS = "roster-sums";
  static final String POLICIES = "standing-policies";
  static final String PENDING_ROWS = "pending-rows";
  static final String SET_ASIDE_STUDENTS = "set-aside-students";
  static final String SET_ASIDE_ROSTERS = "set-aside-rosters";
  static final String SET_ASIDE_POLICIES = "set-aside-policies";

  static final SetAsideSinks OF_STUDENTS = new SetAsideSinks("students");
  static final SetAsideSinks OF_ROSTERS = new SetAsideSinks("rosters");
  static final SetAsideSinks OF_POLICIES = new SetAsideSinks("crowded-policies");

  /** Rosters that a task gathers at most, so that its memory is bounded. */
  static final int MOST_PENDING = 5_000;

  private final Contract contract;
  private final SortingRule rule;
  private final Rederivation rederivation;
  private final Derivations derivations;
  private final SetAsides setAsides;
  private final CommitPace.Activity activity;

  /**
   * What may fail for one student or roster, which is then set aside.
   *
   * @param version of the rules by which a pathway takes seats
   * @param seats of the student of a pathway
   */
  record Derivations(
      StateVersion version, Function<Pathway, List<Seating>> seats, SumRosters.Rows rows) {
    static Derivations of(SortingRule rule, Contract contract) {
      int schemaId = contract.sortingId();
      return new Derivations(
          StateVersion.ofSeats(),
          PathwayRecord::seatings,
          (key, sums, declaration) ->
              WireFormat.value(
                  schemaId, SortingRecord.of(key, Sorting.of(sums), declaration, rule)));
    }
  }

  /** Topology under a rule, which reports on labelling anew when the rows have another. */
  public RostersTopology(SortingRule rule, Contract contract, Rederivation rederivation) {
    this(rule, contract, rederivation, Derivations.of(rule, contract));
  }

  RostersTopology(
      SortingRule rule, Contract contract, Rederivation rederivation, Derivations derivations) {
    this.rule = rule;
    this.contract = contract;
    activity = contract.activity();
    this.rederivation = rederivation;
    this.derivations = derivations;
    setAsides = new SetAsides("rosters", contract.setAsideId(), contract.rejectionId());
  }

  @Override
  public Topology get() {
    StreamsBuilder builder = new StreamsBuilder();
    addStores(builder);
    KStream<byte[], CheckFacts.Checked> checked = checkPolicies(builder);
    followPolicies(checked);
    publish(
        CheckFacts.only(checked, false, "rejected-policies"),
        TopicCatalogue.REJECTIONS,
        "rejections");
    KStream<byte[], byte[]> rows = sumRosters(changes(builder));
    publish(rows, TopicCatalogue.SORTING, "sorting");
    OF_ROSTERS.addTo(rows);
    return builder.build();
  }

  private static void addStores(StreamsBuilder builder) {
    builder.addStateStore(BufferedStore.builder(SEATS));
    builder.addStateStore(BufferedStore.builder(ROSTER_SUMS));
    builder.addStateStore(BufferedStore.builder(POLICIES));
    builder.addStateStore(BufferedStore.builder(SET_ASIDE_STUDENTS));
    builder.addStateStore(BufferedStore.builder(SET_ASIDE_ROSTERS));
    builder.addStateStore(BufferedStore.builder(SET_ASIDE_POLICIES));
    builder.addStateStore(CommitBuffer.builder(PENDING_SEATS, PendingSums<RosterSums>::new));
    builder.addStateStore(CommitBuffer.builder(PENDING_ROWS, PendingRows::new));
  }

  private KStream<byte[], CheckFacts.Checked> checkPolicies(StreamsBuilder builder) {
    return builder.stream(
            TopicCatalogue.POLICIES.name(),
            Consumed.with(
                    Serdes.ByteArray(), ReadOnly.serde(new FactDeserializer(contract.wireFormat())))
                .withName("policies"))
        .process(
            () -> new CheckFacts("policyId", new Rejections(contract.rejectionId()), activity),
            Named.as("check-policies"));
  }

  /** Every policy to every task that holds rosters: a school's may lie in any of them. */
  private void followPolicies(KStream<byte[], CheckFacts.Checked> checked) {
    FollowPolicies.Telling telling =
        new FollowPolicies.Telling(SET_ASIDE_POLICIES, setAsides, OF_POLICIES);
    KStream<byte[], byte[]> followed =
        CheckFacts.only(checked, true, "good-policies")
            .repartition(
                repartitioned("policies")
                    .withStreamPartitioner(
                        (topic, key, value, partitions) ->
                            Optional.of(
                                IntStream.range(0, partitions)
                                    .boxed()
                                    .collect(Collectors.toSet()))))
            .process(
                () -> new FollowPolicies<PendingRows>(POLICIES, PENDING_ROWS, telling, activity),
                Named.as("follow-policies"),
                POLICIES,
                SET_ASIDE_POLICIES,
                PENDING_ROWS);
    OF_POLICIES.addTo(followed);
  }

  /** What each changed pathway takes from old rosters and gives to new ones. */
  private KStream<byte[], byte[]> changes(StreamsBuilder builder) {
    KStream<byte[], byte[]> changes =
        builder.stream(
                TopicCatalogue.PATHWAYS.name(),
                Consumed.with(PresentKeys.serde(), ArrivedPathway.serde(contract.wireFormat()))
                    .withName("pathways"))
            .process(
                () ->
                    new Contribute<>(
                        SEATS,
                        PENDING_SEATS,
                        new ContributingSeats(derivations.seats()),
                        new SetAsidePathways.Place(
                            SET_ASIDE_STUDENTS, setAsides, OF_STUDENTS, contract.wireFormat()),
                        new ReadAgain(
                            derivations.version(), contract.arrivals().rereading(), rederivation),
                        activity,
                        MOST_PENDING),
                Named.as("take-seats"),
                SEATS,
                PENDING_SEATS,
                SET_ASIDE_STUDENTS);
    OF_STUDENTS.addTo(changes);
    return changes;
  }

  private KStream<byte[], byte[]> sumRosters(KStream<byte[], byte[]> changes) {
    return changes
        .repartition(repartitioned("changes"))
        .process(
            () -> new SumRosters(derivations.rows(), setAsides, rule, rederivation, activity),
            Named.as("sum-rosters"),
            ROSTER_SUMS,
            SET_ASIDE_ROSTERS,
            PENDING_ROWS);
  }

  private static void publish(KStream<byte[], byte[]> records, Topic topic, String name) {
    records.to(
        topic.name(),
        Produced.with(Serdes.ByteArray(), Serdes.ByteArray()).withName("publish-" + name));
  }

  private Repartitioned<byte[], byte[]> repartitioned(String name) {
    return Repartitioned.<byte[], byte[]>as(name)
        .withKeySerde(Serdes.ByteArray())
        .withValueSerde(Serdes.ByteArray())
        .withNumberOfPartitions(contract.partitions());
  }
}
