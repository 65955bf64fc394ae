package org.pathline.imports;

import org.jspecify.annotations.Nullable;
import org.pathline.publish.Doubted;
import org.pathline.publish.FactHash;
import org.pathline.publish.StatedTwice;

/**
 * Records that others refer to, such as classes and users, of which a delivery holds each once: a
 * second one that says something else would silently replace the first.
 */
public final class ReferredRecords implements AutoCloseable {
  private final StatedTwice twice = new StatedTwice();

  /**
   * Takes a record.
   *
   * @param of what it is a record of
   * @param id by which others refer to it
   * @param line where it begins, from 1
   */
  public void add(Enum<?> of, String id, ForeignRecord record, BundleFile file, long line) {
    long kind = FactHash.mixed(file.delivery(), of.ordinal());
    twice.add(FactHash.hash(kind, id), record.content(), file.path().toString(), line);
  }

  /** The records that differ from another of the same id; null for none. */
  public @Nullable Doubted doubted() {
    return twice.found().doubted();
  }

  @Override
  public void close() {
    twice.close();
  }
}
