package org.pathline.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pathline.bench.CellAgreement;
import org.pathline.bench.CellNumbers;
import org.pathline.bench.DuckDbBatch;
import org.pathline.domain.effect.cell.Cell;
import org.pathline.domain.outcome.CellKey;
import org.pathline.domain.outcome.CellSums;
import org.pathline.domain.pathway.Outcome;

/** The batch in SQL makes of import files the cells that the product's own rules make of them. */
class NightlyBatchTest {
  private static final int STUDENTS = 600;

  @TempDir private static Path directory;
  private static Map<CellKey, CellNumbers> batch;
  private static List<Cell> derived;

  @BeforeAll
  static void deriveBothWays() throws Exception {
    Path files = Files.createDirectories(directory.resolve("files"));
    new Simulation(new Parameters(STUDENTS, 7, 0, Parameters.DEFAULT_EFFECT, false))
        .write(files, done -> {});
    derived = DerivedState.of(files).standing();
    batch = new DuckDbBatch().run(files, directory.resolve("lists"), 1);
    assertThat(batch).hasSizeGreaterThan(100);
  }

  @Test
  void everyCellIsEqualInAllOutcomes() {
    CellAgreement agreement = CellAgreement.of(batch, derived);
    assertThat(agreement.equal()).isEqualTo(agreement.cells());
    assertThat(agreement.isWhole()).isTrue();
  }

  @Test
  void oneStudentMoreInOneOutcomeIsADifference() {
    List<Cell> changed = new ArrayList<>(derived);
    int at = changed.size() - 1;
    while (!changed.get(at).key().isAnchored()) {
      at--;
    }
    CellSums sums = changed.get(at).sums();
    long[] counts = sums.counts();
    counts[CellSums.at(Outcome.STEM_DEGREE_6) + 1]++;
    changed.set(
        at,
        new Cell(
            changed.get(at).key(),
            new CellSums(counts, sums.gradePoints(), sums.gradePointSquares())));
    CellAgreement agreement = CellAgreement.of(batch, changed);
    assertThat(agreement.equal()).isEqualTo(agreement.cells() - 1);
    assertThat(CellAgreement.of(batch, changed.subList(0, at)).isWhole())
        .as("cells that lack")
        .isFalse();
  }
}
