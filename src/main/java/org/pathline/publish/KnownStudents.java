package org.pathline.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.function.Consumer;
import org.pathline.cluster.Connection;
import org.pathline.domain.fact.DoubtRules;
import org.pathline.domain.fact.FactType;
import org.pathline.domain.fact.IdentityLink;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.registry.ContractSchemas;
import org.pathline.streams.registry.FactDeserializer;
import org.pathline.streams.registry.UndecodableException;
import org.pathline.streams.registry.WireFormat;
import org.pathline.topics.TopicReader;

/**
 * Looks for students in what was published before: in the keys of the topics of school, one topic
 * after the other for as long as any student is unknown.
 */
final class KnownStudents implements Consumer<UnjoinedIds> {
  private final Connection connection;
  private final Progress progress;

  KnownStudents(Connection connection, Progress progress) {
    this.connection = connection;
    this.progress = progress;
  }

  @Override
  public void accept(UnjoinedIds ids) {
    progress.begin("looked for unknown students in what was published before:");
    long[] records = new long[1];
    try (TopicReader reader = new TopicReader(connection)) {
      readLinks(reader, ids);
      for (FactType type : FactType.values()) {
        if (DoubtRules.knowsStudent(type) && ids.unknownStudents() > 0) {
          reader.read(
              topic(type),
              record -> {
                progress.rowsRead(++records[0]);
                if (record.key() != null) {
                  ids.knowIfAsked(new String(record.key(), UTF_8));
                }
              });
        }
      }
    }
  }

  private void readLinks(TopicReader reader, UnjoinedIds ids) {
    try (ContractSchemas schemas = new ContractSchemas(connection.registryClient())) {
      FactDeserializer facts = new FactDeserializer(new WireFormat(schemas));
      String topic = topic(FactType.IDENTITIES);
      reader.read(
          topic,
          record -> {
            try {
              IdentityLink link = (IdentityLink) facts.deserialize(topic, record.value());
              ids.knowIfAsked(link.envelope().studentId());
              ids.knowIfAsked(link.canonicalId());
            } catch (UndecodableException e) {
              // No topology takes it either.
            }
          });
    }
  }

  private static String topic(FactType type) {
    return TopicCatalogue.ofNoun(type.noun()).name();
  }
}
