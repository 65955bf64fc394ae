package org.pathline.imports;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
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
