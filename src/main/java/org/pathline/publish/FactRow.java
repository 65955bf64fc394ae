package org.pathline.publish;

import java.util.List;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactType;
import org.pathline.publish.Column.Need;

/** Facts as rows of an import file, the way back from {@link FactForm#read}. */
public final class FactRow {

  private FactRow() {}

  /** Names of the columns of a file: those of the envelope, then those of the fact. */
  public static String[] columns(FactType type) {
    return FactForms.of(type).columns().stream().map(Column::name).toArray(String[]::new);
  }

  /** Row of a fact; what it does not say is empty. */
  public static String[] of(Fact fact) {
    List<Column<?>> columns = FactForms.of(fact.type()).columns();
    String[] row = new String[columns.size()];
    for (int i = 0; i < row.length; i++) {
      row[i] = columns.get(i).text(fact);
    }
    return row;
  }

  /**
   * Row that withdraws the fact of a row.
   *
   * @param recordedAt when it is withdrawn, in milliseconds since 1970 UTC
   * @param identityOnly whether it says no more of the fact than which one it is
   */
  public static String[] retraction(Fact fact, long recordedAt, boolean identityOnly) {
    List<Column<?>> columns = FactForms.of(fact.type()).columns();
    String[] row = of(fact);
    row[FactForm.RECORDED_AT] = Timestamps.text(recordedAt);
    row[FactForm.RETRACTED] = "true";
    for (int i = FactForm.ENVELOPE_COLUMNS; identityOnly && i < row.length; i++) {
      Need need = columns.get(i).need();
      boolean identity = need == Need.IDENTITY || need == Need.IDENTITY_IF_ANY;
      if (fact.envelope().hasFactId() || !identity) {
        row[i] = "";
      }
    }
    return row;
  }
}
