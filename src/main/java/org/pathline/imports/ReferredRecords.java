package org.pathline.imports;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.Doubt;
import org.pathline.publish.BadRow;
import org.pathline.publish.Doubted;
import org.pathline.publish.FactHash;
import org.pathline.publish.StatedTwice;
import org.pathline.publish.UnreadableFile;

/**
 * Records that others refer to, such as classes and users, of which a delivery holds each once: a
 * second one that says something else would silently replace the first. And what else is doubtful
 * in them, by the place where they stand.
 */
public final class ReferredRecords {
  /** Looks at a record. */
  public interface Taker {
    /** Takes a record of a file. */
    void take(ForeignRecord record, BundleFile file) throws BadRow;
  }

  private final StatedTwice twice = new StatedTwice();
  private final PlacedDoubts placed = new PlacedDoubts();
  private final List<String> notes;
  private @Nullable BundleFile file;
  private long line;
  private long notUnderstood;

  /**
   * None yet.
   *
   * @param notes takes the first record of a file that is not understood, and how many more are not
   */
  public ReferredRecords(List<String> notes) {
    this.notes = notes;
  }

  /**
   * Hands on each record of a file to which others refer.
   *
   * @throws UnreadableFile when the file cannot be read to its end
   */
  public void each(BundleFile of, ForeignSource.Opening opening, Taker taker)
      throws UnreadableFile {
    notUnderstood += look(of, opening, taker);
  }

  /**
   * Hands on each record of a file; what is not understood is named and passed over.
   *
   * @return how many are not understood
   * @throws UnreadableFile when the file cannot be read to its end
   */
  public long look(BundleFile of, ForeignSource.Opening opening, Taker taker)
      throws UnreadableFile {
    long bad = 0;
    file = of;
    try (RecordReader records = opening.open(of, bytes -> {})) {
      while (records.next()) {
        line = records.line();
        try {
          taker.take(records.record(), of);
        } catch (BadRow e) {
          if (bad++ == 0) {
            notes.add(of.path() + ":" + line + ": " + e.field() + ": " + e.getMessage());
          }
        }
      }
    } catch (RepeatedColumn e) {
      throw new UnreadableFile(1, of.path() + ": " + e.getMessage());
    } catch (UnreadableFile e) {
      throw new UnreadableFile(e.line(), of.path() + ": " + e.getMessage());
    } catch (IOException e) {
      throw new UnreadableFile(0, of.path() + ": cannot be closed: " + e.getMessage());
    }
    if (bad > 1) {
      notes.add(of.path() + ": … and " + (bad - 1) + " more records that are not understood");
    }
    return bad;
  }

  /**
   * Takes the record that is being looked at.
   *
   * @param of what it is a record of
   * @param id by which others refer to it
   */
  public void add(Enum<?> of, String id, ForeignRecord record) {
    BundleFile file = Objects.requireNonNull(this.file);
    long kind = FactHash.mixed(file.delivery(), of.ordinal());
    twice.add(FactHash.hash(kind, id), record.content(), file.path().toString(), line);
  }

  /** Counts a doubt of the record that was handed on last. */
  public void doubt(Doubt doubt) {
    placed.add(doubt, Objects.requireNonNull(file), line);
  }

  /** How many of them are not understood. */
  public long notUnderstood() {
    return notUnderstood;
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
