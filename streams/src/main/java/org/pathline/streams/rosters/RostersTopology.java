package org.pathline.streams.rosters;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.pathline.domain.sorting.Seating;
import org.pathline.domain.sorting.Sorting;
import org.pathline.domain.sorting.SortingRule;
import org.pathline.events.Pathway;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.Contract;
import org.pathline.streams.Stages;
import org.pathline.streams.check.CheckFacts;
import org.pathline.streams.check.SetAsideSinks;
import org.pathline.streams.check.SetAsides;
import org.pathline.streams.commit.BufferedStore;
import org.pathline.streams.commit.CommitBuffer;
import org.pathline.streams.follow.FollowPolicies;
import org.pathline.streams.registry.FactDeserializer;
import org.pathline.streams.registry.WireFormat;
import org.pathline.streams.source.Source;
import org.pathline.streams.state.Reprocessing;
import org.pathline.streams.state.StateVersion;
import org.pathline.streams.sums.Contributions;
import org.pathline.streams.wire.PathwayRecord;
import org.pathline.streams.wire.SortingRecord;

/** Pathways and policies in, sorting per school, school year, grade and subject out. */
public final class RostersTopology implements Supplier<Topology> {
  /** Application id. */
  public static final String APPLICATION_ID = "pathline-rosters-v1";

  /** Store of what was counted of each student. */
  public static final String SEATS = "seats";

  static final String SORTING_SINK = "publish-sorting";
  private static final String REJECTIONS_SINK = "publish-rejections";

  static final String PENDING_SEATS = "pending-seats";
  static final String ROSTER_SUMS = "roster-sums";
  static final String POLICIES = "standing-policies";
  static final String PENDING_ROWS = "pending-rows";
  static final String SET_ASIDE_STUDENTS = "set-aside-students";
  static final String SET_ASIDE_ROSTERS = "set-aside-rosters";
  static final String SET_ASIDE_POLICIES = "set-aside-policies";

  static final SetAsideSinks OF_ROSTERS = new SetAsideSinks("rosters");
  static final SetAsideSinks OF_POLICIES = new SetAsideSinks("crowded-policies");

  /** Rosters that a task gathers at most, so that its memory is bounded. */
  static final int MOST_PENDING = 20_000;

  private final Contract contract;
  private final SortingRule rule;
  private final Reprocessing rederivation;
  private final Derivations derivations;
  private final SetAsides setAsides;

  /**
   * What may fail for one student or roster, which is then set aside.
   *
   * @param version of the rules by which a pathway takes seats
   * @param seats of the student of a pathway
   */
  record Derivations(
      StateVersion version, Function<Pathway, List<Seating>> seats, SumRosters.Rows rows) {
    static Derivations of(SortingRule rule, Contract contract) {
      int schemaId = contract.id(TopicCatalogue.SORTING);
      return new Derivations(
          StateVersion.ofSeats(),
          PathwayRecord::seatings,
          (key, sums, declaration) ->
              WireFormat.value(
                  schemaId, SortingRecord.of(key, Sorting.of(sums), declaration, rule)));
    }
  }

  /** Topology under a rule, which reports on labelling anew when the rows have another. */
  public RostersTopology(SortingRule rule, Contract contract, Reprocessing rederivation) {
    this(rule, contract, rederivation, Derivations.of(rule, contract));
  }

  RostersTopology(
      SortingRule rule, Contract contract, Reprocessing rederivation, Derivations derivations) {
    this.rule = rule;
    this.contract = contract;
    this.rederivation = rederivation;
    this.derivations = derivations;
    setAsides = contract.setAsides("rosters");
  }

  @Override
  public Topology get() {
    StreamsBuilder builder = new StreamsBuilder();
    followPolicies(builder, checkPolicies(builder));
    KStream<byte[], byte[]> rows = sumRosters(builder, changes(builder));
    Stages.publish(rows, TopicCatalogue.SORTING, SORTING_SINK);
    OF_ROSTERS.addTo(rows);
    return builder.build();
  }

  private KStream<byte[], byte[]> checkPolicies(StreamsBuilder builder) {
    KStream<byte[], byte[]> checked =
        Source.of("policies", TopicCatalogue.POLICIES, new FactDeserializer(contract.wireFormat()))
            .process(
                builder,
                contract,
                "check-policies",
                () ->
                    new CheckFacts(
                        "policyId",
                        Stages.into("policies"),
                        REJECTIONS_SINK,
                        contract.rejections()));
    Stages.publish(checked, TopicCatalogue.REJECTIONS, REJECTIONS_SINK);
    return checked;
  }

  /** Every policy to every task that holds rosters: a school's may lie in any of them. */
  private void followPolicies(StreamsBuilder builder, KStream<byte[], byte[]> checked) {
    builder.addStateStore(BufferedStore.builder(POLICIES));
    builder.addStateStore(BufferedStore.builder(SET_ASIDE_POLICIES));
    builder.addStateStore(CommitBuffer.builder(PENDING_ROWS, PendingRows::new));
    FollowPolicies.Telling telling =
        new FollowPolicies.Telling(SET_ASIDE_POLICIES, setAsides, OF_POLICIES);
    KStream<byte[], byte[]> followed =
        Stages.repartitionToAll(checked, "policies", contract.partitions())
            .process(
                () ->
                    new FollowPolicies<PendingRows>(
                        POLICIES, PENDING_ROWS, telling, contract.activity()),
                Named.as("follow-policies"),
                POLICIES,
                SET_ASIDE_POLICIES,
                PENDING_ROWS);
    OF_POLICIES.addTo(followed);
  }

  /** What each changed pathway takes from old rosters and gives to new ones. */
  private KStream<byte[], byte[]> changes(StreamsBuilder builder) {
    return new Contributions<>(
            "take-seats",
            () -> new ContributingSeats(derivations.seats()),
            derivations.version(),
            SEATS,
            PENDING_SEATS,
            SET_ASIDE_STUDENTS,
            MOST_PENDING,
            contract.partitions())
        .addTo(builder, contract, setAsides, rederivation);
  }

  private KStream<byte[], byte[]> sumRosters(
      StreamsBuilder builder, KStream<byte[], byte[]> changes) {
    builder.addStateStore(BufferedStore.builder(ROSTER_SUMS));
    builder.addStateStore(BufferedStore.builder(SET_ASIDE_ROSTERS));
    return changes.process(
        () ->
            new SumRosters(derivations.rows(), setAsides, rule, rederivation, contract.activity()),
        Named.as("sum-rosters"),
        ROSTER_SUMS,
        SET_ASIDE_ROSTERS,
        PENDING_ROWS);
  }
}
