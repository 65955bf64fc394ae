package org.pathline.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pathline.domain.outcome.CellSums;
import org.pathline.domain.outcome.Contribution;
import org.pathline.domain.pathway.Pathway;
import org.pathline.domain.pathway.Settings;
import org.pathline.oracle.Histories;
import org.pathline.proof.World;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.Contract;
import org.pathline.streams.outcomes.OutcomesTopology;
import org.pathline.streams.outcomes.SpreadCells;
import org.pathline.streams.state.Reprocessing;
import org.pathline.streams.wire.PathwayRecord;

/**
 * What it costs that all cells of a district become visible together: a backlog of pathways, with
 * cells as they are and spread as they were, in turns. Both must end with the same cells.
 */
@Tag("slow")
class CutCostIT {
  private static final long SEED = Long.getLong("seed", 23);
  private static final int STUDENTS = Integer.getInteger("cut.students", 400_000);
  private static final int ROUNDS = Integer.getInteger("cut.rounds", 2);
  private static final int DISTRICTS = 40;
  private static final int SCHOOLS = 5;
  private static final int HISTORIES = 300;

  private final SortedMap<String, CellSums> expected = new TreeMap<>();

  @TempDir private Path directory;

  @Test
  void cellsOfADistrictTogetherAndSpread() throws Exception {
    try (Trial trial = Trial.withTopics()) {
      publish(trial);
      for (int round = 0; round < ROUNDS; round++) {
        measure(
            trial,
            "together-" + round,
            contract -> new OutcomesTopology(contract, new Reprocessing()).get());
        measure(trial, "spread-" + round, SpreadCells::topology);
      }
    }
  }

  /** Each student once, then each as somebody else of the same district. */
  private void publish(Trial trial) {
    List<Pathway> pathways =
        List.copyOf(
            World.of(Settings.DEFAULT, Histories.of(SEED, HISTORIES).delivery())
                .pathways()
                .values());
    try (FactWriter writer = new FactWriter(trial.connection())) {
      PathwayRecord record = new PathwayRecord(writer.schemaId(TopicCatalogue.PATHWAYS), 0);
      List<List<byte[]>> values = new ArrayList<>();
      List<List<Contribution>> contributions = new ArrayList<>();
      for (int district = 0; district < DISTRICTS; district++) {
        List<Pathway> moved = new ArrayList<>();
        for (Pathway pathway : pathways) {
          moved.add(in("D" + district, pathway));
        }
        values.add(moved.stream().map(record::encode).toList());
        contributions.add(moved.stream().map(Contribution::of).toList());
      }
      for (int time = 0; time < 2; time++) {
        for (int student = 0; student < STUDENTS; student++) {
          int district = student % DISTRICTS;
          int who = (student / DISTRICTS + 7 * time) % pathways.size();
          writer.send(
              TopicCatalogue.PATHWAYS,
              ("S" + student).getBytes(UTF_8),
              values.get(district).get(who));
          if (time == 1) {
            Contribution contribution = contributions.get(district).get(who);
            expected
                .computeIfAbsent(contribution.cell().text(), absent -> new CellSums())
                .add(contribution, 1);
          }
        }
      }
      writer.flush();
    }
    System.out.printf("%,d pathways of %,d students%n", 2 * STUDENTS, STUDENTS);
  }

  private static Pathway in(String district, Pathway each) {
    Pathway.Anchor anchor = each.anchor();
    return new Pathway(
        each.studentId(),
        each.aliasIds(),
        each.settings(),
        each.raceEthnicity(),
        each.sex(),
        each.economicallyDisadvantaged(),
        each.englishLearner(),
        anchor == null
            ? null
            : new Pathway.Anchor(
                district,
                district + "-S" + Math.floorMod(each.studentId().hashCode(), SCHOOLS),
                anchor.schoolYear(),
                anchor.subject(),
                anchor.expectedGraduationYear()),
        each.priorAchievement(),
        each.priorPercentile(),
        each.courses(),
        each.pace(),
        each.firstAcceleration(),
        each.outcomes(),
        each.gradePoints(),
        each.milestones(),
        each.rosters(),
        each.percentiles());
  }

  private void measure(Trial trial, String name, Function<Contract, Topology> topology)
      throws Exception {
    SpreadControl.anew(trial);
    double processorBefore = processorSeconds();
    long began = System.nanoTime();
    KafkaStreams streams =
        SpreadControl.run(trial, "pathline-cut-cost-" + name, topology, directory.resolve(name));
    try (FollowedCells cells = new FollowedCells(trial.connection())) {
      Awaited.until(
          name + ": all cells are final",
          () -> {
            cells.read();
            return isFinal(cells);
          });
      double seconds = (System.nanoTime() - began) / 1e9;
      double processor = processorSeconds() - processorBefore;
      System.out.printf(
          "%s: %,d cells final after %.1f s, %,.0f pathways/s, %.1f µs of processors each%n",
          name, expected.size(), seconds, 2 * STUDENTS / seconds, processor * 1e6 / (2 * STUDENTS));
    } finally {
      streams.close();
    }
  }

  private boolean isFinal(FollowedCells cells) {
    SortedMap<String, CellSums> all = new TreeMap<>();
    for (String district : cells.districts()) {
      all.putAll(cells.cells(district));
    }
    return all.equals(expected);
  }

  private static double processorSeconds() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime()
        / 1e9;
  }
}
