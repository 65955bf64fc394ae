package org.pathline.endtoend;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.pathline.cluster.Connection;
import org.pathline.erase.Erasing;
import org.pathline.erase.Places;

/** Erases, and ends after some steps as {@code kill -9} would end it. */
final class HaltingErasure {
  static final int HALTED = 77;
  static final int ENDED_BEFORE = 0;

  private HaltingErasure() {}

  /** Arguments: Kafka, registry, step to halt after, id. */
  public static void main(String[] arguments) throws Exception {
    int last = Integer.parseInt(arguments[2]);
    AtomicInteger steps = new AtomicInteger();
    Places places =
        new Places(new Connection(arguments[0], arguments[1], Map.of()), null, List.of());
    Erasing erasing =
        new Erasing(
            places,
            step -> {
              System.out.println(step);
              System.out.flush();
              if (steps.incrementAndGet() == last) {
                // No hook runs, nothing is closed.
                Runtime.getRuntime().halt(HALTED);
              }
            });
    Set<String> ids = erasing.allIds(Set.of(arguments[3]));
    erasing.mark(ids);
    erasing.awaitProcessed(ids);
    erasing.remove(ids);
  }
}
