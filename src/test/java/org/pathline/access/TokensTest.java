package org.pathline.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathline.cluster.ClusterException;

class TokensTest {
  private static final String SECRET = "0123456789abcdef-small";
  private static final String OTHER = "fedcba9876543210-other";

  @TempDir private Path directory;

  @Test
  void aTokenMayDoWhatItsScopesAreFor() throws Exception {
    Path file =
        Files.writeString(
            directory.resolve("tokens"), "# of the office\n\n" + SECRET + "  small-groups\n");
    Tokens tokens = Tokens.of(file, Map.of(Tokens.VARIABLE, OTHER + " metrics small-groups"));
    assertThat(tokens.has("Bearer " + SECRET, Tokens.SMALL_GROUPS)).isTrue();
    assertThat(tokens.has("Bearer " + SECRET, Tokens.METRICS)).isFalse();
    assertThat(tokens.has("Bearer " + OTHER, Tokens.METRICS)).isTrue();
    assertThat(tokens.has("Bearer " + OTHER, Tokens.SMALL_GROUPS)).isTrue();
    assertThat(tokens.isUnknown("Bearer " + OTHER)).isFalse();
    assertThat(tokens.isUnknown(null)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Bearer ",
        "Bearer 0123456789abcdef-smal",
        "Bearer 0123456789abcdef-small-groups",
        "Bearer 0123456789ABCDEF-SMALL",
        "Basic 0123456789abcdef-small",
        "Bearer fedcba9876543210-other\u0000",
        "Bearer #"
      })
  void whatIsNotQuiteATokenMayDoNothing(String header) {
    Tokens tokens =
        Tokens.of(null, Map.of(Tokens.VARIABLE, SECRET + " small-groups\n" + OTHER + " metrics"));
    assertThat(tokens.has(header, Tokens.SMALL_GROUPS)).isFalse();
    assertThat(tokens.has(header, Tokens.METRICS)).isFalse();
    assertThat(tokens.isUnknown(header)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {SECRET + " everything", "small-groups " + SECRET, SECRET + ",x"})
  void aLineThatIsNoneIsRefusedAndNotRepeated(String line) {
    Map<String, String> environment = Map.of(Tokens.VARIABLE, "# first\n" + line + " bad-scope");
    assertThatThrownBy(() -> Tokens.of(null, environment))
        .isInstanceOf(ClusterException.class)
        .hasMessageContaining("line 2")
        .message()
        .doesNotContain(SECRET, "everything");
    assertThatThrownBy(() -> Tokens.of(null, Map.of(Tokens.VARIABLE, "short metrics")))
        .hasMessageContaining("could be guessed")
        .message()
        .doesNotContain("short metrics");
  }

  @Test
  void oneThatIsIssuedIsNewEachTime() {
    Tokens tokens = new Tokens();
    assertThat(tokens.isEmpty()).isTrue();
    String first = tokens.issue(Tokens.METRICS);
    assertThat(tokens.issue(Tokens.METRICS)).isNotEqualTo(first).hasSize(48);
    assertThat(tokens.has("Bearer " + first, Tokens.METRICS)).isTrue();
  }
}
