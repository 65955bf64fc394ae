package org.pathline.streams.outcomes;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.pathline.domain.fact.Canary;
import org.pathline.domain.outcome.CellKey;
import org.pathline.domain.outcome.CellSums;
import org.pathline.domain.outcome.Contribution;
import org.pathline.events.Pathway;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.Contract;
import org.pathline.streams.Stages;
import org.pathline.streams.check.SetAsideSinks;
import org.pathline.streams.check.SetAsides;
import org.pathline.streams.commit.BufferedStore;
import org.pathline.streams.commit.CommitBuffer;
import org.pathline.streams.registry.WireFormat;
import org.pathline.streams.state.Reprocessing;
import org.pathline.streams.state.StateVersion;
import org.pathline.streams.sums.Contributions;
import org.pathline.streams.sums.PendingSums;
import org.pathline.streams.wire.CellRecord;
import org.pathline.streams.wire.PathwayRecord;

/**
 * Pathways in, sums per cell out.
 *
 * <p>All cells of a district lie in one partition, and what changes them comes in records that take
 * from one cell and give to another at once. So they become visible together, and nobody who reads
 * what is committed sees a student in two cells of a district, or on the way between them.
 */
public final class OutcomesTopology implements Supplier<Topology> {
  /**
   * Application id. Version 2 counts STEM entrants by channel; version 3 has all cells of a
   * district in one partition, under keys that begin with it. Each made all sums anew from the
   * pathways.
   */
  public static final String APPLICATION_ID = "pathline-outcomes-v3";

  /** Store of what was counted of each student. */
  public static final String CONTRIBUTIONS = "contributions";

  static final String CELLS_SINK = "publish-cells";
  static final String PENDING_CHANGES = "pending-changes";
  static final String CELL_SUMS = "cell-sums";
  static final String READ_POSITIONS = "read-positions";
  static final String PENDING_CELLS = "pending-cells";
  static final String SET_ASIDE_STUDENTS = "set-aside-students";
  static final String SET_ASIDE_CELLS = "set-aside-cells";

  static final SetAsideSinks OF_CELLS = new SetAsideSinks("cells");

  /** Sums that a task gathers at most, so that its memory is bounded. */
  static final int MOST_PENDING = 20_000;

  private final Contract contract;
  private final Derivations derivations;
  private final UnaryOperator<String> together;
  private final Reprocessing rederivation;
  private final SetAsides setAsides;

  /** Topology over the pathways of a contract, which reports on reading them again. */
  public OutcomesTopology(Contract contract, Reprocessing rederivation) {
    this(contract, rederivation, Derivations.of(contract), CellKey::districtOf);
  }

  OutcomesTopology(Contract contract, Reprocessing rederivation, Derivations derivations) {
    this(contract, rederivation, derivations, CellKey::districtOf);
  }

  /**
   * Topology with its own idea of what is to be seen together.
   *
   * @param together what the keys of cells that lie in one partition have in common
   */
  OutcomesTopology(
      Contract contract,
      Reprocessing rederivation,
      Derivations derivations,
      UnaryOperator<String> together) {
    this.contract = contract;
    this.together = together;
    this.rederivation = rederivation;
    this.derivations = derivations;
    setAsides = contract.setAsides("outcomes");
  }

  /**
   * What may fail for one student or cell, which is then set aside.
   *
   * @param version of the rules by which a pathway contributes
   * @param contributions of the student of a pathway
   */
  record Derivations(
      StateVersion version, Function<Pathway, Contribution> contributions, SumCells.Rows rows) {
    static Derivations of(Contract contract) {
      int schemaId = contract.id(TopicCatalogue.OUTCOME_CELLS);
      return new Derivations(
          StateVersion.ofContributions(),
          PathwayRecord::contribution,
          (key, sums) -> WireFormat.value(schemaId, CellRecord.of(key, sums)));
    }
  }

  @Override
  public Topology get() {
    StreamsBuilder builder = new StreamsBuilder();
    KStream<byte[], byte[]> cells = sumCells(builder, changes(builder));
    Stages.publish(
        cells,
        TopicCatalogue.OUTCOME_CELLS,
        CELLS_SINK,
        (topic, key, value, partitions) ->
            Optional.of(Set.of(partition(key, together, partitions))));
    OF_CELLS.addTo(cells);
    return builder.build();
  }

  /** Partition of the topic of cells in which a key belongs. */
  public static int partition(byte[] key, int partitions) {
    return partition(key, CellKey::districtOf, partitions);
  }

  /** Where the changes of the cell came from, so that no two tasks write to one partition. */
  private static int partition(byte[] key, UnaryOperator<String> together, int partitions) {
    return BuiltInPartitioner.partitionForKey(
        Canary.is(key) ? key : together.apply(new String(key, UTF_8)).getBytes(UTF_8), partitions);
  }

  /** What each changed pathway takes from its old cell and gives to its new one. */
  private KStream<byte[], byte[]> changes(StreamsBuilder builder) {
    return new Contributions<>(
            "contribute",
            () -> new ContributingToCells(derivations.contributions(), together),
            derivations.version(),
            CONTRIBUTIONS,
            PENDING_CHANGES,
            SET_ASIDE_STUDENTS,
            MOST_PENDING,
            contract.cellPartitions())
        .addTo(builder, contract, setAsides, rederivation);
  }

  private KStream<byte[], byte[]> sumCells(
      StreamsBuilder builder, KStream<byte[], byte[]> changes) {
    builder.addStateStore(BufferedStore.builder(CELL_SUMS));
    builder.addStateStore(BufferedStore.builder(READ_POSITIONS));
    builder.addStateStore(BufferedStore.builder(SET_ASIDE_CELLS));
    builder.addStateStore(CommitBuffer.builder(PENDING_CELLS, PendingSums<CellSums>::new));
    return changes.process(
        () -> new SumCells(derivations.rows(), together, setAsides, contract.activity()),
        Named.as("sum-cells"),
        CELL_SUMS,
        READ_POSITIONS,
        SET_ASIDE_CELLS,
        PENDING_CELLS);
  }
}
