package org.pathline.streams.outcomes;

import java.util.Map;
import org.pathline.domain.outcome.CellSums;
import org.pathline.domain.outcome.Contribution;
import org.pathline.streams.codec.ContributionCodec;
import org.pathline.streams.sums.Contributing;

/** A student contributes to one cell. */
final class ContributingToCells implements Contributing<Contribution, CellSums> {
  private final ContributionCodec codec = new ContributionCodec();

  @Override
  public byte[] stored(Contribution contribution) {
    return codec.encode(contribution);
  }

  @Override
  public Contribution contribution(byte[] stored) {
    return codec.decode(stored);
  }

  @Override
  public void add(Contribution contribution, int sign, Map<String, CellSums> sums) {
    sums.computeIfAbsent(contribution.cell().text(), absent -> new CellSums())
        .add(contribution, sign);
  }

  @Override
  public boolean isZero(CellSums sums) {
    return sums.isZero();
  }

  @Override
  public byte[] bytes(CellSums sums) {
    return codec.encode(sums);
  }
}
