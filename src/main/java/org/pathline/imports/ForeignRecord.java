package org.pathline.imports;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One record of a file of another system, good until the next one is read. */
public interface ForeignRecord {
  /** Text of a field without blanks around it; null where it is absent or empty. */
  @Nullable String text(String field);

  /** Hash of all that the record says, but for when it was changed and under which number. */
  long content();

  /** Values of a field that holds a list; empty where it is absent. */
  List<String> list(String field);
}
