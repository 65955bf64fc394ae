package org.pathline.release;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.release.Figures;
import org.pathline.domain.release.Group;
import org.pathline.domain.release.RateCoding.Band;
import org.pathline.domain.release.Tables;
import org.pathline.release.ReleaseColumn.Type;
import org.pathline.topics.Unanswerable;

/**
 * The tables of a release as text: one row per group and outcome, {@code all} where a dimension is
 * summed over, and empty where a figure is withheld.
 */
final class TableFile {
  /** Value of a dimension that is summed over. */
  static final String ALL = "all";

  /** What follows the dimensions, which are texts. */
  static final List<ReleaseColumn<Map<String, @Nullable Object>>> COLUMNS =
      List.of(
          column("outcome", Type.VARCHAR),
          column("members", Type.BIGINT),
          column("observed", Type.BIGINT),
          column("attained", Type.BIGINT),
          column("rate", Type.VARCHAR),
          column("rateLow", Type.DOUBLE),
          column("rateHigh", Type.DOUBLE));

  private TableFile() {}

  private static ReleaseColumn<Map<String, @Nullable Object>> column(String name, Type type) {
    return new ReleaseColumn<>(name, type, row -> row.get(name));
  }

  static String csv(Tables tables) throws IOException {
    List<ReleaseColumn<Map<String, @Nullable Object>>> columns = new ArrayList<>();
    tables.dimensions().forEach(dimension -> columns.add(column(dimension, Type.VARCHAR)));
    columns.addAll(COLUMNS);
    return ReleaseColumn.csv(columns, rows(tables));
  }

  static ArrayNode json(Tables tables) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (Map<String, @Nullable Object> row : rows(tables)) {
      ObjectNode node = array.addObject();
      row.forEach((name, value) -> node.putPOJO(name, value));
    }
    return array;
  }

  private static List<Map<String, @Nullable Object>> rows(Tables tables) {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (Group group : tables.groups()) {
      for (int i = 0; i < Math.max(1, tables.outcomes().size()); i++) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        for (int j = 0; j < tables.dimensions().size(); j++) {
          String value = group.values().get(j);
          row.put(tables.dimensions().get(j), value.equals(Group.ALL) ? ALL : value);
        }
        boolean any = !tables.outcomes().isEmpty();
        row.put("outcome", any ? tables.outcomes().get(i).label() : null);
        row.put("members", group.members());
        Figures figures = any ? group.figures().get(i) : new Figures(null, null, null, null);
        row.put("observed", figures.observed());
        row.put("attained", figures.attained());
        rate(row, figures);
        rows.add(row);
      }
    }
    return rows;
  }

  /** A rate in whole percent, as NCES recommends; its exact share follows from the counts. */
  private static void rate(Map<String, @Nullable Object> row, Figures figures) {
    Long observed = figures.observed();
    Long attained = figures.attained();
    Band band = figures.band();
    Long mean = figures.mean();
    row.put("rate", null);
    row.put("rateLow", null);
    row.put("rateHigh", null);
    if (mean != null) {
      BigDecimal points = BigDecimal.valueOf(mean, 2);
      row.put("rate", points.toPlainString());
      row.put("rateLow", points);
      row.put("rateHigh", points);
    } else if (band != null) {
      row.put("rate", band.toString());
      row.put("rateLow", BigDecimal.valueOf(band.low(), 2));
      row.put("rateHigh", BigDecimal.valueOf(band.high(), 2));
    } else if (observed != null && attained != null && observed > 0) {
      BigDecimal share =
          BigDecimal.valueOf(attained)
              .divide(BigDecimal.valueOf(observed), 4, RoundingMode.HALF_UP);
      row.put(
          "rate", share.movePointRight(2).setScale(0, RoundingMode.HALF_UP).toPlainString() + "%");
      row.put("rateLow", share);
      row.put("rateHigh", share);
    }
  }

  /**
   * Tables from their text.
   *
   * @param where names the file in messages
   * @throws Unanswerable when it is not what a release writes
   */
  static Tables read(String where, String text, List<List<String>> tables, List<Outcome> outcomes) {
    List<String> dimensions = Tables.dimensions(tables);
    Map<List<String>, @Nullable Long> members = new LinkedHashMap<>();
    Map<List<String>, Figures[]> figures = new LinkedHashMap<>();
    try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(text)) {
      for (NamedCsvRecord row : csv) {
        List<String> values =
            dimensions.stream()
                .map(row::getField)
                .map(value -> value.equals(ALL) ? Group.ALL : value)
                .toList();
        members.put(values, number(row, "members"));
        Figures[] of = figures.computeIfAbsent(values, absent -> new Figures[outcomes.size()]);
        if (!outcomes.isEmpty()) {
          Outcome outcome = Outcome.labelled(row.getField("outcome")).orElseThrow();
          of[outcomes.indexOf(outcome)] = figures(row, outcome);
        }
      }
    } catch (RuntimeException | IOException e) {
      throw new Unanswerable(where + " is no table of a release: " + e.getMessage(), e);
    }
    List<Group> groups = new ArrayList<>();
    members.forEach(
        (values, count) -> {
          Figures[] of = java.util.Objects.requireNonNull(figures.get(values));
          if (Arrays.asList(of).contains(null)) {
            throw new Unanswerable(where + ": a group lacks an outcome: " + values);
          }
          groups.add(new Group(values, count, List.of(of)));
        });
    return new Tables(dimensions, tables, outcomes, groups);
  }

  private static Figures figures(NamedCsvRecord row, Outcome outcome) {
    String rate = row.getField("rate");
    if (outcome == Outcome.GRADE_POINTS) {
      Long mean = rate.isEmpty() ? null : new BigDecimal(rate).movePointRight(2).longValueExact();
      return new Figures(number(row, "observed"), null, null, mean);
    }
    boolean coded = rate.startsWith("<") || rate.startsWith(">");
    return new Figures(
        number(row, "observed"), number(row, "attained"), coded ? Band.parse(rate) : null, null);
  }

  private static @Nullable Long number(NamedCsvRecord row, String column) {
    String text = row.getField(column);
    return text.isEmpty() ? null : Long.valueOf(text);
  }
}
