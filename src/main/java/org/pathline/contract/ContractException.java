package org.pathline.contract;

import org.jspecify.annotations.Nullable;

/** A cluster does not keep to the contract or cannot be asked; the message says what to do. */
public final class ContractException extends Exception {
  private static final long serialVersionUID = 1;

  /** Makes an exception for a user to read. */
  public ContractException(String message) {
    super(message);
  }

  /** Makes an exception for a user to read. */
  public ContractException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
