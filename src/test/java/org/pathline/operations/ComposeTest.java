package org.pathline.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kafka.server.KafkaConfig;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.server.config.AbstractKafkaConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The compose file is valid, keeps itself to the loopback interface and has no password in it. */
class ComposeTest {
  private static final String PASSWORD = "PATHLINE_GRAFANA_PASSWORD";
  private static final Pattern SECRET_NAME = Pattern.compile("(?i).*(password|secret|token).*");
  private static final Pattern REQUIRED = Pattern.compile("\\$\\{[A-Z_]+:\\?.+}");
  private static final Pattern PINNED =
      Pattern.compile("[a-z./-]+:v?\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
  private static final Pattern SECONDS = Pattern.compile("(\\d+)s");

  /** The longest that the program takes to commit and leave its groups. */
  private static final int STOP_SECONDS = 10;

  private final JsonNode services = OperatorFiles.yaml(OperatorFiles.COMPOSE).get("services");

  @TempDir private Path directory;

  @Test
  void dockerComposeAcceptsItAndRefusesItWithoutAPassword() throws Exception {
    OperatorTool compose = OperatorTool.orSkip("docker-compose", "docker-compose");
    OperatorTool.Ended good =
        compose.run(OperatorFiles.ROOT, Map.of(PASSWORD, "chosen"), "config", "--quiet");
    assertThat(good.exitCode()).as(good.said()).isZero();
    OperatorTool.Ended without =
        compose.run(OperatorFiles.ROOT, Map.of(PASSWORD, ""), "config", "--quiet");
    assertThat(without.exitCode()).isNotZero();
    assertThat(without.said()).contains("set it to the password");
    Path broken = directory.resolve("docker-compose.yml");
    Files.writeString(
        broken, OperatorFiles.read(OperatorFiles.COMPOSE).replace("mem_limit:", "memory_limit:"));
    assertThat(
            compose
                .run(directory, Map.of(PASSWORD, "chosen"), "-f", broken.toString(), "config", "-q")
                .exitCode())
        .isNotZero();
  }

  @Test
  void everyServiceIsPinnedBoundedWatchedAndStartedAgain() {
    services
        .properties()
        .forEach(
            each -> {
              JsonNode service = each.getValue();
              assertThat(service.get("image").asText()).as(each.getKey()).matches(PINNED);
              assertThat(service.has("mem_limit")).as(each.getKey() + " memory").isTrue();
              assertThat(service.has("cpus")).as(each.getKey() + " processors").isTrue();
              assertThat(service.get("security_opt").toString()).contains("no-new-privileges");
              if (runsOnce(service)) {
                assertThat(service.get("healthcheck").get("disable").asBoolean()).isTrue();
              } else {
                assertThat(service.get("restart").asText()).isEqualTo("unless-stopped");
                assertThat(service.get("healthcheck").get("test").size())
                    .as(each.getKey())
                    .isPositive();
                assertThat(seconds(service.get("stop_grace_period").asText()))
                    .as(each.getKey())
                    .isGreaterThan(STOP_SECONDS);
              }
            });
  }

  @Test
  void noServiceHasCapabilitiesAndOursWriteNothingAndAreNotRoot() {
    int ours = 0;
    for (Map.Entry<String, JsonNode> each : services.properties()) {
      JsonNode service = each.getValue();
      assertThat(service.path("cap_drop").toString()).as(each.getKey()).isEqualTo("[\"ALL\"]");
      assertThat(service.has("cap_add")).as(each.getKey()).isFalse();
      assertThat(service.has("privileged")).as(each.getKey()).isFalse();
      if (service.get("image").asText().startsWith("pathline:")) {
        ours++;
        assertThat(service.path("read_only").asBoolean()).as(each.getKey()).isTrue();
        assertThat(service.path("user").asText()).as(each.getKey()).matches("[1-9]\\d+:[1-9]\\d+");
        assertThat(service.path("tmpfs").toString()).contains("/tmp:exec");
      }
    }
    assertThat(ours).isEqualTo(5);
    assertThat(OperatorFiles.read(OperatorFiles.ROOT.resolve("src/main/operations/Dockerfile")))
        .contains("USER " + services.get("monitor").get("user").asText());
  }

  private static boolean runsOnce(JsonNode service) {
    return service.path("restart").asText().equals("on-failure");
  }

  private static int seconds(String duration) {
    Matcher matcher = SECONDS.matcher(duration);
    assertThat(matcher.matches()).as(duration).isTrue();
    return Integer.parseInt(matcher.group(1));
  }

  @Test
  void portsAreOnlyBoundToTheLoopbackInterfaceAndNoTwoToOne() {
    Set<String> taken = new TreeSet<>();
    services.forEach(
        service ->
            service
                .path("ports")
                .forEach(
                    port -> {
                      assertThat(port.asText()).startsWith("127.0.0.1:");
                      assertThat(taken.add(port.asText().split(":")[1])).as(port.asText()).isTrue();
                    }));
    assertThat(taken).isNotEmpty();
  }

  @Test
  void whatIsSecretHasNoDefault() {
    int secrets = 0;
    for (JsonNode service : services) {
      for (Map.Entry<String, JsonNode> each : service.path("environment").properties()) {
        if (SECRET_NAME.matcher(each.getKey()).matches()) {
          assertThat(each.getValue().asText()).matches(REQUIRED);
          secrets++;
        }
      }
    }
    assertThat(secrets).isPositive();
    assertThat("${NAME:-changeme}").doesNotMatch(REQUIRED);
  }

  @Test
  void everyMountedFileAndEveryServiceToWaitForIsThere() {
    services
        .properties()
        .forEach(
            each -> {
              for (JsonNode volume : each.getValue().path("volumes")) {
                String source = volume.asText().split(":")[0];
                if (source.startsWith(".")) {
                  assertThat(OperatorFiles.ROOT.resolve(source)).exists();
                  assertThat(volume.asText()).endsWith(":ro");
                }
              }
              each.getValue()
                  .path("depends_on")
                  .properties()
                  .forEach(
                      needed -> {
                        JsonNode other = services.get(needed.getKey());
                        assertThat(other).as(needed.getKey()).isNotNull();
                        assertThat(needed.getValue().get("condition").asText())
                            .isEqualTo(
                                runsOnce(other)
                                    ? "service_completed_successfully"
                                    : "service_healthy");
                      });
            });
  }

  @Test
  void kafkaAcceptsTheBrokersSettingsAndKnowsEachByName() {
    Set<String> nodes = new TreeSet<>();
    for (int node = 1; node <= 3; node++) {
      Map<String, String> properties = OperatorFiles.brokerProperties("kafka-" + node);
      assertThat(AbstractKafkaConfig.CONFIG_DEF.names())
          .as("names that Kafka knows")
          .containsAll(properties.keySet());
      KafkaConfig config = new KafkaConfig(properties);
      assertThat(config.effectiveAdvertisedBrokerListeners().size()).isEqualTo(2);
      assertThat(config.minInSyncReplicas()).isEqualTo(2);
      assertThat(config.defaultReplicationFactor()).isEqualTo(3);
      nodes.add(config.nodeId() + "@kafka-" + node + ":9093");
    }
    assertThat(OperatorFiles.brokerProperties("kafka-1").get("controller.quorum.voters"))
        .isEqualTo(String.join(",", nodes));
  }

  @Test
  void aBrokerWithoutItsControllerListenerWouldBeRefused() {
    Map<String, String> properties = new HashMap<>(OperatorFiles.brokerProperties("kafka-1"));
    properties.put("controller.listener.names", "NOT_THERE");
    assertThatThrownBy(() -> new KafkaConfig(properties))
        .isInstanceOfAny(ConfigException.class, IllegalArgumentException.class);
  }

  @Test
  void theClusterIdIsOneThatKafkaAccepts() {
    String id = OperatorFiles.clusterId();
    assertThat(Uuid.fromString(id).toString()).isEqualTo(id);
  }
}
