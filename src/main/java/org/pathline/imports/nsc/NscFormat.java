package org.pathline.imports.nsc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.pathline.domain.fact.FactType;
import org.pathline.imports.Bundle;
import org.pathline.imports.BundleFile;
import org.pathline.imports.ForeignFormat;
import org.pathline.imports.ForeignSource;
import org.pathline.imports.ImportSettings;
import org.pathline.publish.UnreadableFile;
import org.pathline.publish.UnusableArgument;

/** Detail files of the National Student Clearinghouse's StudentTracker, of either layout. */
public final class NscFormat implements ForeignFormat {
  @Override
  public Reading read(Bundle bundle, ImportSettings settings) throws UnreadableFile {
    List<String> notes = new ArrayList<>();
    List<Unused> unused = new ArrayList<>();
    List<ForeignSource> sources = new ArrayList<>();
    for (BundleFile file : bundle.files()) {
      if (!file.endsWith(".csv") && !file.endsWith(".txt") && !file.endsWith(".tsv")) {
        boolean sheet = file.endsWith(".xlsx") || file.endsWith(".xls");
        unused.add(
            file.isPacked()
                ? new Unused(file, BundleFile.PACKED, true)
                : new Unused(file, "neither .csv nor .txt", sheet));
        continue;
      }
      if (file.size() == 0) {
        unused.add(new Unused(file, BundleFile.EMPTY, true));
        continue;
      }
      DetailFile detail = DetailFile.of(file, settings);
      if (detail == null) {
        unused.add(
            new Unused(
                file,
                "no detail file: it lacks " + String.join(" or ", DetailRow.needed()),
                file.endsWith(".csv")));
        continue;
      }
      String note = detail.note();
      if (note != null) {
        notes.add(note);
      }
      DetailRows rows = new DetailRows(detail, settings);
      sources.add(
          new ForeignSource(
              file,
              DetailFile::open,
              Map.of(
                  FactType.POSTSECONDARY, rows::terms,
                  FactType.DEGREES, rows::degrees,
                  FactType.SEARCHES, rows::searches)));
    }
    if (sources.isEmpty()) {
      throw new UnusableArgument(
          "no detail file of StudentTracker here; its header has the columns "
              + String.join(" and ", DetailRow.needed())
              + ForeignFormat.reasons(unused));
    }
    return new Reading(sources, unused, List.of(), notes, 0, List.of(), List.of());
  }
}
