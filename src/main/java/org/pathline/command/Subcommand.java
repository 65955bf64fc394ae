package org.pathline.command;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What every command has: help, where it writes, and how it says that it was called wrongly. */
@Command(mixinStandardHelpOptions = true)
abstract class Subcommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  /** Where the answer goes. */
  final PrintWriter out() {
    return spec.commandLine().getOut();
  }

  /** Where everything else goes. */
  final PrintWriter err() {
    return spec.commandLine().getErr();
  }

  /** Writes a line beside the answer, at once. */
  final void say(@Nullable String line) {
    err().println(line);
    err().flush();
  }

  /** Tells what is being done, where there is a terminal; elsewhere nobody waits for it. */
  final void progress(String line) {
    if (System.console() != null) {
      say(line);
    }
  }

  /** What is thrown where the options are wrong. */
  final ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
