package org.pathline.publish;

/** Facts can no longer be sent; the message says why. */
public final class SendingFailed extends Exception {
  private static final long serialVersionUID = 1;

  SendingFailed(String message) {
    super(message);
  }
}
