package org.pathline.streams.registry;

/** What may be told of a fault of the program itself: none of its text, which may quote data. */
public final class FaultPlace {
  private static final String OWN_PACKAGE = "org.pathline.";

  private FaultPlace() {}

  /** Class of an exception and the line of this program at which it arose. */
  public static String of(RuntimeException fault) {
    return fault.getClass().getName() + " at " + line(fault);
  }

  private static String line(RuntimeException fault) {
    StackTraceElement[] trace = fault.getStackTrace();
    for (StackTraceElement frame : trace) {
      if (frame.getClassName().startsWith(OWN_PACKAGE)) {
        return frame.getFileName() + ":" + frame.getLineNumber();
      }
    }
    return trace.length == 0 ? "an unknown place" : trace[0].toString();
  }
}
