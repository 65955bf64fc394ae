package org.pathline.ask;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.pathline.cluster.ClusterException;
import org.pathline.cluster.Connection;
import org.pathline.domain.fact.Violation;
import org.pathline.domain.pathway.FactVersions;
import org.pathline.domain.pathway.StudentState;
import org.pathline.events.Pathway;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.codec.FactCodec;
import org.pathline.streams.codec.StudentStateCodec;
import org.pathline.streams.pathways.PathwaysTopology;
import org.pathline.streams.state.SpreadFacts;
import org.pathline.topics.CompactedTable;
import org.pathline.topics.ContractValues;
import org.pathline.topics.TopicReader;
import org.pathline.topics.Unanswerable;

/**
 * Everything that is kept of one student.
 *
 * @param askedFor id that was asked for
 * @param studentId id under which the student goes on; another one where the former is an alias
 * @param facts what was received under all ids of the student, in order of the effective dates
 * @param setAside why the student is left out of every result; null where it is not
 * @param pathway what is derived of it, or null where no fact stands or none is published yet
 */
public record StudentFile(
    String askedFor,
    String studentId,
    List<FiledFact> facts,
    Violation.@Nullable Reason setAside,
    @Nullable Pathway pathway) {

  /** The log of the store in which the topology keeps the facts of each id. */
  private static final String FACTS =
      PathwaysTopology.APPLICATION_ID + "-" + PathwaysTopology.STUDENT_FACTS + "-changelog";

  /** Whether the id that was asked for is one of a student who goes on under another. */
  public boolean isAlias() {
    return !askedFor.equals(studentId);
  }

  /**
   * Reads the file of the student to whom an id belongs; two partitions are read, four for an
   * alias, of which only this student's records are kept.
   *
   * @throws Unanswerable when nothing is known of the id
   * @throws ClusterException when the cluster does not answer
   */
  public static StudentFile read(Connection connection, String id) {
    StudentStateCodec codec = new StudentStateCodec();
    try (TopicReader reader = new TopicReader(connection);
        ContractValues contract = new ContractValues(connection)) {
      CompactedTable states = new CompactedTable(reader, FACTS);
      if (!states.exists()) {
        throw new Unanswerable(
            "no facts were ever processed: send some with `pathline publish DIR`, then `pathline"
                + " run --until-caught-up`");
      }
      SortedMap<String, byte[]> records = records(states, id);
      StudentState state = codec.decode(id, records.get(id));
      if (state.isEmpty()) {
        throw new Unanswerable(
            "nothing is known of the student '"
                + id
                + "': no fact under this id was processed. `pathline status` shows what was"
                + " undecodable or rejected; what was published since the last run needs `pathline"
                + " run`");
      }
      String studentId = state.isAlias() ? state.canonicalId() : id;
      if (state.isAlias()) {
        records = records(states, studentId);
        state = codec.decode(studentId, records.get(studentId));
      }
      byte[] pathway = new CompactedTable(reader, TopicCatalogue.PATHWAYS.name()).value(studentId);
      return new StudentFile(
          id,
          studentId,
          FiledFact.of(received(state, records, codec), new FactCodec()),
          state.setAside(),
          pathway == null
              ? null
              : contract.decode(TopicCatalogue.PATHWAYS, Pathway.class, pathway));
    }
  }

  /** Record of an id's state, and those over which its facts are spread. */
  private static SortedMap<String, byte[]> records(CompactedTable states, String id) {
    return states.valuesOf(
        id, key -> key.equals(id) || id.equals(SpreadFacts.idOfAPart(key).orElse(null)));
  }

  private static List<FactVersions> received(
      StudentState state, SortedMap<String, byte[]> records, StudentStateCodec codec) {
    List<FactVersions> received = new ArrayList<>(state.all());
    records.forEach(
        (key, bytes) ->
            SpreadFacts.receiverOfAPart(key)
                .ifPresent(receiver -> received.add(codec.decodeVersions(receiver, bytes))));
    return received;
  }
}
