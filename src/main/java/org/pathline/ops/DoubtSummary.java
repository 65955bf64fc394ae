package org.pathline.ops;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pathline.events.Doubt;

/**
 * How much is doubted in the facts that stand, by kind and in order of kind.
 *
 * @param counts the doubts of each kind
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record DoubtSummary(List<Count> counts) {
  /**
   * The doubts of one kind.
   *
   * @param students of how many students
   * @param facts how many facts are doubted for themselves; 1 for each student where it is the
   *     facts together that are
   * @param first the first of these students, in order of id, and what is doubted of it
   */
  public record Count(String kind, long students, long facts, First first) {
    private Count and(Doubt another) {
      return new Count(kind, students + 1, facts + another.getCount(), first);
    }
  }

  /** A doubt as an example. */
  public record First(
      String studentId,
      String factTopic,
      String factKey,
      String source,
      String field,
      String detail) {
    private static First of(Doubt doubt) {
      return new First(
          doubt.getStudentId(),
          doubt.getFactTopic(),
          doubt.getFactKey(),
          doubt.getSource(),
          doubt.getField(),
          doubt.getDetail());
    }
  }

  static DoubtSummary of(List<Doubt> doubts) {
    Map<String, Count> counts = new TreeMap<>();
    for (Doubt each : doubts) {
      counts.compute(
          each.getKind(),
          (kind, before) ->
              before == null
                  ? new Count(kind, 1, each.getCount(), First.of(each))
                  : before.and(each));
    }
    return new DoubtSummary(new ArrayList<>(counts.values()));
  }
}
