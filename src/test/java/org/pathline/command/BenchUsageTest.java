package org.pathline.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathline.Main;
import picocli.CommandLine;

/** What a bench cannot run beside is said before its cluster starts. */
class BenchUsageTest {
  private static String errorOf(String beside) {
    StringWriter err = new StringWriter();
    CommandLine line = Main.commandLine().setErr(new PrintWriter(err));
    assertThat(line.execute("bench", "--beside", beside)).as(err.toString()).isEqualTo(2);
    return err.toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"flink", "Flink", "duckdb,flink", "flink, duckdb"})
  void librariesThatAreNotInTheBuildAreToldWithTheWayToHaveThem(String beside) {
    assertThat(errorOf(beside))
        .contains("--beside flink: its libraries are not in this build")
        .contains("./mvnw -Pflink -DskipTests package");
  }

  @ParameterizedTest
  @ValueSource(strings = {"spark", "duckdb,spark", "duckdb;flink"})
  void whatIsUnknownIsAnsweredWithWhatThereIs(String beside) {
    assertThat(errorOf(beside)).contains("--beside").contains("duckdb, flink");
  }
}
