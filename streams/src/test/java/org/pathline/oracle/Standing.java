package org.pathline.oracle;

import java.util.List;
import java.util.Set;
import org.pathline.domain.fact.Fact;

/** Standing facts of one student, with the mistakes to make on them. */
record Standing(List<Fact> facts, Set<Mistake> mistakes) {
  /** All facts of one type. */
  <F extends Fact> List<F> all(Class<F> type) {
    return facts.stream().filter(type::isInstance).map(type::cast).toList();
  }
}
