package org.pathline.streams.commit;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** A store of encoded keys and values that is written once per key and commit. */
public final class BufferedStore {
  private BufferedStore() {}

  /** Builder of a store that is kept on disk and in a changelog. */
  public static StoreBuilder<KeyValueStore<Bytes, byte[]>> builder(String name) {
    // The buffer before the store already joins updates, so Streams' own cache would only copy.
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
        .withCachingDisabled();
  }
}
