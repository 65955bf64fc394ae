package org.pathline.bench.flink;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.IteratorResultIterator;
import org.apache.flink.connector.file.src.util.RecordAndPosition;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.Fact;
import org.pathline.publish.BadRow;
import org.pathline.publish.ImportFile;
import org.pathline.publish.ImportFiles;
import org.pathline.publish.RowReader;
import org.pathline.publish.UnreadableFile;
import org.pathline.streams.codec.FactCodec;

/**
 * Reads an import file as `pathline publish` does: the id, the type by its ordinal, and the fact as
 * it would be published. Rows that it would refuse are passed over.
 *
 * <p>One task reads a whole file, since a cell may hold line breaks.
 */
final class RowsOfFacts implements BulkFormat<Tuple3<String, Integer, byte[]>, FileSourceSplit> {
  private static final long serialVersionUID = 1;

  /** Id, type and encoding of a fact. */
  static final TypeInformation<Tuple3<String, Integer, byte[]>> TYPE =
      Types.TUPLE(Types.STRING, Types.INT, Types.PRIMITIVE_ARRAY(Types.BYTE));

  /** Handed over together from the thread that reads to the task: enough to be worth it. */
  private static final int BATCH = 1_000;

  @Override
  public Reader<Tuple3<String, Integer, byte[]>> createReader(
      Configuration config, FileSourceSplit split) throws IOException {
    return new Facts(importFile(Path.of(split.path().getPath())));
  }

  @Override
  public Reader<Tuple3<String, Integer, byte[]>> restoreReader(
      Configuration config, FileSourceSplit split) {
    throw new UnsupportedOperationException("a batch has no checkpoints to go on from");
  }

  @Override
  public boolean isSplittable() {
    return false;
  }

  @Override
  public TypeInformation<Tuple3<String, Integer, byte[]>> getProducedType() {
    return TYPE;
  }

  /** The import file at a path. */
  static ImportFile importFile(Path path) {
    return ImportFiles.find(List.of(path), path.resolveSibling("rejected.csv")).get(0);
  }

  /** The facts of one file. */
  private static final class Facts implements Reader<Tuple3<String, Integer, byte[]>> {
    private final ImportFile file;
    private final RowReader rows;
    private final long now = System.currentTimeMillis();
    private final FactCodec codec = new FactCodec();
    private long read;

    Facts(ImportFile file) throws IOException {
      this.file = file;
      try {
        rows = file.open(bytes -> {});
      } catch (UnreadableFile e) {
        throw unreadable(file, e);
      }
    }

    @Override
    public @Nullable RecordIterator<Tuple3<String, Integer, byte[]>> readBatch()
        throws IOException {
      List<Tuple3<String, Integer, byte[]>> batch = new ArrayList<>(BATCH);
      try {
        while (batch.size() < BATCH && rows.next()) {
          add(batch);
        }
      } catch (UnreadableFile e) {
        throw unreadable(file, e);
      }
      if (batch.isEmpty()) {
        return null;
      }
      long before = read;
      read += batch.size();
      return new IteratorResultIterator<>(batch.iterator(), RecordAndPosition.NO_OFFSET, before);
    }

    private void add(List<Tuple3<String, Integer, byte[]>> batch) {
      try {
        Fact fact = file.fact(rows, now);
        batch.add(
            Tuple3.of(fact.envelope().studentId(), fact.type().ordinal(), codec.encode(fact)));
      } catch (BadRow bad) {
        // Publishing refuses it, too, and says so.
        return;
      }
    }

    @Override
    public void close() throws IOException {
      rows.close();
    }
  }

  /** Why a file cannot be read, as Flink takes it. */
  static IOException unreadable(ImportFile file, UnreadableFile why) {
    return new IOException(file.path() + ": " + why.getMessage(), why);
  }
}
