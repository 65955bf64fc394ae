package org.pathline.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pathline.run.TopologyName;

/** Each batch that the flow ran beside is a row and a sentence of its own. */
class FlowReportTest {
  private static final Measured DECODING = new Measured("consumer", 1_000, 1, 1, 0);
  private static final Measured DUCKDB = new Measured("DuckDB batch, cells only", 1_000, 2, 4, 0);
  private static final Measured FLINK = new Measured("Flink batch, cells only", 1_000, 4, 8, 0);
  private static final Measured FLOW = new Measured("run", 1_000, 20, 32, 5);

  private static FlowReport report(CellAgreement ofFlink) {
    return new FlowReport(
        10,
        FlowOrder.files,
        2,
        List.of(DECODING, DUCKDB, FLINK, FLOW),
        List.of(
            new FlowReport.Beside("DuckDB", DUCKDB, FLOW, new CellAgreement(7, 7)),
            new FlowReport.Beside("Flink", FLINK, FLOW, ofFlink)),
        Map.of(TopologyName.outcomes, 3.0),
        new Written(1, 1),
        100,
        100,
        5,
        9);
  }

  @Test
  void eachBatchHasItsRowAndItsSentence() {
    assertThat(report(new CellAgreement(7, 7)).toTable())
        .containsPattern("DuckDB batch, cells only +1,000 +500 +2\\.0 +4000\\.00 +0\\.00 +0\\.500")
        .containsPattern("Flink batch, cells only +1,000 +250 +4\\.0 +8000\\.00 +0\\.00 +0\\.250")
        .contains(
            "the run took 10.0 times as long as the DuckDB batch and 8.0 times its CPU; of 7 cells"
                + " 7 are equal")
        .contains(
            "the run took 5.0 times as long as the Flink batch and 4.0 times its CPU; of 7 cells"
                + " 7 are equal");
  }

  @Test
  void theJsonHoldsThemByName() throws Exception {
    JsonNode json = new ObjectMapper().readTree(report(new CellAgreement(7, 6)).toJson());
    JsonNode batches = json.get("besideNightlyBatches");
    assertThat(batches.get("DuckDB").get("timesItsSeconds").asDouble()).isEqualTo(10);
    assertThat(batches.get("Flink").get("timesItsCpu").asDouble()).isEqualTo(4);
    assertThat(batches.get("Flink").get("cellsEqual").asInt()).isEqualTo(6);
    assertThat(json.get("stages").get("Flink batch, cells only").get("seconds").asDouble())
        .isEqualTo(4);
  }

  @Test
  void theOneThatCountsOtherwiseIsNamed() {
    assertThat(report(new CellAgreement(7, 7)).contradictedBy()).isEmpty();
    assertThat(report(new CellAgreement(7, 6)).contradictedBy()).containsExactly("Flink");
    assertThat(report(new CellAgreement(0, 0)).contradictedBy()).containsExactly("Flink");
  }
}
