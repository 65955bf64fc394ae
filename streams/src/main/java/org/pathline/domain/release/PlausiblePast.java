package org.pathline.domain.release;

import java.util.Arrays;
import java.util.List;
import org.pathline.domain.release.Count.State;

/**
 * Finds numbers for earlier releases that fit what they showed and what is so now: one of the
 * tables that an attacker has to reckon with.
 *
 * <p>Where corrections made a group smaller, no past fits the tie to the present. Ties are then
 * loosened, all together by as few students as can be.
 */
final class PlausiblePast {
  private PlausiblePast() {}

  /**
   * Completes the base and adds the ties to the knowledge as rules.
   *
   * @param base values of the variables of the last release; those of earlier ones are filled in
   * @param firstOfLast the first variable of the last release
   */
  static void complete(ReleaseKnowledge releases, double[] base, int firstOfLast) {
    Knowledge knowledge = releases.knowledge;
    try (LinearProgram program = new LinearProgram()) {
      for (int i = 0; i < firstOfLast; i++) {
        program.variable(0, LinearProgram.INFINITY);
      }
      List<Count> counts = knowledge.counts();
      for (int i = 0; i < counts.size(); i++) {
        State state = releases.pattern.state(i);
        if (!counts.get(i).open() && state != State.WITHHELD) {
          Count count = counts.get(i);
          program.row(count.low(state), count.high(state), Arrays.stream(count.variables()));
        }
      }
      for (Rule rule : knowledge.rules()) {
        if (rule.variables()[0] < firstOfLast) {
          program.add(rule, variable -> variable);
        }
      }
      int[] slack = new int[releases.ties.size()];
      for (int i = 0; i < slack.length; i++) {
        int[] tie = releases.ties.get(i);
        boolean toLast = tie[1] >= firstOfLast;
        int row = program.row(toLast ? -base[tie[1]] : 0, LinearProgram.INFINITY);
        program.coefficient(row, tie[0], -1);
        if (!toLast) {
          program.coefficient(row, tie[1], 1);
        }
        slack[i] = program.variable(0, LinearProgram.INFINITY);
        program.coefficient(row, slack[i], 1);
        program.objective(slack[i], 1);
      }
      program.minimum();
      for (int i = 0; i < firstOfLast; i++) {
        base[i] = Math.max(0, program.value(i));
      }
      for (int i = 0; i < slack.length; i++) {
        int[] tie = releases.ties.get(i);
        // What the solver rounds must not make the past impossible.
        double loose = Math.max(0, base[tie[0]] - base[tie[1]]);
        knowledge.add(
            new Rule(
                new int[] {tie[1], tie[0]},
                new double[] {1, -1},
                loose == 0 ? 0 : -loose,
                Double.POSITIVE_INFINITY));
      }
    }
  }
}
