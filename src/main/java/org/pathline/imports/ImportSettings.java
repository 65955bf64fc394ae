package org.pathline.imports;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
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
    // The form of nearly every export; whether it is a time is seen when the row is read.
    if (said.charAt(said.length() - 1) == 'Z') {
      return said;
    }
    try {
      if (said.length() == 10) {
        LocalDateTime noon = LocalDate.parse(said).atTime(NOON, 0);
        return Timestamps.text(noon.atZone(zoneOrUtc()).toInstant().toEpochMilli());
      }
      if (Timestamps.isLocal(said)) {
        if (zone == null) {
          throw new BadRow(
              field,
              "'" + said + "' has no offset from UTC; say with --zone which time zone it means");
        }
        return Timestamps.in(zone, said);
      }
      return DateTimeFormatter.ISO_INSTANT.format(
          DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(said, Instant::from));
    } catch (DateTimeParseException e) {
      throw new BadRow(field, "'" + said + "' is not an ISO time such as 2024-06-30T12:00:00Z");
    } catch (BadCell e) {
      throw new BadRow(field, e.getMessage());
    }
  }

  private ZoneId zoneOrUtc() {
    return zone == null ? ZoneOffset.UTC : zone;
  }
}
