package org.pathline.publish;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.pathline.Main;
import picocli.CommandLine;

/**
 * How {@code publish --dry-run} ended on a directory.
 *
 * @param out what it wrote to standard output
 */
record Checked(int exitCode, String out) {
  static Checked of(Path directory, String... options) {
    List<String> arguments = new ArrayList<>(List.of("publish", "--dry-run"));
    arguments.add("--rejected=" + directory.resolve("rejected.csv"));
    arguments.add(directory.toString());
    arguments.addAll(List.of(options));
    CommandLine command = Main.commandLine();
    StringWriter text = new StringWriter();
    command.setOut(new PrintWriter(text)).setErr(new PrintWriter(new StringWriter()));
    int exitCode = command.execute(arguments.toArray(String[]::new));
    return new Checked(exitCode, text.toString());
  }
}
