package org.pathline.streams.outcomes;

import java.util.function.UnaryOperator;
import org.apache.kafka.streams.Topology;
import org.pathline.streams.Contract;
import org.pathline.streams.outcomes.OutcomesTopology.Derivations;
import org.pathline.streams.state.Reprocessing;

/**
 * The topology of outcomes as it was before districts had their cells in one partition: each cell
 * changes for itself and lies where its key belongs.
 */
public final class SpreadCells {
  public static final String APPLICATION_ID = "pathline-outcomes-spread";

  private SpreadCells() {}

  public static Topology topology(Contract contract) {
    return new OutcomesTopology(
            contract, new Reprocessing(), Derivations.of(contract), UnaryOperator.identity())
        .get();
  }
}
