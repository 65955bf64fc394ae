package org.pathline.command;

import org.pathline.topics.RecordPlace;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the place of a record, written as {@code topic-partition-offset}. */
public final class PlaceText implements ITypeConverter<RecordPlace> {
  @Override
  public RecordPlace convert(String text) {
    try {
      return RecordPlace.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
