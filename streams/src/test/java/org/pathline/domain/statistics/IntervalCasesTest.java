package org.pathline.domain.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pathline.domain.statistics.Standardisation.Mix;
import org.pathline.oracle.ReferenceCases;

/** Intervals and standardised gaps against figures that were computed elsewhere. */
class IntervalCasesTest {
  private static final double EXACT = 1e-12;
  private static final double SCORE = 1e-8;

  @Test
  void intervalsAreThoseOfOtherPrograms() throws IOException {
    JsonNode expected =
        new ObjectMapper()
            .readTree(ReferenceCases.directory("intervals").resolve("expected.json").toFile());
    assertThat(expected.get("cases").size()).isGreaterThan(10);
    for (JsonNode each : expected.get("cases")) {
      long x1 = each.get("x1").asLong();
      long n1 = each.get("n1").asLong();
      long x2 = each.get("x2").asLong();
      long n2 = each.get("n2").asLong();
      String name = x1 + "/" + n1 + " and " + x2 + "/" + n2;
      agree(name, Wilson.interval(x1, n1), each.get("wilson_1"), EXACT);
      agree(name, Wilson.interval(x2, n2), each.get("wilson_2"), EXACT);
      agree(name, Newcombe.difference(x1, n1, x2, n2), each.get("newcombe_rd"), EXACT);
      agree(
          name, ScoreInterval.difference(x1, n1, x2, n2), each.get("miettinen_nurminen_rd"), SCORE);
      agree(name, ScoreInterval.ratio(x1, n1, x2, n2), each.get("miettinen_nurminen_rr"), SCORE);
      agree(name, Katz.ratio(x1, n1, x2, n2), each.get("katz_log_rr"), EXACT);
    }
  }

  private static void agree(String name, Interval ours, JsonNode expected, double tolerance) {
    if (expected.isNull()) {
      assertThat(ours).as(name).isNull();
      return;
    }
    agree(name, ours.low(), expected.get(0), tolerance);
    agree(name, ours.high(), expected.get(1), tolerance);
  }

  private static void agree(String name, double ours, JsonNode expected, double tolerance) {
    if (expected.isNull()) {
      assertThat(ours).as(name).isInfinite();
    } else {
      assertThat(ours)
          .as(name)
          .isCloseTo(expected.asDouble(), within(tolerance * Math.max(1, expected.asDouble())));
    }
  }

  @Test
  void standardisedGapsAreThoseOfExactArithmetic() throws IOException {
    Path directory = ReferenceCases.directory("standardisation");
    JsonNode expected = new ObjectMapper().readTree(directory.resolve("expected.json").toFile());
    assertThat(expected.properties()).hasSizeGreaterThan(4);
    for (var entry : expected.properties()) {
      List<Stratum> strata = strata(directory, entry.getKey());
      JsonNode want = entry.getValue();
      gap(Standardisation.at(Mix.POOLED, strata), want.get("std_pooled"));
      gap(Standardisation.at(Mix.FIRST, strata), want.get("std_group_A"));
      gap(Standardisation.at(Mix.SECOND, strata), want.get("std_group_B"));
      gap(Standardisation.at(Mix.EQUAL, strata), want.get("std_equal"));
      List<String> excluded = new ArrayList<>();
      want.get("strata_without_overlap").forEach(each -> excluded.add(each.asText()));
      assertThat(Standardisation.at(Mix.POOLED, strata).excluded()).isEqualTo(excluded);
      Kitagawa split = Kitagawa.of(strata);
      assertThat(split.rate())
          .isCloseTo(want.at("/kitagawa/rate_component").asDouble(), within(EXACT));
      assertThat(split.composition())
          .isCloseTo(want.at("/kitagawa/composition_component").asDouble(), within(EXACT));
    }
  }

  private static void gap(Standardisation ours, JsonNode expected) {
    assertThat(ours.mean1()).isCloseTo(expected.get("A").asDouble(), within(EXACT));
    assertThat(ours.mean2()).isCloseTo(expected.get("B").asDouble(), within(EXACT));
    assertThat(ours.gap()).isCloseTo(expected.get("gap").asDouble(), within(EXACT));
    assertThat(ours.standardError()).isCloseTo(expected.get("se_wald").asDouble(), within(EXACT));
  }

  private static List<Stratum> strata(Path directory, String name) throws IOException {
    List<Stratum> strata = new ArrayList<>();
    try (CsvReader<NamedCsvRecord> rows =
        CsvReader.builder().ofNamedCsvRecord(directory.resolve("input.csv"))) {
      List<NamedCsvRecord> all =
          rows.stream().filter(row -> row.getField("case").equals(name)).toList();
      for (NamedCsvRecord first : all) {
        for (NamedCsvRecord second : all) {
          if (first.getField("group").equals("A")
              && second.getField("group").equals("B")
              && first.getField("stratum").equals(second.getField("stratum"))) {
            strata.add(
                Stratum.ofProportions(
                    first.getField("stratum"),
                    Long.parseLong(first.getField("k")),
                    Long.parseLong(first.getField("n")),
                    Long.parseLong(second.getField("k")),
                    Long.parseLong(second.getField("n"))));
          }
        }
      }
    }
    return strata;
  }
}
