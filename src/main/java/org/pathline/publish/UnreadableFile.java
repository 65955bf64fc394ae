package org.pathline.publish;

/** An import file cannot be read (further); other files still can. */
public final class UnreadableFile extends Exception {
  private static final long serialVersionUID = 1;

  private final long line;

  /**
   * An unreadable file.
   *
   * @param line physical line at which reading stopped, counted from 1; 0 where no line is meant
   * @param reason what is wrong and what to do
   */
  public UnreadableFile(long line, String reason) {
    super(reason);
    this.line = line;
  }

  /** Physical line at which reading stopped; 0 where no line is meant. */
  public long line() {
    return line;
  }
}
