package org.pathline.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.SortedMap;

/**
 * An answer that says for programs which offsets it stands for.
 *
 * @param readUpTo of each topic and partition, the records before this offset were read
 */
public record AnswerAtOffsets(
    RowAnswer answer, SortedMap<String, SortedMap<Integer, Long>> readUpTo) implements RowAnswer {
  @Override
  public void table(PrintWriter out) throws IOException {
    answer.table(out);
  }

  @Override
  public void csv(PrintWriter out, PrintWriter err) throws IOException {
    answer.csv(out, err);
  }

  @Override
  public Report<?> rows() {
    return answer.rows();
  }

  @Override
  public ObjectNode json() {
    ObjectNode json = answer.json();
    ObjectNode topics = json.putObject("readUpTo");
    readUpTo.forEach(
        (topic, partitions) -> {
          ObjectNode offsets = topics.putObject(topic);
          partitions.forEach((partition, offset) -> offsets.put(partition.toString(), offset));
        });
    return json;
  }
}
