package org.pathline.streams;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.apache.kafka.streams.state.internals.BlockBasedTableConfigWithAccessibleCache;
import org.pathline.schemas.Topic;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/**
 * Bounds the memory of all RocksDB stores of the process together: blocks, indexes and write
 * buffers.
 *
 * <p>Without it each store of each partition would have its own 50 MB of cache and 48 MB of
 * buffers.
 */
public final class BoundedRocksDb implements RocksDBConfigSetter {
  private static final long CACHE_BYTES = 256L << 20;
  private static final long WRITE_BUFFER_BYTES = 192L << 20;
  private static final long BUFFER_OF_ONE_STORE = 4L << 20;

  private static final long MANIFEST_BYTES = 1L << 20;

  /** Shared by all stores, so neither is ever closed with one of them. */
  private static final Cache CACHE = new LRUCache(CACHE_BYTES);

  private static final WriteBufferManager WRITE_BUFFERS =
      new WriteBufferManager(WRITE_BUFFER_BYTES, CACHE);

  @Override
  public void setConfig(String storeName, Options options, Map<String, Object> configs) {
    BlockBasedTableConfigWithAccessibleCache table =
        (BlockBasedTableConfigWithAccessibleCache) options.tableFormatConfig();
    // Streams opened 50 MB for this store alone, which would stay open unused.
    Cache ownCache = table.blockCache();
    table.setBlockCache(CACHE);
    ownCache.close();
    table.setCacheIndexAndFilterBlocks(true);
    table.setPinTopLevelIndexAndFilter(true);
    options.setTableFormatConfig(table);
    options.setWriteBufferManager(WRITE_BUFFERS);
    options.setWriteBufferSize(BUFFER_OF_ONE_STORE);
    // A key that is deleted leaves the tables with their next compaction, which may never be due;
    // and the list of tables names their first and last keys until it begins anew.
    options.setPeriodicCompactionSeconds(Topic.COMPACTED_WITHIN.toSeconds());
    options.setMaxManifestFileSize(MANIFEST_BYTES);
  }

  @Override
  public void close(String storeName, Options options) {
    // What is shared outlives each store.
  }
}
