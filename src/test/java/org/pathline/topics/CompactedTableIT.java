package org.pathline.topics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.pathline.cluster.Connection;
import org.pathline.cluster.SharedCluster;

class CompactedTableIT {
  private static final String TOPIC = "compacted-table-it";

  @Test
  void theLastCommittedValueOfEachKeyStandsAndPartitionsEndInMarkers() throws Exception {
    Connection connection = SharedCluster.connection();
    try (Admin admin = Admin.create(connection.clientSettings())) {
      admin.createTopics(List.of(new NewTopic(TOPIC, 3, (short) 1))).all().get();
    }
    write(connection);
    try (TopicReader reader = new TopicReader(connection)) {
      CompactedTable table = new CompactedTable(reader, TOPIC);
      Map<String, String> values = new TreeMap<>();
      table.values().forEach((key, value) -> values.put(key, new String(value, UTF_8)));
      assertThat(values).isEqualTo(Map.of("kept", "2", "again", "3"));
      assertThat(new String(table.value("kept"), UTF_8)).isEqualTo("2");
      assertThat(table.value("gone")).isNull();
      assertThat(table.value("aborted")).isNull();
      assertThat(table.value("never")).isNull();
      assertThat(table.exists()).isTrue();
      assertThat(new CompactedTable(reader, "no-such-topic-of-it").exists()).isFalse();
    }
  }

  private static void write(Connection connection) {
    Map<String, Object> settings = connection.clientSettings();
    settings.put("transactional.id", TOPIC);
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      for (String[] record :
          new String[][] {{"kept", "1"}, {"gone", "1"}, {"again", "1"}, {"kept", "2"}}) {
        producer.send(new ProducerRecord<>(TOPIC, record[0], record[1]));
      }
      producer.send(new ProducerRecord<>(TOPIC, "gone", null));
      producer.send(new ProducerRecord<>(TOPIC, "again", null));
      producer.send(new ProducerRecord<>(TOPIC, "again", "3"));
      producer.commitTransaction();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(TOPIC, "kept", "of no transaction"));
      producer.send(new ProducerRecord<>(TOPIC, "aborted", "1"));
      producer.flush();
      producer.abortTransaction();
    }
  }
}
