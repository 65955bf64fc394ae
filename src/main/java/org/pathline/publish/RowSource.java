package org.pathline.publish;

import java.nio.file.Path;
import java.util.function.LongConsumer;
import org.pathline.domain.fact.FactType;

/** Where rows come from that are facts of one type: an import file, or a file of another format. */
public interface RowSource {
  /** The file, as it is named in messages. */
  Path path();

  /** What facts its rows are. */
  FactType type();

  /** Bytes to be read, as far as they are known; 0 where they are not. */
  long size();

  /**
   * Begins to read its rows. Each call begins anew.
   *
   * @param progress told how many bytes of the file were read, each time some are
   * @throws UnreadableFile when it cannot be opened, or lacks something that it must have
   */
  RowReader open(LongConsumer progress) throws UnreadableFile;
}
