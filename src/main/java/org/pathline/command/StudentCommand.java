package org.pathline.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.pathline.ask.FiledFact;
import org.pathline.ask.FiledFact.Standing;
import org.pathline.ask.StudentFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pathline student}: the file of one student. */
@Command(
    name = "student",
    mixinStandardHelpOptions = true,
    description = {
      "Shows one student: who it is, the pathway, and every fact that stands in order of its"
          + " effective date, with each milestone beside the fact that proves it.",
      "",
      "An id that goes on as another (an identity link) leads to that student. Student-level data"
          + " is for authorised systems and people."
    },
    footer = {
      "",
      "Examples:",
      "  pathline student 4a7f",
      "  pathline student 4a7f --all                   # retracted facts too",
      "  pathline student 4a7f --format json | jq .pathway.milestones"
    })
public final class StudentCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConnectionOptions connectionOptions;

  @Parameters(paramLabel = "ID", description = "Student id, as on Kafka.")
  private String id;

  @Option(names = "--all", description = "Also facts that are retracted or replaced.")
  private boolean all;

  @Option(
      names = "--format",
      defaultValue = "table",
      description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private OutputFormat format;

  @Override
  public Integer call() throws Exception {
    StudentFile file = StudentFile.read(connectionOptions.connection(), id);
    PrintWriter out = spec.commandLine().getOut();
    switch (format) {
      case table -> new StudentReport(file, all, out).print();
      case json -> json(file, out);
    }
    out.flush();
    return 0;
  }

  private void json(StudentFile file, PrintWriter out) throws Exception {
    ObjectMapper json =
        new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .registerModule(
                new SimpleModule().addSerializer(LocalDate.class, ToStringSerializer.instance));
    ObjectNode root = json.createObjectNode();
    root.put("askedFor", file.askedFor());
    root.put("studentId", file.studentId());
    root.put("setAside", file.setAside() == null ? null : file.setAside().name());
    // Avro prints its records as JSON, dates as such.
    root.set("pathway", file.pathway() == null ? null : json.readTree(file.pathway().toString()));
    ArrayNode facts = root.putArray("facts");
    for (FiledFact each : file.facts()) {
      if (all || each.standing() == Standing.STANDS) {
        facts.add(fact(json, each));
      }
    }
    out.println(json.writeValueAsString(root));
  }

  private static ObjectNode fact(ObjectMapper json, FiledFact filed) {
    ObjectNode node = json.createObjectNode();
    node.put("date", filed.line().on() == null ? null : filed.line().on().toString());
    node.put("topic", filed.fact().type().noun());
    node.put("factKey", filed.fact().identity());
    node.put("what", filed.line().what());
    node.put("where", filed.line().where());
    node.put("source", filed.fact().envelope().source());
    node.put("recordedAt", Instant.ofEpochMilli(filed.fact().envelope().recordedAt()).toString());
    node.put("receivedUnder", filed.fact().envelope().studentId());
    node.put("standing", filed.standing().name());
    ObjectNode payload = json.valueToTree(filed.fact());
    payload.remove("envelope");
    node.set("fact", payload);
    return node;
  }
}
