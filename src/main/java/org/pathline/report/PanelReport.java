package org.pathline.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pathline.ask.panel.PanelColumns;
import org.pathline.ask.panel.PanelFile;
import org.pathline.domain.effect.Specification;
import org.pathline.domain.effect.answer.EffectRow;
import org.pathline.domain.effect.answer.EffectRow.Type;
import org.pathline.domain.effect.answer.PanelAnswer;
import org.pathline.topics.Unanswerable;

/** The answer to {@code pathline effects --panel}. */
public final class PanelReport implements Answer {
  /** Subgroup of an analyst's panel, of which no part is told apart. */
  static final String ALL = "all";

  private final PanelColumns columns;
  private final PanelFile file;
  private final PanelAnswer answer;

  private PanelReport(PanelColumns columns, PanelFile file, PanelAnswer answer) {
    this.columns = columns;
    this.file = file;
    this.answer = answer;
  }

  /**
   * Estimates everything.
   *
   * @throws Unanswerable when no unit takes up the policy between the first time and the last
   */
  public static PanelReport of(
      PanelColumns columns,
      PanelFile file,
      Specification specification,
      @Nullable Integer balance,
      long seed,
      int draws) {
    return of(columns, file, PanelAnswer.of(file.panel(), specification, balance, seed, draws));
  }

  /**
   * Estimates triple differences.
   *
   * @param file whose last covariate says who is eligible, by 1, and who is not, by 0
   * @param columns without that column
   * @throws Unanswerable when nothing can be compared, or the column holds other values
   */
  public static PanelReport ofTriple(
      PanelColumns columns,
      PanelFile file,
      Specification specification,
      @Nullable Integer balance,
      long seed,
      int draws) {
    EligiblePanel eligible = EligiblePanel.of(file.panel());
    return of(
        columns,
        file,
        PanelAnswer.ofTriple(
            eligible.panel(), eligible.eligible(), specification, balance, seed, draws));
  }

  private static PanelReport of(PanelColumns columns, PanelFile file, PanelAnswer answer) {
    PanelReport report = new PanelReport(columns, file, answer);
    if (answer.summary().effects().isEmpty()) {
      throw new Unanswerable(
          "nothing can be compared: no unit that takes part is first treated after the first time"
              + " and by the last one, with others still untreated\n"
              + PanelNotes.adoptions(file.panel())
              + "\n"
              + String.join("\n", report.notes()));
    }
    return report;
  }

  private List<String> notes() {
    return PanelNotes.of(columns, file, answer);
  }

  private Report<EffectRow> rows(List<EffectRow> rows) {
    return rows(columns, rows);
  }

  static Report<EffectRow> rows(PanelColumns columns, List<EffectRow> rows) {
    return EffectReport.of(columns.outcome(), ALL, rows);
  }

  @Override
  public Report<EffectRow> rows() {
    return rows(answer.rows()).notes(notes());
  }

  @Override
  public void table(PrintWriter out) {
    for (Type type : Type.values()) {
      rows(answer.rows().stream().filter(row -> row.type() == type).toList()).table(out);
      out.println();
    }
    notes().forEach(note -> out.println("# " + note));
  }

  @Override
  public ObjectNode json() {
    return PanelJson.of(columns, file, answer);
  }
}
