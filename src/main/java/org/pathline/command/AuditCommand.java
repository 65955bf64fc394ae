package org.pathline.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pathline.events.AuditEntry;
import org.pathline.report.Answer;
import org.pathline.report.OutputFormat;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.topics.ContractTopic;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code pathline audit}: who saw or changed what. */
@Command(
    name = "audit",
    description = {
      "Shows who asked for data of students, erased, released or changed topics, with time and"
          + " scope, in order of time.",
      "Students are named by digests of their ids. --student ID shows the entries about one."
    },
    footer = {
      "",
      "Examples:",
      "  pathline audit --since 30d",
      "  pathline audit --student s-001 --format json"
    })
public final class AuditCommand extends TextCommand {
  private static final int SHORT_DIGEST = 12;

  @Option(
      names = "--since",
      paramLabel = "MOMENT",
      converter = Since.class,
      description = "Only entries since then. " + Since.DESCRIPTION)
  private @Nullable Instant since;

  @Option(
      names = "--student",
      paramLabel = "ID",
      description = "Only entries about the student of this id.")
  private @Nullable String student;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = out();
    String digest = student == null ? null : org.pathline.domain.erasure.ErasedIds.digest(student);
    ArrayNode entries = JsonNodeFactory.instance.arrayNode();
    try (ContractTopic<AuditEntry> topic =
        new ContractTopic<>(connection(), TopicCatalogue.AUDIT, AuditEntry.class)) {
      topic.read(
          since,
          (record, entry) -> {
            if (digest == null || entry.getStudents().contains(digest)) {
              show(out, entries, entry);
            }
          });
    }
    if (format == OutputFormat.json) {
      out.println(Answer.text(JsonNodeFactory.instance.objectNode().set("entries", entries)));
    }
    out.flush();
    return 0;
  }

  private void show(PrintWriter out, ArrayNode entries, AuditEntry entry) {
    if (format == OutputFormat.json) {
      ObjectNode node = entries.addObject();
      node.put("at", entry.getAt().toString())
          .put("who", entry.getWho())
          .put("action", entry.getAction())
          .put("scope", entry.getScope());
      ArrayNode students = node.putArray("students");
      entry.getStudents().forEach(students::add);
      return;
    }
    out.printf(
        "%s  %-20s  %-18s  %s%s%n",
        entry.getAt(),
        entry.getWho(),
        entry.getAction(),
        entry.getScope(),
        entry.getStudents().stream()
            .map(each -> " " + each.substring(0, SHORT_DIGEST))
            .collect(Collectors.joining()));
  }
}
