package org.pathline.command;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.pathline.Main;
import org.pathline.cluster.ClusterException;
import org.pathline.pseudonym.UnusableKey;
import org.pathline.publish.UnusableArgument;
import org.pathline.tables.SqlFailure;
import org.pathline.topics.Unanswerable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;

/** {@code pathline} itself: the commands, and what holds for all of them. */
@Command(
    name = "pathline",
    versionProvider = PathlineCommand.Version.class,
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
public final class PathlineCommand extends Subcommand {
  /** Every command by its name; what a class says of itself is read when it is needed. */
  private static final Map<String, Class<?>> COMMANDS = commands();

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Show where an unexpected error came from.")
  private boolean verbose;

  /** Version of the build, as the jar names it. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {Main.version()};
    }
  }

  private static Map<String, Class<?>> commands() {
    Map<String, Class<?>> commands = new LinkedHashMap<>();
    commands.put("demo", DemoCommand.class);
    commands.put("up", UpCommand.class);
    commands.put("down", DownCommand.class);
    commands.put("status", StatusCommand.class);
    commands.put("topics", TopicsCommand.class);
    commands.put("schemas", SchemasCommand.class);
    commands.put("acls", AclsCommand.class);
    commands.put("simulate", SimulateCommand.class);
    commands.put("publish", PublishCommand.class);
    commands.put("import", ImportCommand.class);
    commands.put("key", KeyCommand.class);
    commands.put("run", RunCommand.class);
    commands.put("lag", LagCommand.class);
    commands.put("monitor", MonitorCommand.class);
    commands.put("transactions", TransactionsCommand.class);
    commands.put("dead-letters", DeadLettersCommand.class);
    commands.put("rejections", RejectionsCommand.class);
    commands.put("set-aside", SetAsideCommand.class);
    commands.put("doubts", DoubtsCommand.class);
    commands.put("outcomes", OutcomesCommand.class);
    commands.put("release", ReleaseCommand.class);
    commands.put("milestones", MilestonesCommand.class);
    commands.put("sorting", SortingCommand.class);
    commands.put("plan", PlanCommand.class);
    commands.put("student", StudentCommand.class);
    commands.put("erase", EraseCommand.class);
    commands.put("audit", AuditCommand.class);
    commands.put("effects", EffectsCommand.class);
    commands.put("equity", EquityCommand.class);
    commands.put("sql", SqlCommand.class);
    commands.put("export", ExportCommand.class);
    commands.put("snapshot", SnapshotCommand.class);
    commands.put("diff", DiffCommand.class);
    commands.put("serve", ServeCommand.class);
    commands.put("bench", BenchCommand.class);
    return commands;
  }

  /** The command line with every command, ready to execute in this JVM. */
  public static CommandLine commandLine() {
    return commandLine(COMMANDS);
  }

  /**
   * The command line as far as some arguments need it: to read what all commands say of their
   * options takes longer than to answer.
   */
  public static CommandLine commandLineFor(String... arguments) {
    String name = Stream.of(arguments).filter(each -> !each.startsWith("-")).findFirst().orElse("");
    // The demo asks other commands.
    return COMMANDS.containsKey(name) && COMMANDS.get(name) != DemoCommand.class
        ? commandLine(Map.of(name, COMMANDS.get(name)))
        : commandLine();
  }

  private static CommandLine commandLine(Map<String, Class<?>> commands) {
    PathlineCommand pathline = new PathlineCommand();
    CommandLine line = new CommandLine(pathline);
    commands.forEach(line::addSubcommand);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionStrategy(PathlineCommand::run);
    line.setExecutionExceptionHandler((e, failed, parsed) -> pathline.report(e, failed));
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
  public Integer call() {
    throw usage("which command?");
  }

  private int report(Exception e, CommandLine failed) throws Exception {
    if (e instanceof UnusableArgument || e instanceof UnusableKey) {
      return failed
          .getParameterExceptionHandler()
          .handleParseException(new ParameterException(failed, e.getMessage(), e), new String[0]);
    }
    // Messages of the former are written for users; any other exception says more with its name.
    String message =
        e instanceof ClusterException
                || e instanceof Unanswerable
                || e instanceof SqlFailure
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
