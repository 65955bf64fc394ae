package org.pathline.streams.rosters;

import java.util.List;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.Violation;
import org.pathline.domain.fact.Violation.Reason;
import org.pathline.domain.sorting.RosterKey;
import org.pathline.domain.sorting.RosterSums;
import org.pathline.domain.sorting.Seating;
import org.pathline.events.Pathway;
import org.pathline.streams.codec.RosterCodec;
import org.pathline.streams.codec.SeatsCodec;
import org.pathline.streams.ingest.ReadPosition;
import org.pathline.streams.sums.Contributing;

/** A student contributes a seat to each of several rosters. */
final class ContributingSeats implements Contributing<List<Seating>, RosterSums> {
  /** Ids that keep the rules have fewer characters, together and each. */
  static final int LONGEST_KEY = 640;

  static final int LONGEST_SECTION = 320;

  /** Changes of more sections are forwarded in several records. */
  static final int MOST_PORTION_BYTES = 128 * 1024;

  /** Counts, sums, id and entry of a pending section, about, but for the id's characters. */
  private static final long SECTION_BYTES = 512;

  private final SeatsCodec seatsCodec = new SeatsCodec();
  private final RosterCodec codec = new RosterCodec();
  private final Function<Pathway, List<Seating>> derivation;

  ContributingSeats(Function<Pathway, List<Seating>> derivation) {
    this.derivation = derivation;
  }

  @Override
  public List<Seating> of(Pathway pathway) {
    return derivation.apply(pathway);
  }

  @Override
  public @Nullable Violation excess(List<Seating> seats) {
    for (Seating seat : seats) {
      RosterKey key = seat.roster();
      if (key.districtId().length() + key.schoolId().length() + key.gradeLevel().length()
          > LONGEST_KEY) {
        return new Violation(
            Reason.TOO_LONG, "rosters", "district and school have too long ids for a roster's key");
      }
      if (seat.sectionId().length() > LONGEST_SECTION) {
        return new Violation(Reason.TOO_LONG, "rosters", "a section has too long an id");
      }
    }
    return null;
  }

  @Override
  public byte @Nullable [] stored(List<Seating> seats) {
    return seats.isEmpty() ? null : seatsCodec.encode(seats);
  }

  @Override
  public List<Seating> contribution(byte[] stored) {
    return seatsCodec.decode(stored);
  }

  @Override
  public long add(List<Seating> seats, int sign, Function<String, RosterSums> sums) {
    long grown = 0;
    for (Seating seat : seats) {
      RosterSums ofRoster = sums.apply(seat.roster().text());
      int before = ofRoster.sections().size();
      ofRoster.add(seat, sign);
      int more = ofRoster.sections().size() - before;
      grown += more * (SECTION_BYTES + 2L * seat.sectionId().length());
    }
    return grown;
  }

  @Override
  public RosterSums nothing() {
    return new RosterSums();
  }

  @Override
  public boolean isZero(RosterSums sums) {
    return sums.isEmpty();
  }

  /** Each roster travels for itself. */
  @Override
  public String together(String key) {
    return key;
  }

  @Override
  public void changes(
      SortedMap<String, RosterSums> sums, ReadPosition read, Consumer<byte[]> action) {
    sums.values().forEach(each -> codec.portions(each, MOST_PORTION_BYTES, action));
  }
}
