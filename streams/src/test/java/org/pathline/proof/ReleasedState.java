package org.pathline.proof;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactType;
import org.pathline.streams.TopologyUnderTest;
import org.pathline.streams.codec.FactCodec;
import org.pathline.streams.commit.BufferedStore;

/**
 * What a release kept in its stores after some facts, on file: the facts, and each store's keys and
 * values.
 *
 * @param facts what was published
 * @param stores keys and values by application id and store
 */
record ReleasedState(
    List<Fact> facts, Map<String, Map<String, List<KeyValue<byte[], byte[]>>>> stores) {

  private static final Path DIRECTORY = Path.of("src", "test", "resources", "state");

  /** File of a release. */
  static Path file(String release) {
    return DIRECTORY.resolve(release + ".bin.gz");
  }

  /** What stands in the stores of the topologies once some facts have arrived. */
  static ReleasedState of(List<Fact> facts, TopologyUnderTest topology) {
    Map<String, Map<String, List<KeyValue<byte[], byte[]>>>> stores = new TreeMap<>();
    for (Map.Entry<String, TopologyTestDriver> driver : topology.drivers().entrySet()) {
      Map<String, List<KeyValue<byte[], byte[]>>> ofDriver = new TreeMap<>();
      for (Map.Entry<String, StateStore> store : driver.getValue().getAllStateStores().entrySet()) {
        if (store.getValue() instanceof KeyValueStore<?, ?> table) {
          ofDriver.put(store.getKey(), contents(table));
        }
      }
      stores.put(driver.getKey(), ofDriver);
    }
    return new ReleasedState(facts, stores);
  }

  private static List<KeyValue<byte[], byte[]>> contents(KeyValueStore<?, ?> table) {
    List<KeyValue<byte[], byte[]>> contents = new ArrayList<>();
    try (var all = table.all()) {
      while (all.hasNext()) {
        var next = all.next();
        contents.add(KeyValue.pair(((Bytes) next.key).get(), (byte[]) next.value));
      }
    }
    return contents;
  }

  /** Writes the file of a release. */
  void write(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    FactCodec codec = new FactCodec();
    try (DataOutputStream out =
        new DataOutputStream(new GZIPOutputStream(Files.newOutputStream(file)))) {
      out.writeInt(facts.size());
      for (Fact fact : facts) {
        out.writeUTF(fact.type().name());
        write(codec.encode(fact), out);
      }
      out.writeInt(stores.size());
      for (var driver : stores.entrySet()) {
        out.writeUTF(driver.getKey());
        out.writeInt(driver.getValue().size());
        for (var store : driver.getValue().entrySet()) {
          out.writeUTF(store.getKey());
          out.writeInt(store.getValue().size());
          for (KeyValue<byte[], byte[]> each : store.getValue()) {
            write(each.key, out);
            write(each.value, out);
          }
        }
      }
    }
  }

  private static void write(byte[] bytes, DataOutputStream out) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  /** Reads the file of a release. */
  static ReleasedState read(Path file) throws IOException {
    FactCodec codec = new FactCodec();
    List<Fact> facts = new ArrayList<>();
    Map<String, Map<String, List<KeyValue<byte[], byte[]>>>> stores = new TreeMap<>();
    try (DataInputStream in =
        new DataInputStream(new GZIPInputStream(Files.newInputStream(file)))) {
      for (int i = in.readInt(); i > 0; i--) {
        FactType type = FactType.valueOf(in.readUTF());
        byte[] bytes = bytes(in);
        facts.add(codec.decode(type, bytes, 0, bytes.length));
      }
      for (int drivers = in.readInt(); drivers > 0; drivers--) {
        Map<String, List<KeyValue<byte[], byte[]>>> ofDriver = new TreeMap<>();
        stores.put(in.readUTF(), ofDriver);
        for (int count = in.readInt(); count > 0; count--) {
          List<KeyValue<byte[], byte[]>> contents = new ArrayList<>();
          ofDriver.put(in.readUTF(), contents);
          for (int i = in.readInt(); i > 0; i--) {
            contents.add(KeyValue.pair(bytes(in), bytes(in)));
          }
        }
      }
    }
    return new ReleasedState(facts, stores);
  }

  private static byte[] bytes(DataInputStream in) throws IOException {
    return in.readNBytes(in.readInt());
  }

  /** The stores as a topology leaves them on disk, in a directory per application id. */
  Map<String, Path> onDisk() throws IOException {
    Map<String, Path> directories = new TreeMap<>();
    for (var application : stores.entrySet()) {
      Path directory = Files.createTempDirectory("pathline-released");
      Path copy = Files.createTempDirectory("pathline-released");
      StreamsBuilder builder = new StreamsBuilder();
      List<String> names = new ArrayList<>(application.getValue().keySet());
      names.forEach(name -> builder.addStateStore(BufferedStore.builder(name)));
      builder.stream("in", Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()))
          .process(Nothing::new, names.toArray(new String[0]));
      TopologyTestDriver driver =
          TopologyUnderTest.driver(application.getKey(), builder.build(), directory);
      application
          .getValue()
          .forEach(
              (name, entries) -> {
                KeyValueStore<Bytes, byte[]> store = driver.getKeyValueStore(name);
                entries.forEach(entry -> store.put(Bytes.wrap(entry.key), entry.value));
              });
      driver.getAllStateStores().values().forEach(StateStore::close);
      TopologyUnderTest.copy(directory, copy);
      directories.put(application.getKey(), copy);
    }
    return directories;
  }

  private static final class Nothing implements Processor<byte[], byte[], Void, Void> {
    @Override
    public void process(Record<byte[], byte[]> record) {
      throw new UnsupportedOperationException("only the stores are used");
    }
  }
}
