package org.pathline.streams.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pathline.domain.fact.CourseLevel;
import org.pathline.domain.fact.Indicator;
import org.pathline.domain.fact.RaceEthnicity;
import org.pathline.domain.fact.Subject;
import org.pathline.domain.sorting.RosterKey;
import org.pathline.domain.sorting.RosterSums;
import org.pathline.domain.sorting.Seating;
import org.pathline.domain.sorting.SectionSums;
import org.pathline.streams.codec.RosterCodec.Stored;
import org.pathline.streams.spread.Spread.Extent;

/** Forms of seats and rosters in the stores, those of the release before among them. */
class RosterFormsTest {
  private static final RosterKey ONE = new RosterKey("D", "S", 2011, "08", Subject.MATHEMATICS);
  private static final RosterKey TWO = new RosterKey("D", "S", 2011, "08", Subject.SCIENCE);
  private static final RosterKey THREE = new RosterKey("D", "S", 2012, "09", Subject.SCIENCE);

  private static Seating seat(RosterKey roster, String section, Long prior) {
    return new Seating(roster, section, CourseLevel.H, prior, RaceEthnicity.ASIAN, Indicator.YES);
  }

  /** Subjects alternate, as they do in a pathway. */
  private static List<Seating> seats() {
    return List.of(
        seat(ONE, "a", 50_000L),
        seat(TWO, "b", null),
        seat(ONE, "c", 50_000L),
        seat(THREE, "a", null),
        seat(TWO, "d", null));
  }

  @Test
  void seatsAreReadAsTheyWereWrittenAndEqualOnesGiveEqualBytes() {
    SeatsCodec codec = new SeatsCodec();
    byte[] bytes = codec.encode(seats());
    assertThat(codec.decode(bytes)).containsExactlyInAnyOrderElementsOf(seats());
    assertThat(codec.encode(codec.decode(bytes))).isEqualTo(bytes);
    assertThat(codec.decode(codec.encode(List.of()))).isEmpty();
  }

  @Test
  void seatsOfTheReleaseBeforeAreRead() {
    AvroOutput out = new AvroOutput();
    out.writeByte(1);
    RosterKey before = null;
    for (Seating seating : seats()) {
      out.writeByte(1);
      out.writePresence(!seating.roster().equals(before));
      if (!seating.roster().equals(before)) {
        before = seating.roster();
        out.writeString(before.text());
      }
      out.writeString(seating.sectionId());
      out.writeUnsigned(seating.level().ordinal());
      out.writePresence(seating.priorPercentile() != null);
      if (seating.priorPercentile() != null) {
        out.writeLong(seating.priorPercentile());
      }
      out.writeUnsigned(seating.raceEthnicity().ordinal());
      out.writeUnsigned(seating.economicallyDisadvantaged().ordinal());
    }
    out.writeByte(0);
    assertThat(new SeatsCodec().decode(out.toByteArray())).isEqualTo(seats());
  }

  private static RosterSums sums() {
    RosterSums sums = new RosterSums();
    seats().forEach(seat -> sums.add(seat, 1));
    return sums;
  }

  @Test
  void rostersOfTheReleaseBeforeAreReadAndSmallOnesStillWrittenSo() {
    AvroOutput out = new AvroOutput();
    out.writeByte(1);
    out.writeFixedLong(77);
    out.writeUnsigned(sums().sections().size());
    sums()
        .sections()
        .forEach(
            (id, section) -> {
              out.writeString(id);
              out.writeCounts(section.counts());
              out.writeBig(section.sum());
              out.writeBig(section.squares());
            });
    RosterCodec codec = new RosterCodec();
    Stored stored = codec.decode(out.toByteArray());
    assertThat(stored).isEqualTo(new Stored(77, 4, sums(), Extent.NONE));
    assertThat(codec.encode(stored)).isEqualTo(out.toByteArray());
    Stored spread = new Stored(78, 90_000, new RosterSums(), new Extent(300, 7_000_000_000L));
    assertThat(codec.decode(codec.encode(spread))).isEqualTo(spread);
  }

  @Test
  void changesOfManySectionsAddUpFromSmallPortions() {
    RosterSums sums = new RosterSums();
    for (int i = 0; i < 5_000; i++) {
      long[] counts = new long[SectionSums.COUNTS];
      counts[0] = i + 1;
      sums.add("section-" + i, new SectionSums(counts, BigInteger.TEN, BigInteger.ONE.negate()));
    }
    RosterCodec codec = new RosterCodec();
    List<byte[]> portions = new ArrayList<>();
    codec.portions(sums, 10_000, portions::add);
    assertThat(portions).hasSizeGreaterThan(5).allMatch(each -> each.length < 10_100);
    RosterSums added = new RosterSums();
    portions.forEach(each -> added.add(codec.decode(each).sums()));
    assertThat(added).isEqualTo(sums);
  }
}
