package org.pathline.command;

import java.util.Collection;
import java.util.List;
import org.pathline.domain.pathway.Outcome;
import org.pathline.publish.UnusableArgument;
import org.pathline.words.Names;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an outcome by its label, such as {@code stemEntry2}. */
public final class OutcomeText implements ITypeConverter<Outcome> {
  @Override
  public Outcome convert(String label) {
    return Outcome.labelled(label)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    Names.none(
                        "outcome", label, Outcome.all().stream().map(Outcome::label).toList())));
  }

  /** Outcome that a text names which may also mean something else. */
  static Outcome of(String label) {
    try {
      return new OutcomeText().convert(label);
    } catch (TypeConversionException e) {
      throw new UnusableArgument("--outcome: " + e.getMessage());
    }
  }

  /** Outcomes that texts name, each once and in their own order. */
  static List<Outcome> of(Collection<String> labels) {
    return labels.stream().map(OutcomeText::of).distinct().sorted().toList();
  }
}
