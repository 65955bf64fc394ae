package org.pathline.bench;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.pathline.domain.outcome.CellKey;

/**
 * What a district would run at night instead: all outcome cells under the default settings, anew,
 * from import files.
 *
 * <p>A batch is found as a service, so that one whose libraries the program is not handed on with
 * can lie beside it.
 */
public interface NightlyBatch {
  /** Name of what it runs on, as people write it. */
  String engine();

  /**
   * Computes the cells of all students who have an anchor in mathematics.
   *
   * @param files directory of import files
   * @param scratch directory of its own for what it needs beside them; need not exist yet
   * @param threads that it may use
   * @throws Exception whatever the engine throws where it cannot
   */
  Map<CellKey, CellNumbers> run(Path files, Path scratch, int threads) throws Exception;

  /** What the command line calls it. */
  default String option() {
    return engine().toLowerCase(Locale.ROOT);
  }

  /** The batch that the command line calls so, or none where it is not in this build. */
  static Optional<NightlyBatch> of(String option) {
    return ServiceLoader.load(NightlyBatch.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(batch -> batch.option().equals(option))
        .findFirst();
  }
}
