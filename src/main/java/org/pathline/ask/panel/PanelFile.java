package org.pathline.ask.panel;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.reader.NamedCsvRecordHandler;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.zip.GZIPInputStream;
import org.pathline.domain.effect.Panel;
import org.pathline.publish.TextForm;
import org.pathline.topics.Unanswerable;
import org.pathline.words.Names;

/**
 * An analyst's panel, read from CSV: a row per unit and time, in any order.
 *
 * @param panel every unit counting by its weight
 * @param rows rows of the file
 * @param incomplete rows left out because a value is missing
 * @param units how many units the file has
 * @param incompleteUnits those of whose rows each was left out, which are none of these
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
    List<String> incompleteUnits,
    SortedMap<Integer, Integer> thin,
    boolean dropped,
    Map<String, Double> doses) {
  /**
   * Reads a panel, gzipped where its name says so.
   *
   * @param dropThin whether times at which few units are observed are left out
   * @throws Unanswerable with file, lines and columns of what cannot be used
   */
  public static PanelFile read(Path file, PanelColumns columns, boolean dropThin) {
    PanelProblems problems = new PanelProblems(file);
    PanelRows rows = rows(file, columns, problems);
    if (rows.count() == 0) {
      throw new Unanswerable(file + " has no rows below its header");
    }
    rows.check();
    problems.refuseIfAny();
    if (rows.units() == 0) {
      throw new Unanswerable(
          file + ": in each of its " + rows.count() + " rows a value is missing");
    }
    SortedMap<Integer, Integer> thin = rows.thin();
    return new PanelFile(
        rows.panel(dropThin ? thin.keySet() : Set.of()),
        rows.count(),
        rows.incomplete(),
        rows.units(),
        rows.incompleteUnits(),
        thin,
        dropThin,
        rows.doses());
  }

  private static PanelRows rows(Path file, PanelColumns columns, PanelProblems problems) {
    try (BufferedReader text = TextForm.reader(open(file))) {
      TextForm.Beginning begin = TextForm.begin(text);
      char separator = begin.separator();
      // Where commas do not stand between cells, one in a cell is a decimal comma.
      PanelCells cells = new PanelCells(separator != ',', begin.passed(), problems);
      PanelRows rows = new PanelRows(columns, cells, problems);
      boolean first = true;
      for (NamedCsvRecord each :
          CsvReader.builder()
              .fieldSeparator(separator)
              .build(
                  NamedCsvRecordHandler.of(names -> names.allowDuplicateHeaderFields(true)),
                  text)) {
        if (first) {
          checkHeader(file, columns, each.getHeader());
          first = false;
        }
        rows.add(each);
      }
      return rows;
    } catch (NoSuchFileException e) {
      throw new Unanswerable("there is no file " + file, e);
    } catch (CsvParseException e) {
      String why = e.getCause() == null ? "" : ": " + e.getCause().getMessage();
      throw new Unanswerable(file + " is no sound CSV: " + e.getMessage() + why, e);
    } catch (UncheckedIOException | IOException e) {
      throw new Unanswerable("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private static InputStream open(Path file) throws IOException {
    InputStream bytes = Files.newInputStream(file);
    return file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
  }

  private static void checkHeader(Path file, PanelColumns columns, List<String> header) {
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
}
