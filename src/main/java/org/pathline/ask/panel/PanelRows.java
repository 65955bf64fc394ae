package org.pathline.ask.panel;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.Panel;
import org.pathline.domain.effect.PanelUnit;
import org.pathline.domain.effect.Weighting;
import org.pathline.domain.fact.NothingWord;
import org.pathline.publish.TextForm;

/** The rows of an analyst's panel, unit by unit and time by time, checked against each other. */
final class PanelRows {
  /** What stands for never, beside what stands for a missing value. */
  private static final Set<String> NEVER = Set.of("never", "inf", "infinity", "+inf");

  private final PanelColumns columns;
  private final PanelCells cells;
  private final PanelProblems problems;
  private final Map<String, PanelRow> firsts = new TreeMap<>();
  private final Map<String, Map<Integer, PanelRow>> byTime = new TreeMap<>();
  private final Map<String, Double> doses = new TreeMap<>();

  /** First lines on which 0 and -1 stand for never. */
  private final Map<Integer, Long> linesOfNever = new TreeMap<>();

  private long count;
  private long incomplete;

  /** Units of which a row was left out. */
  private final Set<String> withIncomplete = new TreeSet<>();

  PanelRows(PanelColumns columns, PanelCells cells, PanelProblems problems) {
    this.columns = columns;
    this.cells = cells;
    this.problems = problems;
  }

  /** How many rows there were, those left out too. */
  long count() {
    return count;
  }

  /** How many were left out because a value is missing. */
  long incomplete() {
    return incomplete;
  }

  /** Units of which every row was left out for that. */
  List<String> incompleteUnits() {
    return withIncomplete.stream().filter(id -> !byTime.containsKey(id)).toList();
  }

  int units() {
    return byTime.size();
  }

  /** Doses by unit. */
  Map<String, Double> doses() {
    return doses;
  }

  /** Takes a row in, or notes why it cannot be used. */
  void add(NamedCsvRecord each) {
    count++;
    long line = cells.line(each);
    if (each.getFieldCount() != each.getHeader().size()) {
      problems.add(
          line, each.getFieldCount() + " fields, but the header names " + each.getHeader().size());
      return;
    }
    String id = each.getField(columns.unit()).strip();
    if (id.isEmpty() || NothingWord.isCode(id)) {
      problems.add(
          line,
          columns.unit()
              + ": "
              + (id.isEmpty() ? "is empty" : "'" + id + "' is a word for nothing")
              + "; give every row its unit");
      return;
    }
    if (TextForm.holdsNoText(id)) {
      problems.add(
          line,
          columns.unit()
              + ": holds bytes that are not UTF-8, perhaps windows-1252; save the file as UTF-8");
      return;
    }
    Integer time = cells.whole(each, columns.time());
    Integer adopted = adopted(each);
    if (time == null || adopted == null) {
      return;
    }
    Double outcome = cells.number(each, columns.outcome());
    Double weight =
        columns.weight() == null ? Double.valueOf(1) : cells.number(each, columns.weight());
    List<Double> covariates = new ArrayList<>();
    for (String column : columns.covariates()) {
      covariates.add(cells.number(each, column));
    }
    String cluster = columns.cluster() == null ? id : each.getField(columns.cluster()).strip();
    if (outcome == null || weight == null || covariates.contains(null)) {
      return;
    }
    if (outcome.isNaN()
        || weight.isNaN()
        || covariates.contains(Double.NaN)
        || (columns.cluster() != null && PanelCells.isMissing(cluster))) {
      leaveOut(id);
      return;
    }
    if (!(weight > 0)) {
      problems.add(
          line,
          columns.weight() + ": is " + weight + "; a weight is above 0, so leave the unit out");
      return;
    }
    if (!isDoseSound(each, id, adopted)) {
      return;
    }
    add(new PanelRow(line, time, outcome, new PanelUnit(id, cluster, adopted, weight, covariates)));
  }

