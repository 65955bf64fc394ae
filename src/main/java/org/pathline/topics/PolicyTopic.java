package org.pathline.topics;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.pathline.cluster.Connection;
import org.pathline.domain.fact.ClassroomPolicy;
import org.pathline.domain.fact.FactRules;
import org.pathline.domain.policy.StandingPolicies;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.codec.FactCodec;
import org.pathline.streams.registry.ContractSchemas;
import org.pathline.streams.registry.FactDeserializer;
import org.pathline.streams.registry.UndecodableException;
import org.pathline.streams.registry.WireFormat;

/** Reads the policies that stand from their topic, under the rules of the topologies. */
public final class PolicyTopic {
  private PolicyTopic() {}

  /**
   * Standing policies; none where the topic is missing or empty.
   *
   * @param ends takes by partition the next offset of now
   */
  public static StandingPolicies readNow(Connection connection, SortedMap<Integer, Long> ends) {
    String topic = TopicCatalogue.POLICIES.name();
    ends.putAll(Cut.now(connection, List.of(topic)).of(topic));
    return read(connection, ends);
  }

  /**
   * Policies that stood before some offsets.
   *
   * @param ends next offset by partition
   */
  public static StandingPolicies read(Connection connection, Map<Integer, Long> ends) {
    String topic = TopicCatalogue.POLICIES.name();
    StandingPolicies policies = new StandingPolicies(new FactCodec());
    try (FactDeserializer facts =
            new FactDeserializer(new WireFormat(new ContractSchemas(connection.registryClient())));
        TopicReader reader = new TopicReader(connection)) {
      reader.readBefore(
          topic,
          ends,
          record -> {
            try {
              ClassroomPolicy policy = (ClassroomPolicy) facts.deserialize(topic, record.value());
              byte[] id = policy.envelope().studentId().getBytes(UTF_8);
              if (Arrays.equals(id, record.key())
                  && FactRules.firstViolation(policy, record.timestamp()) == null) {
                policies.receive(policy);
              }
            } catch (UndecodableException e) {
              // A dead letter of the topologies; it declares nothing.
              return;
            }
          });
    }
    return policies;
  }
}
