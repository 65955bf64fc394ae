package org.pathline.publish;

import java.io.IOException;
import java.util.List;
import org.pathline.domain.fact.Fact;

/**
 * Reads import files and hands each good row on as a fact; bad rows and unreadable files are
 * reported and passed over.
 */
final class FactImport {
  private final ImportCounts counts = new ImportCounts();
  private final RowsPerId rowsPerId = new RowsPerId();
  private final RejectedRows rejected;
  private final Progress progress;

  FactImport(RejectedRows rejected, Progress progress) {
    this.rejected = rejected;
    this.progress = progress;
  }

  ImportCounts counts() {
    return counts;
  }

  RowsPerId rowsPerId() {
    return rowsPerId;
  }

  /**
   * Reads the files in turn.
   *
   * @throws SendingFailed when the sink takes no more
   */
  void read(List<ImportFile> files, FactSink sink) throws SendingFailed {
    for (ImportFile file : files) {
      try (RowReader rows = file.open(progress::bytesRead)) {
        warnOfUnknownColumns(file, rows, !file.json());
        try {
          read(file, rows, sink);
        } finally {
          warnOfUnknownColumns(file, rows, file.json());
        }
      } catch (UnreadableFile e) {
        counts.unreadable();
        progress.message(
            file.path() + (e.line() > 0 ? ":" + e.line() : "") + ": " + e.getMessage());
      } catch (IOException e) {
        progress.message(file.path() + ": cannot be closed: " + e.getMessage());
      }
    }
  }

  private void read(ImportFile file, RowReader rows, FactSink sink)
      throws UnreadableFile, SendingFailed {
    FactForm form = FactForms.of(file.type());
    while (rows.next()) {
      counts.read(file.type());
      progress.rowsRead(counts.rows());
      Fact fact;
      try {
        fact = form.read(rows.cells(), System.currentTimeMillis());
      } catch (BadRow bad) {
        counts.rejected(file.type());
        rejected.add(file, rows, bad);
        continue;
      }
      rowsPerId.add(fact);
      sink.accept(fact);
    }
  }

  private void warnOfUnknownColumns(ImportFile file, RowReader rows, boolean now) {
    List<String> unknown = rows.unknownColumns();
    if (now && !unknown.isEmpty()) {
      FactForm form = FactForms.of(file.type());
      progress.message(
          file.path()
              + ": warning: ignored unknown "
              + String.join(", ", ColumnNames.explained(unknown, form))
              + "; "
              + ImportTemplate.COMMAND
              + " shows all columns");
    }
  }
}
