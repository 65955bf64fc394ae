package org.pathline.streams.arrival;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.pathline.streams.registry.FactDeserializer;
import org.pathline.streams.registry.WireFormat;

/** Facts from any fact topic, joined or one by one; shared by all threads of an application. */
public final class ArrivalDeserializer implements Deserializer<ArrivedRecord> {
  private final FactDeserializer facts;

  /** Deserializer that resolves schemas of other versions. */
  public ArrivalDeserializer(WireFormat wireFormat) {
    facts = new FactDeserializer(wireFormat);
  }

  @Override
  public ArrivedRecord deserialize(String topic, byte[] value) {
    return new ArrivedRecord.Single(facts.deserialize(topic, value));
  }

  @Override
  public ArrivedRecord deserialize(String topic, Headers headers, byte[] value) {
    return JoinAdjacentFacts.isJoined(headers)
        ? new ArrivedRecord.Burst(facts.type(topic), value)
        : deserialize(topic, value);
  }
}
