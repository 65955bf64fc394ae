package org.pathline.publish;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
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
    FactForm form = FactForms.of(fact.type());
    Object[] values = form.values(fact);
    String[] row = new String[values.length];
    for (int i = 0; i < row.length; i++) {
      row[i] = form.columns().get(i).text(values[i]);
    }
    return row;
  }

  /** What a fact says apart from its envelope, as the cells of its row; to be changed at will. */
  public static List<String> payload(Fact fact) {
    String[] row = of(fact);
    return new ArrayList<>(Arrays.asList(row).subList(FactForm.ENVELOPE_COLUMNS, row.length));
  }

  /** Which cells of a payload are the natural key, as numbers from 0. */
  public static List<Integer> keyColumns(FactType type) {
    List<Column<?>> columns = FactForms.of(type).columns();
    return IntStream.range(FactForm.ENVELOPE_COLUMNS, columns.size())
        .filter(i -> isKey(columns.get(i).need()))
        .mapToObj(i -> i - FactForm.ENVELOPE_COLUMNS)
        .toList();
  }

  private static boolean isKey(Need need) {
    return need == Need.IDENTITY || need == Need.IDENTITY_IF_ANY;
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
      if (fact.envelope().hasFactId() || !isKey(columns.get(i).need())) {
        row[i] = "";
      }
    }
    return row;
  }
}
