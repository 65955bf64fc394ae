package org.pathline.streams.codec;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.cell.Cell;
import org.pathline.domain.fact.Indicator;
import org.pathline.domain.fact.RaceEthnicity;
import org.pathline.domain.fact.Subject;
import org.pathline.domain.outcome.CellKey;
import org.pathline.domain.outcome.CellSums;
import org.pathline.domain.pathway.Milestone;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.pathway.Pathway.Channel;
import org.pathline.domain.pathway.Pathway.PriorAchievement;
import org.pathline.domain.pathway.Settings;
import org.pathline.events.MilestoneName;
import org.pathline.events.OutcomeName;

/**
 * Outcome cells from bodies of the current schema, without Avro's records in between: to make some
 * sixty objects of a cell and throw them away was most of what reading cells cost.
 *
 * <p>Only plain bodies are read, as this program's own releases write them. Not thread-safe.
 */
public final class CellBody {
  private static final int LONGEST_INT = 5;

  /** Enough for 38 digits. */
  private static final int LONGEST_DECIMAL = 16;

  private static final int NOT_COUNTED = -1;

  private static final Subject[] SUBJECTS =
      symbols(org.pathline.events.Subject.values(), Subject::valueOf, Subject[]::new);
  private static final RaceEthnicity[] RACES =
      symbols(
          org.pathline.events.RaceEthnicity.values(), RaceEthnicity::valueOf, RaceEthnicity[]::new);
  private static final Indicator[] INDICATORS =
      symbols(org.pathline.events.Indicator.values(), Indicator::valueOf, Indicator[]::new);
  private static final PriorAchievement[] PRIORS =
      symbols(
          org.pathline.events.PriorAchievement.values(),
          PriorAchievement::valueOf,
          PriorAchievement[]::new);

  private static final int[] OUTCOMES =
      places(
          OutcomeName.values(),
          name ->
              name == OutcomeName.unknown
                  ? NOT_COUNTED
                  : CellSums.at(Outcome.labelled(name.name()).orElseThrow()));
  private static final int[] MILESTONES =
      places(
          MilestoneName.values(),
          name ->
              name == MilestoneName.UNKNOWN
                  ? NOT_COUNTED
                  : CellSums.at(Milestone.valueOf(name.name())));
  private static final int[] CHANNELS =
      places(
          org.pathline.events.Channel.values(),
          channel -> CellSums.at(Channel.valueOf(channel.name())));
  private static final int[] STEM_ENTRANTS =
      places(
          org.pathline.events.Channel.values(),
          channel -> CellSums.stemEntrantsAt(Channel.valueOf(channel.name())));

  private final AvroInput in = new AvroInput();
  private Settings settings = Settings.DEFAULT;

  /** What the symbols of an enum of the schema, which is current, are called in the domain. */
  private static <T, E extends Enum<E>> T[] symbols(
      E[] symbols, Function<String, T> named, IntFunction<T[]> array) {
    return Arrays.stream(symbols).map(Enum::name).map(named).toArray(array);
  }

  private static <E extends Enum<E>> int[] places(E[] symbols, ToIntFunction<E> place) {
    return Arrays.stream(symbols).mapToInt(place).toArray();
  }

  /**
   * Cell of a body; null where the body is anything but plain, so that it is to be read with care.
   *
   * @param bytes that hold the body from one place up to another
   */
  public @Nullable Cell read(byte[] bytes, int from, int to) {
    in.reset(bytes, from, to);
    try {
      CellKey key = key();
      long[] counts = new long[CellSums.COUNTS];
      counts[0] = in.readLong();
      outcomes(counts);
      // The nearest doubles of what follows exactly.
      in.readDouble();
      in.readDouble();
      counts(CHANNELS, counts);
      counts(MILESTONES, counts);
      counts(STEM_ENTRANTS, counts);
      if (!in.readPresence()) {
        return null;
      }
      BigInteger gradePoints = decimal();
      if (!in.readPresence()) {
        return null;
      }
      CellSums sums = new CellSums(counts, gradePoints, decimal());
      return in.isAtEnd() ? new Cell(key, sums) : null;
    } catch (IllegalArgumentException
        | ArithmeticException
        | IndexOutOfBoundsException
        | NegativeArraySizeException notPlain) {
      return null;
    }
  }

  private CellKey key() {
    int anchorGrade = readInt();
    String stemList = in.readString();
    if (anchorGrade != settings.anchorGrade() || !stemList.equals(settings.stemList())) {
      settings = new Settings(anchorGrade, stemList);
    }
    return new CellKey(
        settings,
        in.readPresence() ? in.readString() : null,
        in.readPresence() ? in.readString() : null,
        in.readPresence() ? Integer.valueOf(readInt()) : null,
        SUBJECTS[readInt()],
        RACES[readInt()],
        INDICATORS[readInt()],
        PRIORS[readInt()]);
  }

  private void outcomes(long[] counts) {
    for (int left = elements(); left != 0; left = elements()) {
      for (; left > 0; left--) {
        int at = OUTCOMES[readInt()];
        long eligible = in.readLong();
        long observed = in.readLong();
        long attained = in.readLong();
        if (at != NOT_COUNTED) {
          counts[at] = eligible;
          counts[at + 1] = observed;
          counts[at + 2] = attained;
        }
      }
    }
  }

  private void counts(int[] places, long[] counts) {
    for (int left = elements(); left != 0; left = elements()) {
      for (; left > 0; left--) {
        int at = places[readInt()];
        long students = in.readLong();
        if (at != NOT_COUNTED) {
          counts[at] = students;
        }
      }
    }
  }

  /** Elements of the next block of an array; blocks that say their size are not plain. */
  private int elements() {
    int elements = in.readInt();
    if (elements < 0) {
      throw new IllegalArgumentException("a block with its size");
    }
    return elements;
  }

  /** A decimal without its scale, the most significant byte first. */
  private BigInteger decimal() {
    int length = in.readInt();
    if (length < 1 || length > LONGEST_DECIMAL) {
      throw new IllegalArgumentException("a decimal of " + length + " bytes");
    }
    if (length > Long.BYTES) {
      byte[] number = new byte[length];
      in.readRaw(number, 0, length);
      return new BigInteger(number);
    }
    long number = (byte) in.readByte();
    for (int i = 1; i < length; i++) {
      number = (number << Byte.SIZE) | in.readByte();
    }
    return BigInteger.valueOf(number);
  }

  private int readInt() {
    int begin = in.position();
    int number = in.readInt();
    if (in.position() - begin > LONGEST_INT) {
      throw new IllegalArgumentException("a number that is no int");
    }
    return number;
  }
}
