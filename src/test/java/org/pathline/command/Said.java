package org.pathline.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.pathline.Main;
import org.pathline.cluster.Connection;
import picocli.CommandLine;

/** How a command ended on a cluster, in this JVM, and what it said. */
record Said(int exitCode, String out, String err) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Runs a command on a cluster. */
  static Said of(Connection connection, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--bootstrap-servers=" + connection.bootstrapServers());
    all.add("--schema-registry=" + connection.schemaRegistry());
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return new Said(line.execute(all.toArray(String[]::new)), out.toString(), err.toString());
  }

  /** What it said, as JSON; it must have succeeded. */
  JsonNode json() throws IOException {
    assertThat(exitCode).as(err).isZero();
    return JSON.readTree(out);
  }
}
