package org.pathline.bench;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.pathline.domain.outcome.CellSums;
import org.pathline.domain.pathway.Outcome;

/**
 * What batches and topologies count alike in a cell.
 *
 * @param numbers members; of each outcome eligible, observed and attained; the sum of grade points,
 *     times 10^9
 */
public record CellNumbers(List<BigInteger> numbers) {

  /** The numbers in the sums of a cell, which count more than these. */
  public static CellNumbers of(CellSums sums) {
    List<BigInteger> numbers = new ArrayList<>();
    numbers.add(BigInteger.valueOf(sums.members()));
    for (Outcome outcome : Outcome.all()) {
      numbers.add(BigInteger.valueOf(sums.eligible(outcome)));
      numbers.add(BigInteger.valueOf(sums.observed(outcome)));
      numbers.add(BigInteger.valueOf(sums.attained(outcome)));
    }
    numbers.add(sums.gradePoints());
    return new CellNumbers(numbers);
  }
}
