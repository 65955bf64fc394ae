package org.pathline.imports.nsc;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pathline.imports.BundleFile;
import org.pathline.imports.ImportSettings;
import org.pathline.imports.LocalCodes;
import org.pathline.imports.RecordReader;
import org.pathline.imports.RepeatedColumn;
import org.pathline.imports.TableRecords;
import org.pathline.publish.BadRow;
import org.pathline.publish.Timestamps;
import org.pathline.publish.UnreadableFile;
import org.pathline.words.Names;

/**
 * What is known of a detail file as a whole: through which day its searches went, and when it was
 * recorded.
 *
 * <p>Nothing that was not searched may count as a "no". In a query for subsequent enrolment the
 * column Search Date is the day from which on the Clearinghouse looked, in one for prior attendance
 * the day back from which it did. So where the file itself has college records after that day, it
 * is the beginning, and counts as the end only for want of another: that says too little, never too
 * much. Source: StudentTracker FAQs of the National Student Clearinghouse.
 */
final class DetailFile {
  private static final Pattern YEAR_FIRST =
      Pattern.compile(
          "(?<!\\d)(?<year>20\\d\\d)(?<sign>[-_. ]?)(?<month>\\d\\d)\\k<sign>(?<day>\\d\\d)");
  private static final Pattern YEAR_LAST =
      Pattern.compile(
          "(?<!\\d)(?<month>\\d\\d)(?<sign>[-_. ]?)(?<day>\\d\\d)\\k<sign>(?<year>20\\d\\d)");

  private final BundleFile file;
  private final ImportSettings settings;
  private final @Nullable LocalDate named;
  private boolean looked;
  private boolean saysSearchDates;
  private long laterThanSearch;

  /** The day of the row before, and the time of recording that it became. */
  private @Nullable LocalDate lastDay;

  private String lastTime = "";

  private DetailFile(BundleFile file, ImportSettings settings) {
    this.file = file;
    this.settings = settings;
    named = date(file.name());
  }

  /** What is known of a file; null where it is no detail file. */
  static @Nullable DetailFile of(BundleFile file, ImportSettings settings) throws UnreadableFile {
    DetailFile detail = new DetailFile(file, settings);
    try (TableRecords records = new TableRecords(file.open(bytes -> {}))) {
      if (!DetailRow.isIn(records::has)) {
        return null;
      }
      String ids = settings.map().of("ids", "student");
      if (ids != null && !records.has(ids)) {
        throw new UnreadableFile(
            1,
            "lacks the column "
                + ids
                + ", which ids: of the mapping file names"
                + Names.guess(ids, records.columns()));
      }
      if (settings.searchedThrough() == null && detail.named == null) {
        detail.lookThrough(records);
      }
      return detail;
    } catch (RepeatedColumn e) {
      throw new UnreadableFile(1, file.path() + ": " + e.getMessage());
    } catch (UnreadableFile e) {
      throw new UnreadableFile(e.line(), file.path() + ": " + e.getMessage());
    } catch (IOException e) {
      throw new UnreadableFile(0, file.path() + ": cannot be closed: " + e.getMessage());
    }
  }

  private void lookThrough(TableRecords records) throws UnreadableFile {
    looked = true;
    if (!records.has("Search Date")) {
      return;
    }
    // Where the name of the file says a day, one later record tells what is to be known.
    while (records.next() && (named == null || laterThanSearch == 0)) {
      try {
        DetailRow row = new DetailRow(records.record(), settings);
        LocalDate search = row.searchDate();
        LocalDate begin = row.begin() == null ? row.graduation() : row.begin();
        saysSearchDates |= search != null;
        laterThanSearch += search != null && begin != null && begin.isAfter(search) ? 1 : 0;
      } catch (BadRow e) {
        // Told when the rows are read.
        continue;
      }
    }
  }

  /**
   * Whether the file has college records after their Search Date; it is looked through for them the
   * first time that it matters, which in a file named after its Search Date it never does.
   */
  private boolean hasLaterThanSearch() {
    if (!looked) {
      try (TableRecords records = new TableRecords(file.open(bytes -> {}))) {
        lookThrough(records);
      } catch (UnreadableFile | IOException e) {
        // Told when the rows are read, which they are at this time.
        looked = true;
      }
    }
    return laterThanSearch > 0;
  }

  static RecordReader open(BundleFile file, LongConsumer progress) throws UnreadableFile {
    return new TableRecords(file.open(progress));
  }

  private static @Nullable LocalDate date(String name) {
    for (Pattern pattern : List.of(YEAR_FIRST, YEAR_LAST)) {
      Matcher matcher = pattern.matcher(name);
      for (int from = 0; matcher.find(from); from = matcher.start() + 1) {
        try {
          return LocalDate.of(
              Integer.parseInt(matcher.group("year")),
              Integer.parseInt(matcher.group("month")),
              Integer.parseInt(matcher.group("day")));
        } catch (DateTimeException e) {
          // Other digits that only look like a date, among which one may begin.
          continue;
        }
      }
    }
    return null;
  }

  /** The last day that the search of a row covered; null where nothing says it. */
  @Nullable LocalDate searchedThrough(DetailRow row) throws BadRow {
    if (settings.searchedThrough() != null) {
      return settings.searchedThrough();
    }
    LocalDate search = row.searchDate();
    if (search == null || (named != null && !search.equals(named) && hasLaterThanSearch())) {
      return named;
    }
    return search;
  }

  /**
   * Notes that somebody has to say when the search was made, where a college record is later than
   * the day through which the file seems to say it.
   */
  void look(DetailRow row, LocalDate of) throws BadRow {
    LocalDate through = settings.searchedThrough() == null ? searchedThrough(row) : null;
    if (through != null && of.isAfter(through)) {
      settings.codes().need(LocalCodes.SEARCHED_THROUGH);
    }
  }

  /** When the rows were recorded, as text. */
  String recordedAt(DetailRow row) throws BadRow {
    if (settings.recordedAt() != null) {
      return settings.recordedAt().toString();
    }
    LocalDate day = settings.searchedThrough() != null ? settings.searchedThrough() : named;
    if (day == null && !hasLaterThanSearch()) {
      day = row.searchDate();
    }
    if (day == null) {
      return settings.recordedAt(file);
    }
    if (!day.equals(lastDay)) {
      lastDay = day;
      lastTime = Timestamps.text(day) + "T12:00:00Z";
    }
    return lastTime;
  }

  /** What the user should know of the searches; null for nothing. */
  @Nullable String note() {
    if (settings.searchedThrough() != null || named != null) {
      return null;
    }
    if (!saysSearchDates) {
      return file.path()
          + ": says nowhere when the search was made, so that nobody's absence counts; say it with"
          + " --searched-through DATE";
    }
    return laterThanSearch == 0
        ? null
        : file.path()
            + ": "
            + laterThanSearch
            + " college records are later than the Search Date of their row, so it is the day from"
            + " which on was searched; until --searched-through DATE says when the search was made,"
            + " nothing after it counts as searched";
  }
}
