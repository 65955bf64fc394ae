package org.pathline.ask.panel;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.reader.NamedCsvRecordHandler;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.Panel;
import org.pathline.domain.effect.PanelUnit;
import org.pathline.domain.effect.Weighting;
import org.pathline.topics.Unanswerable;
import org.pathline.words.Names;

/**
 * An analyst's panel, read from CSV: a row per unit and time, in any order.
 *
 * @param panel every unit counting by its weight
 * @param rows rows of the file
 * @param incomplete rows left out because a value is missing
 * @param units how many units the file has
 * @param thin times at which fewer than half as many units are observed as at the time with most,
 *     and how many
 * @param dropped whether those times are left out of the panel
 * @param doses of the units that have one; empty where no dose was asked for
 */
public record PanelFile(
    Panel panel,
    long rows,
    long incomplete,
    int units,
    SortedMap<Integer, Integer> thin,
    boolean dropped,
    Map<String, Double> doses) {
  private static final int MOST_SHOWN = 10;
  private static final Set<String> MISSING = Set.of("", "na", "nan", "null", ".");
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?");
  private static final Set<String> NEVER =
      Set.of("", "na", "nan", "null", ".", "never", "inf", "infinity", "+inf");

  /**
   * Reads a panel, gzipped where its name says so.
   *
   * @param dropThin whether times at which few units are observed are left out
   * @throws Unanswerable with file, lines and columns of what cannot be used
   */
  public static PanelFile read(Path file, PanelColumns columns, boolean dropThin) {
    return new Reading(file, columns, dropThin).read();
  }

  private static final class Reading {
    private final Path file;
    private final PanelColumns columns;
    private final boolean dropThin;
    private final List<String> problems = new ArrayList<>();
    private final Map<String, PanelRow> firsts = new TreeMap<>();
    private final Map<String, Map<Integer, PanelRow>> byTime = new TreeMap<>();
    private final Map<String, Double> doses = new TreeMap<>();

    /** First lines on which 0 and -1 stand for never. */
    private final Map<Integer, Long> linesOfNever = new TreeMap<>();

    /** Whether cells are separated by semicolons or tabs, and a comma is a decimal comma. */
    private boolean decimalComma;

    private long rows;
    private long incomplete;
    private long wrong;

    Reading(Path file, PanelColumns columns, boolean dropThin) {
      this.file = file;
      this.columns = columns;
      this.dropThin = dropThin;
    }

    PanelFile read() {
      try (CsvReader<NamedCsvRecord> reader =
          CsvReader.builder()
              .detectBomHeader(true)
              .fieldSeparator(separator())
              .build(
                  NamedCsvRecordHandler.of(names -> names.allowDuplicateHeaderFields(true)),
                  open())) {
        boolean first = true;
        for (NamedCsvRecord each : reader) {
          if (first) {
            checkHeader(each.getHeader());
            first = false;
          }
          rows++;
          row(each);
        }
      } catch (NoSuchFileException e) {
        throw new Unanswerable("there is no file " + file, e);
      } catch (CsvParseException e) {
        throw new Unanswerable(file + " is no sound CSV: " + e.getMessage(), e);
      } catch (UncheckedIOException | IOException e) {
        throw new Unanswerable("cannot read " + file + ": " + e.getMessage(), e);
      }
      if (rows == 0) {
        throw new Unanswerable(file + " has no rows below its header");
      }
      checkNever();
      if (wrong > 0) {
        String more = wrong > MOST_SHOWN ? "\nand " + (wrong - MOST_SHOWN) + " more" : "";
        throw new Unanswerable("the panel cannot be used:\n" + String.join("\n", problems) + more);
      }
      SortedMap<Integer, Integer> thin = thin();
      Set<Integer> left = dropThin ? thin.keySet() : Set.of();
      return new PanelFile(panel(left), rows, incomplete, byTime.size(), thin, dropThin, doses);
    }

    /** A header with semicolons or tabs and without a comma is separated by them. */
    private char separator() throws IOException {
      String header;
      try (BufferedReader reader =
          new BufferedReader(new InputStreamReader(open(), StandardCharsets.UTF_8))) {
        header = reader.readLine();
      }
      if (header == null || header.contains(",")) {
        return ',';
      }
      decimalComma = header.contains(";") || header.contains("\t");
      return header.contains(";") ? ';' : decimalComma ? '\t' : ',';
    }

    private InputStream open() throws IOException {
      InputStream bytes = Files.newInputStream(file);
      return file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
    }

    private void checkHeader(List<String> header) {
      Set<String> there = new HashSet<>(header);
      for (String column : columns.all()) {
        if (!there.contains(column)) {
          throw new Unanswerable(file + ": " + Names.none("column", column, header));
        }
        if (Collections.frequency(header, column) > 1) {
          throw new Unanswerable(
              file + " has several columns '" + column + "'; which of them is meant is not known");
        }
      }
    }

    private void row(NamedCsvRecord each) {
      long line = each.getStartingLineNumber();
      if (each.getFieldCount() != each.getHeader().size()) {
        problem(
            line,
            each.getFieldCount() + " fields, but the header names " + each.getHeader().size());
        return;
      }
      String id = each.getField(columns.unit()).strip();
      if (id.isEmpty()) {
        problem(line, columns.unit() + ": is empty; give every row its unit");
        return;
      }
      Integer time = whole(each, columns.time());
      Integer adopted = adopted(each);
      if (time == null || adopted == null) {
        return;
      }
      Double outcome = number(each, columns.outcome());
      Double weight = columns.weight() == null ? Double.valueOf(1) : number(each, columns.weight());
      List<Double> covariates = new ArrayList<>();
      for (String column : columns.covariates()) {
        covariates.add(number(each, column));
      }
      String cluster = columns.cluster() == null ? id : each.getField(columns.cluster()).strip();
      if (outcome == null || weight == null || covariates.contains(null) || isMissing(cluster)) {
        return;
      }
      if (outcome.isNaN() || weight.isNaN() || covariates.contains(Double.NaN)) {
        incomplete++;
        return;
      }
      if (!(weight > 0)) {
        problem(
            line,
            columns.weight() + ": is " + weight + "; a weight is above 0, so leave the unit out");
        return;
      }
      if (!isDoseSound(each, id, adopted)) {
        return;
      }
      add(
          new PanelRow(
              line, time, outcome, new PanelUnit(id, cluster, adopted, weight, covariates)));
    }

    /** Notes the dose of a row; one that adopts needs it. */
    private boolean isDoseSound(NamedCsvRecord each, String id, int adopted) {
      Double dose = columns.dose() == null ? Double.valueOf(0) : number(each, columns.dose());
      if (columns.dose() == null || dose == null) {
        return dose != null;
      }
      if (dose.isNaN()) {
        incomplete += adopted == PanelUnit.NEVER ? 0 : 1;
        return adopted == PanelUnit.NEVER;
      }
      Double before = doses.putIfAbsent(id, dose);
      if (before != null && !before.equals(dose)) {
        problem(
            each.getStartingLineNumber(),
            columns.dose()
                + ": changes within unit "
                + id
                + "; write the dose that the unit has once it adopts at all of its times");
        return false;
      }
      return true;
    }

    private boolean isMissing(String cluster) {
      if (columns.cluster() != null && MISSING.contains(cluster.toLowerCase(Locale.ROOT))) {
        incomplete++;
        return true;
      }
      return false;
    }

    private void add(PanelRow row) {
      String id = row.unit().id();
      PanelRow first = firsts.putIfAbsent(id, row);
      if (first != null) {
        String changed = row.changed(first, columns);
        if (changed != null) {
          problem(
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
        problem(
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
    private SortedMap<Integer, Integer> thin() {
      SortedMap<Integer, Integer> units = new TreeMap<>();
      byTime
          .values()
          .forEach(times -> times.keySet().forEach(time -> units.merge(time, 1, Integer::sum)));
      int most = Collections.max(units.values());
      units.values().removeIf(count -> 2 * count >= most);
      return units;
    }

    private Panel panel(Set<Integer> left) {
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

    /** A whole number, also written as 2006.0; null and a problem where it is none. */
    private @Nullable Integer whole(NamedCsvRecord each, String column) {
      String text = each.getField(column).strip();
      try {
        double value = parse(text);
        if (value == Math.rint(value) && Math.abs(value) < 1e9) {
          return (int) value;
        }
      } catch (NumberFormatException e) {
        // Said below, with the place.
      }
      problem(
          each.getStartingLineNumber(),
          column
              + ": '"
              + text
              + "' is no whole number, such as a year; number dates by their year, or from 1");
      return null;
    }

    private @Nullable Integer adopted(NamedCsvRecord each) {
      String text = each.getField(columns.treated()).strip();
      if (NEVER.contains(text.toLowerCase(Locale.ROOT))) {
        return PanelUnit.NEVER;
      }
      Integer adopted = whole(each, columns.treated());
      if (adopted != null && (adopted == 0 || adopted == -1)) {
        linesOfNever.putIfAbsent(adopted, each.getStartingLineNumber());
        return PanelUnit.NEVER;
      }
      return adopted;
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
              problem(
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

    /** A number; NaN where it is missing, null and a problem where it is none. */
    private @Nullable Double number(NamedCsvRecord each, String column) {
      String text = each.getField(column).strip();
      if (MISSING.contains(text.toLowerCase(Locale.ROOT))) {
        return Double.NaN;
      }
      try {
        double value = parse(text);
        if (!Double.isInfinite(value)) {
          return value;
        }
      } catch (NumberFormatException e) {
        // Said below, with the place.
      }
      problem(each.getStartingLineNumber(), column + ": '" + text + "' is no finite number");
      return null;
    }

    /** A decimal number: the JDK would also read 1d, 0x1p-1 and 2005F. */
    private double parse(String text) {
      String pointed = decimalComma ? text.replace(',', '.') : text;
      if (!NUMBER.matcher(pointed).matches()) {
        throw new NumberFormatException(text);
      }
      return Double.parseDouble(pointed);
    }

    private void problem(long line, String what) {
      wrong++;
      if (problems.size() < MOST_SHOWN) {
        problems.add(file + ":" + line + ": " + what);
      }
    }
  }
}
