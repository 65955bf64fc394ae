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
public record PanelReport(PanelColumns columns, PanelFile file, PanelAnswer answer)
    implements Answer {
  /** Subgroup of an analyst's panel, of which no part is told apart. */
  static final String ALL = "all";

  /**
   * Estimates everything.
   *
   * @param isTriple whether the last covariate of the file, which is none of the columns, says who
   *     is eligible, by 1, and who is not, by 0: then differences are triple
   * @throws Unanswerable when no unit takes up the policy between the first time and the last, or
   *     the column of who is eligible holds other values
   */
  public static PanelReport of(
      PanelColumns columns,
      PanelFile file,
      boolean isTriple,
      Specification specification,
      @Nullable Integer balance,
      long seed,
      int draws) {
    PanelAnswer answer;
    if (isTriple) {
      EligiblePanel of = EligiblePanel.of(file.panel());
      answer = PanelAnswer.ofTriple(of.panel(), of.eligible(), specification, balance, seed, draws);
    } else {
      answer = PanelAnswer.of(file.panel(), specification, balance, seed, draws);
    }
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
    return new PanelNotes(columns, file, answer).all();
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
    return new PanelJson(columns, file, answer).all();
  }
}
