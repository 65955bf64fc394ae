package org.pathline.streams.outcomes;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.pathline.domain.fact.Bounds;
import org.pathline.domain.fact.Violation;
import org.pathline.domain.fact.Violation.Reason;
import org.pathline.domain.outcome.CellSums;
import org.pathline.domain.outcome.Contribution;
import org.pathline.events.Pathway;
import org.pathline.streams.codec.ContributionCodec;
import org.pathline.streams.sums.Contributing;

/** A student contributes to one cell. */
final class ContributingToCells implements Contributing<Contribution, CellSums> {
  /** No key whose ids keep the rules is so long, whatever their characters. */
  static final int LONGEST_KEY = 2_048;

  /** Counts, points, key and entry of a pending sum, about. */
  private static final long SUM_BYTES = 1_024;

  private final ContributionCodec codec = new ContributionCodec();
  private final Function<Pathway, Contribution> derivation;

  ContributingToCells(Function<Pathway, Contribution> derivation) {
    this.derivation = derivation;
  }

  @Override
  public Contribution of(Pathway pathway) {
    return derivation.apply(pathway);
  }

  @Override
  public Violation excess(Contribution contribution) {
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
  public long add(Contribution contribution, int sign, Map<String, CellSums> sums) {
    int before = sums.size();
    sums.computeIfAbsent(contribution.cell().text(), absent -> new CellSums())
        .add(contribution, sign);
    return SUM_BYTES * (sums.size() - before);
  }

  @Override
  public boolean isZero(CellSums sums) {
    return sums.isZero();
  }

  @Override
  public void portions(CellSums sums, Consumer<byte[]> action) {
    action.accept(codec.encode(sums));
  }
}
