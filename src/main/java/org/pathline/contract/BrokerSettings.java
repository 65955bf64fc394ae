package org.pathline.contract;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.pathline.cluster.ClusterException;

/** Settings of brokers that can make topologies forget how far they had come. */
public final class BrokerSettings {
  /** Longer than a summer without topologies. */
  private static final Duration LONGEST_PAUSE = Duration.ofDays(120);

  private static final String OFFSETS_RETENTION = "offsets.retention.minutes";

  private BrokerSettings() {}

  /**
   * Looks at each broker.
   *
   * @return a warning for each broker that is set otherwise than it should be; none where the
   *     cluster does not let this program see
   */
  public static List<String> warnings(Admin admin) {
    List<String> warnings = new ArrayList<>();
    try {
      List<ConfigResource> brokers =
          admin.describeCluster().nodes().get().stream()
              .map(node -> new ConfigResource(ConfigResource.Type.BROKER, node.idString()))
              .toList();
      for (Map.Entry<ConfigResource, Config> each :
          admin.describeConfigs(brokers).all().get().entrySet()) {
        ConfigEntry retention = each.getValue().get(OFFSETS_RETENTION);
        if (retention != null && retention.value() != null) {
          Duration kept = Duration.ofMinutes(Long.parseLong(retention.value()));
          if (kept.compareTo(LONGEST_PAUSE) < 0) {
            warnings.add(warning(each.getKey().name(), kept));
          }
        }
      }
    } catch (ExecutionException notForUsToSee) {
      return List.of();
    } catch (InterruptedException e) {
      throw ClusterException.interrupted("looking at the brokers", e);
    }
    return warnings;
  }

  private static String warning(String broker, Duration kept) {
    return "broker "
        + broker
        + " forgets how far stopped topologies had come after "
        + kept.toDays()
        + " days: set "
        + OFFSETS_RETENTION
        + " to at least "
        + LONGEST_PAUSE.toMinutes();
  }
}