  /** Notes the dose of a row; one that adopts needs it. */
  private boolean isDoseSound(NamedCsvRecord each, String id, int adopted) {
    Double dose = columns.dose() == null ? Double.valueOf(0) : cells.number(each, columns.dose());
    if (columns.dose() == null || dose == null) {
      return dose != null;
    }
    if (dose.isNaN()) {
      if (adopted != PanelUnit.NEVER) {
        leaveOut(id);
      }
      return adopted == PanelUnit.NEVER;
    }
    Double before = doses.putIfAbsent(id, dose);
    if (before != null && !before.equals(dose)) {
      problems.add(
          cells.line(each),
          columns.dose()
              + ": changes within unit "
              + id
              + "; write the dose that the unit has once it adopts at all of its times");
      return false;
    }
    return true;
  }

  private void leaveOut(String id) {
    incomplete++;
    withIncomplete.add(id);
  }

  private void add(PanelRow row) {
    String id = row.unit().id();
    PanelRow first = firsts.putIfAbsent(id, row);
    if (first != null) {
      String changed = row.changed(first, columns);
      if (changed != null) {
        problems.add(
            row.line(),
            changed
                + ": changes within unit "
                + id
                + " (line "
                + first.line()
                + " has another value); "
                + (changed.equals(columns.treated())
                    ? "give all rows of a unit the first time at which it is under the policy,"
                        + " not whether it is at each"
                    : "it must be the same at all times, such as the value before adoption"));
        return;
      }
    }
    PanelRow twin =
        byTime.computeIfAbsent(id, absent -> new TreeMap<>()).putIfAbsent(row.time(), row);
    if (twin != null) {
      problems.add(
          row.line(),
          columns.time()
              + ": unit "
              + id
              + " has "
              + row.time()
              + " a second time (first on line "
              + twin.line()
              + "); keep one row");
    }
  }

  /** The times at which few units are observed, and how many. */
  SortedMap<Integer, Integer> thin() {
    SortedMap<Integer, Integer> units = new TreeMap<>();
    byTime
        .values()
        .forEach(times -> times.keySet().forEach(time -> units.merge(time, 1, Integer::sum)));
    int most = Collections.max(units.values());
    units.values().removeIf(there -> 2 * there >= most);
    return units;
  }

  /** The panel of all rows but those of some times. */
  Panel panel(Set<Integer> left) {
    Panel.Builder builder = new Panel.Builder(Weighting.UNIT);
    byTime.forEach(
        (id, times) -> {
          builder.unit(Objects.requireNonNull(firsts.get(id)).unit());
          times.values().stream()
              .filter(row -> !left.contains(row.time()))
              .forEach(row -> builder.add(id, row.time(), 1, row.outcome()));
        });
    return builder.build();
  }

  private @Nullable Integer adopted(NamedCsvRecord each) {
    String text = each.getField(columns.treated()).strip();
    if (PanelCells.isMissing(text) || NEVER.contains(text.toLowerCase(Locale.ROOT))) {
      return PanelUnit.NEVER;
    }
    Integer adopted = cells.whole(each, columns.treated());
    if (adopted != null && (adopted == 0 || adopted == -1)) {
      linesOfNever.putIfAbsent(adopted, cells.line(each));
      return PanelUnit.NEVER;
    }
    return adopted;
  }

  /** Notes what shows only once all rows are there. */
  void check() {
    cells.checkDecimals();
    checkNever();
  }

  /** 0 and -1 stand for never, unless a unit can adopt at that time. */
  private void checkNever() {
    IntSummaryStatistics times =
        byTime.values().stream()
            .flatMap(each -> each.keySet().stream())
            .mapToInt(Integer::intValue)
            .summaryStatistics();
    linesOfNever.forEach(
        (never, line) -> {
          if (times.getMin() <= never && times.getMax() >= never) {
            problems.add(
                line,
                columns.treated()
                    + ": "
                    + never
                    + " may mean never or the time "
                    + never
                    + ", which is among the times; write never or NA, or number the times from"
                    + " 1");
          }
        });
  }
}
