package org.pathline.streams.pathways;

import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.pathway.PathwayDerivation;
import org.pathline.domain.pathway.Settings;
import org.pathline.schemas.Topic;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.Contract;
import org.pathline.streams.check.CheckFacts;
import org.pathline.streams.check.Rejections;
import org.pathline.streams.codec.FactCodec;
import org.pathline.streams.codec.PathwayEncoder;
import org.pathline.streams.commit.BufferedStore;
import org.pathline.streams.commit.CommitBuffer;
import org.pathline.streams.commit.CommitPace;
import org.pathline.streams.registry.FactDeserializer;

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

  static final String PENDING = "pending-students";
  static final String IDENTITY_LINKS = "identity-links";

  private static final int ONE_PLACE = 1;
  private static final long BYTES_OF_AN_ARRIVAL = 128;
  private static final int SHARE_OF_THE_HEAP = 4;
  private static final int FEWEST_PENDING = 10_000;

  private final Settings settings;
  private final Contract contract;
  private final Rederivation rederivation;
  private final int mostPending;
  private final CommitPace.Activity activity = new CommitPace.Activity();

  /** Topology under settings, which reports on deriving anew when the state has others. */
  public PathwaysTopology(Settings settings, Contract contract, Rederivation rederivation) {
    this(settings, contract, rederivation, mostPending(contract.partitions()));
  }

  /** As many as fit into a quarter of the heap when all tasks are in this process. */
  private static int mostPending(int tasks) {
    long fit = Runtime.getRuntime().maxMemory() / SHARE_OF_THE_HEAP / BYTES_OF_AN_ARRIVAL / tasks;
    return (int) Math.min(Integer.MAX_VALUE, Math.max(FEWEST_PENDING, fit));
  }

  /**
   * Topology that folds what is pending in a task at the latest after a number of arrivals.
   *
   * @param mostPending bounds the memory of a task: about 128 bytes per arrival
   */
  public PathwaysTopology(
      Settings settings, Contract contract, Rederivation rederivation, int mostPending) {
    this.settings = settings;
    this.contract = contract;
    this.rederivation = rederivation;
    this.mostPending = mostPending;
  }

  Settings settings() {
    return settings;
  }

  Contract contract() {
    return contract;
  }

  Rederivation rederivation() {
    return rederivation;
  }

  CommitPace.Activity activity() {
    return activity;
  }

  int mostPending() {
    return mostPending;
  }

  @Override
  public Topology get() {
    StreamsBuilder builder = new StreamsBuilder();
    addStores(builder);
    KStream<byte[], Emission> folded = foldFacts(builder);
    foldTransfers(folded);
    KStream<byte[], CheckFacts.Checked> gathered = gatherLinks(builder);
    KStream<byte[], Emission> resolved = resolveIdentities(gathered);
    foldResolutions(resolved);
    publish(folded, Emission.Kind.PATHWAY, TopicCatalogue.PATHWAYS, "pathways");
    publish(folded, Emission.Kind.MILESTONE, TopicCatalogue.MILESTONES, "milestones");
    publish(folded, Emission.Kind.REJECTION, TopicCatalogue.REJECTIONS, "rejected-facts");
    publish(
        CheckFacts.only(gathered, false, "rejected-links"),
        TopicCatalogue.REJECTIONS,
        "rejected-links");
    publish(resolved, Emission.Kind.REJECTION, TopicCatalogue.REJECTIONS, "rejected-cycles");
    return builder.build();
  }

  private static void addStores(StreamsBuilder builder) {
    builder.addStateStore(BufferedStore.builder(STUDENT_FACTS));
    builder.addStateStore(BufferedStore.builder(IDENTITY_LINKS));
    builder.addStateStore(CommitBuffer.builder(PENDING, PendingStudents::new));
  }

  private KStream<byte[], Emission> foldFacts(StreamsBuilder builder) {
    List<String> topics = TopicCatalogue.studentFacts().stream().map(Topic::name).toList();
    return builder.stream(topics, Consumed.with(Serdes.ByteArray(), facts()).withName("facts"))
        .process(
            () -> new FoldFacts(this, fold(), rejections()),
            Named.as("fold-facts"),
            STUDENT_FACTS,
            PENDING);
  }

  /** Facts that sat in a wrong partition, and facts that one id hands over to another. */
  private void foldTransfers(KStream<byte[], Emission> folded) {
    values(folded, Emission.Kind.TRANSFER, "transfers")
        .repartition(repartitioned("transfers", contract.partitions()))
        .process(
            () -> new FoldTransfers(fold(), activity),
            Named.as("fold-transfers"),
            STUDENT_FACTS,
            PENDING);
  }

  private KStream<byte[], CheckFacts.Checked> gatherLinks(StreamsBuilder builder) {
    return builder.stream(
            TopicCatalogue.IDENTITIES.name(),
            Consumed.with(Serdes.ByteArray(), facts()).withName("identities"))
        .process(() -> new CheckFacts("aliasId", rejections(), activity), Named.as("gather-links"));
  }

  private KStream<byte[], Emission> resolveIdentities(
      KStream<byte[], CheckFacts.Checked> gathered) {
    return CheckFacts.only(gathered, true, "links")
        .repartition(repartitioned("links", ONE_PLACE))
        .process(
            () -> new ResolveIdentities(rejections(), activity),
            Named.as("resolve-identities"),
            IDENTITY_LINKS);
  }

  private void foldResolutions(KStream<byte[], Emission> resolved) {
    values(resolved, Emission.Kind.LINK, "resolutions")
        .repartition(repartitioned("resolutions", contract.partitions()))
        .process(
            () -> new FoldResolutions(activity),
            Named.as("fold-resolutions"),
            STUDENT_FACTS,
            PENDING);
  }

  private static void publish(
      KStream<byte[], Emission> emissions, Emission.Kind kind, Topic topic, String name) {
    publish(values(emissions, kind, name), topic, name);
  }

  private static void publish(KStream<byte[], byte[]> values, Topic topic, String name) {
    values.to(
        topic.name(),
        Produced.with(Serdes.ByteArray(), Serdes.ByteArray()).withName("publish-" + name));
  }

  private static KStream<byte[], byte[]> values(
      KStream<byte[], Emission> emissions, Emission.Kind kind, String name) {
    return emissions
        .filter((key, emission) -> emission.kind() == kind, Named.as("only-" + name))
        .mapValues(Emission::value, Named.as("value-of-" + name));
  }

  private static Repartitioned<byte[], byte[]> repartitioned(String name, int partitions) {
    return Repartitioned.<byte[], byte[]>as(name)
        .withKeySerde(Serdes.ByteArray())
        .withValueSerde(Serdes.ByteArray())
        .withNumberOfPartitions(partitions);
  }

  private StudentFold fold() {
    return new StudentFold(
        new PathwayDerivation(settings, new FactCodec()),
        new PathwayEncoder(contract.pathwayId(), contract.milestoneId()));
  }

  private Rejections rejections() {
    return new Rejections(contract.rejectionId());
  }

  /** Facts are only ever read; what this topology writes is already encoded. */
  private Serde<Fact> facts() {
    return Serdes.serdeFrom(
        (topic, fact) -> {
          throw new UnsupportedOperationException("facts are not written here");
        },
        new FactDeserializer(contract.wireFormat()));
  }
}
