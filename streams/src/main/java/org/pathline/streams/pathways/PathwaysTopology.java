package org.pathline.streams.pathways;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.state.KeyValueStore;
import org.pathline.domain.fact.FactOrder;
import org.pathline.domain.pathway.Derivation;
import org.pathline.domain.pathway.PathwayDerivation;
import org.pathline.domain.pathway.Settings;
import org.pathline.domain.pathway.StudentLimits;
import org.pathline.schemas.Topic;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.Contract;
import org.pathline.streams.Stages;
import org.pathline.streams.arrival.ArrivalDeserializer;
import org.pathline.streams.check.CheckFacts;
import org.pathline.streams.check.GuardedRules;
import org.pathline.streams.codec.StudentStateCodec;
import org.pathline.streams.commit.BufferedStore;
import org.pathline.streams.commit.CommitBuffer;
import org.pathline.streams.erasure.BringErasures;
import org.pathline.streams.erasure.NoteErasures;
import org.pathline.streams.registry.FactDeserializer;
import org.pathline.streams.source.Source;
import org.pathline.streams.state.Reprocessing;
import org.pathline.streams.state.SpreadFacts;
import org.pathline.streams.wire.PathwayRecord;

/**
 * Facts in, current pathways and milestones out: one student at a time.
 *
 * <p>Identity links are resolved in one task; an id that goes on as another hands its facts over to
 * that id's partition and takes them back when the link is retracted.
 */
public final class PathwaysTopology implements Supplier<Topology> {
  /** Application id. */
  public static final String APPLICATION_ID = "pathline-pathways-v1";

  /** Store of the facts and the last publication of each id. */
  public static final String STUDENT_FACTS = "student-facts";

  static final String TRANSFERS = "transfers";
  static final String RESOLUTIONS = "resolutions";
  private static final String LINKS = "links";
  private static final String ERASED_STUDENTS = "erased-students";
  private static final String ERASED_LINKS = "erased-links";

  /** What is swept, for people. */
  static final String STUDENTS = "students";

  static final String OF_LINKS = "identity links";

  static final String PENDING = "pending-students";
  static final String IDENTITY_LINKS = "identity-links";

  private static final int ONE_PLACE = 1;

  /** Of the first part of a heap others need more, as their buffers have a size of their own. */
  private static final long FIRST_PART_OF_THE_HEAP = 2L << 30;

  private static final int SHARE_OF_THE_FIRST_PART = 4;
  private static final int SHARE_OF_THE_REST = 2;

  /** All facts of 50,000 students; see also {@link FoldPace}. */
  private static final long MOST_PENDING = 512L << 20;

  private final Function<FactOrder.Encoding, Derivation> derivation;
  private final Contract contract;
  private final Reprocessing rederivation;
  private final Bounds bounds;
  private final FoldPace foldPace;

  /**
   * What bounds memory and records.
   *
   * @param limits how much of one student can be real
   * @param sizes when a student's facts are spread over several records
   * @param mostPendingBytes memory of what is pending in a task
   */
  public record Bounds(StudentLimits limits, SpreadFacts.Sizes sizes, long mostPendingBytes) {
    /** Bounds where so many tasks share what may be pending in this JVM's heap. */
    static Bounds of(int tasks) {
      long share = pendingOf(Runtime.getRuntime().maxMemory()) / tasks;
      return new Bounds(
          StudentLimits.DEFAULT, SpreadFacts.Sizes.DEFAULT, Math.min(MOST_PENDING, share));
    }

    /** A quarter of the first two gigabytes of a heap, and half of what goes beyond. */
    private static long pendingOf(long heap) {
      long first = Math.min(heap, FIRST_PART_OF_THE_HEAP);
      return first / SHARE_OF_THE_FIRST_PART + (heap - first) / SHARE_OF_THE_REST;
    }
  }

  /** Topology under settings, which reports on deriving anew when the state has others. */
  public PathwaysTopology(Settings settings, Contract contract, Reprocessing rederivation) {
    this(
        encoding -> new PathwayDerivation(settings, encoding),
        contract,
        rederivation,
        Bounds.of(contract.partitions()));
  }

  /**
   * Topology with a derivation and bounds of its own.
   *
   * @param derivation how pathways are derived, given the encoding that decides between versions
   */
  public PathwaysTopology(
      Function<FactOrder.Encoding, Derivation> derivation,
      Contract contract,
      Reprocessing rederivation,
      Bounds bounds) {
    this.derivation = derivation;
    this.contract = contract;
    this.rederivation = rederivation;
    this.bounds = bounds;
    foldPace = new FoldPace(contract.partitions(), bounds.mostPendingBytes());
  }

  Derivation derivation(FactOrder.Encoding encoding) {
    return derivation.apply(encoding);
  }

  Contract contract() {
    return contract;
  }

  Reprocessing rederivation() {
    return rederivation;
  }

  Bounds bounds() {
    return bounds;
  }

  /** How much may be pending, as the folds of all tasks have shown. */
  FoldPace foldPace() {
    return foldPace;
  }

