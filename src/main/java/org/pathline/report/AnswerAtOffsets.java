package org.pathline.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.SortedMap;
import org.pathline.topics.Cut;

/**
 * An answer that says for programs which offsets it stands for.
 *
 * @param readUpTo of each topic and partition, the records before this offset were read
 */
public record AnswerAtOffsets(Answer answer, SortedMap<String, SortedMap<Integer, Long>> readUpTo)
    implements Answer {
  @Override
  public void table(PrintWriter out) throws IOException {
    answer.table(out);
  }

  @Override
  public Report<?> rows() {
    return answer.rows();
  }

  @Override
  public ObjectNode json() {
    ObjectNode json = answer.json();
    json.set("readUpTo", Cut.json(readUpTo));
    return json;
  }
}
