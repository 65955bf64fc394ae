package org.pathline.publish;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.FactFields;

/** The fields of a fact as the values of a row, each in the type of its column. */
final class FieldValues implements FactFields.Source, FactFields.Target {
  private final @Nullable Object[] row;
  private int column;

  /**
   * The fields of a row.
   *
   * @param first column of the first field
   */
  FieldValues(@Nullable Object[] row, int first) {
    this.row = row;
    this.column = first;
  }

  /** The next value; a form says which of them may be null, and no other is. */
  @SuppressWarnings({"unchecked", "NullAway"}) // the table of forms is where types and columns meet
  private <T> T next() {
    return (T) row[column++];
  }

  private void put(@Nullable Object value) {
    row[column++] = value;
  }

  @Override
  public String text() {
    return next();
  }

  @Override
  public String optionalText() {
    return next();
  }

  @Override
  public List<String> texts() {
    return next();
  }

  @Override
  public int number() {
    return this.<Integer>next();
  }

  @Override
  public Integer optionalNumber() {
    return next();
  }

  @Override
  public double decimal() {
    return this.<Double>next();
  }

  @Override
  public Double optionalDecimal() {
    return next();
  }

  @Override
  public LocalDate date() {
    return next();
  }

  @Override
  public LocalDate optionalDate() {
    return next();
  }

  @Override
  public boolean flag() {
    return this.<Boolean>next();
  }

  @Override
  public <E extends Enum<E>> E symbol(E[] symbols) {
    return next();
  }

  @Override
  public <E extends Enum<E>> E optionalSymbol(E[] symbols) {
    return next();
  }

  @Override
  public void text(String value) {
    put(value);
  }

  @Override
  public void optionalText(@Nullable String value) {
    put(value);
  }

  @Override
  public void texts(List<String> values) {
    put(values);
  }

  @Override
  public void number(int value) {
    put(value);
  }

  @Override
  public void optionalNumber(@Nullable Integer value) {
    put(value);
  }

  @Override
  public void decimal(double value) {
    put(value);
  }

  @Override
  public void optionalDecimal(@Nullable Double value) {
    put(value);
  }

  @Override
  public void date(LocalDate value) {
    put(value);
  }

  @Override
  public void optionalDate(@Nullable LocalDate value) {
    put(value);
  }

  @Override
  public void flag(boolean value) {
    put(value);
  }

  @Override
  public void symbol(Enum<?> value) {
    put(value);
  }

  @Override
  public void optionalSymbol(@Nullable Enum<?> value) {
    put(value);
  }
}
