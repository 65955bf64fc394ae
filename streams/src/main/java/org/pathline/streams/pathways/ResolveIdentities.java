package org.pathline.streams.pathways;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.erasure.ErasedIds;
import org.pathline.domain.fact.FactRules;
import org.pathline.domain.fact.FactType;
import org.pathline.domain.fact.IdentityLink;
import org.pathline.domain.fact.Violation;
import org.pathline.domain.fact.Violation.Reason;
import org.pathline.domain.identity.IdentityGraph;
import org.pathline.streams.check.Rejections;
import org.pathline.streams.check.SetAsides;
import org.pathline.streams.commit.CommitPace;
import org.pathline.streams.erasure.Sweep;
import org.pathline.streams.follow.VersionsOfKeys;
import org.pathline.streams.follow.VersionsOfKeys.Standing;
import org.pathline.streams.state.Reprocess;
import org.pathline.streams.state.StateVersion;

/**
 * Resolves all identity links in one task and tells each id whose resolution changed.
 *
 * <p>Links are few, and whether a chain ends or closes a cycle can only be told where all are
 * known.
 */
final class ResolveIdentities implements Processor<byte[], byte[], byte[], byte[]> {
  /** Records of the source that link one alias; each replaces the one before it. */
  private static final int MOST_LINKS_OF_AN_ALIAS = 64;

  private static final Violation TOO_MANY_LINKS =
      new Violation(
          Reason.TOO_MANY_FACTS,
          "aliasId",
          "more than "
              + MOST_LINKS_OF_AN_ALIAS
              + " links of this alias stand; is it a placeholder? None of them is followed");

  private final PathwaysTopology topology;
  private final Rejections rejections;
  private final SetAsides setAsides;
  private final int mostIds;
  private final Violation hub;
  private ProcessorContext<byte[], byte[]> context;
  private VersionsOfKeys<IdentityLink> versions;
  private final Set<String> crowded = new HashSet<>();
  private CommitPace pace;
  private IdentityGraph graph;
  private Reprocess reprocess;
  private Sweep sweep;

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
    KeyValueStore<Bytes, byte[]> store = context.getStateStore(PathwaysTopology.IDENTITY_LINKS);
    versions =
        new VersionsOfKeys<>(
            store,
            FactType.IDENTITIES,
            IdentityLink.class,
            MOST_LINKS_OF_AN_ALIAS,
            // What a link to an erased id replaced stands again, as if that link had never come.
            IdentityLink::canonicalId);
    crowded.clear();
    pace = new CommitPace(context, topology.contract().activity());
    // Anew at each start: a task that failed is initialised again with the store as it was
    // committed.
    graph = new IdentityGraph(mostIds);
    versions.forEach(
        (key, standing) -> {
          String aliasId = new String(key, UTF_8);
          graph.link(aliasId, canonicalId(standing));
          if (standing.isCrowded()) {
            crowded.add(aliasId);
          }
        });
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
    sweep =
        new Sweep(
            context,
            store,
            topology.contract().erased(),
            topology.rederivation(),
            PathwaysTopology.OF_LINKS,
            () -> reprocess.working(),
            this::dropWhereErased);
    sweep.begin();
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    pace.received(record.timestamp());
    reprocess.working();
    IdentityLink link = versions.fact(record.value());
    if (link.touches(topology.contract().erased()::has)) {
      context.forward(
          record
              .withKey(Rejections.KEY_OF_THE_ERASED.getBytes(UTF_8))
              .withValue(rejections.ofErased(link.type(), context)),
          Destination.REJECTED_CYCLES.node());
      return;
    }
    String aliasId = link.envelope().studentId();
    IdentityGraph.Change change =
        follow(aliasId, versions.receive(aliasId.getBytes(UTF_8), link), record);
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
          Destination.REJECTED_CYCLES.node());
    }
  }

  /** Follows the link that stands for an alias, if any. */
  private IdentityGraph.Change follow(
      String aliasId, Standing<IdentityLink> standing, Record<byte[], byte[]> record) {
    IdentityGraph.Change change = graph.link(aliasId, canonicalId(standing));
    send(change, record);
    byte[] key = setAsides.key(SetAsides.Kind.LINKS, aliasId);
    if (standing.isCrowded() && crowded.add(aliasId)) {
      byte[] entry = setAsides.entry(SetAsides.Kind.LINKS, aliasId, TOO_MANY_LINKS);
      context.forward(record.withKey(key).withValue(entry), Destination.HUBS.node());
      context.forward(
          record
              .withKey(setAsides.rejectionKey(aliasId))
              .withValue(setAsides.rejection(aliasId, TOO_MANY_LINKS)),
          Destination.REJECTED_CYCLES.node());
    } else if (!standing.isCrowded() && crowded.remove(aliasId)) {
      context.forward(record.withKey(key).withValue(null), Destination.HUBS.node());
    }
    return change;
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
            Destination.REJECTED_CYCLES.node());
      }
    }
  }

  /** Drops links of and to ids that are erased, as if they had never come. */
  private void dropWhereErased(Bytes key, byte[] stored, long now) {
    ErasedIds erased = topology.contract().erased();
    Standing<IdentityLink> standing = versions.only(key.get(), link -> !link.touches(erased::has));
    follow(new String(key.get(), UTF_8), standing, new Record<>(key.get(), null, now));
  }

  /** Drops what an older release took and the rules of today refuse. */
  private void deriveAnew(Bytes key, byte[] stored, long now) {
    Standing<IdentityLink> standing =
        versions.only(key.get(), link -> FactRules.firstViolation(link, now) == null);
    follow(new String(key.get(), UTF_8), standing, new Record<>(key.get(), null, now));
  }

  @Override
  public void close() {
    if (reprocess != null) {
      reprocess.close();
    }
    if (sweep != null) {
      sweep.close();
    }
  }

  /** The greatest of the links that stand says where the alias goes; null where none stands. */
  private static @Nullable String canonicalId(Standing<IdentityLink> standing) {
    return standing.fact() == null ? null : standing.fact().canonicalId();
  }
}
