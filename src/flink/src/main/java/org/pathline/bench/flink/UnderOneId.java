package org.pathline.bench.flink;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.FactOrder;
import org.pathline.domain.fact.IdentityLink;
import org.pathline.domain.identity.IdentityGraph;
import org.pathline.domain.pathway.StudentLimits;
import org.pathline.publish.BadRow;
import org.pathline.publish.ImportFile;
import org.pathline.publish.RowReader;
import org.pathline.publish.UnreadableFile;
import org.pathline.streams.codec.FactCodec;

/**
 * Puts each fact under the one id of its student, by the links that stand; facts under ids that
 * more ids are linked to than a person can have are set aside, as the topologies do.
 *
 * <p>Links are few beside facts, so each task reads all of them before its first fact, instead of
 * both being exchanged.
 */
final class UnderOneId
    extends RichFlatMapFunction<Tuple3<String, Integer, byte[]>, Tuple3<String, Integer, byte[]>> {
  private static final long serialVersionUID = 1;

  /** Paths of the files of links; an array, as Flink hands it to each task. */
  private final String[] files;

  private transient @Nullable IdentityGraph graph;

  UnderOneId(List<String> files) {
    this.files = files.toArray(String[]::new);
  }

  @Override
  public void open(OpenContext context) throws IOException {
    graph = graph();
  }

  private IdentityGraph graph() throws IOException {
    FactCodec codec = new FactCodec();
    Map<String, IdentityLink> latest = new HashMap<>();
    for (String path : files) {
      ImportFile file = RowsOfFacts.importFile(Path.of(path));
      long now = System.currentTimeMillis();
      try (RowReader rows = file.open(bytes -> {})) {
        while (rows.next()) {
          try {
            IdentityLink link = (IdentityLink) file.fact(rows, now);
            latest.merge(
                link.envelope().studentId(),
                link,
                (one, two) -> FactOrder.supersedes(two, one, codec) ? two : one);
          } catch (BadRow bad) {
            // Publishing refuses it, too.
            continue;
          }
        }
      } catch (UnreadableFile e) {
        throw RowsOfFacts.unreadable(file, e);
      }
    }
    IdentityGraph links = new IdentityGraph(StudentLimits.DEFAULT.mostIds());
    latest.forEach(
        (alias, link) -> {
          if (!link.envelope().retracted()) {
            links.link(alias, link.canonicalId());
          }
        });
    return links;
  }

  @Override
  public void flatMap(
      Tuple3<String, Integer, byte[]> fact, Collector<Tuple3<String, Integer, byte[]>> to) {
    String student = Objects.requireNonNull(graph).resolve(fact.f0);
    if (!student.equals(IdentityGraph.SET_ASIDE)) {
      fact.f0 = student;
      to.collect(fact);
    }
  }
}
