package org.pathline.streams.registry;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.kafka.common.serialization.Deserializer;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactType;
import org.pathline.schemas.Topic;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.codec.FactCodec;
import org.pathline.streams.registry.UndecodableException.Reason;

/** Facts from any fact topic; shared by all threads of an application. */
public final class FactDeserializer implements Deserializer<Fact> {
  private record Source(FactType type, Schema schema) {}

  private final WireFormat wireFormat;
  private final Map<String, Source> sources = new HashMap<>();
  private final ThreadLocal<FactCodec> codec = ThreadLocal.withInitial(FactCodec::new);

  /** Deserializer that resolves schemas of other versions. */
  public FactDeserializer(WireFormat wireFormat) {
    this.wireFormat = wireFormat;
    for (FactType type : FactType.values()) {
      Topic topic = TopicCatalogue.ofNoun(type.noun());
      sources.put(topic.name(), new Source(type, topic.schema()));
    }
  }

  /** Type of the facts of a topic. */
  public FactType type(String topic) {
    return source(topic).type;
  }

  private Source source(String topic) {
    return Objects.requireNonNull(sources.get(topic));
  }

  @Override
  public Fact deserialize(String topic, byte[] value) {
    Source source = source(topic);
    byte[] bytes = value;
    int offset = WireFormat.HEADER;
    if (!wireFormat.isCurrent(value, source.schema)) {
      bytes = wireFormat.toCurrent(value, source.schema);
      offset = 0;
    }
    try {
      return codec.get().decode(source.type, bytes, offset, bytes.length - offset);
    } catch (IllegalArgumentException e) {
      throw new UndecodableException(Reason.UNDECODABLE, e.getMessage(), e);
    }
  }
}
