package org.pathline.streams.pathways;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pathline.domain.pathway.PathwayDerivation;
import org.pathline.domain.pathway.Settings;
import org.pathline.domain.pathway.StudentLimits;
import org.pathline.streams.Contract;
import org.pathline.streams.registry.ContractSchemas;
import org.pathline.streams.state.Reprocessing;
import org.pathline.streams.state.SpreadFacts;

/** How much may be pending. */
class FoldPaceTest {
  private static final long MIB = 1L << 20;
  private static final long SECOND = 1_000_000_000L;
  private static final int TASKS = 6;

  @Test
  void whatTookTooLongLeavesAsManyBytesAsAreFoldedInTheShareOfATask() {
    FoldPace pace = new FoldPace(TASKS, 256 * MIB);
    for (int i = 0; i < 10; i++) {
      pace.folded(80 * MIB, 20 * SECOND);
    }
    assertThat(pace.most()).isEqualTo(40 * MIB);
  }

  @Test
  void aMachineThatBecomesAHundredTimesSlowerIsHeededAtOnce() {
    FoldPace pace = new FoldPace(TASKS, 256 * MIB);
    for (int i = 0; i < 10; i++) {
      pace.folded(pace.most(), pace.most() * SECOND / (10 * MIB));
    }
    assertThat(pace.most()).isEqualTo(100 * MIB);
    pace.folded(MIB, 11 * SECOND);
    assertThat(pace.most()).isLessThan(MIB);
  }

  @Test
  void aFoldThatKeptItsTimeLowersNothingHoweverSlowItWas() {
    FoldPace pace = new FoldPace(TASKS, 256 * MIB);
    pace.folded(64 << 10, 9 * SECOND);
    assertThat(pace.most()).isEqualTo(256 * MIB);
  }

  @Test
  void itGrowsByDoublingUpToTheShareOfTheHeap() {
    FoldPace pace = new FoldPace(TASKS, 300 * MIB);
    assertThat(pace.most()).isEqualTo(300 * MIB);
    pace.folded(300 * MIB, 30 * SECOND);
    assertThat(pace.most()).isEqualTo(100 * MIB);
    pace.folded(100 * MIB, 1);
    assertThat(pace.most()).isEqualTo(200 * MIB);
    pace.folded(200 * MIB, 0);
    assertThat(pace.most()).isEqualTo(300 * MIB);
  }

  @Test
  void fewBytesSayNothingAndSomethingIsAlwaysAllowed() {
    FoldPace pace = new FoldPace(TASKS, 43 * MIB);
    pace.folded(10, 100 * SECOND);
    assertThat(pace.most()).isEqualTo(43 * MIB);
    pace.folded(MIB, 1_000_000 * SECOND);
    assertThat(pace.most()).isEqualTo(64 << 10);
    // And from there it recovers.
    for (int i = 0; i < 20; i++) {
      pace.folded(pace.most(), 1);
    }
    assertThat(pace.most()).isEqualTo(43 * MIB);
    assertThat(new FoldPace(TASKS, 1_000).most()).isEqualTo(1_000);
  }

  @Test
  void theFirstFoldOfAnyTaskTellsAllOfThemHowMuchMayBePending() {
    Contract contract =
        Contract.of(
            new ContractSchemas(new MockSchemaRegistryClient(List.of(new AvroSchemaProvider()))),
            TASKS);
    PathwaysTopology topology =
        new PathwaysTopology(
            encoding -> new PathwayDerivation(Settings.DEFAULT, encoding),
            contract,
            new Reprocessing(),
            new PathwaysTopology.Bounds(
                StudentLimits.DEFAULT, SpreadFacts.Sizes.DEFAULT, 100 * MIB));
    FoldPace ofOneTask = topology.foldPace();
    ofOneTask.folded(80 * MIB, 20 * SECOND);
    assertThat(topology.foldPace().most()).isEqualTo(40 * MIB);
  }
}
