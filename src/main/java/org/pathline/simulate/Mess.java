package org.pathline.simulate;

/** What a simulation does to rows so that they are as untidy as those of real systems. */
public enum Mess {
  /** Facts of which an earlier, wrong version was also written. */
  CORRECTIONS("corrections"),
  /** Rows written twice. */
  DUPLICATES("duplicates"),
  /** Facts that were written and withdrawn. */
  RETRACTIONS("retractions"),
  /** Those of them whose withdrawal stands before the fact. */
  EARLY_RETRACTIONS("retractionsBeforeTheirFact"),
  /** Rows written later in the file than their neighbours. */
  LATE("lateRows");

  private final String json;

  Mess(String json) {
    this.json = json;
  }

  /** Its name in {@code truth.json}. */
  String json() {
    return json;
  }
}
