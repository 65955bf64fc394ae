package org.pathline.publish;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.pathline.domain.erasure.ErasedIds;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactType;
import org.pathline.domain.fact.IdentityLink;
import org.pathline.words.Names;

/**
 * Reads import files and hands each good row on as a fact; bad rows and unreadable files are
 * reported and passed over.
 */
final class FactImport {
  private final ImportCounts counts = new ImportCounts();
  private final RowsPerId rowsPerId = new RowsPerId();
  private final Doubts doubts = new Doubts();
  private final RejectedRows rejected;
  private final Progress progress;
  private final ErasedIds erased;
  private final Consumer<LeftOut> leftOut;

  /**
   * Import of files.
   *
   * @param erased ids whose rows are refused
   * @param leftOut takes what rows are of that are there and become no facts
   */
  FactImport(
      RejectedRows rejected, Progress progress, ErasedIds erased, Consumer<LeftOut> leftOut) {
    this.erased = erased;
    this.leftOut = leftOut;
    this.rejected = rejected;
    this.progress = progress;
  }

  ImportCounts counts() {
    return counts;
  }

  Doubts doubts() {
    return doubts;
  }

  RowsPerId rowsPerId() {
    return rowsPerId;
  }

  /**
   * Reads the files in turn.
   *
   * @throws SendingFailed when the sink takes no more
   */
  void read(List<? extends RowSource> files, FactSink sink) throws SendingFailed {
    for (RowSource file : files) {
      try (RowReader rows = file.open(progress::bytesRead)) {
        // A header names its columns before any row, an object names its own.
        boolean warned = warnOfUnknownColumns(file, rows);
        try {
          read(file, rows, sink);
        } finally {
          if (!warned) {
            warnOfUnknownColumns(file, rows);
          }
        }
      } catch (UnreadableFile e) {
        counts.unreadable();
        progress.message(file.path() + (e.line() > 0 ? ":" + e.line() : "") + ": " + file.told(e));
      } catch (IOException e) {
        progress.message(file.path() + ": cannot be closed: " + e.getMessage());
      }
    }
  }

  private void read(RowSource file, RowReader rows, FactSink sink)
      throws UnreadableFile, SendingFailed {
    String name = file.path().toString();
    rows.tellPassedOver(row -> leftOut.accept(file.published(row)));
    while (rows.next()) {
      FactType type = file.type(rows);
      counts.read(type);
      progress.rowsRead(counts.rows());
      Fact fact;
      try {
        fact = file.fact(rows, System.currentTimeMillis());
      } catch (BadRow bad) {
        counts.rejected(type);
        rejected.add(file, rows, bad);
        rows.leftOut(type).forEach(row -> leftOut.accept(file.published(row)));
        continue;
      }
      if (isErased(fact)) {
        counts.rejected(type);
        rejected.addOfErased(file, rows);
        leftOut.accept(LeftOut.of(fact));
        continue;
      }
      rowsPerId.add(fact);
      doubts.add(fact, file.listing(), name, rows.line());
      sink.accept(fact);
    }
  }

  private boolean isErased(Fact fact) {
    return !erased.isEmpty()
        && fact.type() != FactType.POLICIES
        && (erased.has(fact.envelope().studentId())
            || (fact instanceof IdentityLink link && link.touches(erased::has)));
  }

  private boolean warnOfUnknownColumns(RowSource file, RowReader rows) {
    List<String> unknown = file.unknownColumns(rows);
    if (!unknown.isEmpty()) {
      List<String> known = FactForms.of(file.type()).columns().stream().map(Column::name).toList();
      progress.message(
          file.path()
              + ": warning: ignored unknown "
              + unknown.stream()
                  .map(name -> name + Names.guess(name, known))
                  .collect(Collectors.joining(", "))
              + "; "
              + ImportTemplate.COMMAND
              + " shows all columns");
    }
    return !unknown.isEmpty();
  }
}
