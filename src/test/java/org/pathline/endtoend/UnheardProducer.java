package org.pathline.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.ProduceRequest;
import org.apache.kafka.common.requests.RequestHeader;
import org.pathline.cluster.Connection;

/**
 * Leaves a transaction that hangs: writes a record of one of which no coordinator hears.
 *
 * <p>No producer does that, and a broker refuses it unless it is told not to ask the coordinator.
 */
final class UnheardProducer {
  private static final String ASKS = "transaction.partition.verification.enable";
  private static final short BEFORE_BROKERS_ADD_PARTITIONS =
      ProduceRequest.LAST_STABLE_VERSION_BEFORE_TRANSACTION_V2;

  private UnheardProducer() {}

  /** Writes one record, whose time counts where the topic takes that of its producer. */
  static void write(
      Connection connection, TopicPartition to, long producerId, short epoch, long timestamp)
      throws Exception {
    ConfigResource brokers = new ConfigResource(ConfigResource.Type.BROKER, "");
    try (Admin admin = Admin.create(connection.clientSettings())) {
      set(admin, brokers, AlterConfigOp.OpType.SET);
      try {
        // The setting reaches the broker a moment after it was acknowledged.
        Awaited.until(
            "a record that nobody hears of",
            () -> send(connection, to, producerId, epoch, timestamp));
      } finally {
        set(admin, brokers, AlterConfigOp.OpType.DELETE);
      }
    }
  }

  private static void set(Admin admin, ConfigResource brokers, AlterConfigOp.OpType type)
      throws Exception {
    admin
        .incrementalAlterConfigs(
            Map.of(brokers, List.of(new AlterConfigOp(new ConfigEntry(ASKS, "false"), type))))
        .all()
        .get();
  }

  private static boolean send(
      Connection connection, TopicPartition to, long producerId, short epoch, long timestamp)
      throws Exception {
    ProduceRequestData.PartitionProduceData record =
        new ProduceRequestData.PartitionProduceData()
            .setIndex(to.partition())
            .setRecords(
                MemoryRecords.withTransactionalRecords(
                    Compression.NONE,
                    producerId,
                    epoch,
                    0,
                    new SimpleRecord(timestamp, "key".getBytes(UTF_8), new byte[3])));
    ProduceRequestData.TopicProduceData topic =
        new ProduceRequestData.TopicProduceData()
            .setName(to.topic())
            .setPartitionData(List.of(record));
    ProduceRequestData data =
        new ProduceRequestData()
            .setAcks((short) -1)
            .setTimeoutMs(10_000)
            .setTransactionalId("nobody")
            .setTopicData(
                new ProduceRequestData.TopicProduceDataCollection(List.of(topic).iterator()));
    short version = BEFORE_BROKERS_ADD_PARTITIONS;
    RequestHeader header = new RequestHeader(ApiKeys.PRODUCE, version, "unheard", 1);
    ByteBuffer request = ProduceRequest.builder(data).build(version).serializeWithHeader(header);
    String[] address = connection.bootstrapServers().split(":");
    try (Socket socket = new Socket(address[0], Integer.parseInt(address[1]))) {
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      byte[] bytes = new byte[request.remaining()];
      request.get(bytes);
      out.writeInt(bytes.length);
      out.write(bytes);
      out.flush();
      DataInputStream in = new DataInputStream(socket.getInputStream());
      ByteBuffer answer = ByteBuffer.wrap(in.readNBytes(in.readInt()));
      Map<Errors, Integer> errors = AbstractResponse.parseResponse(answer, header).errorCounts();
      assertThat(errors.keySet())
          .isSubsetOf(Errors.NONE, Errors.INVALID_TXN_STATE, Errors.INVALID_PRODUCER_ID_MAPPING);
      return errors.containsKey(Errors.NONE);
    }
  }
}
