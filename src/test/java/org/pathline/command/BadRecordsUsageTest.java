package org.pathline.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathline.Main;

/** The commands of bad records teach, and refuse what they do not understand. */
class BadRecordsUsageTest {
  @Test
  void anOptionInFrontOfTheSubcommandThatWouldNotSeeItIsCalledWrongly() {
    assertThat(execute("dead-letters", "--topic", "grades", "replay", "--dry-run")).isEqualTo(2);
    assertThat(execute("rejections", "--limit=3", "count")).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dead-letters --limit 0",
        "dead-letters list --reason NO_REASON",
        "dead-letters list --topic marks",
        "dead-letters show",
        "dead-letters show pathline.grades.v1",
        "dead-letters replay everything",
        "dead-letters count --format xml",
        "rejections --reason UNDECODABLE",
        "rejections show pathline.grades.v1-0",
        "rejections replay"
      })
  void whatIsCalledWronglyExitsWith2(String command) {
    assertThat(execute(command.split(" "))).as(command).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dead-letters",
        "dead-letters list",
        "dead-letters count",
        "dead-letters show",
        "dead-letters replay",
        "rejections",
        "rejections list",
        "rejections count",
        "rejections show"
      })
  void eachExplainsItselfWithExamples(String command) {
    var out = new StringWriter();
    var line = Main.commandLine().setOut(new PrintWriter(out));
    assertThat(line.execute((command + " --help").split(" "))).isZero();
    assertThat(out.toString()).contains("Example", "pathline " + command, "--bootstrap-servers");
    assertThat(line.getUsageMessage()).contains(command.split(" ")[0]);
  }

  private static int execute(String... arguments) {
    var err = new StringWriter();
    int code = Main.commandLine().setErr(new PrintWriter(err)).execute(arguments);
    assertThat(err.toString()).isNotBlank();
    return code;
  }
}
