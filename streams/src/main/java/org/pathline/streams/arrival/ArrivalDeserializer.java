package org.pathline.streams.arrival;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.pathline.domain.fact.FactType;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.registry.FactDeserializer;
import org.pathline.streams.registry.WireFormat;

/** Facts from any fact topic, joined or one by one; shared by all threads of an application. */
public final class ArrivalDeserializer implements Deserializer<ArrivedRecord> {
  private final FactDeserializer facts;
  private final Map<String, FactType> types = new HashMap<>();

  /** Deserializer that resolves schemas of other versions. */
  public ArrivalDeserializer(WireFormat wireFormat) {
    facts = new FactDeserializer(wireFormat);
    for (FactType type : FactType.values()) {
      types.put(TopicCatalogue.ofNoun(type.noun()).name(), type);
    }
  }

  @Override
  public ArrivedRecord deserialize(String topic, byte[] value) {
    return new ArrivedRecord.Single(facts.deserialize(topic, value));
  }

  @Override
  public ArrivedRecord deserialize(String topic, Headers headers, byte[] value) {
    return JoinAdjacentFacts.isJoined(headers)
        ? new ArrivedRecord.Burst(Objects.requireNonNull(types.get(topic)), value)
        : deserialize(topic, value);
  }
}
