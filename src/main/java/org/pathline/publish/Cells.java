package org.pathline.publish;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The cells of one row by the number of the column in its {@link FactForm}. */
public interface Cells {
  /**
   * Text of a cell as it was written, or null where the row has none.
   *
   * @throws BadCell when the row holds something there that is not a single value
   */
  @Nullable String text(int column) throws BadCell;

  /**
   * Elements of a list cell, or null where the row has none.
   *
   * @throws BadCell when the row holds something there that is not a list of single values
   */
  @Nullable List<String> list(int column) throws BadCell;
}
