package org.pathline.domain.pathway;

/**
 * The versions that one id received, as a student's state knows them: at hand, spread over records
 * of their own, or only counted because they are too many to hand over.
 *
 * @param versions the versions at hand; empty where they are spread or only counted
 * @param parts records over which they are spread; 0 where they are at hand, {@link #COUNTED} where
 *     they are only counted
 * @param standing how many of them are not retracted
 */
public record Holding(FactVersions versions, int parts, int standing) {
  /** Nothing was received. */
  public static final Holding NOTHING = new Holding(FactVersions.EMPTY, 0, 0);

  private static final int COUNTED = -1;

  /** Versions at hand. */
  public static Holding of(FactVersions versions) {
    return versions.isEmpty() ? NOTHING : new Holding(versions, 0, versions.standing());
  }

  /** Versions spread over some records. */
  public static Holding spread(int parts, int standing) {
    return new Holding(FactVersions.EMPTY, parts, standing);
  }

  /** Versions of which only the number that stands is known. */
  public static Holding counted(int standing) {
    return new Holding(FactVersions.EMPTY, COUNTED, standing);
  }

  /** Whether the versions lie in records of their own. */
  public boolean isSpread() {
    return parts > 0;
  }

  /** Whether only their number is known. */
  public boolean isCounted() {
    return parts == COUNTED;
  }

  /** Whether nothing was received. */
  public boolean isEmpty() {
    return parts == 0 && versions.isEmpty();
  }
}
