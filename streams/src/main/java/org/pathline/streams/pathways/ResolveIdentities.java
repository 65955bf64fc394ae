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
import org.pathline.domain.fact.FactRules;
import org.pathline.domain.fact.FactType;
import org.pathline.domain.fact.IdentityLink;
import org.pathline.domain.fact.KeyVersions;
import org.pathline.domain.fact.Violation;
import org.pathline.domain.fact.Violation.Reason;
import org.pathline.domain.identity.IdentityGraph;
import org.pathline.streams.check.Rejections;
import org.pathline.streams.check.SetAsides;
import org.pathline.streams.codec.FactCodec;
import org.pathline.streams.codec.KeyVersionsCodec;
import org.pathline.streams.commit.CommitPace;
import org.pathline.streams.state.Reprocess;
import org.pathline.streams.state.StateVersion;

/**
 * Resolves all identity links in one task and tells each id whose resolution changed.
 *
 * <p>Links are few, and whether a chain ends or closes a cycle can only be told where all are
 * known.
 */
final class ResolveIdentities implements Processor<byte[], byte[], byte[], byte[]> {
  private final KeyVersionsCodec<IdentityLink> codec =
      new KeyVersionsCodec<>(FactType.IDENTITIES, IdentityLink.class);
  private final KeyVersions<IdentityLink> versions = new KeyVersions<>(new FactCodec());
  private final PathwaysTopology topology;
  private final Rejections rejections;
  private final SetAsides setAsides;
  private final int mostIds;
  private final Violation hub;
  private ProcessorContext<byte[], byte[]> context;
  private KeyValueStore<Bytes, byte[]> store;
  private CommitPace pace;
  private IdentityGraph graph;
  private Reprocess reprocess;

  ResolveIdentities(PathwaysTopology topology, Rejections rejections, SetAsides setAsides) {
    this.topology = topology;
    this.rejections = rejections;
    this.setAsides = setAsides;
    mostIds = topology.bounds().limits().mostIds();
    hub =
        new Violation(
            Reason.IDENTITY_HUB,
            "canonicalId",
            "more than "
                + mostIds
                + " ids are linked to this one, directly or by chains; is it a placeholder?");
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    this.context = context;
    store = context.getStateStore(PathwaysTopology.IDENTITY_LINKS);
    pace = new CommitPace(context, topology.activity());
    // Anew at each start: a task that failed is initialised again with the store as it was
    // committed.
    graph = new IdentityGraph(mostIds);
    try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<Bytes, byte[]> stored = all.next();
        if (!Reprocess.isOwnKey(stored.key)) {
          String aliasId = new String(stored.key.get(), UTF_8);
          graph.link(aliasId, canonicalId(codec.decode(stored.value)));
        }
      }
    }
    reprocess =
        new Reprocess(
            context,
            store,
            StateVersion.ofLinks(),
            topology.rederivation(),
            "identity links",
            () -> {},
            this::deriveAnew);
    reprocess.begin();
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    pace.received(record.timestamp());
    reprocess.working();
    IdentityLink link = codec.fact(record.value());
    String aliasId = link.envelope().studentId();
    Bytes key = Bytes.wrap(aliasId.getBytes(UTF_8));
    List<IdentityLink> stored = codec.decode(store.get(key));
    if (!versions.fold(stored, link)) {
      return;
    }
    store.put(key, codec.encode(stored));
    IdentityGraph.Change change = graph.link(aliasId, canonicalId(stored));
    send(change, record);
    if (change.newCycle() != null) {
      Violation cycle =
          new Violation(
              Reason.IDENTITY_CYCLE,
              "canonicalId",
              "the link closes a cycle; its ids go on as the smallest, '"
                  + change.newCycle()
                  + "'");
      context.forward(
          record.withValue(rejections.encode(link, cycle, context)),
          Destination.REJECTED_LINKS.node());
    }
  }

  /** Tells each id as which it goes on now, and everybody of hubs that came or went. */
  private void send(IdentityGraph.Change change, Record<byte[], byte[]> record) {
    change
        .resolutions()
        .forEach(
            (id, goesOnAs) ->
                context.forward(
                    record
                        .withKey(id.getBytes(UTF_8))
                        .withValue(new Transfer.Resolved(goesOnAs).toBytes()),
                    Destination.RESOLUTIONS.node()));
    for (String id : change.formerHubs()) {
      context.forward(
          record.withKey(setAsides.key(SetAsides.Kind.HUB, id)).withValue(null),
          Destination.HUBS.node());
    }
    for (String id : change.newHubs()) {
      context.forward(
          record
              .withKey(setAsides.key(SetAsides.Kind.HUB, id))
              .withValue(setAsides.entry(SetAsides.Kind.HUB, id, hub)),
          Destination.HUBS.node());
      if (change.hubsAppeared()) {
        context.forward(
            record.withKey(setAsides.rejectionKey(id)).withValue(setAsides.rejection(id, hub)),
            Destination.REJECTED_LINKS.node());
      }
    }
  }

  /** Drops what an older release took and the rules of today refuse. */
  private void deriveAnew(Bytes key, byte[] stored, long now) {
    List<IdentityLink> links = codec.decode(stored);
    if (!links.removeIf(link -> FactRules.firstViolation(link, now) != null)) {
      return;
    }
    if (links.isEmpty()) {
      store.delete(key);
    } else {
      store.put(key, codec.encode(links));
    }
    String aliasId = new String(key.get(), UTF_8);
    send(graph.link(aliasId, canonicalId(links)), new Record<>(key.get(), null, now));
  }

  @Override
  public void close() {
    if (reprocess != null) {
      reprocess.close();
    }
  }

  /** The greatest of the links that stand says where the alias goes; null where none stands. */
  private String canonicalId(List<IdentityLink> stored) {
    IdentityLink greatest = versions.greatest(stored);
    return greatest == null ? null : greatest.canonicalId();
  }
}
