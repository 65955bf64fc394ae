package org.pathline.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.pathline.ask.Standing;
import org.pathline.ask.TargetFile;
import org.pathline.publish.UnusableArgument;
import org.pathline.report.Answer;
import org.pathline.serve.Questions;
import org.pathline.words.Names;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** The commands that ask, by their names, for whoever has parameters in place of arguments. */
public final class AskChoice implements Questions {
  private static final Set<String> SETTINGS = Set.of("anchor-grade", "stem-list");
  private static final int MOST_DRAWS = 10_000;

  /**
   * A command that asks.
   *
   * @param parameters its options that may be asked with; an option that reads a file is none
   */
  private record Asking(Supplier<AskCommand> command, Set<String> parameters) {}

  private static final Map<String, Asking> ASKING = asking();

  private static Map<String, Asking> asking() {
    Map<String, Asking> asking = new LinkedHashMap<>();
    asking.put("outcomes", new Asking(OutcomesCommand::new, Set.of("outcome", "by", "where")));
    asking.put("milestones", new Asking(MilestonesCommand::new, Set.of()));
    asking.put(
        "effects",
        new Asking(
            EffectsCommand::new,
            Set.of(
                "outcome",
                "subgroup",
                "covariates",
                "control",
                "base",
                "method",
                "target",
                "anticipation",
                "draws",
                "seed",
                "where")));
    asking.put(
        "sorting",
        new Asking(
            SortingCommand::new,
            Set.of("outcome", "district", "school", "school-year", "grade", "subject")));
    asking.put("equity", new Asking(EquityCommand::new, Set.of("by", "together", "where")));
    return asking;
  }

  @Override
  public List<Question> all() {
    List<Question> all = new ArrayList<>();
    ASKING.forEach(
        (name, asking) -> {
          CommandLine line = line(asking.command().get());
          List<Parameter> parameters = new ArrayList<>();
          for (OptionSpec option : line.getCommandSpec().options()) {
            String parameter = option.longestName().substring(2);
            if (asking.parameters().contains(parameter) || SETTINGS.contains(parameter)) {
              parameters.add(
                  new Parameter(
                      parameter,
                      String.join(" ", option.description())
                          .replace("%%", "%")
                          .replace("${DEFAULT-VALUE}", String.valueOf(option.defaultValue()))
                          .replace(
                              "${COMPLETION-CANDIDATES}",
                              option.completionCandidates() == null
                                  ? ""
                                  : String.join(", ", option.completionCandidates())),
                      option.isMultiValue(),
                      option.arity().max() == 0));
            }
          }
          all.add(
              new Question(
                  name,
                  String.join(" ", line.getCommandSpec().usageMessage().description())
                      .replace("%%", "%")
                      .strip(),
                  parameters));
        });
    return all;
  }

  private static CommandLine line(AskCommand command) {
    return new CommandLine(command).setCaseInsensitiveEnumValuesAllowed(true);
  }

  @Override
  public Answer answer(String name, Map<String, List<String>> parameters, Standing standing) {
    Asking asking = ASKING.get(name);
    if (asking == null) {
      throw new Misasked(Names.none("question", name, ASKING.keySet()));
    }
    List<String> arguments = new ArrayList<>();
    parameters.forEach(
        (parameter, values) -> {
          if (!asking.parameters().contains(parameter) && !SETTINGS.contains(parameter)) {
            throw new Misasked(
                Names.none(
                    "parameter",
                    parameter,
                    Stream.concat(asking.parameters().stream(), SETTINGS.stream())
                        .sorted()
                        .toList()));
          }
          values.forEach(value -> arguments.add("--" + parameter + "=" + value));
        });
    refuseManyDraws(parameters.getOrDefault("draws", List.of()));
    if (parameters.getOrDefault("target", List.of()).stream().anyMatch(TargetFile::isNamedBy)) {
      throw new Misasked("target: a server reads no file");
    }
    AskCommand command = asking.command().get();
    try {
      line(command).parseArgs(arguments.toArray(String[]::new));
      return command.answer(standing);
    } catch (ParameterException | UnusableArgument e) {
      throw new Misasked(String.valueOf(e.getMessage()));
    }
  }

  /** What a server computes for anyone is bounded. */
  private static void refuseManyDraws(List<String> draws) {
    for (String each : draws) {
      if (each.matches("[0-9]{6,}")
          || each.matches("[0-9]+") && Integer.parseInt(each) > MOST_DRAWS) {
        throw new Misasked("draws: is " + each + "; a server takes " + MOST_DRAWS + " at most");
      }
    }
  }
}
