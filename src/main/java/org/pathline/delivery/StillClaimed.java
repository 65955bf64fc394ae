package org.pathline.delivery;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which facts of one student and type are not gone, though they are not delivered: rows of them
 * were, and became no facts, or another source holds them, too.
 *
 * <p>A row names its fact by the {@code factId}. One that has none, and one that was refused under
 * an id that nothing is known of, may be of any of the student's facts of that type.
 */
final class StillClaimed {
  private final Set<String> factIds = new HashSet<>();
  private final Set<String> students = new HashSet<>();
  private final Set<String> ofOthers = new HashSet<>();
  private final boolean anyStudent;

  /** Of all facts of one type of a student, under whatever ids. */
  StillClaimed(List<HeldFact> facts) {
    Set<String> known = new HashSet<>();
    for (HeldFact held : facts) {
      if (held.isKnown() && held.factId() != null) {
        known.add(held.factId());
      }
      if (held.isHeldByOthers()) {
        ofOthers.add(key(held));
      }
    }
    for (HeldFact held : facts) {
      if (held.isLeftOut()) {
        String factId = held.factId();
        if (factId != null && (known.contains(factId) || !held.isRefused())) {
          factIds.add(factId);
        } else {
          students.add(held.studentId());
        }
      }
    }
    // Links and policies are known by the id alone.
    anyStudent = !students.isEmpty() && facts.get(0).type().isStudentFact();
  }

  /** Whether a delivered row says that it is of this very fact. */
  boolean isNamed(HeldFact held) {
    return held.factId() != null && factIds.contains(held.factId());
  }

  /** Whether a delivered row may be of this fact, or another source holds it. */
  boolean may(HeldFact held) {
    return anyStudent || students.contains(held.studentId()) || ofOthers.contains(key(held));
  }

  private static String key(HeldFact held) {
    return (held.factId() == null ? "key " : "id ") + held.identity();
  }
}
