package org.pathline.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pathline.cluster.ClusterException;
import org.pathline.cluster.Connection;
import org.pathline.cluster.Home;
import picocli.CommandLine;

class ConnectionOptionsTest {
  @TempDir Path directory;

  @CommandLine.Command
  static final class AnyCommand {
    @CommandLine.Mixin ConnectionOptions options;
  }

  @Test
  void withoutAClusterTheErrorSaysHowToGetOne() {
    assertThatThrownBy(this::connect)
        .isInstanceOf(ClusterException.class)
        .hasMessageStartingWith("no cluster in " + directory)
        .hasMessageContaining("run `pathline up`")
        .hasMessageContaining("--bootstrap-servers and --schema-registry");
  }

  @Test
  void addressesOnTheCommandLineNeedNoEmbeddedCluster() {
    Connection connection =
        connect("--bootstrap-servers", "kafka:9092", "--schema-registry", "http://registry:8081");
    assertThat(connection.clientSettings())
        .containsEntry("bootstrap.servers", "kafka:9092")
        .containsEntry("schema.registry.url", "http://registry:8081")
        .hasSize(2);
  }

  @Test
  void oneAddressWithoutTheOtherIsAnError() {
    assertThatThrownBy(() -> connect("--bootstrap-servers", "kafka:9092"))
        .hasMessageContaining("--schema-registry");
    assertThatThrownBy(() -> connect("--schema-registry", "http://registry:8081"))
        .hasMessageContaining("--bootstrap-servers");
  }

  @Test
  void theFileReachesEveryClientAndAnOptionWinsOverIt() throws Exception {
    Path file =
        Files.writeString(
            directory.resolve("client.properties"),
            """
            bootstrap.servers=file:9092
            schema.registry.url=https://file:8081
            security.protocol=SASL_SSL
            basic.auth.credentials.source=USER_INFO
            """);
    Connection connection =
        connect("--config", file.toString(), "--bootstrap-servers", "option:9092");
    assertThat(connection.clientSettings())
        .containsEntry("bootstrap.servers", "option:9092")
        .containsEntry("schema.registry.url", "https://file:8081")
        .containsEntry("security.protocol", "SASL_SSL")
        .containsEntry("basic.auth.credentials.source", "USER_INFO")
        .hasSize(4);
  }

  @Test
  void settingsWithoutAddressesAreNotGivenToTheEmbeddedCluster() throws Exception {
    Path file = Files.writeString(directory.resolve("tls.properties"), "security.protocol=SSL\n");
    assertThatThrownBy(() -> connect("--config", file.toString()))
        .hasMessageContaining("names no cluster");
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> connect("--config", "/no/such/file"))
        .hasMessageContaining("/no/such/file");
  }

  private Connection connect(String... arguments) {
    return CommandLine.populateCommand(new AnyCommand(), arguments)
        .options
        .connection(new Home(directory));
  }
}
