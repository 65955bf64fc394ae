package org.pathline.domain.pathway;

/**
 * How much of one student can be real. What is more is the work of a placeholder id, such as {@code
 * 0} or {@code UNKNOWN}, under which many people were filed: that student is set aside.
 *
 * <p>Thirteen school years of twelve courses with six marks each, and all else, are under 1,500
 * facts; the limits leave room for years that were repeated and for chatty sources.
 */
public final class StudentLimits {
  /** Facts of one student that stand, under all ids together. */
  public static final int MOST_FACTS = 5_000;

  /** Ids of one student that are linked, however long the chain. */
  public static final int MOST_IDS = 100;

  /** Bytes of a pathway, well under the 1 MiB that a broker takes. */
  public static final int MOST_PATHWAY_BYTES = 768 << 10;

  private StudentLimits() {}
}
