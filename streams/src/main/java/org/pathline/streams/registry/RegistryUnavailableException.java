package org.pathline.streams.registry;

/**
 * The registry has not told whether it has a schema; nothing follows for a record that names it.
 */
public final class RegistryUnavailableException extends IllegalStateException {
  private static final long serialVersionUID = 1;

  /** Says why. */
  public RegistryUnavailableException(String message) {
    super(message);
  }
}
