package org.pathline.snapshot;

import java.util.List;
import java.util.SortedMap;
import org.apache.avro.specific.SpecificRecord;
import org.pathline.ask.Standing;
import org.pathline.cluster.Connection;
import org.pathline.domain.effect.cell.Cell;
import org.pathline.domain.policy.StandingPolicies;
import org.pathline.events.OutcomeCell;
import org.pathline.events.Sorting;
import org.pathline.schemas.Topic;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.wire.CellRecord;
import org.pathline.topics.ContractValues;
import org.pathline.topics.PolicyTopic;
import org.pathline.topics.Unanswerable;

/**
 * What stood when a snapshot was saved.
 *
 * @param connection to the cluster, for its schemas and the policies, which it never forgets
 */
public record SnapshotStanding(Snapshot snapshot, Connection connection) implements Standing {
  @Override
  public List<Cell> cells() {
    return records(TopicCatalogue.OUTCOME_CELLS, OutcomeCell.class).stream()
        .map(CellRecord::read)
        .toList();
  }

  @Override
  public StandingPolicies policies() {
    return PolicyTopic.read(connection, snapshot.cut().of(TopicCatalogue.POLICIES.name()));
  }

  @Override
  public List<Sorting> rosters() {
    return records(TopicCatalogue.SORTING, Sorting.class);
  }

  @Override
  public SortedMap<String, SortedMap<Integer, Long>> readUpTo() {
    return snapshot.cut().offsets();
  }

  private <T extends SpecificRecord> List<T> records(Topic topic, Class<T> type) {
    List<byte[]> values = snapshot.values(topic);
    if (values.isEmpty()) {
      throw new Unanswerable("snapshot " + snapshot.name() + " has nothing of " + topic.name());
    }
    try (ContractValues contract = new ContractValues(connection)) {
      return values.stream().map(value -> contract.decode(topic, type, value)).toList();
    }
  }
}
