package org.pathline.bench;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pathline.domain.effect.cell.Cell;
import org.pathline.domain.outcome.CellKey;

/**
 * What a batch made of the import files, and what it took.
 *
 * @param engine on which it ran
 * @param cells that it computed
 */
record FinishedBatch(String engine, Measured measured, Map<CellKey, CellNumbers> cells) {

  /**
   * Runs a batch.
   *
   * @param scratch under which each batch has a directory of its own
   * @param facts in the files
   * @param brokerPid process of the broker, which stands idle meanwhile
   */
  static FinishedBatch of(
      NightlyBatch batch, Path files, Path scratch, int threads, long facts, long brokerPid)
      throws Exception {
    Map<CellKey, CellNumbers> cells = new HashMap<>();
    Measured measured =
        Measured.measure(
            batch.engine() + " batch, cells only",
            brokerPid,
            () -> {
              cells.putAll(batch.run(files, scratch.resolve(batch.option()), threads));
              return facts;
            });
    return new FinishedBatch(batch.engine(), measured, cells);
  }

  /** This batch beside the flow of the same facts. */
  FlowReport.Beside beside(Measured flow, List<Cell> ofPathline) {
    return new FlowReport.Beside(engine, measured, flow, CellAgreement.of(cells, ofPathline));
  }
}
