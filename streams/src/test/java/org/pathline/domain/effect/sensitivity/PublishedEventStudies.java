package org.pathline.domain.effect.sensitivity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.pathline.oracle.ReferenceCases;

/** Benzarti and Carloni's event study of restaurants' profits, as R's HonestDiD ships it. */
final class PublishedEventStudies {
  private static final int REFERENCE = 2008;

  private PublishedEventStudies() {}

  static EventStudy restaurants() throws IOException {
    Path directory = ReferenceCases.directory("honestdid");
    List<double[]> rows = numbers(directory.resolve("betahat.csv"));
    List<Integer> years = rows.stream().map(row -> (int) row[0]).toList();
    return new EventStudy(
        years.stream().filter(year -> year < REFERENCE).toList(),
        years.stream().filter(year -> year > REFERENCE).toList(),
        rows.stream().mapToDouble(row -> row[1]).toArray(),
        numbers(directory.resolve("sigma.csv")).toArray(double[][]::new));
  }

  static JsonNode expected() throws IOException {
    return new ObjectMapper()
        .readTree(ReferenceCases.directory("honestdid").resolve("expected.json").toFile());
  }

  private static List<double[]> numbers(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .map(
            line ->
                Arrays.stream(line.split(","))
                    .mapToDouble(each -> Double.parseDouble(each.strip()))
                    .toArray())
        .toList();
  }
}
