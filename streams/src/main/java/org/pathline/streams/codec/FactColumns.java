package org.pathline.streams.codec;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.Envelope;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactFields;
import org.pathline.domain.fact.FactType;

/**
 * Facts of students as rows of numbers: strings, moments and decimals by their index in the {@link
 * Dictionary}, dates as days since 1970, symbols by their position; 0 stands for an absent value.
 *
 * <p>One row is filled and read at a time, field after field. Not thread-safe.
 */
final class FactColumns {
  /** Columns of a row: up to 17 of what a fact says, then the rest of its envelope. */
  static final int COLUMNS = 20;

  /** What seldom differs stands last, so that the mask of differences is mostly one byte. */
  private static final int ENVELOPE_AT = 17;

  private static final int SOURCE_AT = ENVELOPE_AT;
  private static final int RETRACTED_AT = ENVELOPE_AT + 1;
  private static final int FACT_ID_AT = ENVELOPE_AT + 2;

  /** Columns of the fields in their order, where nothing else is said below. */
  private static final int[] IN_ORDER = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};

  /** The mark differs more often than the course's level. */
  private static final int[] OF_GRADES = {1, 2, 3, 4, 5, 7, 6, 8, 9, 10};

  /** Codes of programs take as many columns as there are, and one for their number. */
  private static final int[] OF_TERMS = {1, 2, 3, 4, 6, 5};

  private static final int[] OF_DEGREES = {1, 2, 3, 5, 4};

  private final Dictionary dictionary;
  private final FactFields.Source source = new RowSource();
  private final FactFields.Target target = new RowTarget();
  private long[] row = {};
  private long[] before = {};
  private int[] columns = IN_ORDER;
  private int field;
  private int end;

  FactColumns(Dictionary dictionary) {
    this.dictionary = dictionary;
  }

  /**
   * Fills the row with a fact.
   *
   * @param before row of the fact before it, which tells likely indexes of strings
   */
  void toRow(Fact fact, long[] row, long[] before) {
    if (!fact.type().isStudentFact()) {
      throw new IllegalArgumentException("not kept with a student: " + fact);
    }
    begin(fact.type(), row);
    this.before = before;
    Envelope envelope = fact.envelope();
    row[0] = dictionary.add(envelope.recordedAt(), before[0]);
    FactFields.write(fact, target);
    Arrays.fill(row, end, ENVELOPE_AT, 0);
    row[SOURCE_AT] = dictionary.add(envelope.source(), before[SOURCE_AT]);
    row[RETRACTED_AT] = envelope.retracted() ? 1 : 0;
    row[FACT_ID_AT] = optional(envelope.factId());
  }

  /** Fact of a type from a row that {@link #toRow} filled. */
  Fact fromRow(FactType type, String studentId, long[] row) {
    begin(type, row);
    Envelope envelope =
        new Envelope(
            studentId,
            dictionary.number((int) row[0]),
            dictionary.string((int) row[SOURCE_AT]),
            row[RETRACTED_AT] == 1,
            optionalString(row[FACT_ID_AT]));
    return FactFields.read(type, envelope, source);
  }

  private void begin(FactType type, long[] row) {
    this.row = row;
    field = 0;
    end = 1;
    columns =
        switch (type) {
          case GRADES -> OF_GRADES;
          case POSTSECONDARY -> OF_TERMS;
          case DEGREES -> OF_DEGREES;
          default -> IN_ORDER;
        };
  }

  private long optional(@Nullable String value) {
    return value == null ? 0 : dictionary.add(value) + 1L;
  }

  private @Nullable String optionalString(long index) {
    return index == 0 ? null : dictionary.string(Math.toIntExact(index - 1));
  }

  /** The fields of the row. */
  private final class RowSource implements FactFields.Source {
    private long next() {
      return row[columns[field++]];
    }

    @Override
    public String text() {
      return dictionary.string(number());
    }

    @Override
    public @Nullable String optionalText() {
      return optionalString(next());
    }

    @Override
    public List<String> texts() {
      int column = columns[field++];
      int count = Math.toIntExact(row[column]);
      List<String> values = new ArrayList<>(count);
      for (int i = 1; i <= count; i++) {
        values.add(dictionary.string(Math.toIntExact(row[column + i])));
      }
      return List.copyOf(values);
    }

    @Override
    public int number() {
      return Math.toIntExact(next());
    }

    @Override
    public @Nullable Integer optionalNumber() {
      throw new IllegalStateException("no fact of a student has an optional number");
    }

    @Override
    public double decimal() {
      return Double.longBitsToDouble(dictionary.number(number()));
    }

    @Override
    public @Nullable Double optionalDecimal() {
      int index = number();
      return index == 0
          ? null
          : Double.valueOf(Double.longBitsToDouble(dictionary.number(index - 1)));
    }

    @Override
    public LocalDate date() {
      return LocalDate.ofEpochDay(next());
    }

    @Override
    public @Nullable LocalDate optionalDate() {
      long day = next();
      return day == 0 ? null : LocalDate.ofEpochDay(day > 0 ? day - 1 : day);
    }

    @Override
    public boolean flag() {
      return next() == 1;
    }

    @Override
    public <E extends Enum<E>> E symbol(E[] symbols) {
      return symbols[number()];
    }

    @Override
    public <E extends Enum<E>> @Nullable E optionalSymbol(E[] symbols) {
      int index = number();
      return index == 0 ? null : symbols[index - 1];
    }
  }

  /** Fills the row. */
  private final class RowTarget implements FactFields.Target {
    private void put(int column, long value) {
      row[column] = value;
      end = Math.max(end, column + 1);
    }

    private void put(long value) {
      put(columns[field++], value);
    }

    private void put(int column, String value) {
      put(column, dictionary.add(value, before[column]));
    }

    @Override
    public void text(String value) {
      put(columns[field++], value);
    }

    @Override
    public void optionalText(@Nullable String value) {
      put(optional(value));
    }

    @Override
    public void texts(List<String> values) {
      int column = columns[field++];
      put(column, values.size());
      for (String value : values) {
        column++;
        put(column, value);
      }
    }

    @Override
    public void number(int value) {
      put(value);
    }

    @Override
    public void optionalNumber(@Nullable Integer value) {
      throw new IllegalStateException("no fact of a student has an optional number");
    }

    @Override
    public void decimal(double value) {
      put(dictionary.add(Double.doubleToRawLongBits(value)));
    }

    @Override
    public void optionalDecimal(@Nullable Double value) {
      put(value == null ? 0 : dictionary.add(Double.doubleToRawLongBits(value)) + 1L);
    }

    @Override
    public void date(LocalDate value) {
      put(value.toEpochDay());
    }

    /** Days since 1970 are moved by one from 0 up, so that 0 is free and 1969 stays negative. */
    @Override
    public void optionalDate(@Nullable LocalDate value) {
      long day = value == null ? 0 : value.toEpochDay();
      put(value != null && day >= 0 ? day + 1 : day);
    }

    @Override
    public void flag(boolean value) {
      put(value ? 1 : 0);
    }

    @Override
    public void symbol(Enum<?> value) {
      put(value.ordinal());
    }

    @Override
    public void optionalSymbol(@Nullable Enum<?> value) {
      put(value == null ? 0 : value.ordinal() + 1);
    }
  }
}
