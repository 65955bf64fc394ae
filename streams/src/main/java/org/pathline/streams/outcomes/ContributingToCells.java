package org.pathline.streams.outcomes;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.Bounds;
import org.pathline.domain.fact.Violation;
import org.pathline.domain.fact.Violation.Reason;
import org.pathline.domain.outcome.CellSums;
import org.pathline.domain.outcome.Contribution;
import org.pathline.events.Pathway;
import org.pathline.streams.codec.CellChanges;
import org.pathline.streams.codec.CellChangesCodec;
import org.pathline.streams.codec.ContributionCodec;
import org.pathline.streams.ingest.ReadPosition;
import org.pathline.streams.sums.Contributing;

/** A student contributes to one cell. */
final class ContributingToCells implements Contributing<Contribution, CellSums> {
  /** No key whose ids keep the rules is so long, whatever their characters. */
  static final int LONGEST_KEY = 2_048;

  private final ContributionCodec codec = new ContributionCodec();
  private final CellChangesCodec changesCodec = new CellChangesCodec();
  private final Function<Pathway, Contribution> derivation;
  private final UnaryOperator<String> together;

  /**
   * Contributions as they are derived.
   *
   * @param together what the keys of cells that change together have in common
   */
  ContributingToCells(Function<Pathway, Contribution> derivation, UnaryOperator<String> together) {
    this.derivation = derivation;
    this.together = together;
  }

  @Override
  public Contribution of(Pathway pathway) {
    return derivation.apply(pathway);
  }

  @Override
  public @Nullable Violation excess(Contribution contribution) {
    if (contribution.cell().text().getBytes(UTF_8).length > LONGEST_KEY) {
      return new Violation(
          Reason.TOO_LONG, "anchor", "district and school have too long ids for a cell's key");
    }
    Integer year = contribution.cell().anchorYear();
    if (year != null && !Bounds.isPlausibleYear(year)) {
      return new Violation(
          Reason.INVALID_SCHOOL_YEAR, "anchor", year + " is not the year in which one ends");
    }
    CellSums alone = new CellSums();
    alone.add(contribution, 1);
    return alone.isOfStudents()
        ? null
        : new Violation(
            Reason.IMPLAUSIBLE_NUMBER,
            "outcomes",
            "what is attained is not observed, what is observed is about somebody else,"
                + " or the grade points are on another scale");
  }

  @Override
  public byte[] stored(Contribution contribution) {
    return codec.encode(contribution);
  }

  @Override
  public Contribution contribution(byte[] stored) {
    return codec.decode(stored);
  }

  @Override
  public long add(Contribution contribution, int sign, Function<String, CellSums> sums) {
    sums.apply(contribution.cell().text()).add(contribution, sign);
    return 0;
  }

  @Override
  public CellSums nothing() {
    return new CellSums();
  }

  @Override
  public boolean isZero(CellSums sums) {
    return sums.isZero();
  }

  @Override
  public String together(String key) {
    return together.apply(key);
  }

  @Override
  public void changes(
      SortedMap<String, CellSums> sums, ReadPosition read, Consumer<byte[]> action) {
    action.accept(changesCodec.encode(new CellChanges(read, sums)));
  }
}
