package org.pathline.streams.sums;

import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;
import org.pathline.events.Pathway;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.Contract;
import org.pathline.streams.Stages;
import org.pathline.streams.check.SetAsideSinks;
import org.pathline.streams.check.SetAsides;
import org.pathline.streams.commit.BufferedStore;
import org.pathline.streams.commit.CommitBuffer;
import org.pathline.streams.registry.WireFormat;
import org.pathline.streams.source.PresentKeys;
import org.pathline.streams.source.Source;
import org.pathline.streams.state.Reprocessing;
import org.pathline.streams.state.StateVersion;

/**
 * The stage from pathways to changes of sums: what each changed pathway takes from its old sums and
 * gives to its new ones.
 *
 * @param node name of its processor
 * @param version of the rules by which a pathway contributes
 * @param storeName store of what was counted of each student
 * @param pendingName buffer of changes
 * @param setAsideName store of students that are set aside
 * @param mostPending sums that a task gathers at most, so that its memory is bounded
 * @param partitions among which the changes are spread
 */
public record Contributions<C, S>(
    String node,
    Supplier<Contributing<C, S>> contributing,
    StateVersion version,
    String storeName,
    String pendingName,
    String setAsideName,
    int mostPending,
    int partitions) {

  static final String CHANGES = "changes";
  private static final SetAsideSinks OF_STUDENTS = new SetAsideSinks("students");

  /** Adds the stage; the changes, by what their sums have in common. */
  public KStream<byte[], byte[]> addTo(
      StreamsBuilder builder, Contract contract, SetAsides setAsides, Reprocessing rederivation) {
    builder.addStateStore(BufferedStore.builder(storeName));
    builder.addStateStore(BufferedStore.builder(setAsideName));
    builder.addStateStore(CommitBuffer.builder(pendingName, PendingChanges<S>::new));
    KStream<byte[], byte[]> contributed =
        Source.of("pathways", TopicCatalogue.PATHWAYS, pathways(contract.wireFormat()))
            .keyedBy(PresentKeys.deserializer())
            .process(
                builder,
                contract,
                node,
                () ->
                    new Contribute<>(
                        storeName,
                        pendingName,
                        contributing.get(),
                        new SetAsidePathways.Place(
                            setAsideName, setAsides, OF_STUDENTS, contract.wireFormat()),
                        new ReadAgain(version, contract.arrivals().rereading(), rederivation),
                        mostPending),
                storeName,
                pendingName,
                setAsideName);
    OF_STUDENTS.addTo(contributed);
    return Stages.repartition(contributed, CHANGES, partitions);
  }

  /** Pathways from their topic; null for a tombstone. */
  private static Deserializer<Pathway> pathways(WireFormat wireFormat) {
    return (topic, value) ->
        value == null ? null : wireFormat.record(value, TopicCatalogue.PATHWAYS.schema());
  }
}
