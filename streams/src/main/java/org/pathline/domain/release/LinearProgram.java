package org.pathline.domain.release;

import com.google.ortools.Loader;
import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPObjective;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPSolver.ResultStatus;
import com.google.ortools.linearsolver.MPSolverParameters;
import com.google.ortools.linearsolver.MPSolverParameters.IncrementalityValues;
import com.google.ortools.linearsolver.MPSolverParameters.IntegerParam;
import com.google.ortools.linearsolver.MPSolverParameters.LpAlgorithmValues;
import com.google.ortools.linearsolver.MPVariable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * A linear program that is solved again and again with other objectives, by GLOP of OR-tools.
 *
 * <p>The primal simplex goes on from its last solution, which is what makes thousands of objectives
 * over one table affordable. Single-threaded and without limits of time, so that the same program
 * has the same solution. Holds native memory until it is closed; not thread-safe.
 */
final class LinearProgram implements AutoCloseable {
  static final double INFINITY = Double.POSITIVE_INFINITY;

  static {
    Loader.loadNativeLibraries();
  }

  private final MPSolver solver = MPSolver.createSolver("GLOP");
  private final MPObjective objective = solver.objective();
  private final MPSolverParameters parameters = new MPSolverParameters();
  private final List<MPVariable> variables = new ArrayList<>();
  private final List<MPConstraint> rows = new ArrayList<>();

  LinearProgram() {
    parameters.setIntegerParam(
        IntegerParam.INCREMENTALITY, IncrementalityValues.INCREMENTALITY_ON.swigValue());
    // A program that is presolved cannot go on from its last solution.
    parameters.setIntegerParam(
        IntegerParam.PRESOLVE, MPSolverParameters.PresolveValues.PRESOLVE_OFF.swigValue());
    parameters.setIntegerParam(IntegerParam.LP_ALGORITHM, LpAlgorithmValues.PRIMAL.swigValue());
  }

  /** Adds a variable and returns its index. */
  int variable(double low, double high) {
    variables.add(solver.makeNumVar(low, high, ""));
    return variables.size() - 1;
  }

  /** Adds a row without variables and returns its index. */
  int row(double low, double high) {
    rows.add(solver.makeConstraint(low, high));
    return rows.size() - 1;
  }

  void coefficient(int row, int variable, double coefficient) {
    rows.get(row).setCoefficient(variables.get(variable), coefficient);
  }

  /** Adds a row that bounds the sum of some variables and returns its index. */
  int row(double low, double high, IntStream sum) {
    int row = row(low, high);
    sum.forEach(variable -> coefficient(row, variable, 1));
    return row;
  }

  /**
   * Adds a row for a rule.
   *
   * @param variable of the program, by variable of the rule; below 0 for one that is fixed
   * @param fixed value of one that is
   * @param loose by how much the rule may be missed
   */
  void add(Rule rule, IntUnaryOperator variable, IntToDoubleFunction fixed, double loose) {
    double known = 0;
    for (int i = 0; i < rule.variables().length; i++) {
      if (variable.applyAsInt(rule.variables()[i]) < 0) {
        known += rule.coefficients()[i] * fixed.applyAsDouble(rule.variables()[i]);
      }
    }
    int row = row(rule.low() - known - loose, rule.high() - known + loose);
    for (int i = 0; i < rule.variables().length; i++) {
      int at = variable.applyAsInt(rule.variables()[i]);
      if (at >= 0) {
        coefficient(row, at, rule.coefficients()[i]);
      }
    }
  }

  /** Adds a row for a rule of which no variable is fixed. */
  void add(Rule rule, IntUnaryOperator variable) {
    add(rule, variable, none -> 0, 0);
  }

  /** Changes the bounds of a row. */
  void bounds(int row, double low, double high) {
    rows.get(row).setBounds(low, high);
  }

  /** Changes the bounds of a variable. */
  void variableBounds(int variable, double low, double high) {
    variables.get(variable).setBounds(low, high);
  }

  /** Values of all variables in the last solution. */
  double[] values() {
    double[] values = new double[variables.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = variables.get(i).solutionValue();
    }
    return values;
  }

  void clearObjective() {
    objective.clear();
  }

  /** The sum of some variables as the objective. */
  void objective(IntStream sum) {
    clearObjective();
    sum.forEach(variable -> objective(variable, 1));
  }

  void objective(int variable, double coefficient) {
    objective.setCoefficient(variables.get(variable), coefficient);
  }

  /**
   * Smallest value of the objective; minus infinity where it has none.
   *
   * @throws IllegalStateException when nothing fulfils all rows
   */
  double minimum() {
    objective.setMinimization();
    return solve(Double.NEGATIVE_INFINITY);
  }

  /**
   * Greatest value of the objective; infinity where it has none.
   *
   * @throws IllegalStateException when nothing fulfils all rows
   */
  double maximum() {
    objective.setMaximization();
    return solve(INFINITY);
  }

  private double solve(double unbounded) {
    ResultStatus status = solver.solve(parameters);
    if (status == ResultStatus.ABNORMAL || status == ResultStatus.NOT_SOLVED) {
      // From a basis of another objective rounding may lead astray: once more from the beginning.
      solver.reset();
      status = solver.solve(parameters);
    }
    return switch (status) {
      case OPTIMAL, FEASIBLE -> objective.value();
      case UNBOUNDED -> unbounded;
      case INFEASIBLE ->
          throw new IllegalStateException("the published figures contradict each other");
      default -> throw new IllegalStateException("the linear program was not solved: " + status);
    };
  }

  /** Value of a variable in the last solution. */
  double value(int variable) {
    return variables.get(variable).solutionValue();
  }

  @Override
  public void close() {
    parameters.delete();
    solver.delete();
  }
}
