package org.pathline;

import java.util.List;
import org.pathline.cluster.ClusterException;
import org.pathline.command.BenchCommand;
import org.pathline.command.DeadLettersCommand;
import org.pathline.command.DemoCommand;
import org.pathline.command.DownCommand;
import org.pathline.command.EffectsCommand;
import org.pathline.command.EquityCommand;
import org.pathline.command.LagCommand;
import org.pathline.command.MilestonesCommand;
import org.pathline.command.MonitorCommand;
import org.pathline.command.OutcomesCommand;
import org.pathline.command.PublishCommand;
import org.pathline.command.RejectionsCommand;
import org.pathline.command.RunCommand;
import org.pathline.command.SchemasCommand;
import org.pathline.command.SetAsideCommand;
import org.pathline.command.SimulateCommand;
import org.pathline.command.SortingCommand;
import org.pathline.command.StatusCommand;
import org.pathline.command.StudentCommand;
import org.pathline.command.TopicsCommand;
import org.pathline.command.UpCommand;
import org.pathline.contract.ContractException;
import org.pathline.topics.Unanswerable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The program {@code pathline}: one command with subcommands, exit 0 good, 1 failed, 2 usage. */
@Command(
    name = "pathline",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description =
        "Follows each student from a middle-school classroom to a college major and beyond, on an"
            + " event stream.",
    footer = {
      "",
      "See it work, then start with a cluster of your own, on this machine:",
      "  pathline demo",
      "  pathline up",
      "  pathline status",
      "  pathline down",
      "Each command explains itself: pathline COMMAND --help"
    })
public final class Main implements Runnable {
  /** Every command of the program. */
  private static final List<Class<?>> COMMANDS =
      List.of(
          DemoCommand.class,
          UpCommand.class,
          DownCommand.class,
          StatusCommand.class,
          TopicsCommand.class,
          SchemasCommand.class,
          SimulateCommand.class,
          PublishCommand.class,
          RunCommand.class,
          LagCommand.class,
          MonitorCommand.class,
          DeadLettersCommand.class,
          RejectionsCommand.class,
          SetAsideCommand.class,
          OutcomesCommand.class,
          MilestonesCommand.class,
          SortingCommand.class,
          StudentCommand.class,
          EffectsCommand.class,
          EquityCommand.class,
          BenchCommand.class);

  @Spec private CommandSpec spec;

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Show where an unexpected error came from.")
  private boolean verbose;

  /** Version of the build, as the jar names it. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"pathline " + (version == null ? "(not packaged)" : version)};
    }
  }

  /** Runs the program and ends this JVM with its exit code. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /** Returns the program's command line, ready to execute in this JVM. */
  public static CommandLine commandLine() {
    Main main = new Main();
    CommandLine line = new CommandLine(main);
    COMMANDS.forEach(line::addSubcommand);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionStrategy(Main::run);
    line.setExecutionExceptionHandler((e, failed, parsed) -> main.report(e, failed));
    return line;
  }

  /** Options in front of a subcommand that it would never see are a mistake, and a costly one. */
  private static int run(ParseResult parsed) {
    for (ParseResult each = parsed; each.hasSubcommand(); each = each.subcommand()) {
      for (OptionSpec option : each.matchedOptions()) {
        if (option.scopeType() == ScopeType.LOCAL && !option.usageHelp() && !option.versionHelp()) {
          throw new ParameterException(
              each.commandSpec().commandLine(),
              option.longestName()
                  + " belongs behind `"
                  + each.subcommand().commandSpec().name()
                  + "`");
        }
      }
    }
    return new RunLast().execute(parsed);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command?");
  }

  private int report(Exception e, CommandLine failed) {
    // Messages of the former are written for users; any other exception says more with its name.
    String message =
        e instanceof ClusterException
                || e instanceof ContractException
                || e instanceof Unanswerable
                || e instanceof java.io.UncheckedIOException
            ? e.getMessage()
            : "unexpected " + e + (verbose ? "" : " (--verbose shows where)");
    failed.getErr().println("pathline " + failed.getCommandName() + ": " + message);
    if (verbose) {
      e.printStackTrace(failed.getErr());
    }
    failed.getErr().flush();
    return CommandLine.ExitCode.SOFTWARE;
  }
}
