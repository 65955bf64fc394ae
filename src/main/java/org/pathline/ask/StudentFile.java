package org.pathline.ask;

import java.util.List;
import org.pathline.cluster.ClusterException;
import org.pathline.cluster.Connection;
import org.pathline.domain.pathway.StudentState;
import org.pathline.events.Pathway;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.codec.FactCodec;
import org.pathline.streams.codec.StudentStateCodec;
import org.pathline.streams.pathways.PathwaysTopology;

/**
 * Everything that is kept of one student.
 *
 * @param askedFor id that was asked for
 * @param studentId id under which the student goes on; another one where the former is an alias
 * @param facts what was received under all ids of the student, in order of the effective dates
 * @param pathway what is derived of it, or null where no fact stands or none is published yet
 */
public record StudentFile(
    String askedFor, String studentId, List<FiledFact> facts, Pathway pathway) {

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
            "no facts were ever processed: send some with `pathline publish DIR`, then `pathline run"
                + " --until-caught-up`");
      }
      StudentState state = codec.decode(id, states.value(id));
      if (state.isEmpty()) {
        throw new Unanswerable(
            "nothing is known of the student '"
                + id
                + "': no fact under this id was processed. `pathline status` shows what was"
                + " undecodable or rejected; what was published since the last run needs `pathline"
                + " run`");
      }
      String studentId = state.isAlias() ? state.goesOnAs() : id;
      if (state.isAlias()) {
        state = codec.decode(studentId, states.value(studentId));
      }
      byte[] pathway = new CompactedTable(reader, TopicCatalogue.PATHWAYS.name()).value(studentId);
      return new StudentFile(
          id,
          studentId,
          FiledFact.of(state, new FactCodec()),
          pathway == null
              ? null
              : contract.decode(TopicCatalogue.PATHWAYS, Pathway.class, pathway));
    }
  }
}
