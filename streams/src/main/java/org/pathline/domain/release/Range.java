package org.pathline.domain.release;

/**
 * Between which values a withheld count lies, as far as linear programs can tell.
 *
 * @param low least value, students
 * @param high greatest value, students; infinite where nothing bounds it
 */
public record Range(double low, double high) {
  /** How far apart the ends are, students. */
  public double width() {
    return high - low;
  }
}
