package org.pathline.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * How small a group may be of which figures are told.
 *
 * <p>A group of fewer students is hidden. Where what is hidden is together still fewer than that,
 * it would follow from the total, so the next larger group is hidden with it.
 *
 * @param least students of a group that is told; 0 or 1 tells all
 */
public record Disclosure(long least) {
  /** Everything is told. */
  public static final Disclosure ALL = new Disclosure(0);

  /** What is told to everyone: groups of ten students or more. */
  public static final Disclosure PUBLIC = new Disclosure(10);

  /** What stands in a table in place of a figure that is not told. */
  public String mark() {
    return "<" + least;
  }

  /** Whether a number of students is too small to be told; nobody is not. */
  public boolean isSmall(long students) {
    return students > 0 && students < least;
  }

  /** The rows that are hidden, where all rows add up to a total that may be known. */
  public <R> Set<R> hidden(List<R> rows, ToLongFunction<R> students) {
    Set<R> hidden = Collections.newSetFromMap(new IdentityHashMap<>());
    List<R> told = new ArrayList<>();
    long together = 0;
    for (R row : rows) {
      if (isSmall(students.applyAsLong(row))) {
        hidden.add(row);
        together += students.applyAsLong(row);
      } else if (students.applyAsLong(row) > 0) {
        told.add(row);
      }
    }
    told.sort(Comparator.comparingLong(students));
    for (R next : told) {
      if (together == 0 || together >= least) {
        break;
      }
      hidden.add(next);
      together += students.applyAsLong(next);
    }
    return hidden;
  }

  /** Hidden rows of several kinds, each kind with a total of its own. */
  <R, K> Set<R> hiddenByKind(
      List<R> rows, java.util.function.Function<R, K> kind, ToLongFunction<R> students) {
    Set<R> hidden = Collections.newSetFromMap(new IdentityHashMap<>());
    rows.stream()
        .collect(Collectors.groupingBy(kind))
        .values()
        .forEach(ofKind -> hidden.addAll(hidden(ofKind, students)));
    return hidden;
  }

  /** What a reader should know of hidden rows. */
  public String note(int hidden) {
    return hidden
        + " groups are not told: they have fewer than "
        + least
        + " students, or would follow from those that have";
  }
}