  @Override
  public Topology get() {
    StreamsBuilder builder = new StreamsBuilder();
    addStores(builder);
    KStream<byte[], byte[]> folded = foldFacts(builder);
    foldTransfers(folded, TRANSFERS);
    KStream<byte[], byte[]> gathered = gatherLinks(builder);
    KStream<byte[], byte[]> resolved = resolveIdentities(gathered);
    foldTransfers(resolved, RESOLUTIONS);
    noteErasures(builder);
    publish(folded, TopicCatalogue.PATHWAYS, Destination.PATHWAYS);
    publish(folded, TopicCatalogue.MILESTONES, Destination.MILESTONES);
    publish(folded, TopicCatalogue.REJECTIONS, Destination.REJECTIONS);
    publish(folded, TopicCatalogue.SET_ASIDE, Destination.SET_ASIDE);
    publish(folded, TopicCatalogue.DOUBTS, Destination.DOUBTS);
    publish(gathered, TopicCatalogue.REJECTIONS, Destination.REJECTED_LINKS);
    publish(resolved, TopicCatalogue.REJECTIONS, Destination.REJECTED_CYCLES);
    publish(resolved, TopicCatalogue.SET_ASIDE, Destination.HUBS);
    return builder.build();
  }

  private static void addStores(StreamsBuilder builder) {
    builder.addStateStore(BufferedStore.builder(STUDENT_FACTS));
    builder.addStateStore(BufferedStore.builder(IDENTITY_LINKS));
    builder.addStateStore(CommitBuffer.builder(PENDING, PendingStudents::new));
  }

  private KStream<byte[], byte[]> foldFacts(StreamsBuilder builder) {
    return Source.of(
            "facts", TopicCatalogue.studentFacts(), new ArrivalDeserializer(contract.wireFormat()))
        .process(
            builder,
            contract,
            "fold-facts",
            () -> new FoldFacts(this, contract.rejections()),
            STUDENT_FACTS,
            PENDING);
  }

  /**
   * Facts that sat in a wrong partition or that one id hands over to another, and resolutions of
   * ids.
   */
  private void foldTransfers(KStream<byte[], byte[]> sent, String name) {
    Stages.repartition(sent, name, contract.partitions())
        .process(
            () -> new FoldTransfers(contract.activity(), bounds.mostPendingBytes()),
            Named.as("fold-" + name),
            STUDENT_FACTS,
            PENDING);
  }

  private KStream<byte[], byte[]> gatherLinks(StreamsBuilder builder) {
    return Source.of(
            "identities", TopicCatalogue.IDENTITIES, new FactDeserializer(contract.wireFormat()))
        .process(
            builder,
            contract,
            "gather-links",
            () ->
                new CheckFacts(
                    "aliasId",
                    Stages.into(LINKS),
                    Destination.REJECTED_LINKS.node(),
                    contract.rejections(),
                    contract.erased()));
  }

  private KStream<byte[], byte[]> resolveIdentities(KStream<byte[], byte[]> gathered) {
    return Stages.repartition(gathered, LINKS, ONE_PLACE)
        .process(
            () ->
                new ResolveIdentities(this, contract.rejections(), contract.setAsides("pathways")),
            Named.as("resolve-identities"),
            IDENTITY_LINKS);
  }

  /** Every erasure to every task that keeps students or links: its key tells nobody whose it is. */
  private void noteErasures(StreamsBuilder builder) {
    KStream<byte[], byte[]> brought =
        builder.stream(
                TopicCatalogue.ERASURES.name(),
                Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()).withName("erasures"))
            .process(
                () ->
                    new BringErasures(
                        List.of(Stages.into(ERASED_STUDENTS), Stages.into(ERASED_LINKS)),
                        contract.activity()),
                Named.as("bring-erasures"));
    Stages.repartitionToAll(brought, ERASED_STUDENTS, contract.partitions())
        .process(() -> noteErasures(STUDENTS), Named.as("note-erased-students"), STUDENT_FACTS);
    Stages.repartition(brought, ERASED_LINKS, ONE_PLACE)
        .process(() -> noteErasures(OF_LINKS), Named.as("note-erased-links"), IDENTITY_LINKS);
  }

  private NoteErasures noteErasures(String what) {
    return new NoteErasures(contract.erased(), what, rederivation, contract.activity());
  }

  private static void publish(
      KStream<byte[], byte[]> records, Topic topic, Destination destination) {
    Stages.publish(records, topic, destination.node());
  }

  /** How a task folds, with the codec of its facts and its store. */
  StudentFold fold(
      Derivation derivation,
      GuardedRules rules,
      FactOrder.Encoding encoding,
      KeyValueStore<Bytes, byte[]> store) {
    PathwayRecord encoder =
        new PathwayRecord(
            contract.id(TopicCatalogue.PATHWAYS), contract.id(TopicCatalogue.MILESTONES));
    SpreadFacts spread = new SpreadFacts(store, new StudentStateCodec(), encoding, bounds.sizes());
    return new StudentFold(
        encoding,
        new StudentPathways(
            derivation,
            rules,
            encoding,
            encoder,
            spread,
            contract.setAsides("pathways"),
            bounds.limits()),
        rules,
        encoder,
        new PublishedDoubts(contract.id(TopicCatalogue.DOUBTS)),
        spread,
        contract.erased());
  }
}
