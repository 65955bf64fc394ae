package org.pathline.imports.oneroster;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.pathline.domain.fact.Doubt;
import org.pathline.domain.fact.FactType;
import org.pathline.imports.Bundle;
import org.pathline.imports.BundleFile;
import org.pathline.imports.ForeignFormat;
import org.pathline.imports.ForeignRecord;
import org.pathline.imports.ForeignSource;
import org.pathline.imports.ImportSettings;
import org.pathline.imports.RowMapper;
import org.pathline.publish.UnreadableFile;
import org.pathline.publish.UnusableArgument;

/** OneRoster 1.1 and 1.2: tables in CSV, and the same resources as REST gives them in JSON. */
public final class OneRosterFormat implements ForeignFormat {
  /** Whether a record is withdrawn. */
  static boolean isDeleted(ForeignRecord record) {
    return "tobedeleted".equalsIgnoreCase(record.text("status"));
  }

  /** Doubts a status that is none of OneRoster's; the record counts as active. */
  static void tellStatus(ForeignRecord record, Consumer<Doubt> doubts) {
    String status = record.text("status");
    if (status != null && !status.equals("active") && !isStatus(status)) {
      doubts.accept(
          new Doubt(
              Doubt.Kind.UNKNOWN_CODE,
              "status",
              "'" + status + "' is neither active nor tobedeleted; the record counts as active"));
    }
  }

  private static boolean isStatus(String status) {
    return status.equalsIgnoreCase("active") || status.equalsIgnoreCase("tobedeleted");
  }

  @Override
  public Reading read(Bundle bundle, ImportSettings settings) throws UnreadableFile {
    List<String> notes = new ArrayList<>();
    OneRosterFiles files = new OneRosterFiles(bundle, notes);
    OneRosterTables tables = new OneRosterTables(files, settings);
    List<ForeignSource> sources = new ArrayList<>();
    for (BundleFile file : files.of(Table.DEMOGRAPHICS)) {
      StudentRows rows = new StudentRows(tables, file);
      sources.add(source(file, FactType.STUDENTS, rows::demographics));
    }
    for (BundleFile file : files.of(Table.USERS)) {
      StudentRows rows = new StudentRows(tables, file);
      sources.add(source(file, FactType.STUDENTS, rows::users));
    }
    for (BundleFile file : files.of(Table.ENROLLMENTS)) {
      SeatRows rows = new SeatRows(tables, file);
      sources.add(source(file, FactType.ENROLLMENTS, rows::stays));
      sources.add(source(file, FactType.SECTIONS, rows::sections));
    }
    for (BundleFile file : files.of(Table.RESULTS)) {
      MarkRows rows = new MarkRows(tables, file);
      sources.add(source(file, FactType.GRADES, rows::grades));
    }
    if (sources.isEmpty()) {
      throw new UnusableArgument(
          "no users, demographics, enrollments or results of OneRoster here; their files are named"
              + " users.csv, enrollments.csv, …"
              + ForeignFormat.reasons(files.unused()));
    }
    if (tables.sessions.otherwiseNamed() > 0) {
      notes.add(
          tables.sessions.otherwiseNamed()
              + " academic sessions name another school year than that of their dates, which"
              + " count");
    }
    if (tables.orgs.withoutId() > 0) {
      notes.add(
          tables.orgs.withoutId()
              + " schools and districts have no id in the column that the mapping file names"
              + " (ids:); their sourcedId stands for it");
    }
    return new Reading(
        sources,
        files.unused(),
        files.missing(),
        notes,
        files.referred.notUnderstood(),
        files.onlyChanges(),
        files.referred.doubts());
  }

  private static ForeignSource source(BundleFile file, FactType type, Supplier<RowMapper> mapper) {
    // A stay that is gathered from classes has no id of its own.
    return new ForeignSource(file, type, OneRosterFiles::open, mapper)
        .ofSingleRecords(type != FactType.ENROLLMENTS);
  }
}
