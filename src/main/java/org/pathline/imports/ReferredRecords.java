package org.pathline.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.Doubt;
import org.pathline.publish.Doubted;
import org.pathline.publish.FactHash;
import org.pathline.publish.StatedTwice;

/**
 * Records that others refer to, such as classes and users, of which a delivery holds each once: a
 * second one that says something else would silently replace the first. And what else is doubtful
 * in them, by the place where they stand.
 */
public final class ReferredRecords {
  private final StatedTwice twice = new StatedTwice();
  private final PlacedDoubts placed = new PlacedDoubts();
  private @Nullable BundleFile file;
  private long line;

  /**
   * Says where the next record stands.
   *
   * @param line where it begins, from 1
   */
  public void at(BundleFile file, long line) {
    this.file = file;
    this.line = line;
  }

  /**
   * Takes the record that stands there.
   *
   * @param of what it is a record of
   * @param id by which others refer to it
   */
  public void add(Enum<?> of, String id, ForeignRecord record) {
    BundleFile file = Objects.requireNonNull(this.file);
    long kind = FactHash.mixed(file.delivery(), of.ordinal());
    twice.add(FactHash.hash(kind, id), record.content(), file.path().toString(), line);
  }

  /** Counts a doubt of the record that stands there. */
  public void doubt(Doubt doubt) {
    placed.add(doubt, Objects.requireNonNull(file), line);
  }

  /** What is doubtful in them; to be asked once, at the end. */
  public List<Doubted> doubts() {
    List<Doubted> all = new ArrayList<>(placed.all());
    Doubted doubted = twice.found().doubted();
    twice.close();
    if (doubted != null) {
      all.add(doubted);
    }
    return all;
  }
}
