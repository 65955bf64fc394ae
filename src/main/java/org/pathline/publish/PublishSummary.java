package org.pathline.publish;

import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.FactType;

/**
 * What came of publishing.
 *
 * @param rows counts per type of facts, in the order of the types
 * @param unreadableFiles files that could not be read, or not to their end
 * @param stopped why sending stopped before the end of the files; null when it did not
 * @param warnings students that these files alone would set aside
 * @param doubts what may be wrong, by kind
 * @param repeatedRows rows that say of a fact what another row has said, and so change nothing
 * @param seconds how long it took
 */
public record PublishSummary(
    List<Row> rows,
    int unreadableFiles,
    @Nullable String stopped,
    List<String> warnings,
    List<Doubted> doubts,
    long repeatedRows,
    double seconds) {

  /**
   * Counts of one type of facts.
   *
   * @param type the type
   * @param read rows read
   * @param sent facts that the brokers acknowledged
   * @param rejected rows that are no fact or break a rule
   * @param failed facts that could not be delivered
   * @param failure why the first of these could not be; null when all were
   */
  public record Row(
      FactType type, long read, long sent, long rejected, long failed, @Nullable String failure) {}

  /** Sum of a count over all types. */
  public long total(ToLongFunction<Row> count) {
    return rows.stream().mapToLong(count).sum();
  }

  /** Whether every row of every file is a good fact. */
  public boolean allAccepted() {
    return unreadableFiles == 0 && total(Row::rejected) == 0;
  }

  /** Whether every row was accepted and everything accepted was delivered. */
  public boolean isGood() {
    return allAccepted() && stopped == null && total(Row::failed) == 0;
  }

  /**
   * The summary as a table and a sentence on what it means.
   *
   * @param sending whether facts were to be sent
   */
  public String text(boolean sending) {
    StringBuilder text = new StringBuilder();
    String format = "%-18s %12s %12s %12s%n";
    text.append(String.format(format, "topic", "read", sending ? "sent" : "good", "rejected"));
    rows.forEach(
        row ->
            text.append(
                line(format, row.type().noun(), row.read(), good(row, sending), row.rejected())));
    text.append(
        line(
            format,
            "total",
            total(Row::read),
            total(row -> good(row, sending)),
            total(Row::rejected)));
    text.append(
        String.format(
            Locale.ROOT,
            "%.1f s, %,.0f rows/s%n",
            seconds,
            total(Row::read) / Math.max(seconds, 1e-3)));
    for (Row row : rows) {
      if (row.failed() > 0) {
        text.append(
            String.format(
                Locale.ROOT,
                "%s: %,d facts could not be delivered: %s%n",
                row.type().noun(),
                row.failed(),
                row.failure()));
      }
    }
    if (repeatedRows > 0) {
      text.append(
          String.format(
              Locale.ROOT,
              "rows that say again what another row has said, and change nothing: %,d%n",
              repeatedRows));
    }
    doubts.forEach(doubt -> text.append(doubt.text()).append(System.lineSeparator()));
    warnings.forEach(warning -> text.append(warning).append(System.lineSeparator()));
    return text.append(meaning(sending)).toString();
  }

  private static long good(Row row, boolean sending) {
    return sending ? row.sent() : row.read() - row.rejected();
  }

  private static String line(String format, String name, long read, long good, long rejected) {
    return String.format(format, name, number(read), number(good), number(rejected));
  }

  private static String number(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  private String meaning(boolean sending) {
    String bad =
        (total(Row::rejected) > 0 ? "bad rows were rejected; " : "")
            + (unreadableFiles > 0
                ? unreadableFiles + " file(s) could not be read to the end; "
                : "");
    if (!sending) {
      return bad + "nothing was sent";
    }
    if (stopped != null) {
      return bad
          + "sending stopped: "
          + stopped
          + "; publish the same files again when it works, which changes nothing sent before";
    }
    return bad.isEmpty()
        ? "everything was accepted"
        : bad + "all other rows were accepted and sent";
  }
}
