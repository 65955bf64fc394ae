package org.pathline.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.pathline.publish.Doubted;
import org.pathline.publish.PublishSummary;
import org.pathline.publish.UnreadFiles;

/** What came of publishing, for programs. */
public final class PublishReport {
  private PublishReport() {}

  /**
   * A summary as JSON.
   *
   * @param sending whether facts were to be sent
   */
  public static ObjectNode json(PublishSummary summary, boolean sending) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("sending", sending);
    root.put("good", summary.isGood());
    root.put("unreadableFiles", summary.unreadableFiles());
    root.put("repeatedRows", summary.repeatedRows());
    root.put("stopped", summary.stopped());
    root.put("seconds", summary.seconds());
    for (PublishSummary.Row row : summary.rows()) {
      root.withArray("topics")
          .addObject()
          .put("topic", row.type().noun())
          .put("read", row.read())
          .put("sent", row.sent())
          .put("rejected", row.rejected())
          .put("failed", row.failed())
          .put("failure", row.failure());
    }
    summary.warnings().forEach(root.withArray("warnings")::add);
    root.set("doubts", doubts(summary.doubts()));
    return root;
  }

  /** Adds what lies beside the files and was not read. */
  public static void addUnread(ObjectNode summary, List<UnreadFiles.Unread> unread) {
    ArrayNode files = summary.putArray("unread");
    for (UnreadFiles.Unread each : unread) {
      files
          .addObject()
          .put("file", each.path().toString())
          .put("data", each.data())
          .put("why", each.why());
    }
  }

  /** What was doubted, an object for each kind. */
  static ArrayNode doubts(List<Doubted> doubts) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (Doubted doubt : doubts) {
      array
          .addObject()
          .put("kind", doubt.kind().name())
          .put("count", doubt.count())
          .put("file", doubt.file())
          .put("line", doubt.line())
          .put("field", doubt.first().field())
          .put("detail", doubt.first().detail());
    }
    return array;
  }
}
