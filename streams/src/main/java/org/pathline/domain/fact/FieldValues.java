package org.pathline.domain.fact;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of a fact as objects, one beside the other: to be filled first, then to be read. */
public final class FieldValues implements FactFields.Source, FactFields.Target {
  private final Object[] values;
  private int next;

  /**
   * Fields in an array.
   *
   * @param values a place for each field, the first of them at {@code first}
   */
  public FieldValues(Object[] values, int first) {
    this.values = values;
    this.next = first;
  }

  @SuppressWarnings("unchecked") // who filled the array knows the types of the fields
  private <T> T next() {
    return (T) values[next++];
  }

  private void put(@Nullable Object value) {
    values[next++] = value;
  }

  @Override
  public String text() {
    return next();
  }

  @Override
  public @Nullable String optionalText() {
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
  public @Nullable Integer optionalNumber() {
    return next();
  }

  @Override
  public double decimal() {
    return this.<Double>next();
  }

  @Override
  public @Nullable Double optionalDecimal() {
    return next();
  }

  @Override
  public LocalDate date() {
    return next();
  }

  @Override
  public @Nullable LocalDate optionalDate() {
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
  public <E extends Enum<E>> @Nullable E optionalSymbol(E[] symbols) {
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
