package org.pathline.imports;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.Doubt;
import org.pathline.domain.pathway.TermLength;
import org.pathline.imports.LocalCodes.Kind;
import org.pathline.publish.BadCell;
import org.pathline.publish.BadRow;
import org.pathline.publish.Timestamps;

/**
 * What a format has to know beside the files.
 *
 * @param map the mapping file
 * @param zone time zone of times without offset; null where they are refused
 * @param recordedAt time of recording of records that say none; null for the time of their file
 * @param searchedThrough last day that a search of colleges covered; null where the files say it
 * @param codes where unexplained codes are noted
 */
public record ImportSettings(
    MapFile map,
    @Nullable ZoneId zone,
    @Nullable Instant recordedAt,
    @Nullable LocalDate searchedThrough,
    LocalCodes codes) {
  private static final int NOON = 12;
  private static final int DAY = "2024-06-30".length();
  private static final int YEAR = "2024".length();

  /**
   * What a code means: as the mapping file says, else as its standard does.
   *
   * @param kind its section in the mapping file
   * @param standard what the standard says; empty for nothing, null where it has no such code
   * @return null where it means nothing, or is not known
   */
  public @Nullable String meaning(Kind kind, String code, @Nullable String standard) {
    String said = map.of(kind.section(), code);
    if (said != null || standard == null || map.names(kind.section(), code)) {
      return said;
    }
    return standard.isEmpty() ? null : standard;
  }

  /**
   * The same, of a code that is noted and doubted where nothing explains it.
   *
   * @param field where it stands
   * @param doubts takes the doubt
   */
  public @Nullable String meaning(
      Kind kind,
      String field,
      String code,
      @Nullable String standard,
      Consumer<? super Doubt> doubts) {
    if (standard == null
        && map.of(kind.section(), code) == null
        && !map.names(kind.section(), code)) {
      tell(
          kind,
          field,
          code,
          "is explained neither by a standard nor by the mapping file ("
              + kind.section()
              + ":); the fact stands without it",
          doubts);
    }
    return meaning(kind, code, standard);
  }

  /**
   * Notes and doubts a term that says no length, so that any other mark goes before its marks.
   *
   * @param field where it stands
   * @param code as the delivery says it
   * @param term as facts say it
   */
  public void tellTerm(String field, String code, String term, Consumer<? super Doubt> doubts) {
    if (TermLength.of(term) == TermLength.OTHER) {
      tell(
          Kind.TERMS,
          field,
          code,
          "is no term of a known length (terms: in the mapping file); it stands as it is, and marks"
              + " of known terms go before its marks",
          doubts);
    }
  }

  /**
   * Date of an ISO day, or of an ISO time, whose time of day is left out, or of a day in the order
   * that the mapping file says; null for null.
   *
   * @param field where it stands
   * @throws BadRow when the text is none
   */
  public @Nullable LocalDate date(String field, @Nullable String text) throws BadRow {
    LocalDate date = Dates.iso(text);
    return date != null || text == null ? date : ofSpreadsheet(field, text, "2015-08-31");
  }

  /**
   * The same, or that of eight digits such as 20150831; null also for zeros.
   *
   * @param field where it stands
   * @throws BadRow when the text is none
   */
  public @Nullable LocalDate compactDate(String field, @Nullable String text) throws BadRow {
    if (text == null || Dates.isNone(text)) {
      return null;
    }
    LocalDate date = Dates.compact(text);
    date = date == null ? Dates.iso(text) : date;
    return date != null ? date : ofSpreadsheet(field, text, "20150831");
  }

  private LocalDate ofSpreadsheet(String field, String text, String example) throws BadRow {
    LocalDate date = Dates.iso(iso(text));
    if (date == null) {
      throw new BadRow(field, "'" + text + "' is not a date such as " + example + ordered(text));
    }
    return date;
  }

  /** What to do about a day in an order that nothing says; empty where it is none. */
  private String ordered(String text) {
    if (map.value(LocalCodes.DATES) != null || !SpreadsheetTimes.is(text)) {
      return "";
    }
    codes.need(LocalCodes.DATES);
    return "; which number is the month, " + LocalCodes.DATES + ": in the mapping file can say";
  }

  /** Fills the fields of a draft that are taken from columns of the district's own. */
  public void fill(FactDraft draft, ForeignRecord record) {
    for (Map.Entry<String, MapFile.Field> field : map.fields(draft.type()).entrySet()) {
      String said = said(field.getValue(), record);
      if (said != null) {
        draft.put(field.getKey(), said);
      }
    }
  }

  /** What a record says of a field that is taken from a column of the district's own. */
  public @Nullable String said(MapFile.Field field, ForeignRecord record) {
    String said = field.value(record.text(field.column()));
    codes.ask(field, said != null);
    return said;
  }

  private void tell(
      Kind kind, String field, String code, String what, Consumer<? super Doubt> doubts) {
    codes.note(kind, code, null);
    doubts.accept(new Doubt(Doubt.Kind.UNKNOWN_CODE, field, "'" + code + "' " + what));
  }

  /**
   * Level of the facts for a grade; one that nothing explains is noted and doubted.
   *
   * @param field where it stands
   * @param doubts takes the doubt
   */
  public @Nullable String gradeLevel(String field, String code, Consumer<? super Doubt> doubts) {
    return meaning(Kind.GRADE_LEVELS, field, code, GradeLevels.of(code), doubts);
  }

  /**
   * Time of recording by what a record says, in milliseconds since 1970 UTC; the earliest there is
   * where it says something that is none, for which the record itself is refused.
   */
  public long recordedAtMillis(String field, @Nullable String said, BundleFile file) {
    if (said == null) {
      return recordedAt != null
          ? recordedAt.toEpochMilli()
          : file.written().toInstant(ZoneOffset.UTC).toEpochMilli();
    }
    try {
      return Timestamps.parse(recordedAt(field, said, file));
    } catch (BadRow | BadCell e) {
      return Long.MIN_VALUE;
    }
  }

  /** Day on which a file was written, or on which it is said to have been. */
  public LocalDate writtenOn(BundleFile file) {
    return recordedAt != null
        ? recordedAt.atZone(zoneOrUtc()).toLocalDate()
        : file.written().toLocalDate();
  }

  /** Time of recording of records that say none, as text. */
  public String recordedAt(BundleFile file) {
    if (recordedAt != null) {
      return recordedAt.toString();
    }
    return file.written().toInstant(ZoneOffset.UTC).toString();
  }

  /**
   * Time of recording by what a record says.
   *
   * @param field where it stands
   * @param said a time, a day (which is taken at noon), or null for nothing
   * @throws BadRow when it is no ISO time, or its zone cannot be known
   */
  public String recordedAt(String field, @Nullable String said, BundleFile file) throws BadRow {
    if (said == null) {
      return recordedAt(file);
    }
    String time = iso(said);
    // The form of nearly every export; whether it is a time is seen when the row is read.
    if (time.charAt(time.length() - 1) == 'Z') {
      return time;
    }
    try {
      if (time.length() == DAY) {
        LocalDateTime noon = LocalDate.parse(time).atTime(NOON, 0);
        return Timestamps.text(noon.atZone(zoneOrUtc()).toInstant().toEpochMilli());
      }
      if (Timestamps.isLocal(time)) {
        if (zone == null) {
          codes.need(LocalCodes.ZONE);
          throw new BadRow(
              field,
              "'" + said + "' has no offset from UTC; say with --zone which time zone it means");
        }
        return Timestamps.in(zone, time);
      }
      return Timestamps.text(Timestamps.parse(time));
    } catch (DateTimeParseException | BadCell e) {
      String words =
          Timestamps.isLocal(time)
              ? e.getMessage()
              : "'" + said + "' is not an ISO time such as 2024-06-30T12:00:00Z" + ordered(said);
      throw new BadRow(field, words);
    }
  }

  /** A day or time of a spreadsheet in the order that the mapping file says; any other as it is. */
  private String iso(String said) {
    String order = said.indexOf('-') == YEAR ? null : map.value(LocalCodes.DATES);
    String ordered = order == null ? null : SpreadsheetTimes.iso(said, order);
    return ordered == null ? said : ordered;
  }

  private ZoneId zoneOrUtc() {
    return zone == null ? ZoneOffset.UTC : zone;
  }
}
