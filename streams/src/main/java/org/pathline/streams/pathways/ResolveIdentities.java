package org.pathline.streams.pathways;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.pathline.domain.fact.FactType;
import org.pathline.domain.fact.IdentityLink;
import org.pathline.domain.fact.KeyVersions;
import org.pathline.domain.fact.Violation;
import org.pathline.domain.fact.Violation.Reason;
import org.pathline.domain.identity.IdentityGraph;
import org.pathline.streams.check.Rejections;
import org.pathline.streams.codec.FactCodec;
import org.pathline.streams.codec.KeyVersionsCodec;
import org.pathline.streams.commit.CommitPace;

/**
 * Resolves all identity links in one task and tells each id whose resolution changed.
 *
 * <p>Links are few, and whether a chain ends or closes a cycle can only be told where all are
 * known.
 */
final class ResolveIdentities implements Processor<byte[], byte[], byte[], Emission> {
  private final KeyVersionsCodec<IdentityLink> codec =
      new KeyVersionsCodec<>(FactType.IDENTITIES, IdentityLink.class);
  private final KeyVersions<IdentityLink> versions = new KeyVersions<>(new FactCodec());
  private final Rejections rejections;
  private final CommitPace.Activity activity;
  private ProcessorContext<byte[], Emission> context;
  private KeyValueStore<Bytes, byte[]> store;
  private CommitPace pace;
  private IdentityGraph graph;

  ResolveIdentities(Rejections rejections, CommitPace.Activity activity) {
    this.activity = activity;
    this.rejections = rejections;
  }

  @Override
  public void init(ProcessorContext<byte[], Emission> context) {
    this.context = context;
    store = context.getStateStore(PathwaysTopology.IDENTITY_LINKS);
    pace = new CommitPace(context, activity);
    // Anew at each start: a task that failed is initialised again with the store as it was
    // committed.
    graph = new IdentityGraph();
    try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<Bytes, byte[]> stored = all.next();
        String aliasId = new String(stored.key.get(), UTF_8);
        graph.link(aliasId, canonicalId(codec.decode(stored.value)));
      }
    }
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    pace.received(record.timestamp());
    IdentityLink link = codec.fact(record.value());
    String aliasId = link.envelope().studentId();
    Bytes key = Bytes.wrap(aliasId.getBytes(UTF_8));
    List<IdentityLink> stored = codec.decode(store.get(key));
    if (!versions.fold(stored, link)) {
      return;
    }
    store.put(key, codec.encode(stored));
    IdentityGraph.Change change = graph.link(aliasId, canonicalId(stored));
    change
        .resolutions()
        .forEach(
            (id, goesOnAs) ->
                context.forward(
                    record
                        .withKey(id.getBytes(UTF_8))
                        .withValue(new Emission(Emission.Kind.LINK, goesOnAs.getBytes(UTF_8)))));
    if (change.newCycle() != null) {
      reject(record, link, change.newCycle());
    }
  }

  private void reject(Record<byte[], byte[]> record, IdentityLink link, String smallest) {
    Violation cycle =
        new Violation(
            Reason.IDENTITY_CYCLE,
            "canonicalId",
            "the link closes a cycle; its ids go on as the smallest, '" + smallest + "'");
    context.forward(
        record.withValue(
            new Emission(Emission.Kind.REJECTION, rejections.encode(link, cycle, context))));
  }

  /** The greatest of the links that stand says where the alias goes; null where none stands. */
  private String canonicalId(List<IdentityLink> stored) {
    IdentityLink greatest = versions.greatest(stored);
    return greatest == null ? null : greatest.canonicalId();
  }
}
