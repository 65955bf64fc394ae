package org.pathline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pathline.cluster.Home;
import org.pathline.cluster.SharedCluster;
import org.pathline.endtoend.Program.Ended;

/**
 * The demo answers in the order in which a reader asks, and the README shows what it says.
 *
 * <p>With {@code -Ddemo.update=true} the README is written anew instead.
 */
class DemoIT {
  private static final Path README = Path.of("../README.md");
  private static final String COMMAND = "$ ./pathline demo";
  private static final Pattern SHOWN =
      Pattern.compile("(?s)(?<=```console\n)" + Pattern.quote(COMMAND) + "\n.*?\n(?=```\n)");

  /** Notes, groups of whom something is not known, and reasons beyond the first. */
  private static final Pattern LEFT_OUT =
      Pattern.compile("#.*|(YES|NO)? +UNKNOWN .*|UNKNOWN .*|  [A-Z_]+: (?!2 treated schools).*");

  private static final Pattern OPENING = Pattern.compile("[A-Z].*[?:]");

  private final Home home = SharedCluster.temporaryHome();

  @AfterEach
  void remove() {
    SharedCluster.remove(home);
  }

  @Test
  void theReadmeShowsWhatTheDemoSays() throws Exception {
    Ended demo = Program.run(home, "demo");
    assertThat(demo.exitCode()).as(demo.err()).isZero();
    assertThat(demo.out())
        .containsSubsequence(
            "$ pathline outcomes", "$ pathline effects", "$ pathline equity", "$ pathline student");
    String said = COMMAND + "\n" + trimmed(demo.out());
    if (Boolean.getBoolean("demo.update")) {
      String readme = Files.readString(README);
      Files.writeString(README, SHOWN.matcher(readme).replaceFirst(Matcher.quoteReplacement(said)));
    }
    assertThat(shown()).isEqualTo(said);
  }

  private static String shown() throws IOException {
    Matcher shown = SHOWN.matcher(Files.readString(README));
    assertThat(shown.find()).as("the README shows `%s`", COMMAND).isTrue();
    return shown.group();
  }

  /** Output without what a first reader can miss; an ellipsis stands for lines of a table. */
  private static String trimmed(String out) {
    List<String> kept = new ArrayList<>();
    for (String line : out.lines().takeWhile(each -> !each.startsWith("Try next")).toList()) {
      if (line.isBlank()) {
        continue;
      }
      if (LEFT_OUT.matcher(line).matches()) {
        if (!kept.get(kept.size() - 1).equals("…")) {
          kept.add("…");
        }
        continue;
      }
      if (OPENING.matcher(line).matches()) {
        kept.add("");
      }
      kept.add(line);
    }
    return String.join("\n", kept) + "\n";
  }
}
