package org.pathline.simulate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import org.pathline.domain.fact.ClassroomPolicy;
import org.pathline.domain.fact.FactType;
import org.pathline.publish.FactRow;

/**
 * Writes a simulated state as import files with the counts that must come out of them.
 *
 * <p>Memory holds a few zones and cohorts at a time, whatever the number of students. Units are
 * lived side by side and written in order, so that the bytes depend on the parameters alone.
 */
public final class Simulation {
  private final Parameters parameters;
  private final SimulatedState world;

  /** A simulation of the state that the parameters describe. */
  public Simulation(Parameters parameters) {
    this.parameters = parameters;
    this.world = new SimulatedState(parameters);
  }

  /** What the state is made from. */
  public Parameters parameters() {
    return parameters;
  }

  /** Number of districts, chosen by the number of students where none was asked for. */
  public int districts() {
    return world.districtCount();
  }

  /** Number of schools that lead to grade 8. */
  public int schools() {
    return world.schools().size();
  }

  /** Number of cohorts, by anchor year. */
  public int cohorts() {
    return world.cohorts();
  }

  /**
   * Writes one file per kind of fact and {@code truth.json} into an existing directory.
   *
   * @param progress told the number of students written so far
   * @throws IOException when a file cannot be written
   */
  public Summary write(Path directory, LongConsumer progress) throws IOException {
    Summary summary;
    try (CsvFiles files = new CsvFiles(directory)) {
      files.write(policies());
      summary = new Summary(files.rows(), new EnumMap<>(Mess.class), new Tally());
      live(files, summary, progress);
      files.finish();
    }
    TruthFile.write(directory, parameters, world, summary);
    return summary;
  }

  private UnitOutput policies() {
    UnitOutput out = new UnitOutput();
    for (ClassroomPolicy policy : Policies.of(world)) {
      out.add(FactType.POLICIES, FactRow.of(policy), false);
    }
    return out;
  }

  private void live(CsvFiles files, Summary sum, LongConsumer progress) throws IOException {
    int[] firstStudents = world.firstStudents();
    List<Unit> units = new ArrayList<>();
    for (int cohort = world.firstAnchorYear();
        cohort <= SimulatedState.LAST_ANCHOR_YEAR;
        cohort++) {
      for (Zone zone : world.zones()) {
        units.add(new Unit(parameters, world, zone, cohort));
      }
    }
    int threads = Math.max(1, Runtime.getRuntime().availableProcessors());
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      Deque<Future<UnitOutput>> ahead = new ArrayDeque<>();
      int next = 0;
      long students = 0;
      for (int written = 0; written < units.size(); written++) {
        while (next < units.size() && ahead.size() <= threads) {
          Unit unit = units.set(next++, null);
          ahead.add(pool.submit(() -> unit.live(firstStudents)));
        }
        UnitOutput out = ahead.remove().get();
        files.write(out);
        sum.tally().add(out.tally);
        out.mess.forEach((done, times) -> sum.mess().merge(done, times, Long::sum));
        students += out.tally.untreated.students + out.tally.treated.students;
        progress.accept(students);
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a zone and cohort could not be lived", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while writing; the files are incomplete", e);
    } finally {
      pool.shutdownNow();
    }
  }
}
