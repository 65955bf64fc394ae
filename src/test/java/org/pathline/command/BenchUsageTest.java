package org.pathline.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathline.Main;
import picocli.CommandLine;

/** What a bench cannot run, or not beside another, is said before its cluster starts. */
class BenchUsageTest {
  private static String errorOf(String... options) {
    StringWriter err = new StringWriter();
    CommandLine line = Main.commandLine().setErr(new PrintWriter(err));
    String[] words = Stream.concat(Stream.of("bench"), Stream.of(options)).toArray(String[]::new);
    assertThat(line.execute(words)).as(err.toString()).isEqualTo(2);
    return err.toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"flink", "Flink", "duckdb,flink", "flink, duckdb"})
  void librariesThatAreNotInTheBuildAreToldWithTheWayToHaveThem(String beside) {
    assertThat(errorOf("--beside", beside))
        .contains("--beside flink: its libraries are not in this build")
        .contains("./mvnw -Pflink -DskipTests package");
  }

  @ParameterizedTest
  @ValueSource(strings = {"spark", "duckdb,spark", "duckdb;flink"})
  void whatIsUnknownIsAnsweredWithWhatThereIs(String beside) {
    assertThat(errorOf("--beside", beside)).contains("--beside").contains("duckdb, flink");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--flow", "--students=2000", "--beside=duckdb"})
  void answersAreMeasuredAlone(String other) {
    assertThat(errorOf("--schools", "4000", other)).contains("--schools measures answers alone");
  }

  @Test
  void answersCompareSchools() {
    assertThat(errorOf("--schools", "1")).contains("--schools: at least 10");
  }
}
