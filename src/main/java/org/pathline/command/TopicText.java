package org.pathline.command;

import org.pathline.schemas.TopicCatalogue;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a topic: its name, or the noun of a topic of facts such as {@code grades}. */
public final class TopicText implements ITypeConverter<String> {
  @Override
  public String convert(String text) {
    // Names of topics have dots or dashes in plenty; only nouns are looked up.
    if (text.contains(".")) {
      return text;
    }
    try {
      return TopicCatalogue.ofNoun(text).name();
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
