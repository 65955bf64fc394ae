package org.pathline.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.pathline.ask.PolicyCells;
import org.pathline.ask.SortedCohorts;
import org.pathline.cluster.Connection;
import org.pathline.domain.effect.dose.SortingAssociation;
import org.pathline.domain.effect.dose.SortingAssociation.Bin;
import org.pathline.domain.pathway.Outcome;

/** Writes how an outcome moves with measured sorting. */
final class AssociationReport {
  private static final String CAVEAT =
      "an association, not an effect: schools choose how they sort, and may do so when their"
          + " students change";

  private final Outcome outcome;
  private final PolicyCells cells;
  private final SortingAssociation association;

  private AssociationReport(Outcome outcome, PolicyCells cells, SortingAssociation association) {
    this.outcome = outcome;
    this.cells = cells;
    this.association = association;
  }

  static AssociationReport of(Outcome outcome, PolicyCells cells, Connection connection) {
    return new AssociationReport(
        outcome, cells, SortingAssociation.of(SortedCohorts.of(outcome, cells, connection)));
  }

  void table(PrintWriter out) {
    TextTable table = new TextTable(1);
    table.add(List.of("omega2", "cohorts", "students", "mean", "difference", "low", "high"));
    for (Bin bin : association.bins()) {
      table.add(
          List.of(
              String.format(Locale.ROOT, "%.1f", bin.from())
                  + (Double.isInfinite(bin.below())
                      ? " and more"
                      : String.format(Locale.ROOT, " to below %.1f", bin.below())),
              Integer.toString(bin.cohorts()),
              String.format(Locale.ROOT, "%.0f", bin.students()),
              EffectTable.readable(bin.mean()),
              EffectTable.readable(bin.difference()),
              EffectTable.readable(bin.interval() == null ? null : bin.interval().low()),
              EffectTable.readable(bin.interval() == null ? null : bin.interval().high())));
    }
    table.print(out);
    notes().forEach(note -> out.println("# " + note));
  }

  private List<String> notes() {
    return List.of(
        outcome.label() + " of " + association.schools() + " schools whose rosters are measured",
        "difference: from the first row, within schools and within years, with its 95 % interval",
        CAVEAT,
        "derived with " + cells.settings());
  }

  void csv(PrintWriter out, PrintWriter err) throws IOException {
    // Not closed: that would close the program's own output.
    CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out);
    csv.writeRecord(
        "outcome",
        "from",
        "below",
        "cohorts",
        "students",
        "mean",
        "difference",
        "se",
        "low",
        "high");
    for (Bin bin : association.bins()) {
      csv.writeRecord(
          outcome.label(),
          EffectTable.exact(bin.from()),
          Double.isInfinite(bin.below()) ? "" : EffectTable.exact(bin.below()),
          Integer.toString(bin.cohorts()),
          EffectTable.exact(bin.students()),
          EffectTable.exact(bin.mean()),
          EffectTable.exact(bin.difference()),
          EffectTable.exact(bin.standardError()),
          EffectTable.exact(bin.interval() == null ? null : bin.interval().low()),
          EffectTable.exact(bin.interval() == null ? null : bin.interval().high()));
    }
    csv.flush();
    notes().forEach(note -> err.println("# " + note));
    err.flush();
  }

  void json(PrintWriter out) throws IOException {
    ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    ObjectNode root = json.createObjectNode();
    root.put("outcome", outcome.label());
    root.set("settings", OutcomeReport.settings(json, cells.settings()));
    root.put("schools", association.schools());
    root.put("kind", "association").put("caveat", CAVEAT);
    ArrayNode bins = root.putArray("bins");
    for (Bin bin : association.bins()) {
      bins.addObject()
          .put("from", bin.from())
          .put("below", Double.isInfinite(bin.below()) ? null : Double.valueOf(bin.below()))
          .put("cohorts", bin.cohorts())
          .put("students", bin.students())
          .put("mean", bin.mean())
          .put("difference", bin.difference())
          .put("se", bin.standardError())
          .put("low", bin.interval() == null ? null : Double.valueOf(bin.interval().low()))
          .put("high", bin.interval() == null ? null : Double.valueOf(bin.interval().high()));
    }
    out.println(json.writeValueAsString(root));
  }
}
