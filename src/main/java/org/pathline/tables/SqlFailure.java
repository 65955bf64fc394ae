package org.pathline.tables;

import java.sql.SQLException;

/** A statement failed; the message is DuckDB's own, which points at the place. */
public final class SqlFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Failure with the message of its cause. */
  public SqlFailure(SQLException cause) {
    super(String.valueOf(cause.getMessage()), cause);
  }
}
