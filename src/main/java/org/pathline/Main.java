package org.pathline;

import org.pathline.command.PathlineCommand;
import picocli.CommandLine;

/** The program {@code pathline}: one command with subcommands, exit 0 good, 1 failed, 2 usage. */
public final class Main {
  private Main() {}

  /** Runs the program and ends this JVM with its exit code. */
  public static void main(String[] args) {
    // Scripts ask for the version often; it needs no command line.
    if (args.length == 1 && (args[0].equals("--version") || args[0].equals("-V"))) {
      System.out.println(version());
      return;
    }
    System.exit(PathlineCommand.commandLineFor(args).execute(args));
  }

  /** Returns the program's command line, ready to execute in this JVM. */
  public static CommandLine commandLine() {
    return PathlineCommand.commandLine();
  }

  /** Version of the build, as the jar names it. */
  public static String version() {
    String version = Main.class.getPackage().getImplementationVersion();
    return "pathline " + (version == null ? "(not packaged)" : version);
  }
}
