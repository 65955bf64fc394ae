package org.pathline.streams.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.CourseLevel;
import org.pathline.domain.fact.Indicator;
import org.pathline.domain.fact.RaceEthnicity;
import org.pathline.domain.fact.Subject;
import org.pathline.domain.sorting.RosterKey;
import org.pathline.domain.sorting.Seating;

/**
 * Seats of a student in the store.
 *
 * <p>What the seats of one roster have in common is written once, and what the rosters of one
 * school and year have in common once for all of them, as in the pathway: so the seats never take
 * much more than their pathway, however their subjects alternate. Not thread-safe.
 */
public final class SeatsCodec {
  /** Up to 1 a roster's whole key was written wherever it differed from that of the seat before. */
  private static final int REPEATING = 1;

  private static final int VERSION = 2;
  private static final Subject[] SUBJECTS = Subject.values();
  private static final CourseLevel[] LEVELS = CourseLevel.values();
  private static final RaceEthnicity[] RACES = RaceEthnicity.values();
  private static final Indicator[] INDICATORS = Indicator.values();

  private final AvroInput in = new AvroInput();
  private final AvroOutput out = new AvroOutput();

  /** Bytes of a student's seats; equal ones give equal bytes. */
  public byte[] encode(List<Seating> seatings) {
    // In order of the keys' texts, in which the rosters of one school and year lie together.
    Map<String, List<Seating>> byRoster = new TreeMap<>();
    RosterKey last = null;
    List<Seating> ofLast = List.of();
    for (Seating seating : seatings) {
      if (!seating.roster().equals(last)) {
        last = seating.roster();
        ofLast = byRoster.computeIfAbsent(last.text(), absent -> new ArrayList<>());
      }
      ofLast.add(seating);
    }
    out.clear();
    out.writeByte(VERSION);
    Seating before = null;
    for (List<Seating> ofOne : byRoster.values()) {
      Seating first = ofOne.get(0);
      out.writeByte(1);
      writeWhatIsCommon(first, before);
      before = first;
      for (Seating seating : ofOne) {
        if (seating != first && !haveAllInCommon(seating, first)) {
          throw new IllegalArgumentException("seats of one roster and two students");
        }
        out.writeByte(seating.level().ordinal() + 1);
        out.writeString(seating.sectionId());
      }
      out.writeByte(0);
    }
    out.writeByte(0);
    return out.toByteArray();
  }

  private static boolean haveAllInCommon(Seating one, Seating two) {
    return Objects.equals(one.priorPercentile(), two.priorPercentile())
        && one.raceEthnicity() == two.raceEthnicity()
        && one.economicallyDisadvantaged() == two.economicallyDisadvantaged();
  }

  private void writeWhatIsCommon(Seating first, @Nullable Seating before) {
    RosterKey roster = first.roster();
    boolean sameYear = before != null && isOfOneYear(roster, before.roster());
    out.writePresence(!sameYear);
    if (!sameYear) {
      out.writeString(roster.districtId());
      out.writeString(roster.schoolId());
      out.writeLong(roster.schoolYear());
      out.writeString(roster.gradeLevel());
    }
    out.writeUnsigned(roster.subject().ordinal());
    out.writePresence(first.priorPercentile() != null);
    if (first.priorPercentile() != null) {
      out.writeLong(first.priorPercentile());
    }
    out.writeUnsigned(first.raceEthnicity().ordinal());
    out.writeUnsigned(first.economicallyDisadvantaged().ordinal());
  }

  private static boolean isOfOneYear(RosterKey one, RosterKey two) {
    return one.schoolYear() == two.schoolYear()
        && one.gradeLevel().equals(two.gradeLevel())
        && one.schoolId().equals(two.schoolId())
        && one.districtId().equals(two.districtId());
  }

  /**
   * Seats from {@link #encode}, or from the form before.
   *
   * @throws IllegalArgumentException when they were written in a form that is not known
   */
  public List<Seating> decode(byte[] bytes) {
    in.reset(bytes, 0, bytes.length);
    if (bytes[0] == REPEATING) {
      in.readByte();
      return repeating();
    }
    in.expectVersion(VERSION, "seats");
    List<Seating> seatings = new ArrayList<>();
    RosterKey year = null;
    while (in.readByte() == 1) {
      if (in.readPresence()) {
        year =
            new RosterKey(
                in.readString(), in.readString(), in.readInt(), in.readString(), Subject.UNKNOWN);
      }
      RosterKey same = Objects.requireNonNull(year);
      RosterKey roster =
          new RosterKey(
              same.districtId(),
              same.schoolId(),
              same.schoolYear(),
              same.gradeLevel(),
              SUBJECTS[in.readUnsignedInt()]);
      Long prior = in.readPresence() ? Long.valueOf(in.readLong()) : null;
      RaceEthnicity race = RACES[in.readUnsignedInt()];
      Indicator disadvantaged = INDICATORS[in.readUnsignedInt()];
      for (int level = in.readByte(); level != 0; level = in.readByte()) {
        seatings.add(
            new Seating(roster, in.readString(), LEVELS[level - 1], prior, race, disadvantaged));
      }
    }
    return seatings;
  }

  private List<Seating> repeating() {
    List<Seating> seatings = new ArrayList<>();
    RosterKey roster = null;
    while (in.readByte() == 1) {
      roster = in.readPresence() ? RosterKey.parse(in.readString()) : roster;
      seatings.add(
          new Seating(
              Objects.requireNonNull(roster),
              in.readString(),
              LEVELS[in.readUnsignedInt()],
              in.readPresence() ? Long.valueOf(in.readLong()) : null,
              RACES[in.readUnsignedInt()],
              INDICATORS[in.readUnsignedInt()]));
    }
    return seatings;
  }
}
