package org.pathline.domain.effect.cell;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.pathline.domain.outcome.CellKey;
import org.pathline.domain.pathway.Outcome;

/**
 * When the numbers of each group of students changed last, by outcome, told by a count of all
 * changes: where it is the same as before, so are they. Not thread-safe.
 */
public final class GroupChanges {
  private final Map<Study.Scope, long[]> last = new HashMap<>();
  private long count;

  /** Whatever was told before is not the same any more. */
  private long ofAll;

  /** Notes that numbers of a cell changed. */
  public void note(CellKey key, Collection<Outcome> outcomes) {
    count++;
    int group = Margin.group(key);
    for (Outcome outcome : outcomes) {
      last.computeIfAbsent(
                  new Study.Scope(outcome, key.settings(), key.subject()),
                  absent -> new long[Margin.GROUPS])[group] =
          count;
    }
  }

  /** Notes that any number may be another, or mean another thing. */
  public void noteAll() {
    ofAll = ++count;
  }

  /** When a number of a question's students changed last. */
  public long last(Study.Scope scope, Subgroup subgroup) {
    return subgroup instanceof Gap gap
        ? Math.max(ofStudents(scope, gap.reference()), ofStudents(scope, gap.group()))
        : ofStudents(scope, (Students) subgroup);
  }

  private long ofStudents(Study.Scope scope, Students students) {
    long latest = ofAll;
    long[] groups = last.get(scope);
    if (groups != null) {
      boolean[] included = Margin.included(students);
      for (int group = 0; group < Margin.GROUPS; group++) {
        if (included[group]) {
          latest = Math.max(latest, groups[group]);
        }
      }
    }
    return latest;
  }

  /** What was noted up to now. */
  public GroupChanges upToNow() {
    GroupChanges copy = new GroupChanges();
    last.forEach((scope, groups) -> copy.last.put(scope, groups.clone()));
    copy.count = count;
    copy.ofAll = ofAll;
    return copy;
  }
}
