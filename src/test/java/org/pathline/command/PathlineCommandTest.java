package org.pathline.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class PathlineCommandTest {
  private static final CommandLine WHOLE = PathlineCommand.commandLine();

  @Test
  void commandsAreFoundUnderTheNamesThatTheySayOfThemselves() {
    assertThat(WHOLE.getSubcommands()).hasSizeGreaterThan(20);
    WHOLE
        .getSubcommands()
        .forEach(
            (name, command) -> {
              assertThat(command.getCommandName()).isEqualTo(name);
              assertThat(command.getCommandSpec().aliases()).as(name).isEmpty();
            });
  }

  @Test
  void aCommandAloneExplainsItselfAsItDoesAmongAllOthers() {
    for (String name : WHOLE.getSubcommands().keySet()) {
      CommandLine alone = PathlineCommand.commandLineFor("--verbose", name, "--help");
      assertThat(alone.getSubcommands()).as(name).containsKey(name);
      assertThat(alone.getSubcommands().get(name).getUsageMessage())
          .isEqualTo(WHOLE.getSubcommands().get(name).getUsageMessage());
    }
    assertThat(PathlineCommand.commandLineFor("outcomes", "--by", "lag").getSubcommands())
        .containsOnlyKeys("outcomes");
  }

  @Test
  void whatIsNoCommandIsAnsweredWithAllOfThem() {
    assertThat(PathlineCommand.commandLineFor("--help").getUsageMessage())
        .isEqualTo(WHOLE.getUsageMessage());
    StringWriter err = new StringWriter();
    assertThat(
            PathlineCommand.commandLineFor("outcome")
                .setErr(new PrintWriter(err))
                .execute("outcome"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("outcomes");
  }
}
