package org.pathline.streams;

import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.registry.ContractSchemas;
import org.pathline.streams.registry.WireFormat;

/**
 * What a topology needs to know of the registry and the topics to read and write the contract.
 *
 * @param wireFormat decodes what others wrote
 * @param schemas ids under which this program's schemas are registered
 * @param partitions partition count of every topic keyed by student id
 */
public record Contract(WireFormat wireFormat, ContractSchemas schemas, int partitions) {

  /** Contract with the schemas of a registry. */
  public static Contract of(ContractSchemas schemas, int partitions) {
    return new Contract(new WireFormat(schemas), schemas, partitions);
  }

  /** Id of the schema of pathways. */
  public int pathwayId() {
    return schemas.idOf(TopicCatalogue.PATHWAYS);
  }

  /** Id of the schema of milestones. */
  public int milestoneId() {
    return schemas.idOf(TopicCatalogue.MILESTONES);
  }

  /** Id of the schema of outcome cells. */
  public int outcomeCellId() {
    return schemas.idOf(TopicCatalogue.OUTCOME_CELLS);
  }

  /** Id of the schema of sorting. */
  public int sortingId() {
    return schemas.idOf(TopicCatalogue.SORTING);
  }

  /** Id of the schema of equity ledgers. */
  public int equityId() {
    return schemas.idOf(TopicCatalogue.EQUITY);
  }

  /** Id of the schema of effects. */
  public int effectId() {
    return schemas.idOf(TopicCatalogue.EFFECTS);
  }

  /** Id of the schema of rejections. */
  public int rejectionId() {
    return schemas.idOf(TopicCatalogue.REJECTIONS);
  }

  /** Id of the schema of dead letters. */
  public int deadLetterId() {
    return schemas.idOf(TopicCatalogue.DEAD_LETTERS);
  }

  /** Id of the schema of what is set aside. */
  public int setAsideId() {
    return schemas.idOf(TopicCatalogue.SET_ASIDE);
  }
}
