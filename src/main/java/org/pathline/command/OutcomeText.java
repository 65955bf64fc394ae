package org.pathline.command;

import java.util.stream.Collectors;
import org.pathline.domain.pathway.Outcome;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** Reads an outcome by its label, such as {@code stemEntry2}. */
public final class OutcomeText implements ITypeConverter<Outcome> {
  @Override
  public Outcome convert(String label) {
    return Outcome.labelled(label)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "there is no '"
                        + label
                        + "'; there are "
                        + Outcome.all().stream()
                            .map(Outcome::label)
                            .collect(Collectors.joining(" "))));
  }

  /** Outcome that a text names which may also mean something else. */
  static Outcome of(CommandSpec spec, String label) {
    try {
      return new OutcomeText().convert(label);
    } catch (TypeConversionException e) {
      throw new ParameterException(spec.commandLine(), "--outcome: " + e.getMessage(), e);
    }
  }
}
