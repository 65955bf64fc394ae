package org.pathline.domain.release;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.pathline.domain.release.Count.State;

/**
 * The attack on a release: for each withheld count the least and the greatest value that fits
 * everything that is shown and all rules, by linear programs.
 *
 * <p>Exact, as far as fractions of students go: whole students may be bounded more closely, which
 * is a far harder problem. Components are attacked one after the other; within one, solutions for
 * random objectives show of most counts at once that they are free to move, so that only those
 * remain that look narrow.
 */
final class Attack {
  /** After so many random solutions a count has mostly been near both of its ends. */
  private static final int GLANCES = 12;

  private static final int FEW = 12;

  /** A program of more variables takes minutes where a smaller one takes seconds. */
  static final int LARGE = 2_000;

  /** Rounding of the solver. */
  private static final double NOTHING = 1e-6;

  private static final long SEED = 20_110_603;

  private final Knowledge knowledge;
  private final Components components;
  private final List<int[]> neighbourhoods;
  private final int large;
  private final Map<Integer, List<Part>> partsByComponent = new TreeMap<>();
  private final List<Target> targets = new ArrayList<>();

  /** A withheld count; what is seen of it grows to its range. */
  private static final class Target {
    final int count;
    double low;
    double high;
    int inexact;

    Target(int count, double knownPart) {
      this.count = count;
      low = knownPart;
      high = knownPart;
    }
  }

  /** What of a target lies in one component. */
  private static final class Part extends Surroundings.Seen {
    final Target target;
    final int[] variables;
    boolean exact;

    Part(Target target, int[] variables) {
      this.target = target;
      this.variables = variables;
    }
  }

  /** A withheld count with its range. */
  record Finding(int count, Range range) {}

  /**
   * Attack on what a pattern shows; only counts for which the choice is true are attacked.
   *
   * @param neighbourhoods atoms in groups, in which a large program is looked at
   * @param large how many variables make a program a large one
   */
  Attack(
      Knowledge knowledge,
      Pattern pattern,
      List<int[]> neighbourhoods,
      int large,
      IntPredicate chosen) {
    this.knowledge = knowledge;
    this.neighbourhoods = neighbourhoods;
    this.large = large;
    components = new Components(knowledge, pattern);
    for (int i = 0; i < knowledge.counts().size(); i++) {
      if (chosen.test(i)) {
        Count count = knowledge.counts().get(i);
        Target target = new Target(i, components.knownPart(count.variables()));
        targets.add(target);
        Map<Integer, List<Integer>> parts = new TreeMap<>();
        for (int variable : count.variables()) {
          if (!components.isKnown(variable)) {
            parts
                .computeIfAbsent(components.of(variable), absent -> new ArrayList<>())
                .add(variable);
          }
        }
        parts.forEach(
            (component, variables) -> {
              target.inexact++;
              partsByComponent
                  .computeIfAbsent(component, absent -> new ArrayList<>())
                  .add(new Part(target, variables.stream().mapToInt(each -> each).toArray()));
            });
      }
    }
  }

  /**
   * Ranges of the narrowest, exact, narrowest first.
   *
   * @param howMany how many to find
   * @param progress is told after each component how many targets are done
   * @throws IllegalStateException when nothing fits what is shown
   */
  List<Finding> narrowest(int howMany, IntConsumer progress) {
    List<List<Integer>> members = components.members();
    Map<Integer, List<Integer>> rules = rulesByComponent();
    Map<Integer, List<Integer>> shown = shownByComponent();
    int done = 0;
    List<Double> best = new ArrayList<>();
    for (Map.Entry<Integer, List<Part>> each : partsByComponent.entrySet()) {
      int component = each.getKey();
      List<Part> parts = each.getValue();
      try (Program program =
          new Program(
              members.get(component),
              shown.getOrDefault(component, List.of()),
              rules.getOrDefault(component, List.of()))) {
        if (parts.size() > FEW && parts.size() > howMany) {
          if (members.get(component).size() > large) {
            around(
                program,
                members.get(component),
                shown.getOrDefault(component, List.of()),
                rules.getOrDefault(component, List.of()),
                parts);
          } else {
            glance(program, parts);
          }
        }
        parts.sort(Comparator.comparingDouble(part -> part.high - part.low));
        for (Part part : parts) {
          double limit = best.size() < howMany ? Double.POSITIVE_INFINITY : best.get(howMany - 1);
          // One that was seen to be as wide as the last of the narrowest is not narrower.
          if (part.low > part.high || part.high - part.low < limit - NOTHING) {
            part.see(program.bound(part.variables, false));
            part.see(program.bound(part.variables, true));
            part.exact = true;
            if (part.target.inexact == 1) {
              best.add(part.high - part.low);
              best.sort(Comparator.naturalOrder());
            }
          }
        }
      }
      for (Part part : parts) {
        part.target.low += part.low;
        part.target.high += part.high;
        if (part.exact) {
          part.target.inexact--;
        }
      }
      done += parts.size();
      progress.accept(done);
    }
    return targets.stream()
        .filter(target -> target.inexact == 0)
        .map(target -> new Finding(target.count, new Range(clean(target.low), clean(target.high))))
        .sorted(
            Comparator.<Finding>comparingDouble(finding -> finding.range().width())
                .thenComparingInt(Finding::count))
        .limit(howMany)
        .toList();
  }

