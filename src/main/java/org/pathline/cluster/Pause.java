package org.pathline.cluster;

/** The wait between two looks at something that changes by itself. */
final class Pause {
  private Pause() {}

  /** Waits 100 ms; an interrupt ends the caller's whole wait. */
  static void shortly() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
      throw ClusterException.interrupted("waiting for the cluster", e);
    }
  }
}
