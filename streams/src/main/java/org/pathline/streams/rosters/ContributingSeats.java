package org.pathline.streams.rosters;

import java.util.List;
import java.util.Map;
import org.pathline.domain.sorting.RosterSums;
import org.pathline.domain.sorting.Seating;
import org.pathline.streams.codec.RosterCodec;
import org.pathline.streams.sums.Contributing;

/** A student contributes a seat to each of several rosters. */
final class ContributingSeats implements Contributing<List<Seating>, RosterSums> {
  private final RosterCodec codec = new RosterCodec();

  @Override
  public byte[] stored(List<Seating> seats) {
    return seats.isEmpty() ? null : codec.encode(seats);
  }

  @Override
  public List<Seating> contribution(byte[] stored) {
    return codec.decodeSeatings(stored);
  }

  @Override
  public void add(List<Seating> seats, int sign, Map<String, RosterSums> sums) {
    for (Seating seat : seats) {
      sums.computeIfAbsent(seat.roster().text(), absent -> new RosterSums()).add(seat, sign);
    }
  }

  @Override
  public boolean isZero(RosterSums sums) {
    return sums.isEmpty();
  }

  @Override
  public byte[] bytes(RosterSums sums) {
    return codec.encode(sums);
  }
}
