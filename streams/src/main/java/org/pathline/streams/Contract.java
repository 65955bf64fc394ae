package org.pathline.streams;

import org.pathline.domain.erasure.ErasedIds;
import org.pathline.schemas.Topic;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.arrival.Arrivals;
import org.pathline.streams.check.Rejections;
import org.pathline.streams.check.SetAsides;
import org.pathline.streams.commit.CommitPace;
import org.pathline.streams.registry.ContractSchemas;
import org.pathline.streams.registry.WireFormat;

/**
 * What a topology needs to know of the registry and the topics to read and write the contract, and
 * what it shares with its consumers. Each application has its own.
 *
 * @param wireFormat decodes what others wrote
 * @param schemas ids under which this program's schemas are registered
 * @param partitions partition count of every topic keyed by student id
 * @param cellPartitions partition count of the topic of outcome cells
 * @param arrivals what waits for a schema, and what is to be read again
 * @param activity when there was something to read
 * @param erased who is erased, as far as this process has heard
 */
public record Contract(
    WireFormat wireFormat,
    ContractSchemas schemas,
    int partitions,
    int cellPartitions,
    Arrivals arrivals,
    CommitPace.Activity activity,
    ErasedIds erased) {

  /** Contract with the schemas of a registry. */
  public static Contract of(ContractSchemas schemas, int partitions) {
    return of(schemas, partitions, partitions, new ErasedIds());
  }

  /** Contract with the schemas of a registry, and ids that are erased from the beginning. */
  public static Contract of(
      ContractSchemas schemas, int partitions, int cellPartitions, ErasedIds erased) {
    return new Contract(
        new WireFormat(schemas),
        schemas,
        partitions,
        cellPartitions,
        new Arrivals(schemas),
        new CommitPace.Activity(),
        erased);
  }

  /** Id of the schema of a topic. */
  public int id(Topic topic) {
    return schemas.idOf(topic);
  }

  /** Rejections as they are published. */
  public Rejections rejections() {
    return new Rejections(id(TopicCatalogue.REJECTIONS));
  }

  /** What a topology sets aside, as it is published. */
  public SetAsides setAsides(String topology) {
    return new SetAsides(topology, id(TopicCatalogue.SET_ASIDE), id(TopicCatalogue.REJECTIONS));
  }
}