  int targets() {
    return targets.size();
  }

  /**
   * Looks around one solution, neighbourhood by neighbourhood, with all else as it is in that one:
   * in so large a program each direction takes too long.
   */
  private void around(
      Program program,
      List<Integer> members,
      List<Integer> shown,
      List<Integer> rules,
      List<Part> parts) {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(SEED);
    program.random(random);
    double[] solution = new double[knowledge.variables()];
    for (int variable = 0; variable < solution.length; variable++) {
      solution[variable] = components.isKnown(variable) ? components.known(variable) : 0;
    }
    members.forEach(variable -> solution[variable] = program.value(variable));
    for (Part part : parts) {
      part.see(Arrays.stream(part.variables).mapToDouble(each -> solution[each]).sum());
    }
    new Surroundings(knowledge, components.pattern(), members, shown, rules, solution)
        .look(
            neighbourhoods,
            parts.stream().collect(Collectors.toMap(part -> part.target.count, part -> part)),
            random);
  }

  private static void glance(Program program, List<Part> parts) {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(SEED);
    for (int i = 0; i < GLANCES; i++) {
      program.random(random);
      parts.forEach(part -> part.see(program.sum(part.variables)));
    }
  }

  /** Rounding of the solver is not a student. */
  private static double clean(double value) {
    double whole = Math.rint(value);
    return Math.abs(value - whole) < 1e-6 ? whole : value;
  }

  private Map<Integer, List<Integer>> shownByComponent() {
    Map<Integer, List<Integer>> shown = new HashMap<>();
    for (int i = 0; i < knowledge.counts().size(); i++) {
      if (components.pattern().state(i) != State.WITHHELD) {
        add(shown, i, knowledge.counts().get(i).variables());
      }
    }
    return shown;
  }

  private Map<Integer, List<Integer>> rulesByComponent() {
    Map<Integer, List<Integer>> rules = new HashMap<>();
    for (int i = 0; i < knowledge.rules().size(); i++) {
      add(rules, i, knowledge.rules().get(i).variables());
    }
    return rules;
  }

  /** What is shown hangs together, so that its first unknown variable names the component. */
  private void add(Map<Integer, List<Integer>> lists, int index, int[] variables) {
    Arrays.stream(variables)
        .filter(variable -> !components.isKnown(variable))
        .findFirst()
        .ifPresent(
            variable ->
                lists
                    .computeIfAbsent(components.of(variable), absent -> new ArrayList<>())
                    .add(index));
  }

  /** The linear program of one component. */
  private final class Program implements AutoCloseable {
    private final LinearProgram program = new LinearProgram();
    private final Map<Integer, Integer> at = new HashMap<>();

    Program(List<Integer> variables, List<Integer> shown, List<Integer> rules) {
      for (int variable : variables) {
        at.put(variable, program.variable(0, LinearProgram.INFINITY));
      }
      for (int index : shown) {
        Count count = knowledge.counts().get(index);
        State state = components.pattern().state(index);
        double known = components.knownPart(count.variables());
        program.row(
            count.low(state) - known,
            count.high(state) - known,
            Arrays.stream(count.variables()).filter(at::containsKey).map(this::place));
      }
      for (int index : rules) {
        program.add(
            knowledge.rules().get(index),
            variable -> at.getOrDefault(variable, -1),
            components::known,
            0);
      }
    }

    double value(int variable) {
      return program.value(place(variable));
    }

    private int place(int variable) {
      return Objects.requireNonNull(at.get(variable));
    }

    double bound(int[] variables, boolean greatest) {
      program.objective(Arrays.stream(variables).map(this::place));
      return greatest ? program.maximum() : program.minimum();
    }

    /** Goes to a corner in a random direction; minimises, so that most directions end. */
    void random(UniformRandomProvider random) {
      program.clearObjective();
      at.keySet().stream()
          .sorted()
          .forEach(variable -> program.objective(place(variable), random.nextDouble()));
      program.minimum();
    }

    double sum(int[] variables) {
      double sum = 0;
      for (int variable : variables) {
        sum += program.value(place(variable));
      }
      return sum;
    }

    @Override
    public void close() {
      program.close();
    }
  }
}
