package org.pathline.domain.pathway;

/** Settings that this release does not know; another may. */
public final class UnknownSettingsException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  UnknownSettingsException(String message) {
    super(message);
  }
}
